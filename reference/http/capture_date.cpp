#include "reference/http/capture_date.h"

#include <date/date.h>

#include <algorithm>
#include <sstream>
#include <string_view>

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

// The library reads more than the format has: 2020-6-26, June for Jun. `shape` has 9 for a digit and a for a letter.
bool begins_like(const std::string& text, std::string_view shape) {
  const auto fits = [](char c, char wanted) {
    if (wanted == '9') return c >= '0' && c <= '9';
    if (wanted == 'a') return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return c == wanted;
  };
  return text.size() >= shape.size() && std::equal(shape.begin(), shape.end(), text.begin(),
                                                   [&](char wanted, char c) { return fits(c, wanted); });
}

std::optional<Instant> parse_iso(const std::string& text) {
  using Fine = std::chrono::sys_time<std::chrono::nanoseconds>;  // Clients send up to nine decimals.
  if (text < "1900" || text >= "2200") return std::nullopt;  // Nanoseconds since 1970 leave 64 bits in 1677 and 2262.
  const bool fraction = begins_like(text, "9999-99-99T99:99:99.");
  if (fraction && !begins_like(text, "9999-99-99T99:99:99.9")) return std::nullopt;
  auto instant = parsed<Fine>(text, "%FT%TZ");
  if (!instant) instant = parsed<Fine>(text, "%FT%T%Ez");
  return instant ? std::optional{std::chrono::floor<Duration>(*instant)} : std::nullopt;
}

}  // namespace

std::optional<Instant> parse_capture_date(const std::string& text) {
  if (begins_like(text, "9999-99-99T99:99:99")) return parse_iso(text);
  if (!begins_like(text, "aaa 9")) return std::nullopt;
  const auto java = parsed<date::local_time<Duration>>(text, "%b %d, %Y %I:%M:%S %p");
  if (!java) return std::nullopt;
  const auto day = date::floor<Days>(*java);
  return at_paris(Day{day.time_since_epoch()}, *java - day);
}

}  // namespace encaissement
