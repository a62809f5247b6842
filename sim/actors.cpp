#include "sim/actors.h"

#include <boost/asio/co_spawn.hpp>
#include <exception>
#include <stdexcept>

namespace parcours {
namespace {

std::string reason_of(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "an exception that is not a std::exception";
  }
}

}  // namespace

void Stage::spawn(std::string name, std::function<Actor<>()> body) {
  ++alive_;
  boost::asio::co_spawn(ActorExecutor(scheduler_), std::move(body),
                        [this, name = std::move(name)](const std::exception_ptr& thrown) {
                          --alive_;
                          if (thrown) failures_.push_back({name, reason_of(thrown), now()});
                        });
}

std::optional<ActorFailure> Stage::run_until(Instant at) {
  assert(at >= now());
  for (;;) {
    if (auto failure = take_failure()) return failure;
    const auto next = scheduler_.next_instant();
    if (!next || *next > at) break;
    run_guarded();
  }
  scheduler_.run_until(at);
  return std::nullopt;
}

std::optional<ActorFailure> Stage::run_until_idle() {
  for (;;) {
    if (auto failure = take_failure()) return failure;
    if (!scheduler_.next_instant()) return std::nullopt;
    run_guarded();
  }
}

// A plain event that throws is a failure like an actor's: no exception leaves the stage.
void Stage::run_guarded() {
  try {
    scheduler_.run_one();
  } catch (...) {
    failures_.push_back({"an event", reason_of(std::current_exception()), now()});
  }
}

std::optional<ActorFailure> Stage::take_failure() {
  if (failures_.empty()) return std::nullopt;
  ActorFailure first = std::move(failures_.front());
  failures_.erase(failures_.begin());
  return first;
}

void Stage::end() {
  scheduler_.clear();
  alive_ = 0;
}

}  // namespace parcours
