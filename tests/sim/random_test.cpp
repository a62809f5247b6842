#include "sim/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <set>
#include <string>
#include <vector>

namespace parcours {
namespace {

constexpr std::uint64_t kSplitMixStep = 0x9e3779b97f4a7c15;
constexpr int kDraws = 4096;

// How far two streams are from unrelated, in standard deviations: bits that agree at equal positions.
double agreement(Random left, Random right) {
  int same = 0;
  for (int i = 0; i < kDraws; ++i) same += 64 - std::popcount(left.next() ^ right.next());
  const double bits = 64.0 * kDraws;
  return std::abs(same - bits / 2) / std::sqrt(bits / 4);
}

// The same with one stream ahead of the other by `lag` draws.
double lagged_agreement(Random left, Random right, int lag) {
  for (int i = 0; i < lag; ++i) left.next();
  return agreement(left, right);
}

TEST(RandomTest, TheSameSeedGivesTheSameNumbersOnAnyMachine) {
  Random random(42);
  const std::array<std::uint64_t, 3> drawn = {random.next(), random.next(), random.next()};
  EXPECT_EQ(drawn, (std::array<std::uint64_t, 3>{0xa3319718fd7fcf77, 0x9bd94c9441b4bf57, 0xaebfe6b1857652a6}));
  EXPECT_EQ(Random(42).stream("network").stream(7).next(), 0xde27cb2b6ff84938);
}

TEST(RandomTest, AStreamDoesNotDependOnWhatWasDrawn) {
  Random drained(7);
  for (int i = 0; i < 100; ++i) drained.next();
  EXPECT_EQ(drained.stream("phone").next(), Random(7).stream("phone").next());
}

TEST(RandomTest, AStreamIsNotItsParentNorItsSiblings) {
  const Random root(7);
  std::set<std::uint64_t> firsts = {Random(7).next()};
  for (std::uint64_t i = 0; i < 1000; ++i) firsts.insert(root.stream(i).next());
  for (std::string name : {"", "a", "b", "ab", "ba", "network", "phone"}) firsts.insert(root.stream(name).next());
  firsts.insert(root.stream("a").stream("b").next());
  firsts.insert(root.stream("b").stream("a").next());
  EXPECT_EQ(firsts.size(), 1u + 1000 + 7 + 2);
}

TEST(RandomTest, AdjacentIndicesAreUnrelated) {
  const Random root(1);
  for (std::uint64_t i = 0; i < 200; ++i) EXPECT_LT(agreement(root.stream(i), root.stream(i + 1)), 5.0) << i;
}

TEST(RandomTest, EveryPairOfStreamsIsUnrelated) {
  const Random root(2020);
  for (std::uint64_t i = 0; i < 24; ++i)
    for (std::uint64_t j = 0; j < i; ++j) EXPECT_LT(agreement(root.stream(i), root.stream(j)), 5.0) << i << ' ' << j;
}

TEST(RandomTest, SeedsSpacedByAGeneratorsOwnIncrementAreUnrelated) {
  for (std::uint64_t i = 0; i < 20; ++i) {
    const Random here(i * kSplitMixStep);
    const Random next((i + 1) * kSplitMixStep);
    for (int lag = 0; lag <= 4; ++lag) {
      EXPECT_LT(lagged_agreement(here, next, lag), 5.0) << i << ' ' << lag;
      EXPECT_LT(lagged_agreement(here.stream("x"), next.stream("x"), lag), 5.0) << i << ' ' << lag;
    }
  }
}

TEST(RandomTest, FirstDrawsOfManyStreamsAreUniform) {
  const Random root(3);
  std::array<int, 16> counts{};
  for (std::uint64_t i = 0; i < 160000; ++i) ++counts[static_cast<std::size_t>(root.stream(i).below(16))];
  double chi_square = 0;
  for (int count : counts) chi_square += (count - 10000.0) * (count - 10000.0) / 10000.0;
  EXPECT_LT(chi_square, 37.7);  // 15 degrees of freedom, one in a thousand.
}

TEST(RandomTest, ABoundedDrawIsUnbiasedEvenForAHugeBound) {
  Random random(5);
  const std::uint64_t bound = 3 * (std::uint64_t{1} << 62);  // A plain remainder would favour the first third by two.
  int first_third = 0;
  for (int i = 0; i < 30000; ++i) first_third += random.below(bound) < bound / 3;
  EXPECT_NEAR(first_third, 10000, 400);
}

TEST(RandomTest, BetweenReachesBothEndsAndNothingElse) {
  Random random(9);
  std::set<std::int64_t> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(random.between(-2, 2));
  EXPECT_EQ(seen, (std::set<std::int64_t>{-2, -1, 0, 1, 2}));
  EXPECT_EQ(random.between(4, 4), 4);
  random.between(INT64_MIN, INT64_MAX);  // The whole range has no bound to divide by.
}

TEST(RandomTest, ChanceKeepsItsOddsAndItsEnds) {
  Random random(11);
  int hits = 0;
  for (int i = 0; i < 100000; ++i) {
    hits += random.chance(3, 10);
    EXPECT_FALSE(random.chance(0, 5));
    EXPECT_TRUE(random.chance(5, 5));
  }
  EXPECT_NEAR(hits, 30000, 800);
}

TEST(RandomTest, PickAndShuffleReachEverything) {
  Random random(13);
  const std::vector<std::string> choices = {"a", "b", "c"};
  std::set<std::string> picked;
  std::set<std::array<int, 3>> orders;
  for (int i = 0; i < 200; ++i) {
    picked.insert(random.pick(choices));
    std::array<int, 3> order = {1, 2, 3};
    random.shuffle(std::span<int>(order));
    orders.insert(order);
  }
  EXPECT_EQ(picked.size(), 3u);
  EXPECT_EQ(orders.size(), 6u);
}

}  // namespace
}  // namespace parcours
