// Instants, durations and Paris civil days: three notions that do not convert into one another by accident.
// Anybody may use them. The only bridges are paris_day() and start_of(); both are pure (TIM-09).
#pragma once

#include <chrono>
#include <cstdint>

namespace encaissement {

using Duration = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Duration>;  // A point on the UTC line, given by a clock outside.
using Day = std::chrono::local_days;              // A page of the Paris calendar: no hour, no zone.
using Days = std::chrono::days;

// How far Paris is ahead of UTC at `instant`: 1 h, or 2 h from the last Sunday of March to the last Sunday of
// October, both at 01:00 UTC. Right from 1996 on.
Duration paris_offset(Instant instant);

// The Paris calendar day on which `instant` falls.
Day paris_day(Instant instant);

// 00:00 Paris of `day`.
Instant start_of(Day day);

// `day` at `time_of_day` on the Paris wall clock. In the hour that comes twice (October) the first; in the hour
// that is missing (March) the instant as far after 01:59:59.999 as the clock reads past 02:00.
Instant at_paris(Day day, Duration time_of_day);

// Time since 00:00 as the Paris wall clock shows it.
Duration paris_time_of_day(Instant instant);

}  // namespace encaissement
