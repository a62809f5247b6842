// Paris days against the time zone database, through Hinnant's date library (TIM-09).
#include "reference/core/time.h"

#include <date/tz.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <ctime>

namespace encaissement {
namespace {

using namespace std::chrono;

Day day_of(int y, unsigned m, unsigned d) { return Day{year_month_day{year{y}, month{m}, day{d}}}; }

Instant utc(int y, unsigned m, unsigned d, Duration time) {
  return sys_days{year_month_day{year{y}, month{m}, day{d}}} + time;
}

const date::time_zone& paris() {
  static const date::time_zone* const zone = date::locate_zone("Europe/Paris");
  return *zone;
}

// The library reads the system's zone file without its last line, the rule for the years after the file's list, and so
// knows no summer after 2037. From there on the C library, which reads that line, is the reference.
const Instant kLibraryEnds = utc(2038, 1, 1, hours{0});

// The C library's local time is Paris while one of these lives.
class ParisProcess {
 public:
  ParisProcess() {
    setenv("TZ", "Europe/Paris", 1);
    tzset();
  }
  ~ParisProcess() {
    unsetenv("TZ");
    tzset();
  }
  ParisProcess(const ParisProcess&) = delete;
  ParisProcess& operator=(const ParisProcess&) = delete;

  Duration offset(Instant at) const {
    const std::time_t time = system_clock::to_time_t(floor<seconds>(at));
    std::tm local{};
    localtime_r(&time, &local);
    return seconds{local.tm_gmtoff};
  }

  Instant start_of(Day day) const {
    const year_month_day date{day};
    std::tm local{};
    local.tm_year = static_cast<int>(date.year()) - 1900;
    local.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    local.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
    local.tm_isdst = -1;
    return Instant{seconds{std::mktime(&local)}};
  }
};

// Paris as the zone database has it, whoever reads it.
class Database {
 public:
  Duration offset(Instant at) const {
    return at < kLibraryEnds ? Duration{paris().get_info(at).offset} : process_.offset(at);
  }
  Day day(Instant at) const { return Day{floor<days>(at + offset(at)).time_since_epoch()}; }
  Duration time_of_day(Instant at) const {
    const Instant local = at + offset(at);
    return local - floor<days>(local);
  }
  Instant start_of(Day day) const {
    if (Instant{day.time_since_epoch()} >= kLibraryEnds + days{1}) return process_.start_of(day);
    return paris().to_sys(date::local_days{day.time_since_epoch()});
  }

