#include "scenarios/population/calendar.h"

#include <cassert>
#include <numeric>

#include "scenarios/population/dice.h"

namespace parcours {
namespace {

using namespace encaissement;
using std::chrono::minutes;

constexpr int kYear = 365;
constexpr Duration kCreditsFrom = std::chrono::hours{8}, kCreditsTo = std::chrono::hours{12};

// A curve whose points are the middles of its parts, as a broken line: no step where a month or an hour ends.
std::uint64_t on_curve(const Weights& curve, std::int64_t at, std::int64_t part) {
  const auto count = static_cast<std::int64_t>(curve.size());
  const std::int64_t shifted = at + count * part - part / 2;
  const std::int64_t into = shifted % part;
  const auto point = [&](std::int64_t i) { return std::int64_t{curve[static_cast<std::size_t>(i % count)]}; };
  const std::int64_t first = shifted / part;
  return static_cast<std::uint64_t>(point(first) * (part - into) + point(first + 1) * into);
}

}  // namespace

std::vector<std::uint64_t> apportioned(std::uint64_t total, const std::vector<std::uint64_t>& weights) {
  const auto sum = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
  std::vector<std::uint64_t> shares(weights.size());
  __extension__ using Wide = unsigned __int128;
  std::uint64_t up_to = 0, given = 0;
  for (std::size_t i = 0; i < weights.size() && sum > 0; ++i) {
    up_to += weights[i];
    const auto until = static_cast<std::uint64_t>(Wide{total} * up_to / sum);
    shares[i] = until - given;
    given = until;
  }
  return shares;
}

Calendar::Calendar(const PopulationSettings& settings, std::uint64_t requests, std::uint64_t credits, int days,
                   const Random& weather)
    : settings_{settings} {
  assert(days > 0);
  const auto longest = static_cast<std::size_t>(std::max(days, kYear));
  for (int day = 0; day <= days; ++day) starts_.push_back(start_of_day(day));
  Dice dice{weather};
  std::vector<std::uint64_t> weights(longest), credit_weights(longest);
  for (std::size_t i = 0; i < longest; ++i) {
    const auto spread = static_cast<std::int64_t>(settings.weather_per_cent);
    weights[i] = weight_of(static_cast<int>(i)) * static_cast<std::uint64_t>(dice.between(100 - spread, 100 + spread));
    const std::chrono::year_month_day date{settings.start + Days{static_cast<int>(i)}};
    credit_weights[i] = settings.credit_months[static_cast<unsigned>(date.month()) - 1];
  }
  // What the first year holds, at the same pace beyond it.
  const auto scaled = [&](std::uint64_t total, const std::vector<std::uint64_t>& all) {
    const auto year = std::accumulate(all.begin(), all.begin() + kYear, std::uint64_t{0});
    const auto whole = std::accumulate(all.begin(), all.end(), std::uint64_t{0});
    __extension__ using Wide = unsigned __int128;
    return apportioned(year == 0 ? 0 : static_cast<std::uint64_t>(Wide{total} * whole / year), all);
  };
  requests_ = scaled(requests, weights);
  credits_ = scaled(credits, credit_weights);
}

Instant Calendar::start_of_day(int day) const {
  return static_cast<std::size_t>(day) < starts_.size() ? starts_[static_cast<std::size_t>(day)]
                                                        : start_of(settings_.start + Days{day});
}

// The season at this day of the year, by the week's weight.
std::uint64_t Calendar::weight_of(int day) const {
  constexpr std::int64_t kMonth = 31;
  const Day date = settings_.start + Days{day};
  const std::chrono::year_month_day parts{date};
  const std::int64_t into = (static_cast<unsigned>(parts.month()) - 1) * kMonth + static_cast<unsigned>(parts.day()) - 1;
  const std::chrono::weekday weekday{date};
  return on_curve(settings_.season, into, kMonth) * settings_.week[weekday.iso_encoding() - 1];
}

std::uint64_t Calendar::weight_of_minute(Instant at) const {
  return on_curve(settings_.hours, paris_time_of_day(at) / minutes{1}, 60);
}

std::vector<Calendar::Minute> Calendar::minutes_of(int day) const {
  const Instant start = start_of_day(day), end = start_of_day(day + 1);
  std::vector<std::uint64_t> weights, credit_weights;
  for (Instant at = start; at < end; at += minutes{1}) {
    weights.push_back(weight_of_minute(at));
    const Duration clock = paris_time_of_day(at);
    credit_weights.push_back(clock >= kCreditsFrom && clock < kCreditsTo ? 1 : 0);
  }
  const auto requests = apportioned(requests_on(day), weights);
  const auto credits = apportioned(credits_on(day), credit_weights);
  std::vector<Minute> all(weights.size());
  for (std::size_t i = 0; i < all.size(); ++i)
    all[i] = {static_cast<std::uint32_t>(requests[i]), static_cast<std::uint32_t>(credits[i])};
  return all;
}

}  // namespace parcours
