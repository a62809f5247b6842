// What a population is: its sizes, its calendar and the habits of its people, as a world file says them. Plain values.
// network.yaml is the whole network of 2018 and travels inside the program; a file of one's own can be read in its
// place. Weights are whole numbers that count against the others of their list.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "reference/core/money.h"
#include "reference/core/time.h"
#include "scenarios/language/problem.h"

namespace parcours {

using Weights = std::vector<std::uint32_t>;

// A class of values, any of which is alike, and its weight.
struct AmountClass {
  encaissement::Money from, to;
  std::uint32_t weight = 0;
};
struct DelayClass {
  encaissement::Duration from{}, to{};
  std::uint32_t weight = 0;
};
struct DaysClass {
  std::int32_t days = 0;
  std::uint32_t weight = 0;
};
struct PartRange {  // Per cent of a whole.
  std::int32_t least = 0, most = 0;
};

struct PopulationSettings {
  std::uint32_t customers = 0, points = 0, points_per_convention = 1;
  std::uint32_t operations = 0;  // In the year from `start`
  encaissement::Money turnover;  // To compare with
  encaissement::Day start{};

  std::uint32_t weather_per_cent = 0;  // By how much a day can be busier or quieter than its weights say
  Weights season, week, hours;  // 12, 7 and 24 of them
  Weights parcours;             // In the order of Way
  encaissement::Money round_to;
  std::vector<AmountClass> amounts, wallets, credits;
  Weights credit_months;        // 12

  Weights immediate, deferred;  // In the order of Intent
  Weights poor;                 // In the order of PoorIntent
  PartRange part, lowered;
  std::vector<DelayClass> immediate_delays, deferred_delays, validation_delays;
  std::uint32_t change_mode_per_mille = 0, cancel_per_mille = 0, remember_email_per_mille = 0;
  Weights validation;           // In the order of Decision
  std::vector<DaysClass> payment_days, validation_days;
};

// Closed sets, in the order of their weights.
enum class Way : std::uint8_t { a_qr, a_identifier, b, c_identifier, c_email, d };
enum class Intent : std::uint8_t { pay, pay_part, refuse, forget };
enum class PoorIntent : std::uint8_t { pays, tries, forgets };
enum class Decision : std::uint8_t { whole, lower, cancel, forget };

struct LoadedPopulation {
  PopulationSettings settings;
  Problems problems;  // Not empty: settings are not to be used.
};

LoadedPopulation read_population(std::string_view file, std::string_view bytes);

// network.yaml.
const PopulationSettings& whole_network();
std::string_view whole_network_text();

}  // namespace parcours
