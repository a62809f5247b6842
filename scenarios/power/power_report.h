// The table of `parcours power` for people and programs: a line a defect as it is measured, a summary, and files.
#pragma once

#include <optional>
#include <string>

#include "scenarios/cli/options.h"
#include "scenarios/power/power.h"

namespace parcours {

struct PowerReport {
  enum class Format : std::uint8_t { json, csv, html } format{};
  std::string path;
};
using PowerReports = std::vector<PowerReport>;

// --report options as typed; none: wrong, and that was told.
std::optional<PowerReports> read_power_reports(const Words& options, Terminal& terminal);

std::string power_heading(const PowerPlan& plan);               // Names of the judges over their columns.
std::string power_line(const PowerPlan& plan, const Row& row);  // Median steps of each judge; "-" where it misses.
std::string power_summary(const PowerTable& table);             // How many each judge caught, and how fast.

std::string power_json(const PowerTable& table);
std::string power_csv(const PowerTable& table);
std::string power_html(const PowerTable& table);  // One file, no network: the table, and a plot of catches over time.

// conforming when each was written.
ExitCode write_power_reports(const PowerTable& table, const PowerReports& reports, Terminal& terminal);

}  // namespace parcours
