// The parts a population is made of: draws, the calendar, the agenda.
#include <gtest/gtest.h>

#include <numeric>

#include "scenarios/population/agenda.h"
#include "scenarios/population/calendar.h"
#include "scenarios/population/dice.h"
#include "scenarios/population/people.h"

namespace parcours {
namespace {

using namespace encaissement;
using std::chrono::hours;
using std::chrono::minutes;

TEST(PopulationDice, DrawsStayInTheirBounds) {
  Dice dice{Random{1}};
  bool low = false, high = false;
  for (int i = 0; i < 10'000; ++i) {
    const std::int64_t drawn = dice.between(-3, 3);
    ASSERT_TRUE(drawn >= -3 && drawn <= 3);
    low |= drawn == -3;
    high |= drawn == 3;
    ASSERT_LT(dice.below(7), 7u);
  }
  EXPECT_TRUE(low && high);
}

TEST(PopulationDice, ALotteryFollowsItsWeights) {
  Dice dice{Random{2}};
  const Lottery lottery{{1, 0, 3}};
  std::array<int, 3> drawn{};
  for (int i = 0; i < 40'000; ++i) ++drawn[lottery.draw(dice)];
  EXPECT_EQ(drawn[1], 0);
  EXPECT_NEAR(drawn[0], 10'000, 400);
}

TEST(PopulationDice, AmountsAreWholeStepsFromTheirClass) {
  Dice dice{Random{3}};
  const Draw<AmountClass> amounts{{{2000_cents, 4000_cents, 1}}};
  for (int i = 0; i < 1000; ++i) {
    const Money amount = pick_amount(amounts, 50_cents, dice);
    ASSERT_TRUE(amount >= 2000_cents && amount <= 4000_cents && amount.cents() % 50 == 0);
  }
}

class PopulationCalendarTest : public ::testing::Test {
 protected:
  Calendar calendar(int days) { return Calendar{whole_network(), 22'000'000, 4'473'000, days, Random{1}}; }
};

TEST_F(PopulationCalendarTest, AYearAddsUpExactly) {
  const Calendar year = calendar(365);
  std::uint64_t requests = 0, credits = 0;
  for (int day = 0; day < 365; ++day) requests += year.requests_on(day), credits += year.credits_on(day);
  EXPECT_EQ(requests, 22'000'000u);
  EXPECT_EQ(credits, 4'473'000u);
}

TEST_F(PopulationCalendarTest, ADayAddsUpOverItsMinutes) {
  const Calendar year = calendar(365);
  for (const int day : {0, 83, 200, 300}) {  // 83 and 300 begin and end summer time in 2018
    std::uint64_t requests = 0, credits = 0;
    for (const auto& minute : year.minutes_of(day)) requests += minute.requests, credits += minute.credits;
    EXPECT_EQ(requests, year.requests_on(day));
    EXPECT_EQ(credits, year.credits_on(day));
  }
  EXPECT_EQ(year.minutes_of(83).size(), 23u * 60);
  EXPECT_EQ(year.minutes_of(300).size(), 25u * 60);
}

TEST_F(PopulationCalendarTest, SummerIsBusierThanWinterAndNoonThanNight) {
  const Calendar year = calendar(365);
  EXPECT_GT(year.requests_on(210), year.requests_on(20));
  const auto minutes_of_day = year.minutes_of(210);
  EXPECT_GT(minutes_of_day[12 * 60].requests, 10 * minutes_of_day[3 * 60].requests);
}

TEST_F(PopulationCalendarTest, TheSecondYearGoesOnAtThePaceOfTheFirst) {
  const Calendar two = calendar(730);
  std::uint64_t first = 0, second = 0;
  for (int day = 0; day < 365; ++day) first += two.requests_on(day), second += two.requests_on(day + 365);
  EXPECT_NEAR(static_cast<double>(first), 22e6, 22e6 * 0.0001);
  EXPECT_NEAR(static_cast<double>(second), 22e6, 22e6 * 0.02);
}

class AgendaTest : public ::testing::Test {
 protected:
  void add(Duration at, std::uint32_t cents) { agenda_.add({.at = origin_ + at, .cents = cents}); }
  std::vector<std::uint32_t> minute() {
    agenda_.begin_minute();
    std::vector<std::uint32_t> done;
    while (const Act* act = agenda_.next()) done.push_back(act->cents);
    return done;
  }
  Instant origin_{Days{20'000}};
  Agenda agenda_{origin_};
  using Done = std::vector<std::uint32_t>;
};

TEST_F(AgendaTest, ActsComeInOrderOfTimeThenOfAdding) {
  add(Duration{500}, 3);
  add(Duration{20}, 1);
  add(Duration{500}, 4);
  add(Duration{21}, 2);
  EXPECT_EQ(minute(), (Done{1, 2, 3, 4}));
  EXPECT_TRUE(agenda_.empty());
}

TEST_F(AgendaTest, WhatIsAddedMeanwhileComesInItsTurn) {
  add(Duration{10}, 1);
  add(Duration{30}, 3);
  agenda_.begin_minute();
  EXPECT_EQ(agenda_.next()->cents, 1u);
  add(Duration{20}, 2);
  add(Duration{40}, 4);
  for (const std::uint32_t expected : {2u, 3u, 4u}) EXPECT_EQ(agenda_.next()->cents, expected);
  EXPECT_EQ(agenda_.next(), nullptr);
}

TEST_F(AgendaTest, LaterMinutesAndDaysWait) {
  add(minutes{1}, 1);
  add(hours{24} + minutes{2}, 3);
  add(hours{23} + minutes{59}, 2);
  Done done;
  for (int i = 0; i < 24 * 60 + 3; ++i) {
    const Done now = minute();
    done.insert(done.end(), now.begin(), now.end());
    ASSERT_TRUE(i > 0 || agenda_.size() == 3);
  }
  EXPECT_EQ(done, (Done{1, 2, 3}));
}

TEST(PopulationPeople, AScaleIsAShareOfEachSize) {
  const PopulationSize size = size_at(whole_network(), 100);
  EXPECT_EQ(size.customers, 44'730u);
  EXPECT_EQ(size.points, 2'110u);
  EXPECT_EQ(size.operations, 220'000u);
  EXPECT_EQ(size_at(whole_network(), 1).points, 21u);
}

}  // namespace
}  // namespace parcours
