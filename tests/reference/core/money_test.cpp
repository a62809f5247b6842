#include "reference/core/money.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace encaissement {
namespace {

TEST(Money, StartsAtZero) {
  EXPECT_TRUE(Money{}.is_zero());
  EXPECT_EQ(Money{}, 0_cents);
}

TEST(Money, AddsAndSubtractsCents) {
  EXPECT_EQ(4000_cents - 3000_cents, 1000_cents);
  EXPECT_EQ((1000_cents - 4000_cents).cents(), -3000);
  Money sum = 1_cents;
  sum += 2_cents;
  sum -= 4_cents;
  EXPECT_EQ(sum.cents(), -1);
}

TEST(Money, IsOrderedByItsCents) {
  EXPECT_LT(1999_cents, 2000_cents);
  EXPECT_GT(1_cents, Money{});
  EXPECT_LT(Money{} - 1_cents, Money{});
}

TEST(Money, HasNoWayInOrOutFromNumbers) {
  EXPECT_FALSE((std::is_constructible_v<Money, int>));
  EXPECT_FALSE((std::is_constructible_v<Money, double>));
  EXPECT_FALSE((std::is_convertible_v<Money, std::int64_t>));
  EXPECT_FALSE((std::is_assignable_v<Money&, int>));
}

TEST(Money, HoldsItsBounds) {
  EXPECT_EQ(Money::from_cents(Money::max().cents()), Money::max());
  EXPECT_EQ(Money::from_cents(-Money::max().cents()), Money{} - Money::max());
}

TEST(MoneyDeathTest, BeyondItsBoundsIsABug) {
  EXPECT_DEATH((void)Money::from_cents(Money::max().cents() + 1), "cents <= kCentsMax");
  EXPECT_DEATH((void)(Money{} - Money::max() - 1_cents), "cents >= -kCentsMax");
}

}  // namespace
}  // namespace encaissement
