// Texts of scenario files read as what they mean: amounts, days, moments, durations, numbers. Nothing is guessed, no
// floating point: a text either is one of the forms named here or is none. Used by the parser; also by the command line
// where it takes the same texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenarios/language/model.h"

namespace parcours {

// "40", "40,5", "40,00", "40.00", "+40,00 €", with a plain or no-break space before the sign of the euro.
std::optional<Money> read_money(std::string_view text);

// "04/07/2020", a day that is in the calendar, 1996 to 2050 (what paris_offset is right for).
std::optional<encaissement::Day> read_day(std::string_view text);

// "24/06/2020 11:33", "…:33:05", "…:05.123", "24/06/2020 11h33", in Paris. On the day of the change in October the hour
// that comes twice is the first, or as told by " summer" or " winter" at the end; the hour missing in March is none.
std::optional<Moment> read_moment(std::string_view text);

// "10 min", "1 h 30 min", "2 days", "250 ms": numbers with units ms, s, min, h, day, days, each at most once.
std::optional<encaissement::Duration> read_duration(std::string_view text);
// The same with a sign before it or none.
std::optional<encaissement::Duration> read_offset(std::string_view text);

// "12", "-3": no plus, no leading zero, no blanks.
std::optional<int> read_integer(std::string_view text);

// "yes", "no".
std::optional<bool> read_yes_no(std::string_view text);

// Writing them, the way the language prefers.
std::string write_money(Money money);                     // "40,00 €"
std::string write_day(encaissement::Day day);             // "04/07/2020"
std::string write_moment(Instant instant);  // "24/06/2020 11:33:00", milliseconds only when there are some
std::string write_duration(encaissement::Duration duration);  // "1 h 30 min", "-1 ms", "0 ms"

}  // namespace parcours
