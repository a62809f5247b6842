// Seeded randomness that splits: one stream per concern, so that drawing more in one place changes nothing elsewhere.
// Everything random in a simulation comes from here:  Random root{seed};  Random fates = root.stream("network");
// The same seed gives the same numbers on any machine. Not for secrets.
#pragma once

#include <array>
#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace parcours {

class Random {
 public:
  explicit Random(std::uint64_t seed);

  // A child stream. It depends on this stream's seed and on the argument, never on what was drawn before. Its seed
  // is a hash of both: children of neighbouring indices or seeds are unrelated.
  Random stream(std::string_view name) const;
  Random stream(std::uint64_t index) const;

  // 64 uniform bits (xoshiro256**).
  std::uint64_t next();

  // Uniform in [0, bound), without bias. REQUIRES: bound > 0.
  std::uint64_t below(std::uint64_t bound);

  // Uniform in [low, high], both included. REQUIRES: low <= high.
  std::int64_t between(std::int64_t low, std::int64_t high);

  // True `numerator` times in `denominator`. Draws once whatever the odds. REQUIRES: numerator <= denominator, not 0.
  bool chance(std::uint64_t numerator, std::uint64_t denominator);

  // One of `choices`, each as likely. REQUIRES: at least one.
  template <typename Choices>
  decltype(auto) pick(Choices&& choices) {
    assert(std::size(choices) > 0);
    return std::forward<Choices>(choices)[static_cast<std::size_t>(below(std::size(choices)))];
  }

  // Puts `items` in any order, each as likely.
  template <typename Item>
  void shuffle(std::span<Item> items) {
    for (std::size_t left = items.size(); left > 1; --left)
      std::swap(items[left - 1], items[static_cast<std::size_t>(below(left))]);
  }

  std::uint64_t seed() const { return seed_; }

 private:
  std::uint64_t seed_;
  std::array<std::uint64_t, 4> state_;
};

}  // namespace parcours
