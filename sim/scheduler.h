// The virtual clock and what happens on it: events in the order (instant, sequence), so first in, first out at equal
// instants. One thread. Nothing sleeps: time moves only through run_one() and run_until(), and never backwards.
// Actors (sim/actors.h) and the network (sim/network.h) stand on it; bulk search uses it directly.
// Scheduling allocates nothing in the steady state when the callable fits in 40 bytes; a larger one is boxed.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "reference/core/time.h"
#include "sim/event_heap.h"

namespace parcours {

using encaissement::Duration;
using encaissement::Instant;

// An event scheduled for this instant waits until it is rescheduled, or dropped with the scheduler.
inline constexpr Instant kNever = Instant::max();

// Names one scheduled event for ever: it is never given again, and is harmless once the event has run.
struct EventId {
  std::uint64_t order = 0;
  bool operator==(const EventId&) const = default;
};

class Scheduler {
 public:
  explicit Scheduler(Instant start = Instant{});
  ~Scheduler();
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  Instant now() const { return now_; }

  // Runs `action` (called once, without arguments) at `at`, after all that was scheduled for `at` before it.
  // REQUIRES: at >= now().
  template <typename Action>
  EventId schedule(Instant at, Action&& action);

  // Takes the event out and destroys its action. False when it has run or was cancelled: nothing happens.
  bool cancel(EventId event);

  // Moves the event to `at`, last of its instant; it gets a new name. Empty when it has run or was cancelled.
  // REQUIRES: at >= now().
  std::optional<EventId> reschedule(EventId event, Instant at);

  // When the next event is; empty when none is left (those at kNever do not count).
  std::optional<Instant> next_instant();

  // Moves the clock to the next event and runs it. False when none is left; the clock stays.
  bool run_one();

  // Runs all events up to `at` included, those they schedule too, and leaves the clock at `at`. REQUIRES: at >= now().
  void run_until(Instant at);

  // How many events wait, those at kNever included.
  std::size_t pending() const { return pending_; }

  // Destroys every action without running it, then those that these destructions scheduled.
  // The names given so far stay harmless.
  void clear();

 private:
  using Step = void (*)(Scheduler&, std::uint32_t index, bool run);
  struct alignas(64) Slot {
    Step step = nullptr;      // Null: free.
    std::uint64_t order = 0;  // The event's name; when free, the next free slot.
    bool parked = false;      // At kNever, so not in the heap.
    alignas(8) std::byte action[40];
  };
  static constexpr std::size_t kChunk = 1024;
  static constexpr unsigned kIndexBits = 24;  // At most 16 million events wait; 2^40 are named in a lifetime.
  static constexpr std::uint32_t kIndexMask = (1u << kIndexBits) - 1;

  template <typename Action>
  static void step(Scheduler& scheduler, std::uint32_t index, bool run);
  template <typename Action>
  static constexpr bool kFits = sizeof(Action) <= sizeof(Slot::action) && alignof(Action) <= 8 &&
                                std::is_nothrow_move_constructible_v<Action>;

  static std::uint32_t index_of(std::uint64_t order) { return static_cast<std::uint32_t>(order) & kIndexMask; }
  Slot& slot(std::uint32_t index) { return chunks_[index / kChunk][index % kChunk]; }
  bool is_live(EventId event);
  bool is_stale(EventKey key) { return slot(index_of(key.order())).order != key.order(); }
  std::uint32_t take_slot() {
    if (free_ == kIndexMask) grow();
    return std::exchange(free_, static_cast<std::uint32_t>(slot(free_).order));
  }
  void free_slot(std::uint32_t index);
  void grow();
  EventId put(std::uint32_t index, Instant at);
  void leave_heap(Slot& place);
  void close_hole();
  bool find_live_top();

  Instant now_;
  std::uint64_t sequence_ = 0;
  std::size_t pending_ = 0;
  std::size_t stale_ = 0;  // Keys in the heap whose event was cancelled or moved.
  bool hole_ = false;      // The top of the heap is the event that runs now: the next push takes its place.
  std::uint32_t free_ = kIndexMask;
  EventHeap heap_;
  std::vector<std::unique_ptr<Slot[]>> chunks_;
};

template <typename Action>
EventId Scheduler::schedule(Instant at, Action&& action) {
  using Stored = std::decay_t<Action>;
  assert(at >= now_);
  if constexpr (kFits<Stored>) {
    const std::uint32_t index = take_slot();
    Slot& place = slot(index);
    ::new (static_cast<void*>(place.action)) Stored(std::forward<Action>(action));
    place.step = &Scheduler::step<Stored>;
    return put(index, at);
  } else {
    return schedule(at, [box = std::make_unique<Stored>(std::forward<Action>(action))] { std::move (*box)(); });
  }
}

// The action leaves its slot before it runs: it may schedule, and the slot is the first to be used again.
template <typename Action>
void Scheduler::step(Scheduler& scheduler, std::uint32_t index, bool run) {
  Action* stored = std::launder(reinterpret_cast<Action*>(scheduler.slot(index).action));
  Action action(std::move(*stored));
  stored->~Action();
  scheduler.free_slot(index);
  if (run) std::move(action)();
}

}  // namespace parcours
