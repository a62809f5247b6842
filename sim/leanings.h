// How likely the acts of a random run are: weights of kinds, people, twists, mishaps and moments, drawn once a run as its
// strategy says.
#pragma once

#include <array>
#include <cstdint>

#include "sim/act.h"
#include "sim/random.h"
#include "sim/swarm.h"

namespace parcours {

// Uniform in [0, bound) from the upper half of one draw. Off by at most bound / 2^32, which is nothing here, and faster
// than Random::below(). REQUIRES: bound > 0.
inline std::uint32_t pick_below(Random& random, std::uint32_t bound) {
  return static_cast<std::uint32_t>(((random.next() >> 32) * bound) >> 32);
}
// True `of_256` times in 256.
inline bool happens(Random& random, std::uint32_t of_256) { return (random.next() >> 56) < of_256; }

// One of `count` things by weight.
template <std::size_t count>
class Weights {
 public:
  Weights() = default;
  explicit Weights(const std::array<std::uint16_t, count>& weights) : weights_{weights} { sum(); }

  void set(std::size_t which, std::uint16_t weight) {
    weights_[which] = weight;
    sum();
  }
  std::uint16_t of(std::size_t which) const { return weights_[which]; }

  // REQUIRES: not all are 0.
  std::size_t pick(Random& random) const {
    std::uint32_t at = pick_below(random, total_);
    std::size_t which = 0;
    while (at >= weights_[which]) at -= weights_[which++];
    return which;
  }

 private:
  void sum() {
    total_ = 0;
    for (const std::uint16_t weight : weights_) total_ += weight;
  }

  std::array<std::uint16_t, count> weights_{};
  std::uint32_t total_ = 0;
};

// Where the next act's moment is looked for.
enum class Moment : std::uint8_t { at_once, seconds, minutes, hours, days, months, deadline, next_change };
inline constexpr std::size_t kMomentCount = 8;
inline constexpr std::size_t kMishapCount = 6;

struct Leanings {
  Weights<kActKindCount> kinds;
  Weights<kRoleCount> roles;
  Weights<kTwistCount> twists;    // Once there is a twist.
  Weights<kMishapCount> mishaps;  // Once there is a mishap.
  Weights<kMomentCount> moments;
  std::uint32_t fitting = 128;  // Of 256: how often an argument is the one that fits.
  std::uint32_t twisted = 16;   // Of 256: how often there is a twist
  std::uint32_t troubled = 12;  // …a mishap
  std::uint32_t keyed = 48;     // …an idempotency key.
};

Leanings draw_leanings(Strategy strategy, Random& random);

}  // namespace parcours
