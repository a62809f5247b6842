// Events a second on the virtual clock: ours with plain events, with coroutine actors and with calls over the network,
// beside two peers in the same run: a std::priority_queue of std::function, and Asio's own timers on a virtual clock.
// The argument is the number of actors; each waits 1 to 1,000 s and waits again.
#include <benchmark/benchmark.h>

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <queue>
#include <set>
#include <vector>

#include "sim/actors.h"
#include "sim/call.h"
#include "sim/random.h"
#include "sim/scheduler.h"

namespace parcours {
namespace {

constexpr std::int64_t kEventsPerBatch = 100000;

// The delays are drawn beforehand, so that what is measured is the queue.
class Delays {
 public:
  Delays() {
    Random random(1);
    for (Duration& delay : delays_) delay = Duration(random.between(1000, 1000000));
  }
  Duration next() { return delays_[at_++ % delays_.size()]; }

 private:
  std::vector<Duration> delays_ = std::vector<Duration>(1 << 16);
  std::size_t at_ = 0;
};

struct PlainActor {
  Scheduler* scheduler;
  Delays* delays;
  void wake() {
    scheduler->schedule(scheduler->now() + delays->next(), [this] { wake(); });
  }
};

void plain_events(benchmark::State& state) {
  Scheduler scheduler;
  Delays delays;
  std::vector<PlainActor> actors(static_cast<std::size_t>(state.range(0)), PlainActor{&scheduler, &delays});
  for (PlainActor& actor : actors) actor.wake();
  for (auto _ : state)
    for (std::int64_t i = 0; i < kEventsPerBatch; ++i) scheduler.run_one();
  state.SetItemsProcessed(state.iterations() * kEventsPerBatch);
}
BENCHMARK(plain_events)->Name("scheduler/plain")->Arg(1000)->Arg(10000)->Arg(100000);

Actor<> waits_for_ever(Stage& stage, Delays& delays) {
  for (;;) co_await stage.wait_for(delays.next());
}

void coroutine_events(benchmark::State& state) {
  Delays delays;
  Stage stage;
  for (std::int64_t i = 0; i < state.range(0); ++i)
    stage.spawn("actor", [&] { return waits_for_ever(stage, delays); });
  for (std::int64_t i = 0; i < 4 * state.range(0); ++i) stage.scheduler().run_one();  // All have begun.
  for (auto _ : state)
    for (std::int64_t i = 0; i < kEventsPerBatch; ++i) stage.scheduler().run_one();
  state.SetItemsProcessed(state.iterations() * kEventsPerBatch);
}
BENCHMARK(coroutine_events)->Name("scheduler/coroutine")->Arg(1000)->Arg(10000)->Arg(100000);

Actor<> calls_for_ever(Stage& stage, Network& network, LinkId link, Delays& delays, std::int64_t& answers) {
  for (;;) {
    co_await stage.wait_for(delays.next());
    const auto result = co_await call<int>(stage, network, link, [] { return std::optional(1); }, Duration(30000));
    if (std::holds_alternative<int>(result)) ++answers;
  }
}

void network_calls(benchmark::State& state) {
  Delays delays;
  Stage stage;
  Network network(stage.scheduler(), Random(1));
  std::int64_t answers = 0;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    const LinkId link = network.open(std::to_string(i), Duration(20));
    stage.spawn("actor", [&, link] { return calls_for_ever(stage, network, link, delays, answers); });
  }
  for (auto _ : state)
    for (const std::int64_t enough = answers + kEventsPerBatch / 10; answers < enough;) stage.scheduler().run_one();
  state.SetItemsProcessed(answers);
}
BENCHMARK(network_calls)->Name("network/calls")->Arg(1000);

struct PeerEvent {
  Instant at;
  std::uint64_t sequence;
  std::function<void()> action;
  bool operator<(const PeerEvent& other) const {
    return at != other.at ? at > other.at : sequence > other.sequence;
  }
};

struct PeerActor {
  std::priority_queue<PeerEvent>* queue;
  Delays* delays;
  std::uint64_t* sequence;
  void wake(Instant now) {
    const Instant at = now + delays->next();
    queue->push({at, ++*sequence, [this, at] { wake(at); }});
  }
};

void priority_queue_events(benchmark::State& state) {
  std::priority_queue<PeerEvent> queue;
  Delays delays;
  std::uint64_t sequence = 0;
  std::vector<PeerActor> actors(static_cast<std::size_t>(state.range(0)), PeerActor{&queue, &delays, &sequence});
  for (PeerActor& actor : actors) actor.wake(Instant{});
  for (auto _ : state)
    for (std::int64_t i = 0; i < kEventsPerBatch; ++i) {
      const std::function<void()> action = std::move(const_cast<PeerEvent&>(queue.top()).action);
      queue.pop();
      action();
    }
  state.SetItemsProcessed(state.iterations() * kEventsPerBatch);
}
BENCHMARK(priority_queue_events)->Name("scheduler/peer_priority_queue")->Arg(1000)->Arg(10000)->Arg(100000);

// The peer that moves its clock to the earliest expiry and lets Asio find the timer.
struct VirtualClock {
  using duration = Duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<VirtualClock, duration>;
  static constexpr bool is_steady = true;
  static time_point now() { return present; }
  static inline time_point present{};
};

struct NeverBlocks {
  static Duration to_wait_duration(const Duration&) { return Duration{0}; }
  static Duration to_wait_duration(const VirtualClock::time_point&) { return Duration{0}; }
};

struct AsioActor {
  boost::asio::basic_waitable_timer<VirtualClock, NeverBlocks> timer;
  std::multiset<VirtualClock::time_point>* expiries;
  Delays* delays;
  void wake() {
    const auto at = VirtualClock::present + delays->next();
    expiries->insert(at);
    timer.expires_at(at);
    timer.async_wait([this](boost::system::error_code) { wake(); });
  }
};

void asio_timer_events(benchmark::State& state) {
  constexpr std::int64_t kFew = 5000;
  VirtualClock::present = {};
  boost::asio::io_context context(1);
  std::multiset<VirtualClock::time_point> expiries;
  Delays delays;
  std::vector<std::unique_ptr<AsioActor>> actors;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    actors.push_back(std::make_unique<AsioActor>(AsioActor{decltype(AsioActor::timer)(context), &expiries, &delays}));
    actors.back()->wake();
  }
  for (auto _ : state)
    for (std::int64_t i = 0; i < kFew; ++i) {
      VirtualClock::present = *expiries.begin();
      expiries.erase(expiries.begin());
      context.run_one();
    }
  state.SetItemsProcessed(state.iterations() * kFew);
}
BENCHMARK(asio_timer_events)->Name("scheduler/peer_asio_timer")->Arg(1000)->Arg(10000)->Arg(100000);

}  // namespace
}  // namespace parcours
