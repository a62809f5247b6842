#include "reports/virtual_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace parcours {
namespace {

// The number written in `digits`, or none when anything else stands there.
std::optional<int> number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

constexpr std::string_view kShape = "dd/mm/yyyy hh:mm:ss.mmm";

bool has_shape(std::string_view at) {
  if (at.size() != kShape.size()) return false;
  return at[2] == '/' && at[5] == '/' && at[10] == ' ' && at[13] == ':' && at[16] == ':' && at[19] == '.';
}

}  // namespace

std::optional<std::int64_t> civil_milliseconds(std::string_view at) {
  if (!has_shape(at)) return std::nullopt;
  std::array<int, 7> parts{};
  constexpr std::array<std::pair<std::size_t, std::size_t>, 7> kPlaces = {
      {{0, 2}, {3, 2}, {6, 4}, {11, 2}, {14, 2}, {17, 2}, {20, 3}}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto value = number(at.substr(kPlaces[i].first, kPlaces[i].second));
    if (!value) return std::nullopt;
    parts[i] = *value;
  }
  const std::chrono::year_month_day day{std::chrono::year(parts[2]),
                                        std::chrono::month(static_cast<unsigned>(parts[1])),
                                        std::chrono::day(static_cast<unsigned>(parts[0]))};
  if (!day.ok()) return std::nullopt;
  const std::int64_t days = std::chrono::local_days(day).time_since_epoch().count();
  return (((days * 24 + parts[3]) * 60 + parts[4]) * 60 + parts[5]) * 1000 + parts[6];
}

std::int64_t virtual_milliseconds(std::span<const HistoryEvent> history) {
  if (history.empty()) return 0;
  const auto first = civil_milliseconds(history.front().at);
  const auto last = civil_milliseconds(history.back().at);
  return first && last ? std::max<std::int64_t>(0, *last - *first) : 0;
}

std::string_view day_of(std::string_view at) { return has_shape(at) ? at.substr(0, 10) : std::string_view(); }

std::string_view hour_of(std::string_view at) { return has_shape(at) ? at.substr(11) : at; }

std::string elapsed(std::int64_t milliseconds) {
  struct Unit {
    std::int64_t size;
    std::string_view name;
  };
  constexpr std::array<Unit, 5> kUnits = {
      {{86'400'000, "d"}, {3'600'000, "h"}, {60'000, "min"}, {1000, "s"}, {1, "ms"}}};
  std::string out = "+";
  int named = 0;
  for (const Unit& unit : kUnits) {
    const std::int64_t many = milliseconds / unit.size;
    if (named == 0 && many == 0) continue;
    if (many != 0) out += fmt::format("{}{} {}", named == 0 ? "" : " ", many, unit.name);
    milliseconds %= unit.size;
    if (++named == 2) break;
  }
  return named == 0 ? "+0 ms" : out;
}

}  // namespace parcours
