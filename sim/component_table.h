// Values numbered from 0 in the order in which they first came, told apart byte for byte: no two different values ever
// share a number (no fingerprints). What a state of the search is made of is kept here once (COLLAPSE).
#pragma once

#include <cassert>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <vector>

namespace parcours {

// 64 bits that depend on every byte. Only speeds up the look-up: equal bits are compared byte for byte.
inline std::uint64_t hash_of(std::string_view bytes) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15u;
  std::uint64_t hash = bytes.size() * kOdd;
  const auto mix = [&](std::uint64_t word) {
    hash = (hash ^ word) * kOdd;
    hash ^= hash >> 32;
  };
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof word <= bytes.size(); at += sizeof word) {
    std::memcpy(&word, bytes.data() + at, sizeof word);
    mix(word);
  }
  std::uint64_t rest = 0;
  if (at < bytes.size()) std::memcpy(&rest, bytes.data() + at, bytes.size() - at);
  mix(rest);
  return hash;
}

// Fields one after the other, without what lies between them in memory.
class FieldBytes {
 public:
  void clear() { size_ = 0; }
  template <class Field>
    requires std::is_trivially_copyable_v<Field>
  void put(const Field& field) {
    if (size_ + sizeof field > bytes_.size()) bytes_.resize(2 * (size_ + sizeof field));
    std::memcpy(bytes_.data() + size_, &field, sizeof field);
    size_ += sizeof field;
  }
  void put_text(std::string_view text) {
    put(text.size());
    for (const char c : text) put(c);
  }
  std::string_view view() const { return {bytes_.data(), size_}; }

 private:
  std::vector<char> bytes_ = std::vector<char>(512);
  std::size_t size_ = 0;
};

class ComponentTable {
 public:
  // The number of these bytes; `is_new` when they had none yet.
  std::uint32_t number_of(std::string_view bytes, bool& is_new) {
    if ((count() + 1) * 2 > slots_.size()) grow();
    const std::uint64_t hash = hash_of(bytes);
    std::size_t slot = place(hash);
    for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
      if (view(slots_[slot] - 1) != bytes) continue;
      is_new = false;
      return slots_[slot] - 1;
    }
    is_new = true;
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size() + bytes.size()));
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    slots_[slot] = static_cast<std::uint32_t>(count());
    return static_cast<std::uint32_t>(count() - 1);
  }

  std::string_view view(std::uint32_t number) const {
    const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
    return {bytes_.data() + begin, ends_[number] - begin};
  }
  std::size_t count() const { return ends_.size(); }
  std::size_t memory() const {
    return bytes_.capacity() + ends_.capacity() * sizeof ends_[0] + slots_.capacity() * sizeof slots_[0];
  }

 private:
  std::size_t place(std::uint64_t hash) const { return static_cast<std::size_t>(hash) & (slots_.size() - 1); }
  void grow() {
    slots_.assign(std::max<std::size_t>(64, slots_.size() * 2), 0);
    for (std::uint32_t number = 0; number < count(); ++number) {
      std::size_t slot = place(hash_of(view(number)));
      while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = number + 1;
    }
  }

  std::vector<char> bytes_;
  std::vector<std::uint32_t> ends_;   // Where each value's bytes end.
  std::vector<std::uint32_t> slots_;  // Open addressing; a number + 1, 0: empty. A power of two.
};

}  // namespace parcours
