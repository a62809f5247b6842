// Whether a caller keeps his pace: without end when he does not, never when he does, for however many days.
#include "scenarios/certify/haste.h"

#include <gtest/gtest.h>

namespace parcours {
namespace {

using namespace std::chrono_literals;

// How often he came when he was found to be 300 times ahead; 0: he never was.
int found_after(Duration between, int times) {
  Pace pace{1s};
  Instant at{};
  for (int i = 1; i <= times; ++i, at += between)
    if (pace.come(at, 300)) return i;
  return 0;
}

TEST(Pace, IsKeptByWhoeverWaitsLongEnoughEachTime) {
  EXPECT_EQ(found_after(1s, 1'000'000), 0);
  EXPECT_EQ(found_after(1min, 4'320'000), 0);  // 3 000 days
}

TEST(Pace, IsLeftSoonByWhoeverDoesNotWait) {
  EXPECT_EQ(found_after(0ms, 50'000), 301);
  EXPECT_EQ(found_after(1ms, 50'000), 301);
  EXPECT_EQ(found_after(100ms, 50'000), 334);
  EXPECT_EQ(found_after(500ms, 50'000), 600);
}

TEST(Pace, ForgivesAHundredLooksAtOnce) {
  Pace pace{1s};
  Instant at{};
  for (int day = 0; day < 1000; ++day, at += 24h)
    for (int i = 0; i < 100; ++i) ASSERT_FALSE(pace.come(at + Duration{i}, 300));
}

TEST(Pace, TellsHowOftenInWhichTime) {
  Pace pace{1s};
  EXPECT_FALSE(pace.come(Instant{1h}, 3));  // Long before, and on time: it does not count.
  std::optional<Hurried> hurried;
  for (Instant at{2h}; !hurried; at += 100ms) hurried = pace.come(at, 3);
  EXPECT_EQ(hurried->times, 4);
  EXPECT_EQ(hurried->within, Duration{300ms});
}

TEST(Pace, OfNoPauseIsNeverLeft) {
  Pace pace{0s};
  for (int i = 0; i < 10'000; ++i) ASSERT_FALSE(pace.come(Instant{}, 300));
}

TEST(Haste, CountsEachTransactionByItself) {
  Haste haste{TillManners{}};
  TracedCall one, other;
  one.request = {.method = "GET", .path = "/payment-transactions/aaaaaaaaaa/"};
  other.request = {.method = "GET", .path = "/payment-transactions/bbbbbbbbbb/"};
  for (int i = 0; i < 300; ++i) {
    ASSERT_FALSE(haste.see(one));
    ASSERT_FALSE(haste.see(other));
  }
  EXPECT_TRUE(haste.see(one));
}

}  // namespace
}  // namespace parcours