 private:
  ParisProcess process_;
};

// The first instant of 1996 and of 2051, in UTC.
const Instant kFirst = utc(1996, 1, 1, hours{0});
const Instant kLast = utc(2051, 1, 1, hours{0});

// Calls `see` at every hour of 1996 to 2050, and one millisecond before it; stops at the first one that fails.
template <class See>
void at_every_hour(See see) {
  for (Instant at = kFirst; at < kLast; at += hours{1}) {
    ASSERT_TRUE(see(at)) << at.time_since_epoch().count();
    if (at > kFirst) {
      ASSERT_TRUE(see(at - Duration{1})) << at.time_since_epoch().count() - 1;
    }
  }
}

TEST(ParisTime, TheTwoReadersOfTheDatabaseAgreeWhereBothKnow) {
  const ParisProcess process;
  for (Instant at = kFirst; at < kLibraryEnds; at += hours{1})
    ASSERT_EQ(process.offset(at), paris().get_info(at).offset) << at.time_since_epoch().count();
}

TEST(ParisTime, TheOffsetIsTheDatabasesAtEveryHour) {
  const Database database;
  at_every_hour([&](Instant at) { return paris_offset(at) == database.offset(at); });
}

TEST(ParisTime, TheDayIsTheDatabasesAtEveryHour) {
  const Database database;
  at_every_hour([&](Instant at) { return paris_day(at) == database.day(at); });
}

TEST(ParisTime, TheTimeOfDayIsTheDatabasesAtEveryHour) {
  const Database database;
  at_every_hour([&](Instant at) { return paris_time_of_day(at) == database.time_of_day(at); });
}

TEST(ParisTime, EveryDayStartsWhereTheDatabaseSays) {
  const Database database;
  for (Day day = day_of(1996, 1, 1); day < day_of(2051, 1, 1); day += Days{1}) {
    ASSERT_EQ(start_of(day), database.start_of(day)) << day.time_since_epoch().count();
    ASSERT_EQ(paris_day(start_of(day)), day);
    ASSERT_EQ(paris_day(start_of(day) - Duration{1}), day - Days{1});
  }
}

TEST(ParisTime, TheWallClockReadsBackAtEveryHourExceptTheSecondOfTwo) {
  const Database database;
  at_every_hour([&](Instant at) {
    const bool second_of_two = database.offset(at - hours{1}) - database.offset(at) == hours{1};
    return at_paris(database.day(at), database.time_of_day(at)) == (second_of_two ? at - hours{1} : at);
  });
}

TEST(ParisTime, TheMissingHourIsReadAsFarAfterTheChange) {
  const Instant change = utc(2020, 3, 29, hours{1});
  EXPECT_EQ(at_paris(day_of(2020, 3, 29), hours{2}), change);
  EXPECT_EQ(at_paris(day_of(2020, 3, 29), hours{2} + minutes{30}), change + minutes{30});
  EXPECT_EQ(at_paris(day_of(2020, 3, 29), hours{3}), change);
}

TEST(ParisTime, TheHourThatComesTwiceIsReadAsTheFirst) {
  EXPECT_EQ(at_paris(day_of(2020, 10, 25), hours{2} + minutes{30}), utc(2020, 10, 25, minutes{30}));
  EXPECT_EQ(at_paris(day_of(2020, 10, 25), hours{3}), utc(2020, 10, 25, hours{2}));
}

Duration length_of(Day day) { return start_of(day + Days{1}) - start_of(day); }

TEST(ParisTime, TheSpringDayHas23HoursAndTheAutumnDay25) {
  EXPECT_EQ(length_of(day_of(2020, 3, 28)), hours{24});
  EXPECT_EQ(length_of(day_of(2020, 3, 29)), hours{23});
  EXPECT_EQ(length_of(day_of(2020, 10, 25)), hours{25});
  EXPECT_EQ(length_of(day_of(2020, 10, 26)), hours{24});
}

TEST(ParisTime, EveryYearHasOneShortAndOneLongDay) {
  for (int y = 1996; y <= 2050; ++y) {
    int short_days = 0, long_days = 0;
    for (Day day = day_of(y, 1, 1); day < day_of(y + 1, 1, 1); day += Days{1}) {
      short_days += length_of(day) == hours{23} ? 1 : 0;
      long_days += length_of(day) == hours{25} ? 1 : 0;
    }
    ASSERT_EQ(short_days, 1) << y;
    ASSERT_EQ(long_days, 1) << y;
  }
}

TEST(ParisTime, TheTwentyNinthOfFebruaryIsADayOfItsOwn) {
  EXPECT_EQ(day_of(2020, 2, 28) + Days{1}, day_of(2020, 2, 29));
  EXPECT_EQ(day_of(2020, 2, 29) + Days{1}, day_of(2020, 3, 1));
  EXPECT_EQ(day_of(2021, 2, 28) + Days{1}, day_of(2021, 3, 1));
  EXPECT_EQ(paris_day(utc(2020, 2, 29, hours{22} + minutes{59})), day_of(2020, 2, 29));
  EXPECT_EQ(paris_day(utc(2020, 2, 29, hours{23})), day_of(2020, 3, 1));
}

TEST(ParisTime, TheYearTurnsAnHourBeforeUtc) {
  EXPECT_EQ(paris_day(utc(2020, 12, 31, hours{23}) - Duration{1}), day_of(2020, 12, 31));
  EXPECT_EQ(paris_day(utc(2020, 12, 31, hours{23})), day_of(2021, 1, 1));
  EXPECT_EQ(start_of(day_of(2021, 1, 1)), utc(2020, 12, 31, hours{23}));
}

TEST(ParisTime, TheGuidesPaymentLimitsAreCivilSums) {
  EXPECT_EQ(day_of(2020, 6, 24) + Days{10}, day_of(2020, 7, 4));
  EXPECT_EQ(start_of(day_of(2020, 6, 24) + Days{10} + Days{1}), utc(2020, 7, 4, hours{22}));
}

}  // namespace
}  // namespace encaissement
