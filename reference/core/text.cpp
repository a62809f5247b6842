#include "reference/core/text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <initializer_list>

#include "reference/core/folded.h"

namespace encaissement {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00a0";
constexpr int kEmailMin = 6;
constexpr int kEmailMax = 320;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

// Whole digits of exactly `size` characters.
std::optional<int> number(std::string_view text, std::size_t size) {
  if (text.size() != size || !all_digits(text)) return std::nullopt;
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// `+` between strings would do, but g++ 12 warns of copies that overlap where there are none (GCC bug 105651).
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string whole;
  for (const std::string_view part : parts) whole += part;
  return whole;
}

std::string padded(std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value);
  std::string whole(width - std::min(width, digits.size()), '0');
  return whole += digits;
}

// One code point at the front of `text`: its size in bytes, 0 when malformed; its value in `point`.
std::size_t decode(std::string_view text, std::uint32_t& point) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(0);
  point = first;
  if (first < 0x80) return 1;
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) return 0;
  point = first & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
    point = point << 6 | (byte(i) & 0x3Fu);
  }
  const bool overlong = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  return overlong || surrogate || point > 0x10FFFF ? 0 : size;
}

struct Clock {
  std::int64_t hours, minutes, seconds, milliseconds;
};

Clock clock_of(Instant at) {
  const std::int64_t ms = paris_time_of_day(at).count();
  return {ms / 3'600'000, ms / 60'000 % 60, ms / 1000 % 60, ms % 1000};
}

// "11:59:35"
std::string format_clock(Instant at) {
  const Clock c = clock_of(at);
  return joined({padded(c.hours, 2), ":", padded(c.minutes, 2), ":", padded(c.seconds, 2)});
}

std::optional<Duration> parse_time(std::string_view text) {
  const auto hours = number(text.substr(0, 2), 2);
  if (text.size() < 5 || text[2] != ':' || !hours || *hours > 23) return std::nullopt;
  const auto minutes = number(text.substr(3, 2), 2);
  std::optional<int> seconds = 0, milliseconds = 0;
  if (text.size() > 5) seconds = text.size() >= 8 && text[5] == ':' ? number(text.substr(6, 2), 2) : std::nullopt;
  if (text.size() > 8) milliseconds = text[8] == '.' ? number(text.substr(9), 3) : std::nullopt;
  if (!minutes || !seconds || !milliseconds || *minutes > 59 || *seconds > 59) return std::nullopt;
  return std::chrono::hours{*hours} + std::chrono::minutes{*minutes} + std::chrono::seconds{*seconds} +
         Duration{*milliseconds};
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  for (bool again = true; again && !text.empty();) {
    again = true;
    if (blank(text.front())) text.remove_prefix(1);
    else if (blank(text.back())) text.remove_suffix(1);
    else if (text.starts_with(kNoBreakSpace)) text.remove_prefix(kNoBreakSpace.size());
    else if (text.ends_with(kNoBreakSpace)) text.remove_suffix(kNoBreakSpace.size());
    else again = false;
  }
  return text;
}

std::optional<int> code_points(std::string_view text) {
  int count = 0;
  std::uint32_t point = 0;
  while (!text.empty()) {
    const std::size_t size = decode(text, point);
    if (size == 0) return std::nullopt;
    text.remove_prefix(size);
    ++count;
  }
  return count;
}

bool has_control(std::string_view text) {
  std::uint32_t point = 0;
  while (!text.empty()) {
    const std::size_t size = decode(text, point);
    if (size == 0 || point < 0x20 || (point >= 0x7F && point < 0xA0)) return true;
    text.remove_prefix(size);
  }
  return false;
}

std::optional<Money> parse_amount(std::string_view typed) {
  const std::string_view text = trimmed(typed);
  const std::size_t mark = text.find_first_of(".,");
  const std::string_view euros = text.substr(0, mark);
  const std::string_view cents = mark == std::string_view::npos ? "" : text.substr(mark + 1);
  if (!all_digits(euros) || euros.size() > 10) return std::nullopt;
  if (mark != std::string_view::npos && (!all_digits(cents) || cents.size() > 2)) return std::nullopt;
  std::int64_t value = 0;
  std::from_chars(euros.data(), euros.data() + euros.size(), value);
  std::int64_t part = 0;
  std::from_chars(cents.data(), cents.data() + cents.size(), part);
  return Money::from_cents(value * 100 + (cents.size() == 1 ? part * 10 : part));
}

std::string format_amount(Money amount) {
  const std::int64_t cents = amount.cents() < 0 ? -amount.cents() : amount.cents();
  return joined({amount.cents() < 0 ? "-" : "", std::to_string(cents / 100), ",", padded(cents % 100, 2), " €"});
}

std::string format_signed(Money amount) { return joined({amount.cents() < 0 ? "" : "+", format_amount(amount)}); }
std::string format_received(Money amount) { return amount.is_zero() ? "-" : format_signed(amount); }

std::string format_day(Day day) {
  const std::chrono::year_month_day date{day};
  return joined({padded(static_cast<unsigned>(date.day()), 2), "/", padded(static_cast<unsigned>(date.month()), 2), "/",
                 padded(static_cast<int>(date.year()), 4)});
}

std::string format_stamp(Instant at) {
  const Clock c = clock_of(at);
  return joined({format_day(paris_day(at)), " ", padded(c.hours, 2), "h", padded(c.minutes, 2)});
}

std::string format_mail_moment(Instant at) { return joined({format_day(paris_day(at)), " à ", format_clock(at)}); }

std::string format_instant(Instant at) {
  const std::string milliseconds = padded(clock_of(at).milliseconds, 3);
  return joined({format_day(paris_day(at)), " ", format_clock(at), ".", milliseconds});
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[2] != '/' || text[5] != '/') return std::nullopt;
  const auto d = number(text.substr(0, 2), 2);
  const auto m = number(text.substr(3, 2), 2);
  const auto y = number(text.substr(6, 4), 4);
  if (!d || !m || !y) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*y}, std::chrono::month{static_cast<unsigned>(*m)},
                                         std::chrono::day{static_cast<unsigned>(*d)}};
  return date.ok() ? std::optional{Day{date}} : std::nullopt;
}

std::optional<Instant> parse_moment(std::string_view text) {
  if (text.size() < 16 || text.size() > 23 || text[10] != ' ') return std::nullopt;
  const std::optional<Day> day = parse_day(text.substr(0, 10));
  const std::optional<Duration> time = parse_time(text.substr(11));
  return day && time ? std::optional{at_paris(*day, *time)} : std::nullopt;
}

IdentifierKind identifier_kind(std::string_view text) {
  text = trimmed(text);
  if (text.size() == 11 && all_digits(text)) return IdentifierKind::number;
  const std::optional<int> size = code_points(text);
  const std::size_t at = text.find('@');
  const bool one_at = at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.rfind('@') == at;
  const bool fits = size && *size >= kEmailMin && *size <= kEmailMax;
  const bool blank = text.find(' ') != std::string_view::npos || text.find(kNoBreakSpace) != std::string_view::npos;
  const bool clean = fits && !blank && !has_control(text);
  return one_at && clean ? IdentifierKind::email : IdentifierKind::malformed;
}

bool same_identifier(std::string_view a, std::string_view b) { return FoldedEqual{}(trimmed(a), trimmed(b)); }

}  // namespace encaissement
