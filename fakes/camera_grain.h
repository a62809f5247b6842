// The camera's own little source of randomness (splitmix64), so that a photograph depends on its seed and nothing else.
// One stream a purpose: noise does not move the finger.
#pragma once

#include <cstdint>

namespace parcours {

enum class GrainPurpose : std::uint64_t { finger = 1, glare = 2, noise = 3 };

class Grain {
 public:
  Grain(std::uint64_t seed, GrainPurpose purpose)
      : state_{mixed(mixed(seed) ^ mixed(static_cast<std::uint64_t>(purpose)))} {}

  std::uint64_t next() {
    state_ += kStep;
    return mixed(state_);
  }

  // Uniform in 0 .. limit (included).
  // REQUIRES: 0 <= limit
  int up_to(int limit) { return static_cast<int>((next() >> 32) * (static_cast<std::uint64_t>(limit) + 1) >> 32); }

 private:
  static constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15;

  static constexpr std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

}  // namespace parcours
