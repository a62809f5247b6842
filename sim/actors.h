// Actors: coroutines on the virtual clock, readable from top to bottom (Boost.Asio's awaitable, resumed by our heap;
// Asio's own timers and contexts are not used).  Merchants, customers and tills are written so:
//   Actor<> cashier(Stage& stage, Shop& shop) { co_await stage.wait_for(20s); shop.open(); }
//   stage.spawn("cashier", [&] { return cashier(stage, shop); });
//   if (auto failure = stage.run_until(evening)) report(*failure);
// What an actor refers to must outlive the stage's end(). One thread.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/execution/blocking.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/scheduler.h"

namespace parcours {

// Where Asio sends what it wants run: to our heap, now, after what is already there.
class ActorExecutor {
 public:
  explicit ActorExecutor(Scheduler& scheduler) : scheduler_(&scheduler) {}
  template <typename Action>
  void execute(Action&& action) const {
    scheduler_->schedule(scheduler_->now(), std::forward<Action>(action));
  }
  static constexpr boost::asio::execution::blocking_t query(boost::asio::execution::blocking_t) noexcept {
    return boost::asio::execution::blocking.never;
  }
  bool operator==(const ActorExecutor&) const noexcept = default;

 private:
  Scheduler* scheduler_;
};

// What a coroutine of an actor returns; it may co_await another one.
template <typename Result = void>
using Actor = boost::asio::awaitable<Result, ActorExecutor>;

// `co_await wait` resumes the actor at the instant.
class Wait {
 public:
  Wait(Scheduler& scheduler, Instant at) : scheduler_(&scheduler), at_(at) {}
  template <boost::asio::completion_token_for<void()> Token>
  auto operator()(Token&& token) const {
    return boost::asio::async_initiate<Token, void()>(
        [wait = *this](auto&& handler) {
          wait.scheduler_->schedule(wait.at_, std::forward<decltype(handler)>(handler));
        },
        token);
  }

 private:
  Scheduler* scheduler_;
  Instant at_;
};

// An actor ended by an exception: a bug of ours, to be reported as an error.
struct ActorFailure {
  std::string actor;   // "an event" when no actor was running.
  std::string reason;
  Instant at;
};

// Where actors play: the scheduler, who is on it, and what went wrong.
class Stage {
 public:
  explicit Stage(Instant start = Instant{}) : scheduler_(start) {}
  ~Stage() { end(); }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  Scheduler& scheduler() { return scheduler_; }
  Instant now() const { return scheduler_.now(); }

  // Starts an actor at the present instant, after the events already there. `body` makes the coroutine and is kept
  // as long as it runs, so what a lambda captures stays.
  void spawn(std::string name, std::function<Actor<>()> body);

  // REQUIRES: at >= now(); duration >= 0.
  Wait wait_until(Instant at) { return Wait(scheduler_, at); }
  Wait wait_for(Duration duration) { return Wait(scheduler_, now() + duration); }

  // Runs events up to `at` included and leaves the clock there. Stops at the first failure, which it returns; call
  // again to go on. REQUIRES: at >= now().
  [[nodiscard]] std::optional<ActorFailure> run_until(Instant at);

  // The same until no event is left; the clock stays at the last. What waits for a reply without a limit stays.
  [[nodiscard]] std::optional<ActorFailure> run_until_idle();

  // Actors that have not ended.
  std::size_t actors_alive() const { return alive_; }

  // Destroys every actor where it waits, and every event. Nothing runs but destructors.
  void end();

 private:
  void run_guarded();
  std::optional<ActorFailure> take_failure();

  std::vector<ActorFailure> failures_;
  std::size_t alive_ = 0;
  Scheduler scheduler_;  // Last: its end destroys actors.
};

// A one-shot answer that one actor waits for and somebody else gives. Copies are the same reply.
template <typename Value>
class Reply {
 public:
  explicit Reply(Stage& stage) : state_(std::make_shared<State>(stage.scheduler())) {}

  // Gives the answer; the waiting actor resumes at this instant. False when it was given before: nothing changes.
  bool give(Value value) const;

  // `co_await reply.within(limit)`: the answer, or empty after `limit`. One given later is kept for the next wait.
  // REQUIRES: nobody waits; the answer was not taken.
  auto within(Duration limit) const { return Within{state_, state_->scheduler->now() + limit}; }

  // The same without a limit.
  auto forever() const { return Within{state_, kNever}; }

 private:
  struct State {
    explicit State(Scheduler& s) : scheduler(&s) {}
    Scheduler* scheduler;
    std::optional<Value> value;
    bool given = false;
    EventId waiter;  // The scheduler owns what waits, so that the stage's end finds it.
  };

  struct Within {
    std::shared_ptr<State> state;
    Instant until;
    template <boost::asio::completion_token_for<void(std::optional<Value>)> Token>
    auto operator()(Token&& token) const {
      return boost::asio::async_initiate<Token, void(std::optional<Value>)>(
          [within = *this](auto&& handler) { within.park(std::forward<decltype(handler)>(handler)); }, token);
    }
    template <typename Handler>
    void park(Handler&& handler) const {
      assert(state->waiter == EventId{});
      const Instant wake = state->value ? state->scheduler->now() : until;
      auto resume = [kept = state, handler = std::forward<Handler>(handler)]() mutable {
        kept->waiter = EventId{};
        std::move(handler)(std::exchange(kept->value, std::nullopt));
      };
      state->waiter = state->scheduler->schedule(wake, std::move(resume));
    }
  };

  std::shared_ptr<State> state_;
};

template <typename Value>
bool Reply<Value>::give(Value value) const {
  if (std::exchange(state_->given, true)) return false;
  state_->value = std::move(value);
  if (state_->waiter == EventId{}) return true;
  if (const auto moved = state_->scheduler->reschedule(state_->waiter, state_->scheduler->now()))
    state_->waiter = *moved;
  return true;
}

}  // namespace parcours
