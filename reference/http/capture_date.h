// The odd dates of the POS API: captureDate as an ISO instant, or as the default text of a Java JSON library.
#pragma once

#include <optional>
#include <string>

#include "reference/core/time.h"

namespace encaissement {

// "2020-06-26T12:00:00Z", "2020-06-26T14:00:00.25+02:00" or "Jun 26, 2020 2:00:00 PM" (Paris time). None: anything else.
std::optional<Instant> parse_capture_date(const std::string& text);

}  // namespace encaissement
