#include "sim/random.h"

#include <bit>

namespace parcours {
namespace {

// Odd constants without structure (fractional parts of square roots). The first two keep names and indices apart.
constexpr std::uint64_t kNameDomain = 0x6a09e667f3bcc909;
constexpr std::uint64_t kIndexDomain = 0xbb67ae8584caa73b;
constexpr std::uint64_t kStateDomain = 0x3c6ef372fe94f82b;
constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15;

// A bijection where each bit in moves half of the bits out (Stafford's variant 13).
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

// Two rounds, the value hashed before it meets the seed: no arithmetic relation between arguments survives.
constexpr std::uint64_t child_seed(std::uint64_t seed, std::uint64_t domain, std::uint64_t value) {
  return mix(mix(seed ^ domain) + mix(mix(value ^ domain) + kStep));
}

constexpr std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a; mix() repairs its weak high bits.
  for (char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
  return hash;
}

}  // namespace

Random::Random(std::uint64_t seed) : seed_(seed), state_{} {
  std::uint64_t word = mix(seed ^ kStateDomain);  // Hashed first: seeds one kStep apart must not share words.
  for (std::uint64_t& part : state_) part = mix(word += kStep);
}

Random Random::stream(std::string_view name) const { return Random(child_seed(seed_, kNameDomain, hash_of(name))); }

Random Random::stream(std::uint64_t index) const { return Random(child_seed(seed_, kIndexDomain, index)); }

std::uint64_t Random::next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::uint64_t Random::below(std::uint64_t bound) {
  assert(bound > 0);
  const std::uint64_t too_low = (0 - bound) % bound;  // 2^64 mod bound: what is left is a multiple of bound.
  std::uint64_t drawn = next();
  while (drawn < too_low) drawn = next();
  return drawn % bound;
}

std::int64_t Random::between(std::int64_t low, std::int64_t high) {
  assert(low <= high);
  const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
  const std::uint64_t offset = span == 0 ? next() : below(span);
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + offset);
}

bool Random::chance(std::uint64_t numerator, std::uint64_t denominator) {
  assert(denominator > 0 && numerator <= denominator);
  return below(denominator) < numerator;
}

}  // namespace parcours
