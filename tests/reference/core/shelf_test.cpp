#include "reference/core/shelf.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace encaissement {
namespace {

Shelf<int> counted_to(int last) {
  Shelf<int> shelf;
  for (int i = 0; i <= last; ++i) shelf.push_back(i);
  return shelf;
}

TEST(Shelf, ReadsLikeAVector) {
  const Shelf<int> shelf = counted_to(5000);
  EXPECT_EQ(shelf.size(), 5001u);
  EXPECT_EQ(shelf[0], 0);
  EXPECT_EQ(shelf[5000], 5000);
  EXPECT_EQ(shelf.back(), 5000);
  EXPECT_EQ(std::accumulate(shelf.begin(), shelf.end(), 0), 5000 * 5001 / 2);
  EXPECT_EQ(*shelf.rbegin(), 5000);
  EXPECT_EQ(*std::lower_bound(shelf.begin(), shelf.end(), 4321), 4321);
  EXPECT_TRUE(Shelf<int>{}.empty());
}

TEST(Shelf, IsAsNewWhenCleared) {
  for (const int last : {0, 10, 1023, 1024, 5000}) {
    Shelf<int> shelf = counted_to(last);
    if (last > 2000) shelf.release_front(1500);
    shelf.clear();
    EXPECT_TRUE(shelf.empty());
    EXPECT_EQ(shelf.size(), 0u);
    for (int i = 0; i < 3000; ++i) shelf.push_back(i);
    EXPECT_EQ(std::accumulate(shelf.begin(), shelf.end(), 0), 2999 * 3000 / 2);
  }
}

TEST(Shelf, IndicesCountOnWhenTheOldestGo) {
  Shelf<int> shelf = counted_to(5000);
  for (const std::size_t kept : {1u, 1023u, 1024u, 1025u, 4999u}) {
    shelf.release_front(kept);
    EXPECT_EQ(shelf.released(), kept);
    EXPECT_EQ(shelf.size(), 5001u);
    EXPECT_EQ(*shelf.begin(), static_cast<int>(kept));
    EXPECT_EQ(shelf[kept], static_cast<int>(kept));
    EXPECT_EQ(shelf.end() - shelf.begin(), 5001 - static_cast<std::ptrdiff_t>(kept));
    EXPECT_FALSE(shelf.has(kept - 1));
    EXPECT_TRUE(shelf.has(kept));
  }
  shelf.push_back(5001);
  EXPECT_EQ(shelf[5001], 5001);
}

TEST(Shelf, ReleasingTwiceOrLessThanBeforeChangesNothing) {
  Shelf<int> shelf = counted_to(3000);
  shelf.release_front(2000);
  shelf.release_front(2000);
  shelf.release_front(10);
  EXPECT_EQ(shelf.released(), 2000u);
  EXPECT_EQ(shelf[2500], 2500);
}

TEST(Shelf, EverythingCanGoAndMoreCanCome) {
  for (const int last : {9, 1023, 1024, 2047}) {
    Shelf<int> shelf = counted_to(last);
    shelf.release_front(shelf.size());
    EXPECT_TRUE(shelf.empty());
    for (int i = last + 1; i < last + 3000; ++i) shelf.push_back(i);
    for (int i = last + 1; i < last + 3000; ++i) ASSERT_EQ(shelf[static_cast<std::size_t>(i)], i) << last;
  }
}

TEST(Shelf, ALongLifeKeepsWhatIsThere) {
  Shelf<int> shelf;
  for (int i = 0; i < 300'000; ++i) {
    shelf.push_back(i);
    if (i % 100 == 0 && i > 5000) shelf.release_front(static_cast<std::size_t>(i - 5000));
  }
  for (std::size_t i = shelf.released(); i < shelf.size(); ++i) ASSERT_EQ(shelf[i], static_cast<int>(i));
  EXPECT_EQ(shelf.released(), 294'900u);
}

TEST(Shelf, ACopyStandsAlone) {
  Shelf<int> shelf = counted_to(3000);
  shelf.release_front(1500);
  Shelf<int> copy = shelf;
  copy.push_back(-1);
  copy[1600] = 0;
  EXPECT_EQ(shelf.size(), 3001u);
  EXPECT_EQ(shelf[1600], 1600);
  EXPECT_EQ(copy.back(), -1);
}

TEST(Shelf, RoomCanBeMadeBeforeAndAfter) {
  Shelf<int> shelf;
  shelf.reserve(5000);
  for (int i = 0; i < 10'000; ++i) shelf.push_back(i);
  shelf.reserve(20'000);
  for (int i = 10'000; i < 20'000; ++i) shelf.push_back(i);
  for (int i = 0; i < 20'000; ++i) ASSERT_EQ(shelf[static_cast<std::size_t>(i)], i);
}

}  // namespace
}  // namespace encaissement
