#include "sim/scheduler.h"

namespace parcours {
namespace {

constexpr std::size_t kStaleKept = 64;  // Below this, keys of cancelled events are not worth a sweep.

}  // namespace

Scheduler::Scheduler(Instant start) : now_(start) {}

Scheduler::~Scheduler() { clear(); }

bool Scheduler::run_one() {
  if (!find_live_top()) return false;
  const EventKey key = heap_.top();
  assert(key.at() >= now_);
  now_ = key.at();
  --pending_;
  hole_ = true;
  heap_.visit_next([this](EventKey next) { __builtin_prefetch(&slot(index_of(next.order()))); });
  const std::uint32_t index = index_of(key.order());
  slot(index).step(*this, index, true);
  return true;
}

void Scheduler::run_until(Instant at) {
  assert(at >= now_);
  while (find_live_top() && heap_.top().at() <= at) run_one();
  if (at > now_) now_ = at;
}

std::optional<Instant> Scheduler::next_instant() {
  if (!find_live_top()) return std::nullopt;
  return heap_.top().at();
}

bool Scheduler::cancel(EventId event) {
  if (!is_live(event)) return false;
  const std::uint32_t index = index_of(event.order);
  --pending_;
  leave_heap(slot(index));
  slot(index).step(*this, index, false);
  return true;
}

std::optional<EventId> Scheduler::reschedule(EventId event, Instant at) {
  assert(at >= now_);
  if (!is_live(event)) return std::nullopt;
  const std::uint32_t index = index_of(event.order);
  --pending_;
  leave_heap(slot(index));
  return put(index, at);
}

void Scheduler::clear() {
  while (pending_ > 0) {
    for (std::uint32_t index = 0; index < chunks_.size() * kChunk; ++index) {
      if (slot(index).step == nullptr) continue;
      --pending_;
      slot(index).step(*this, index, false);
    }
  }
  hole_ = false;
  stale_ = 0;
  heap_ = EventHeap{};
}

bool Scheduler::is_live(EventId event) {
  const std::uint32_t index = index_of(event.order);
  return index < chunks_.size() * kChunk && slot(index).step != nullptr && slot(index).order == event.order;
}

EventId Scheduler::put(std::uint32_t index, Instant at) {
  ++sequence_;
  assert(sequence_ < std::uint64_t{1} << (64 - kIndexBits));
  const std::uint64_t order = sequence_ << kIndexBits | index;
  slot(index).order = order;
  slot(index).parked = at == kNever;
  ++pending_;
  if (at == kNever) return EventId{order};
  if (std::exchange(hole_, false))
    heap_.replace_top(EventKey(at, order));
  else
    heap_.push(EventKey(at, order));
  return EventId{order};
}

void Scheduler::free_slot(std::uint32_t index) {
  slot(index).step = nullptr;
  slot(index).order = std::exchange(free_, index);
}

void Scheduler::grow() {
  const std::size_t first = chunks_.size() * kChunk;
  assert(first + kChunk < kIndexMask);
  chunks_.push_back(std::make_unique<Slot[]>(kChunk));
  for (std::size_t i = kChunk; i-- > 0;) free_slot(static_cast<std::uint32_t>(first + i));
}

// The key stays in the heap, stale, until it comes to the top or too many have gathered.
void Scheduler::leave_heap(Slot& place) {
  if (place.parked) return;
  place.order = 0;
  if (++stale_ <= kStaleKept || stale_ * 2 <= heap_.size()) return;
  close_hole();
  heap_.remove_if([this](EventKey key) { return is_stale(key); });
  stale_ = 0;
}

void Scheduler::close_hole() {
  if (std::exchange(hole_, false)) heap_.pop();
}

// Throws stale keys off the top. False when no event is left.
bool Scheduler::find_live_top() {
  close_hole();
  while (!heap_.empty() && is_stale(heap_.top())) {
    heap_.pop();
    --stale_;
  }
  return !heap_.empty();
}

}  // namespace parcours
