#include "scenarios/certify/clockwork.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>

namespace parcours {
namespace {

constexpr std::chrono::milliseconds kWallStep{100};  // How often a till on the wall's clock is looked after.

// Nobody ever wakes it: a till whose clock cannot be moved is waited for.
void let_pass(std::chrono::milliseconds time) {
  std::mutex mutex;
  std::condition_variable nobody;
  std::unique_lock lock{mutex};
  nobody.wait_for(lock, time, [] { return false; });
}

}  // namespace

bool Clockwork::tick() {
  if (++ticks_ > kTicksOfOneStory) {
    scene_.stop(Verdict::timeout, "The till asked for the time more than " + std::to_string(kTicksOfOneStory) + " times in one story.");
    return false;
  }
  if (const auto hurried = scene_.by_the_wall() ? std::nullopt : timer_.come(scene_.now(), kTimersAhead)) {
    scene_.stop(Verdict::timeout, "The till asked for the time " + std::to_string(hurried->times) + " times in " +
                                      std::to_string(hurried->within.count()) + " virtual milliseconds.");
    return false;
  }
  const auto told = scene_.till.tick(scene_.now() + scene_.skew);
  scene_.narrate();
  if (scene_.lost(told.reply)) return false;
  till_next_ = told.value ? std::optional{*told.value - scene_.skew} : std::nullopt;
  return true;
}

void Clockwork::settle() {
  till_next_.reset();
  for (int round = 0; round < kTicksAtOneInstant; ++round) {
    if (scene_.is_over()) return;
    const bool brought = courier_.deliver();
    if (scene_.is_over()) return;
    if (scene_.till_is_up && !tick()) return;
    const bool again = till_next_ && *till_next_ <= scene_.now() && !scene_.by_the_wall();
    if (!brought && !again && scene_.service.deliveries_due().empty()) return;
  }
  scene_.stop(Verdict::timeout, "The till never comes to rest: at one and the same instant it has something to do again and again.");
}

Instant Clockwork::next_stop(Instant limit) {
  Instant stop = limit;
  const auto consider = [&](const std::optional<Instant>& next) {
    if (next && *next > scene_.now()) stop = std::min(stop, *next);
  };
  consider(scene_.service.next_after_now());
  consider(courier_.next_late());
  consider(till_next_);
  return stop;
}

void Clockwork::advance_to(Instant until) {
  settle();
  while (!scene_.is_over() && scene_.now() < until) {
    if (scene_.by_the_wall()) let_pass(std::min(kWallStep, until - scene_.now() + Duration{1}));
    else scene_.service.move_to(next_stop(until));
    settle();
  }
}

}  // namespace parcours
