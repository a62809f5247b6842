#include "scenarios/language/parse_values.h"

#include <gtest/gtest.h>

namespace parcours {
namespace {

using namespace std::chrono_literals;

std::int64_t cents(std::string_view text) {
  const auto money = read_money(text);
  return money ? money->cents() : -1;
}

TEST(ReadMoney, TakesTheFormsOfTheGuide) {
  for (const std::string_view text : {"40,00 €", "40.00", "40,00", "40", "40,0", "+40,00 €", "40,00€", "40,00\u00A0€"})
    EXPECT_EQ(cents(text), 4000) << text;
  EXPECT_EQ(cents("0,01"), 1);
}

TEST(ReadMoney, RefusesEverythingElse) {
  for (const std::string_view text : {"", "€", "-1", "1,000", "1e3", "40,", ",40", "4 0", "0x10", "40,00 $", "١",
                                      "100000000000", "99999999999999999999"})
    EXPECT_EQ(cents(text), -1) << text;
}

TEST(ReadMoment, ReadsParisAtThreePrecisions) {
  const auto minute = read_moment("24/06/2020 11h33");
  ASSERT_TRUE(minute);
  EXPECT_EQ(write_moment(minute->at), "24/06/2020 11:33:00");
  EXPECT_TRUE(minute->covers(minute->at + 59'999ms));
  EXPECT_FALSE(minute->covers(minute->at + 60s));
  EXPECT_EQ(write_moment(read_moment("24/06/2020 11:33:05.007")->at), "24/06/2020 11:33:05.007");
  EXPECT_FALSE(read_moment("24/06/2020 11:33:05")->covers(minute->at));
}

TEST(ReadMoment, TellsTheHourThatComesTwiceAndTheOneThatIsMissing) {
  const auto first = read_moment("25/10/2020 02:30:00");
  ASSERT_TRUE(first);
  EXPECT_EQ(read_moment("25/10/2020 02:30:00 summer")->at, first->at);
  EXPECT_EQ(read_moment("25/10/2020 02:30:00 winter")->at, first->at + 1h);
  EXPECT_FALSE(read_moment("29/03/2020 02:30:00"));
  EXPECT_FALSE(read_moment("24/06/2020 11:33:00 winter"));
}

TEST(ReadMoment, RefusesWhatIsNoDateOrTime) {
  for (const std::string_view text :
       {"", "24/06/2020", "30/02/2020 10:00", "2020-06-24 10:00", "24/06/2020 24:00", "24/06/2020 10:60",
        "24/06/2020  10:00", "24/06/2020 10:00:00.1", "24/06/1800 10:00"})
    EXPECT_FALSE(read_moment(text)) << text;
}

TEST(ReadDuration, ReadsNumbersWithUnits) {
  EXPECT_EQ(read_duration("10 min"), 10min);
  EXPECT_EQ(read_duration("1 h 30 min"), 90min);
  EXPECT_EQ(read_duration("2 days"), 48h);
  EXPECT_EQ(read_duration("0 ms"), 0ms);
  EXPECT_EQ(read_offset("-1 ms"), -1ms);
  for (const std::string_view text : {"", "10", "10min", "min", "-1 ms", "1 min 1 min", "1 min 1 h", "1 fortnight",
                                      "999999999999 days", "1 min "})
    EXPECT_FALSE(read_duration(text)) << text;
}

TEST(Write, WritesWhatItReads) {
  for (const std::string_view text : {"-1 ms", "1 h 30 min", "10 min", "2 days", "1 day", "1 s 500 ms", "0 ms"})
    EXPECT_EQ(write_duration(*read_offset(text)), text);
  EXPECT_EQ(write_money(Money::from_cents(4005)), "40,05 €");
  EXPECT_EQ(write_day(*read_day("29/02/2020")), "29/02/2020");
}

}  // namespace
}  // namespace parcours
