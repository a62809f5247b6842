// The times of a history as numbers: "24/06/2020 11:59:35.000" on the Paris clock. Used by the views for durations and
// for drawing. Civil time: a case that crosses a change of clocks reads an hour more or less than elapsed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "reports/events.h"

namespace parcours {

// Milliseconds since 01/01/1970 00:00 of the same calendar, or none when `at` is not such a time.
std::optional<std::int64_t> civil_milliseconds(std::string_view at);

// From the first event to the last, never negative; 0 when there are no readable times.
std::int64_t virtual_milliseconds(std::span<const HistoryEvent> history);

std::string_view day_of(std::string_view at);   // "24/06/2020", or empty.
std::string_view hour_of(std::string_view at);  // "11:59:35.000", or all of it.

// "+4 min 59 s", "+3 d 2 h", "+250 ms": how much later, in the two largest units.
std::string elapsed(std::int64_t milliseconds);

}  // namespace parcours
