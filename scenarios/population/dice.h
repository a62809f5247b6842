// Quick whole-number draws for a population, on one stream of sim/random: two from each 64 bits, by multiplication
// instead of division. A value below `bound` is off its share by less than bound / 2^32: nothing anybody could measure
// where bounds are a few thousand, and what decides is whole numbers all the way.
#pragma once

#include <cassert>
#include <numeric>
#include <vector>

#include "scenarios/population/settings.h"
#include "sim/random.h"

namespace parcours {

class Dice {
 public:
  explicit Dice(const Random& stream) : random_{stream} {}

  std::uint32_t bits() {
    if (has_half_) {
      has_half_ = false;
      return half_;
    }
    const std::uint64_t both = random_.next();
    half_ = static_cast<std::uint32_t>(both);
    has_half_ = true;
    return static_cast<std::uint32_t>(both >> 32);
  }
  // REQUIRES: bound > 0.
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(std::uint64_t{bits()} * bound >> 32); }
  // Both included. REQUIRES: low <= high, less than 2^32 apart.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    assert(low <= high && high - low < std::int64_t{1} << 32);
    return low + static_cast<std::int64_t>(std::uint64_t{bits()} * static_cast<std::uint64_t>(high - low + 1) >> 32);
  }
  bool per_mille(std::uint32_t share) { return below(1000) < share; }

 private:
  Random random_;
  std::uint32_t half_ = 0;
  bool has_half_ = false;
};

// Which of some weighted things. REQUIRES: a weight above 0.
class Lottery {
 public:
  explicit Lottery(const Weights& weights) {
    const auto sum = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
    assert(sum > 0);
    std::uint64_t up_to = 0;
    for (const std::uint32_t weight : weights) limits_.push_back(((up_to += weight) << 32) / sum);
  }
  std::size_t draw(Dice& dice) const {
    const std::uint64_t drawn = dice.bits();
    std::size_t at = 0;
    while (drawn >= limits_[at]) ++at;
    return at;
  }

 private:
  std::vector<std::uint64_t> limits_;  // Where each ends, of 2^32.
};

// One of the values of weighted classes.
template <class Class>
class Draw {
 public:
  explicit Draw(const std::vector<Class>& classes) : classes_{classes}, lottery_{weights_of(classes)} {}
  const Class& pick(Dice& dice) const { return classes_[lottery_.draw(dice)]; }

 private:
  static Weights weights_of(const std::vector<Class>& classes) {
    Weights weights;
    for (const Class& one : classes) weights.push_back(one.weight);
    return weights;
  }
  std::vector<Class> classes_;
  Lottery lottery_;
};

inline encaissement::Duration pick_delay(const Draw<DelayClass>& delays, Dice& dice) {
  const DelayClass& one = delays.pick(dice);
  return encaissement::Duration{dice.between(one.from.count(), one.to.count())};
}

// In whole steps of `step`, not below `from`.
inline encaissement::Money pick_amount(const Draw<AmountClass>& amounts, encaissement::Money step, Dice& dice) {
  const AmountClass& one = amounts.pick(dice);
  const std::int64_t cents = dice.between(one.from.cents(), one.to.cents());
  return encaissement::Money::from_cents(cents - (cents - one.from.cents()) % step.cents());
}

}  // namespace parcours
