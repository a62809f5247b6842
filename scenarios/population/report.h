// What a simulation leaves: the figures of its days as CSV, JSON and one HTML page with plots. CSV and JSON hold nothing
// of the machine: the same settings, scale, seed and days give the same bytes. The page may also say how it ran.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenarios/population/simulation.h"

namespace parcours {

// How a run went on this machine.
struct RunFigures {
  double seconds = 0;       // Of wall time, the setting up included
  double settled = 0;       // Of them, until the people and places were there
  std::uint64_t memory = 0;  // Peak, bytes
};

// Everything a report says of a simulation that is over.
struct PopulationReport {
  PopulationSettings settings;
  PopulationSize size;
  std::uint32_t basis_points = 0;
  std::uint64_t seed = 0;
  int days = 0;                // With requests; series.days() has those after them too.
  Series series;
  std::vector<Breach> breaches;
  std::uint64_t commands = 0, checked = 0;
  std::string version;
  std::optional<RunFigures> run;
};

PopulationReport report_of(const Simulation& simulation, const PopulationSettings& settings,
                           const SimulationOptions& options, std::string_view version);

std::string population_csv(const PopulationReport& report);
std::string population_json(const PopulationReport& report);
std::string population_page(const PopulationReport& report);

// "everything held", or what did not.
std::string population_verdict(const PopulationReport& report);

// "100%", "0.25%".
std::string scale_text(std::uint32_t basis_points);

}  // namespace parcours
