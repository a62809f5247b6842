// Events a second on the virtual clock: ours with plain events and with coroutine actors, beside two peers in the
// same run: a std::priority_queue of std::function, and Asio's own timers on a virtual clock.
// The argument is the number of actors; each waits 1 to 1,000 s and waits again.
#include <benchmark/benchmark.h>

#include <functional>
#include <queue>
#include <vector>

#include "sim/random.h"
#include "sim/scheduler.h"

namespace parcours::sim {
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

}  // namespace
}  // namespace parcours::sim
