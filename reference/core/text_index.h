// Who is called what: from a text, without regard to ASCII case, to an id. Small for millions of names: it keeps hashes
// and ids; the texts stay where they are, and whoever asks compares them:
//   index.find("Alice@mail.example", [&](CustomerId id) { return same_identifier(text(of(id).email), asked); });
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "reference/core/folded.h"

namespace encaissement {

template <class Id>
class TextIndex {
 public:
  // The id added with this text, or Id{}, which is nobody's. `is_called` says whether an id has this very text.
  template <class IsCalled>
  Id find(std::string_view text, IsCalled is_called) const {
    if (slots_.empty()) return Id{};
    const std::uint64_t hash = hash_of(text);
    for (std::size_t at = place_of(hash); slots_[at].id != Id{}; at = (at + 1) & mask())
      if (slots_[at].hash == static_cast<std::uint32_t>(hash) && is_called(slots_[at].id)) return slots_[at].id;
    return Id{};
  }

  // Of two with the same text the first is found. REQUIRES: id is not Id{}.
  template <class IsCalled>
  void add(std::string_view text, Id id, IsCalled is_called) {
    if (find(text, is_called) != Id{}) return;
    reserve(count_ + 1);
    put({static_cast<std::uint32_t>(hash_of(text)), id}, place_of(hash_of(text)));
    ++count_;
  }

  void reserve(std::size_t count) {
    std::size_t wanted = slots_.empty() ? kFewest : slots_.size();
    while (wanted / 2 < count) wanted *= 2;
    if (wanted == slots_.size()) return;
    std::vector<Slot> old(wanted);
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.id != Id{}) put(slot, place_of(slot.hash));
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    Id id{};
  };
  static constexpr std::size_t kFewest = 16;

  // 32 bits decide, so that a slot knows its place. Names that count up ("c1", "c2") would crowd together: multiplied,
  // they spread.
  static std::uint64_t hash_of(std::string_view text) { return FoldedHash{}(text) * 0x9E3779B97F4A7C15u >> 32; }
  std::size_t mask() const { return slots_.size() - 1; }
  std::size_t place_of(std::uint64_t hash) const { return hash & mask(); }
  void put(const Slot& slot, std::size_t at) {
    while (slots_[at].id != Id{}) at = (at + 1) & mask();
    slots_[at] = slot;
  }

  std::vector<Slot> slots_;  // A power of two of them, at most half full.
  std::size_t count_ = 0;
};

}  // namespace encaissement
