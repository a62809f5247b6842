// The order of events: a heap of (instant, order) keys, smallest first. Only sim/scheduler uses it.
// Four children a node and keys of 16 bytes: the children of a node fill one cache line.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>
#include <vector>

#include "reference/core/time.h"

namespace parcours {

// An instant and the order of arrival in one number that compares in two instructions.
class EventKey {
 public:
  EventKey(encaissement::Instant at, std::uint64_t order)
      : bits_(Bits{static_cast<std::uint64_t>(at.time_since_epoch().count()) ^ kSign} << 64 | order) {}

  encaissement::Instant at() const {
    const auto count = static_cast<std::int64_t>(static_cast<std::uint64_t>(bits_ >> 64) ^ kSign);
    return encaissement::Instant(encaissement::Duration(count));
  }
  std::uint64_t order() const { return static_cast<std::uint64_t>(bits_); }
  friend bool operator<(EventKey a, EventKey b) { return a.bits_ < b.bits_; }

 private:
  __extension__ using Bits = unsigned __int128;
  static constexpr std::uint64_t kSign = std::uint64_t{1} << 63;  // Flipped, so instants before 1970 sort first.
  Bits bits_;
};

// Memory that begins on a cache line.
template <typename T>
struct LineAllocator {
  using value_type = T;
  static constexpr std::align_val_t kLine{64};
  T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), kLine)); }
  void deallocate(T* memory, std::size_t) { ::operator delete(memory, kLine); }
  bool operator==(const LineAllocator&) const = default;
};

class EventHeap {
 public:
  bool empty() const { return keys_.size() == kRoot; }
  std::size_t size() const { return keys_.size() - kRoot; }
  EventKey top() const { return keys_[kRoot]; }

  // Calls `visit` with the keys that come next after the top, in no order: its children.
  template <typename Visit>
  void visit_next(Visit visit) const {
    const std::size_t end = std::min(keys_.size(), first_child_of(kRoot) + 4);
    for (std::size_t at = first_child_of(kRoot); at < end; ++at) visit(keys_[at]);
  }

  void push(EventKey key) {
    keys_.push_back(key);
    sift_up(keys_.size() - 1, key);
  }

  // REQUIRES: not empty, for both.
  void pop() {
    const EventKey last = keys_.back();
    keys_.pop_back();
    if (!empty()) sift_down(kRoot, last);
  }
  void replace_top(EventKey key) { sift_down(kRoot, key); }

  // Removes every key that `is_stale` says, and puts the rest in order again.
  template <typename Predicate>
  void remove_if(Predicate is_stale) {
    keys_.erase(std::remove_if(keys_.begin() + kRoot, keys_.end(), is_stale), keys_.end());
    for (std::size_t at = keys_.size(); at-- > kRoot;) sift_down(at, keys_[at]);
  }

 private:
  // The root is at 3 and the children of n from 4 (n - 2) on: 4, 8, 12, ... each begin a cache line.
  static constexpr std::size_t kRoot = 3;
  static std::size_t parent_of(std::size_t at) { return at / 4 + 2; }
  static std::size_t first_child_of(std::size_t at) { return (at - 2) * 4; }

  void sift_up(std::size_t at, EventKey key) {
    while (at > kRoot && key < keys_[parent_of(at)]) {
      keys_[at] = keys_[parent_of(at)];
      at = parent_of(at);
    }
    keys_[at] = key;
  }

  void sift_down(std::size_t at, EventKey key) {
    for (;;) {
      const std::size_t child = smallest_child(at);
      if (child == 0 || !(keys_[child] < key)) break;
      keys_[at] = keys_[child];
      at = child;
    }
    keys_[at] = key;
  }

  // 0 when `at` has none.
  std::size_t smallest_child(std::size_t at) const {
    const std::size_t first = first_child_of(at);
    const EventKey* key = keys_.data();
    if (first + 4 <= keys_.size()) {
      const std::size_t left = first + (key[first + 1] < key[first]);
      const std::size_t right = first + 2 + (key[first + 3] < key[first + 2]);
      return key[right] < key[left] ? right : left;
    }
    if (first >= keys_.size()) return 0;
    std::size_t best = first;
    for (std::size_t child = first + 1; child < keys_.size(); ++child)
      if (key[child] < key[best]) best = child;
    return best;
  }

  std::vector<EventKey, LineAllocator<EventKey>> keys_ =
      std::vector<EventKey, LineAllocator<EventKey>>(kRoot, EventKey({}, 0));
};

}  // namespace parcours
