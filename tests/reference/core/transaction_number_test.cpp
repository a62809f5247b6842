#include "reference/core/transaction_number.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace encaissement {
namespace {

constexpr std::uint64_t kSeed = 20200624;

// Seeds and counters at the ends and in between.
constexpr std::uint64_t kSeeds[] = {0, 1, kSeed, 0x8000'0000'0000'0000, ~std::uint64_t{0}};

std::vector<std::uint64_t> counters() {
  std::vector<std::uint64_t> all;
  for (std::uint64_t i = 0; i < 2000; ++i) {
    all.push_back(i);
    all.push_back(kTransactionNumbers - 1 - i);
    all.push_back(kTransactionNumbers / 2000 * i);
  }
  return all;
}

TEST(TransactionNumber, IsAnFAndNineLettersOrDigits) {
  for (const std::uint64_t counter : counters()) {
    const TransactionNumber number = number_of(kSeed, counter);
    ASSERT_EQ(number.view().size(), 10u);
    ASSERT_EQ(number.view()[0], 'f');
    ASSERT_EQ(number.view().find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz"), std::string_view::npos);
  }
}

TEST(TransactionNumber, TheCounterIsReadBackUnderItsSeed) {
  for (const std::uint64_t seed : kSeeds)
    for (const std::uint64_t counter : counters())
      ASSERT_EQ(counter_of(seed, number_of(seed, counter).view()), counter) << seed;
}

TEST(TransactionNumber, EveryTextIsTheNumberOfItsCounter) {
  for (const std::uint64_t seed : kSeeds) {
    for (const std::string_view text : {"foo2udp610", "fiawa31zot", "f000000000", "fzzzzzzzzz", "f000000001"}) {
      const auto counter = counter_of(seed, text);
      ASSERT_TRUE(counter.has_value()) << text;
      ASSERT_LT(*counter, kTransactionNumbers);
      EXPECT_EQ(number_of(seed, *counter).view(), text);
    }
  }
}

TEST(TransactionNumber, AMillionAreAllDistinct) {
  std::vector<std::string> numbers;
  numbers.reserve(1'000'000);
  for (std::uint64_t counter = 0; counter < 1'000'000; ++counter)
    numbers.emplace_back(number_of(kSeed, counter).view());
  std::sort(numbers.begin(), numbers.end());
  EXPECT_EQ(std::adjacent_find(numbers.begin(), numbers.end()), numbers.end());
}

TEST(TransactionNumber, AnotherSeedGivesOtherNumbers) {
  int same = 0;
  for (std::uint64_t counter = 0; counter < 1000; ++counter)
    same += number_of(kSeed, counter) == number_of(kSeed + 1, counter) ? 1 : 0;
  EXPECT_EQ(same, 0);
}

TEST(TransactionNumber, NeighboursDoNotLookAlike) {
  // Over many neighbours every one of the nine places changes about 35 times in 36.
  constexpr int kPairs = 10'000;
  for (std::size_t place = 1; place < 10; ++place) {
    int kept = 0;
    for (std::uint64_t i = 0; i < kPairs; ++i)
      kept += number_of(kSeed, i).view()[place] == number_of(kSeed, i + 1).view()[place] ? 1 : 0;
    EXPECT_LT(kept, kPairs / 36 * 3 / 2) << place;
    EXPECT_GT(kept, kPairs / 36 / 2) << place;
  }
}

TEST(TransactionNumber, IsTheSameOnEveryMachine) {
  EXPECT_EQ(number_of(0, 0).view(), "fk86ww6ngw");
  EXPECT_EQ(number_of(kSeed, 0).view(), "fir0am5pz9");
  EXPECT_EQ(number_of(kSeed, kTransactionNumbers - 1).view(), "fu0cobq24y");
}

TEST(TransactionNumber, MalformedTextHasNoCounter) {
  for (const std::string_view text : {"", "f", "foo2udp61", "foo2udp6100", "goo2udp610", "FOO2UDP610", "foo2udp61 ",
                                      "foo2-dp610", "foo2udp61\xC3", " foo2udp61"}) {
    EXPECT_FALSE(counter_of(kSeed, text).has_value()) << text;
    EXPECT_FALSE(TransactionNumber::parse(text).has_value()) << text;
  }
}

TEST(TransactionNumber, NoNumberIsEmptyAndAParsedOneIsNot) {
  EXPECT_TRUE(TransactionNumber{}.empty());
  EXPECT_EQ(TransactionNumber{}.view(), "");
  const auto number = TransactionNumber::parse("foo2udp610");
  ASSERT_TRUE(number.has_value());
  EXPECT_FALSE(number->empty());
  EXPECT_EQ(number->view(), "foo2udp610");
  EXPECT_NE(*number, TransactionNumber{});
}

}  // namespace
}  // namespace encaissement
