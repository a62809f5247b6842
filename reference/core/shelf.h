// Things in the order in which they came, of which the oldest can be let go: what a service that never ends keeps its
// operations in. Reads like a std::vector whose indices count on: after release_front() the kept ones have the indices
// they had before, begin() is the oldest kept, size() is how many ever came. Copies are whole and independent.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

namespace encaissement {

template <class T>
class Shelf {
 public:
  class Reader {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    Reader() = default;
    Reader(const Shelf* shelf, std::size_t at) : shelf_{shelf}, at_{at} {}
    const T& operator*() const { return (*shelf_)[at_]; }
    const T* operator->() const { return &(*shelf_)[at_]; }
    const T& operator[](std::ptrdiff_t n) const { return *(*this + n); }
    Reader& operator+=(std::ptrdiff_t n) {
      at_ += static_cast<std::size_t>(n);
      return *this;
    }
    Reader& operator-=(std::ptrdiff_t n) { return *this += -n; }
    Reader& operator++() { return *this += 1; }
    Reader& operator--() { return *this -= 1; }
    Reader operator++(int) { return std::exchange(*this, *this + 1); }
    Reader operator--(int) { return std::exchange(*this, *this - 1); }
    friend Reader operator+(Reader r, std::ptrdiff_t n) { return r += n; }
    friend Reader operator+(std::ptrdiff_t n, Reader r) { return r += n; }
    friend Reader operator-(Reader r, std::ptrdiff_t n) { return r -= n; }
    friend std::ptrdiff_t operator-(Reader a, Reader b) { return static_cast<std::ptrdiff_t>(a.at_ - b.at_); }
    friend bool operator==(Reader a, Reader b) { return a.at_ == b.at_; }
    friend auto operator<=>(Reader a, Reader b) { return a.at_ <=> b.at_; }

   private:
    const Shelf* shelf_ = nullptr;
    std::size_t at_ = 0;
  };

  std::size_t size() const { return size_; }          // All that ever came.
  std::size_t released() const { return released_; }  // How many of them were let go: the index of the oldest kept.
  bool empty() const { return size_ == released_; }   // Nothing is kept.
  bool has(std::size_t at) const { return at >= released_ && at < size_; }

  // REQUIRES: has(at), which is not checked, as with std::vector. Good until the next push_back().
  const T& operator[](std::size_t at) const { return blocks_[(at >> kBits) - first_block_][at & kMask]; }
  T& operator[](std::size_t at) { return blocks_[(at >> kBits) - first_block_][at & kMask]; }
  const T& back() const { return blocks_.back().back(); }
  T& back() { return blocks_.back().back(); }
  Reader begin() const { return {this, released_}; }
  Reader end() const { return {this, size_}; }
  auto rbegin() const { return std::make_reverse_iterator(end()); }
  auto rend() const { return std::make_reverse_iterator(begin()); }

  void push_back(const T& value) {
    if ((size_ & kMask) == 0) add_block();
    blocks_.back().push_back(value);
    ++size_;
  }

  // Room for `count` things from the first on, so that push_back() allocates nothing until they are there.
  void reserve(std::size_t count) {
    const std::size_t blocks = (count >> kBits) + 1;
    blocks_.reserve(blocks);
    if (blocks_.empty()) add_block();
    blocks_.front().reserve(kBlock);
    while (first_block_ + blocks_.size() + spare_.size() < blocks) spare_.emplace_back().reserve(kBlock);
  }

  // As if nothing had ever come. Room stays.
  void clear() {
    release_front(size_);
    if (!blocks_.empty()) blocks_.resize(1), blocks_.front().clear();
    first_block_ = released_ = size_ = 0;
  }

  // Lets go of everything before index `first_kept`. Memory comes back in whole blocks. REQUIRES: first_kept <= size().
  void release_front(std::size_t first_kept) {
    assert(first_kept <= size_);
    if (first_kept <= released_) return;
    released_ = first_kept;
    const std::size_t gone = std::min((first_kept >> kBits) - first_block_, blocks_.size());
    for (std::size_t i = 0; i < gone; ++i) {
      blocks_[i].clear();
      if (spare_.size() < kSpareMost) spare_.push_back(std::move(blocks_[i]));
    }
    blocks_.erase(blocks_.begin(), blocks_.begin() + static_cast<std::ptrdiff_t>(gone));
    first_block_ += gone;
  }

 private:
  static constexpr int kBits = 10;
  static constexpr std::size_t kBlock = std::size_t{1} << kBits;
  static constexpr std::size_t kMask = kBlock - 1;
  static constexpr std::size_t kSpareMost = 64;  // Kept for the next blocks; the rest goes back at once.

  // The first block grows with what is in it, so that a small service stays small.
  void add_block() {
    if (blocks_.size() + first_block_ > size_ >> kBits) return;  // Made by reserve(), still empty.
    if (spare_.empty()) {
      blocks_.emplace_back();
      if (size_ > 0) blocks_.back().reserve(kBlock);
      return;
    }
    blocks_.push_back(std::move(spare_.back()));
    spare_.pop_back();
  }

  std::vector<std::vector<T>> blocks_;  // Each full but the last.
  std::vector<std::vector<T>> spare_;   // Empty, with room.
  std::size_t first_block_ = 0;         // How many blocks went before blocks_[0].
  std::size_t released_ = 0;
  std::size_t size_ = 0;
};

}  // namespace encaissement
