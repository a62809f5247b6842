// The states a search has been to, each once: exact keys of 16 bytes (numbers of components, nothing hashed away), and
// for each the state it was first reached from. In the order in which they came, so it is the search's queue as well.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace parcours {

// An array that grows without moving what it holds: memory follows the count closely.
template <class Element>
class Chunked {
 public:
  static constexpr std::size_t kChunk = 1 << 14;
  void push_back(const Element& element) {
    if (size_ % kChunk == 0) chunks_.push_back(std::make_unique<Element[]>(kChunk));
    chunks_.back()[size_++ % kChunk] = element;
  }
  const Element& operator[](std::size_t i) const { return chunks_[i / kChunk][i % kChunk]; }
  std::size_t size() const { return size_; }
  std::size_t memory() const { return chunks_.size() * kChunk * sizeof(Element); }

 private:
  std::vector<std::unique_ptr<Element[]>> chunks_;
  std::size_t size_ = 0;
};

inline constexpr int kOperationsMost = 3;  // In one world of a search.

// What one state is made of, by number.
struct StateKey {
  std::array<std::uint32_t, kOperationsMost> operations{};  // Of each place; kNone: none there. 24 bits.
  std::uint32_t people = 0;                                 // 24 bits
  std::uint32_t now = 0;                                    // 16 bits
  bool operator==(const StateKey&) const = default;
};
inline constexpr std::uint32_t kNoOperation = (1 << 24) - 1;

class StateSet {
 public:
  struct Arrival {
    std::uint32_t state = 0;
    bool is_new = false;
  };
  // REQUIRES: fits(key, act).
  Arrival insert(const StateKey& key, std::uint32_t from, std::uint32_t act);
  static bool fits(const StateKey& key, std::uint32_t act);

  StateKey key(std::uint32_t state) const;
  std::uint32_t from(std::uint32_t state) const { return from_[state]; }  // The state it was first reached from…
  std::uint32_t act(std::uint32_t state) const { return static_cast<std::uint32_t>(keys_[state].second >> 48); }  // …by.
  std::size_t size() const { return keys_.size(); }
  std::size_t memory() const { return keys_.memory() + from_.memory() + slots_.capacity() * sizeof slots_[0]; }

 private:
  struct Packed {  // first: two operations and the time; second: the third, the people, and the act that led here.
    std::uint64_t first = 0, second = 0;
  };
  static Packed packed(const StateKey& key, std::uint32_t act);
  static bool same(const Packed& a, const Packed& b);
  std::size_t place(const Packed& key) const;
  void grow();

  Chunked<Packed> keys_;
  Chunked<std::uint32_t> from_;
  std::vector<std::uint32_t> slots_;  // Open addressing; a state + 1, 0: empty. A power of two.
};

}  // namespace parcours
