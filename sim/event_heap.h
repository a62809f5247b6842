// The order of events: a heap of (instant, order) keys, smallest first. Only sim/scheduler uses it.
// Four children a node and keys of 16 bytes, so the children of a node share a cache line.
#pragma once

#include <cstddef>
#include <cstdint>
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

class EventHeap {
 public:
  bool empty() const { return keys_.empty(); }
  std::size_t size() const { return keys_.size(); }
  EventKey top() const { return keys_.front(); }

  void push(EventKey key) {
    keys_.push_back(key);
    sift_up(keys_.size() - 1, key);
  }

  // REQUIRES: not empty, for both.
  void pop() {
    const EventKey last = keys_.back();
    keys_.pop_back();
    if (!keys_.empty()) sift_down(0, last);
  }
  void replace_top(EventKey key) { sift_down(0, key); }

  // Removes every key that `is_stale` says, and puts the rest in order again.
  template <typename Predicate>
  void remove_if(Predicate is_stale) {
    std::erase_if(keys_, is_stale);
    for (std::size_t i = keys_.size() / kChildren + 1; i-- > 0;)
      if (i < keys_.size()) sift_down(i, keys_[i]);
  }

 private:
  static constexpr std::size_t kChildren = 4;

  void sift_up(std::size_t at, EventKey key) {
    while (at > 0) {
      const std::size_t parent = (at - 1) / kChildren;
      if (!(key < keys_[parent])) break;
      keys_[at] = keys_[parent];
      at = parent;
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
    const std::size_t first = at * kChildren + 1;
    const EventKey* key = keys_.data();
    if (first + kChildren <= keys_.size()) {
      const std::size_t left = key[first + 1] < key[first] ? first + 1 : first;
      const std::size_t right = key[first + 3] < key[first + 2] ? first + 3 : first + 2;
      return key[right] < key[left] ? right : left;
    }
    if (first >= keys_.size()) return 0;
    std::size_t best = first;
    for (std::size_t child = first + 1; child < keys_.size(); ++child)
      if (key[child] < key[best]) best = child;
    return best;
  }

  std::vector<EventKey> keys_;
};

}  // namespace parcours
