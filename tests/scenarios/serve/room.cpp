#include "tests/scenarios/serve/room.h"

#include <thread>

namespace parcours {
namespace {

using namespace std::chrono_literals;

encaissement::Policies no_limit() {
  encaissement::Policies policies;
  policies.one_immediate_request_per_customer = false;
  return policies;
}

}  // namespace

void StubbornJournal::hold() {
  const std::lock_guard lock{mutex_};
  held_ = true;
}

void StubbornJournal::let_go() {
  const std::lock_guard lock{mutex_};
  held_ = false;
  changed_.notify_all();
}

void StubbornJournal::break_down() {
  const std::lock_guard lock{mutex_};
  broken_ = true;
}

bool StubbornJournal::waits_for_flush() {
  std::unique_lock lock{mutex_};
  return changed_.wait_for(lock, 5s, [&] { return stands_; });
}

std::size_t StubbornJournal::flushes() const {
  const std::lock_guard lock{mutex_};
  return flushes_;
}

std::optional<std::string> StubbornJournal::flush() {
  std::unique_lock lock{mutex_};
  stands_ = true;
  changed_.notify_all();
  changed_.wait(lock, [&] { return !held_; });
  stands_ = false;
  ++flushes_;
  return broken_ ? std::optional<std::string>{"the disk is full"} : std::nullopt;
}

void Thread::post(std::function<void()> work) {
  const std::lock_guard lock{mutex_};
  work_.push_back(std::move(work));
}

void Thread::run() {
  std::deque<std::function<void()>> now;
  {
    const std::lock_guard lock{mutex_};
    now.swap(work_);
  }
  for (const auto& work : now) work();
}

bool Thread::run_until(const std::function<bool()>& reached) {
  for (const auto until = std::chrono::steady_clock::now() + 5s; std::chrono::steady_clock::now() < until;) {
    run();
    if (reached()) return true;
    std::this_thread::sleep_for(1ms);
  }
  return false;
}

Room::Room() : journal_{new StubbornJournal}, desk_{LocalDesk::MakeHook{}, std::unique_ptr<encaissement::Journal>{journal_}} {
  desk_.start(guide_world(), no_limit(), kStart, 1);
}

std::string Room::request(const std::string& basket, Instant now, const std::string& url) {
  Call call{.who = {Door::api, "10000001", ""}, .verb = Verb::request};
  call.form = {.parcours = "A", .amount = "20,00", .basket = basket, .mode = "identifier", .identifier = "10000003051"};
  call.form.payment_id = "1";
  call.form.return_url = url;
  return desk_.submit(call, now).number;
}

void Room::pay(const std::string& number, Instant now) {
  desk_.submit({.who = {Door::phone, "alice", ""}, .verb = Verb::pay, .operation = number, .amount = "1,00"}, now);
}

}  // namespace parcours
