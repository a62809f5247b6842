// Refusals that were judged lately: the same act on the same operation, among the same people, at the same instant, with
// the same answer, need not be judged again in every state that has these parts. What is judged of a refusal depends on
// nothing else. Entries are compared whole; a newer one takes the place of an older one.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/core/operation.h"
#include "sim/state_set.h"

namespace parcours {

class JudgedRefusals {
 public:
  struct Case {
    std::uint64_t parts = 0;  // The operation, the people and the instant, by number.
    std::uint32_t act = 0;
    bool operator==(const Case&) const = default;
  };
  static Case case_of(const StateKey& key, std::uint8_t operation, std::uint32_t act) {
    return {key.operations[operation] | std::uint64_t{key.people} << 24 | std::uint64_t{key.now} << 48, act + 1};
  }

  // How this case was refused when it was judged; null: not known.
  const encaissement::Refusal* find(const Case& one) const {
    const Entry& entry = entries_[place(one)];
    return entry.judged == one ? entry.refusal : nullptr;
  }
  void keep(const Case& one, const encaissement::Refusal* refusal) { entries_[place(one)] = {one, refusal}; }

 private:
  static constexpr std::size_t kEntries = 1 << 15;
  struct Entry {
    Case judged;
    const encaissement::Refusal* refusal = nullptr;
  };
  static std::size_t place(const Case& one) {
    const std::uint64_t mixed = (one.parts + one.act * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
    return static_cast<std::size_t>(mixed >> 32) % kEntries;
  }

  std::vector<Entry> entries_ = std::vector<Entry>(kEntries);
};

}  // namespace parcours
