// When a year's requests and credits come: how many on each day and in each minute, from the curves of the season, the
// week and the hours of the day, and from the weather. Whole numbers: what the days say adds up to the year exactly.
#pragma once

#include <vector>

#include "scenarios/population/settings.h"
#include "sim/random.h"

namespace parcours {

class Calendar {
 public:
  // `requests` in the first year, `credits` in each. `weather` draws by how much a day departs from its weight.
  Calendar(const PopulationSettings& settings, std::uint64_t requests, std::uint64_t credits, int days,
           const Random& weather);

  int days() const { return static_cast<int>(starts_.size()) - 1; }  // Those with requests.
  encaissement::Instant start_of_day(int day) const;                 // Any day from 0 on, also after the last.
  std::uint64_t requests_on(int day) const { return requests_[static_cast<std::size_t>(day)]; }
  std::uint64_t credits_on(int day) const { return credits_[static_cast<std::size_t>(day)]; }

  // For each minute of `day`, which has 1380 to 1500 of them.
  struct Minute {
    std::uint32_t requests = 0, credits = 0;
  };
  std::vector<Minute> minutes_of(int day) const;

 private:
  std::uint64_t weight_of(int day) const;
  std::uint64_t weight_of_minute(encaissement::Instant at) const;

  PopulationSettings settings_;
  std::vector<encaissement::Instant> starts_;  // One more than days.
  std::vector<std::uint64_t> requests_, credits_;
};

// How much of `total` falls to each of `weights`; the shares add up to it.
std::vector<std::uint64_t> apportioned(std::uint64_t total, const std::vector<std::uint64_t>& weights);

}  // namespace parcours
