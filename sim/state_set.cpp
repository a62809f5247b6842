#include "sim/state_set.h"

#include <cassert>

namespace parcours {
namespace {

constexpr std::uint64_t kLow24 = (1u << 24) - 1, kLow48 = (std::uint64_t{1} << 48) - 1;

std::uint64_t mixed(std::uint64_t x) {  // splitmix64
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
  x = (x ^ x >> 27) * 0x94D049BB133111EBu;
  return x ^ x >> 31;
}

}  // namespace

bool StateSet::fits(const StateKey& key, std::uint32_t act) {
  for (const std::uint32_t operation : key.operations)
    if (operation > kLow24) return false;
  return key.people <= kLow24 && key.now < 1u << 16 && act < 1u << 16;
}

StateSet::Packed StateSet::packed(const StateKey& key, std::uint32_t act) {
  assert(fits(key, act));
  return {key.operations[0] | std::uint64_t{key.operations[1]} << 24 | std::uint64_t{key.now} << 48,
          key.operations[2] | std::uint64_t{key.people} << 24 | std::uint64_t{act} << 48};
}

StateKey StateSet::key(std::uint32_t state) const {
  const Packed& p = keys_[state];
  const auto part = [](std::uint64_t bits) { return static_cast<std::uint32_t>(bits & kLow24); };
  return {.operations = {part(p.first), part(p.first >> 24), part(p.second)}, .people = part(p.second >> 24),
          .now = static_cast<std::uint32_t>(p.first >> 48)};
}

bool StateSet::same(const Packed& a, const Packed& b) {
  return a.first == b.first && ((a.second ^ b.second) & kLow48) == 0;
}

std::size_t StateSet::place(const Packed& key) const {
  return static_cast<std::size_t>(mixed(key.first + mixed(key.second & kLow48))) & (slots_.size() - 1);
}

StateSet::Arrival StateSet::insert(const StateKey& key, std::uint32_t from, std::uint32_t act) {
  if ((size() + 1) * 5 > slots_.size() * 4) grow();
  const Packed wanted = packed(key, act);
  std::size_t slot = place(wanted);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
    if (same(keys_[slots_[slot] - 1], wanted)) return {slots_[slot] - 1, false};
  keys_.push_back(wanted);
  from_.push_back(from);
  slots_[slot] = static_cast<std::uint32_t>(size());
  return {slots_[slot] - 1, true};
}

void StateSet::grow() {
  slots_.assign(slots_.empty() ? 1024 : slots_.size() * 2, 0);
  for (std::size_t i = 0; i < size(); ++i) {
    std::size_t slot = place(keys_[i]);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

}  // namespace parcours
