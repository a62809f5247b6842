#include "reference/core/time.h"

namespace encaissement {
namespace {

using namespace std::chrono;

// The instant, 01:00 UTC on the last Sunday of `month`, at which Europe changes its clocks.
constexpr Instant change_of(year y, month m) {
  return sys_days{y / m / Sunday[last]} + hours{1};
}

Instant utc(Day day, Duration offset) { return Instant{day.time_since_epoch()} - offset; }

}  // namespace

Duration paris_offset(Instant instant) {
  const year y = year_month_day{floor<days>(instant)}.year();
  const bool summer = instant >= change_of(y, March) && instant < change_of(y, October);
  return summer ? hours{2} : hours{1};
}

Day paris_day(Instant instant) {
  return Day{floor<days>(instant + paris_offset(instant)).time_since_epoch()};
}

Instant start_of(Day day) { return at_paris(day, Duration{0}); }

Instant at_paris(Day day, Duration time_of_day) {
  const Instant in_summer = utc(day, hours{2}) + time_of_day;
  return paris_offset(in_summer) == Duration{hours{2}} ? in_summer : utc(day, hours{1}) + time_of_day;
}

Duration paris_time_of_day(Instant instant) {
  return (instant + paris_offset(instant)).time_since_epoch() -
         duration_cast<Duration>(paris_day(instant).time_since_epoch());
}

}  // namespace encaissement
