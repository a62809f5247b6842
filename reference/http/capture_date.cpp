#include "reference/http/capture_date.h"

#include <date/date.h>

#include <sstream>

namespace encaissement {
namespace {

// `text` read whole by `format`, or none.
template <class Time>
std::optional<Time> parsed(const std::string& text, const char* format) {
  std::istringstream stream{text};
  stream.imbue(std::locale::classic());
  Time time{};
  stream >> date::parse(format, time);
  const bool whole = !stream.fail() && stream.peek() == std::istringstream::traits_type::eof();
  return whole ? std::optional{time} : std::nullopt;
}

}  // namespace

std::optional<Instant> parse_capture_date(const std::string& text) {
  if (const auto utc = parsed<Instant>(text, "%FT%TZ")) return utc;
  if (const auto with_offset = parsed<Instant>(text, "%FT%T%Ez")) return with_offset;
  const auto java = parsed<date::local_time<Duration>>(text, "%b %d, %Y %I:%M:%S %p");
  if (!java) return std::nullopt;
  const auto day = date::floor<Days>(*java);
  return at_paris(Day{day.time_since_epoch()}, *java - day);
}

}  // namespace encaissement
