// An exact amount of euro cents (MON-01). There is no way in from floating point and no implicit way out.
#pragma once

#include <cassert>
#include <compare>
#include <cstdint>

namespace encaissement {

class Money {
 public:
  constexpr Money() = default;  // Zero.

  // REQUIRES: -max() <= cents <= max().
  static constexpr Money from_cents(std::int64_t cents) { return Money{cents}; }
  static constexpr Money max() { return Money{kCentsMax}; }

  constexpr std::int64_t cents() const { return cents_; }
  constexpr bool is_zero() const { return cents_ == 0; }

  friend constexpr auto operator<=>(Money, Money) = default;
  friend constexpr Money operator+(Money a, Money b) { return Money{a.cents_ + b.cents_}; }
  friend constexpr Money operator-(Money a, Money b) { return Money{a.cents_ - b.cents_}; }
  constexpr Money& operator+=(Money other) { return *this = *this + other; }
  constexpr Money& operator-=(Money other) { return *this = *this - other; }

 private:
  // 100 billion euros: above the whole network's turnover, far below overflow.
  static constexpr std::int64_t kCentsMax = 10'000'000'000'000;

  explicit constexpr Money(std::int64_t cents) : cents_{cents} {
    assert(cents >= -kCentsMax);
    assert(cents <= kCentsMax);
  }

  std::int64_t cents_ = 0;
};

consteval Money operator""_cents(unsigned long long cents) {
  return Money::from_cents(static_cast<std::int64_t>(cents));
}

}  // namespace encaissement
