#include "scenarios/language/parse_values.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "reference/core/number.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;
using encaissement::Day;
using encaissement::Duration;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes `count` digits off the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int number = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_digit(text[i])) return std::nullopt;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return number;
}

bool take(std::string_view& text, std::string_view front) {
  if (!text.starts_with(front)) return false;
  text.remove_prefix(front.size());
  return true;
}

// As many digits as there are, at most 12: enough for every number of the language, far below overflow.
std::optional<std::int64_t> take_number(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  if (count == 0 || count > 12) return std::nullopt;
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + count, number);
  text.remove_prefix(count);
  return number;
}

std::optional<Day> take_day(std::string_view& text) {
  const auto day = take_digits(text, 2);
  if (!day || !take(text, "/")) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, "/")) return std::nullopt;
  const auto year = take_digits(text, 4);
  if (!year || *year < 1996 || *year > 2050) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional{Day{date}} : std::nullopt;
}

struct TimeOfDay {
  Duration since_midnight{};
  Moment::Precision precision = Moment::Precision::minute;
};

std::optional<TimeOfDay> take_time(std::string_view& text) {
  const auto hours = take_digits(text, 2);
  const bool shown_form = take(text, "h");  // 11h33, as the list shows it
  if (!hours || *hours > 23 || (!shown_form && !take(text, ":"))) return std::nullopt;
  const auto minutes = take_digits(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  TimeOfDay time{std::chrono::hours{*hours} + std::chrono::minutes{*minutes}, Moment::Precision::minute};
  if (shown_form || !take(text, ":")) return time;
  const auto seconds = take_digits(text, 2);
  if (!seconds || *seconds > 59) return std::nullopt;
  time = {time.since_midnight + std::chrono::seconds{*seconds}, Moment::Precision::second};
  if (!take(text, ".")) return time;
  const auto milliseconds = take_digits(text, 3);
  if (!milliseconds) return std::nullopt;
  return TimeOfDay{time.since_midnight + Duration{*milliseconds}, Moment::Precision::millisecond};
}

// The instant at which clocks `offset` ahead of UTC read this, when Paris is that far ahead then.
std::optional<Instant> instant_with(Day day, Duration time_of_day, Duration offset) {
  const Instant instant{day.time_since_epoch() + time_of_day - offset};
  return encaissement::paris_offset(instant) == offset ? std::optional{instant} : std::nullopt;
}

struct Unit {
  std::string_view name;
  Duration length;
};
constexpr std::array kUnits{Unit{"days", 24h}, Unit{"day", 24h}, Unit{"h", 1h}, Unit{"min", 1min}, Unit{"ms", 1ms},
                            Unit{"s", 1s}};
constexpr Duration kLongest = 24h * 20'000;  // More than the years read_day knows.

}  // namespace

std::optional<Money> read_money(std::string_view text) {
  if (text.ends_with("€")) {
    text.remove_suffix(std::string_view{"€"}.size());
    for (const std::string_view space : {" ", "\u00A0", "\u202F"})
      if (text.ends_with(space)) {
        text.remove_suffix(space.size());
        break;
      }
  }
  take(text, "+");
  const auto euros = take_number(text);
  if (!euros || *euros >= Money::max().cents() / 100) return std::nullopt;
  std::int64_t cents = *euros * 100;
  if (text.empty()) return Money::from_cents(cents);
  if (!take(text, ",") && !take(text, ".")) return std::nullopt;
  const std::size_t decimals = text.size();
  if (decimals != 1 && decimals != 2) return std::nullopt;
  const auto fraction = take_digits(text, decimals);
  if (!fraction) return std::nullopt;
  cents += decimals == 1 ? *fraction * 10 : *fraction;
  return Money::from_cents(cents);
}

std::optional<Day> read_day(std::string_view text) {
  const auto day = take_day(text);
  return text.empty() ? day : std::nullopt;
}

std::optional<Moment> read_moment(std::string_view text) {
  const auto day = take_day(text);
  if (!day || !take(text, " ")) return std::nullopt;
  const auto time = take_time(text);
  if (!time) return std::nullopt;
  const bool summer = text.empty() || text == " summer";
  const bool winter = text.empty() || text == " winter";
  if (summer)
    if (const auto at = instant_with(*day, time->since_midnight, 2h)) return Moment{time->precision, *at};
  if (winter)
    if (const auto at = instant_with(*day, time->since_midnight, 1h)) return Moment{time->precision, *at};
  return std::nullopt;
}

std::optional<Duration> read_duration(std::string_view text) {
  Duration sum{};
  Duration smallest = kLongest;  // Units go down, each once: "1 h 30 min".
  do {
    const auto number = take_number(text);
    if (!number || !take(text, " ")) return std::nullopt;
    const std::string_view name = text.substr(0, text.find(' '));
    const Unit* unit = nullptr;
    for (const Unit& candidate : kUnits)
      if (candidate.name == name) unit = &candidate;
    if (!unit || unit->length >= smallest || *number > kLongest / unit->length) return std::nullopt;
    text.remove_prefix(name.size());
    smallest = unit->length;
    sum += *number * unit->length;
  } while (take(text, " "));
  return text.empty() && sum <= kLongest ? std::optional{sum} : std::nullopt;
}

std::optional<Duration> read_offset(std::string_view text) {
  const bool negative = take(text, "-");
  if (!negative) take(text, "+");
  const auto duration = read_duration(text);
  return duration && negative ? std::optional{-*duration} : duration;
}

std::optional<int> read_integer(std::string_view text) {
  const auto number = encaissement::number_from<int>(text);
  return number && std::to_string(*number) == text ? number : std::nullopt;
}

std::optional<bool> read_yes_no(std::string_view text) {
  if (text == "yes") return true;
  if (text == "no") return false;
  return std::nullopt;
}

std::string write_money(Money money) {
  const std::int64_t cents = money.cents() < 0 ? -money.cents() : money.cents();
  return fmt::format("{}{},{:02} €", money.cents() < 0 ? "-" : "", cents / 100, cents % 100);
}

std::string write_day(Day day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:02}/{:02}/{}", static_cast<unsigned>(date.day()), static_cast<unsigned>(date.month()),
                     static_cast<int>(date.year()));
}

std::string write_moment(Instant instant) {
  const auto time = encaissement::paris_time_of_day(instant).count();
  std::string text = fmt::format("{} {:02}:{:02}:{:02}", write_day(encaissement::paris_day(instant)), time / 3'600'000,
                                 time / 60'000 % 60, time / 1000 % 60);
  if (time % 1000 != 0) text += fmt::format(".{:03}", time % 1000);
  return text;
}

std::string write_duration(Duration duration) {
  if (duration == 0ms) return "0 ms";
  std::string text = duration < 0ms ? "-" : "";
  Duration left = duration < 0ms ? -duration : duration;
  for (const auto& [name, length] : kUnits) {
    if (name == "days" ? left < 2 * length : left < length) continue;
    if (name == "ms" && left >= 1s) continue;
    text += fmt::format("{}{} {}", text.empty() || text == "-" ? "" : " ", left / length, name);
    left %= length;
  }
  if (left > 0ms) text += fmt::format(" {} ms", left.count());
  return text;
}

}  // namespace parcours
