#include "scenarios/population/report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "reports/html/plot.h"
#include "reports/text.h"

namespace parcours {
namespace {

using Json = nlohmann::ordered_json;
using encaissement::Day;

std::string iso(Day day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

Json of_day(const DayFigures& figures_of_day) {
  Json out;
  for (const Figure& figure : figures()) out[std::string{figure.name}] = figure.of(figures_of_day);
  return out;
}

Json of_days(const Series& series) {
  Json out = Json::array();
  for (const DayFigures& day : series.days()) {
    Json one;
    one["day"] = iso(day.day);
    one.update(of_day(day));
    out.push_back(std::move(one));
  }
  return out;
}

Json of_breaches(const std::vector<Breach>& breaches) {
  Json out = Json::array();
  for (const Breach& one : breaches)
    out.push_back({{"rule", encaissement::to_string(one.rule)},
                   {"operation", static_cast<std::uint32_t>(one.operation)},
                   {"at", one.at.time_since_epoch().count()},
                   {"what", one.what}});
  return out;
}

}  // namespace

PopulationReport report_of(const Simulation& simulation, const PopulationSettings& settings,
                           const SimulationOptions& options, std::string_view version) {
  return {.settings = settings, .size = simulation.size(), .basis_points = options.basis_points, .seed = options.seed,
          .days = simulation.days(), .series = simulation.series(), .breaches = simulation.breaches(),
          .commands = simulation.commands(), .checked = simulation.checked(), .version = std::string{version},
          .run = std::nullopt};
}

std::string population_csv(const PopulationReport& report) {
  std::string out = "day";
  for (const Figure& figure : figures()) out += fmt::format(",{}", figure.name);
  out += "\r\n";
  for (const DayFigures& day : report.series.days()) {
    out += iso(day.day);
    for (const Figure& figure : figures()) out += fmt::format(",{}", figure.of(day));
    out += "\r\n";
  }
  return out;
}

std::string population_json(const PopulationReport& report) {
  Json out;
  out["tool"] = {{"name", "parcours simulate"}, {"version", report.version}};
  out["seed"] = std::to_string(report.seed);
  out["scale"] = scale_text(report.basis_points);
  out["size"] = {{"customers", report.size.customers}, {"points", report.size.points},
                 {"operations_a_year", report.size.operations}};
  out["days_with_requests"] = report.days;
  out["commands"] = report.commands;
  out["checks"] = report.checked;
  out["breaches"] = of_breaches(report.breaches);
  out["sum"] = of_day(report.series.sum());
  Json refusals = Json::object();
  for (const auto& [rule, count] : report.series.refusals()) refusals[std::string{encaissement::to_string(rule)}] = count;
  out["refusals_by_rule"] = refusals;
  out["requests_by_hour"] = report.series.requests_by_hour();
  out["payments_by_hour"] = report.series.payments_by_hour();
  out["days"] = of_days(report.series);
  return out.dump(1) + '\n';
}

std::string population_verdict(const PopulationReport& report) {
  const auto number = [](std::uint64_t n) { return plot_value(static_cast<std::int64_t>(n), Plot::Unit::count); };
  if (report.breaches.empty())
    return fmt::format("every invariant held: {} comparisons over {} commands", number(report.checked),
                       number(report.commands));
  const Breach& first = report.breaches.front();
  return fmt::format("{} does not hold: {} (operation {})", encaissement::to_string(first.rule), first.what,
                     static_cast<std::uint32_t>(first.operation));
}

std::string scale_text(std::uint32_t basis_points) {
  std::string text = fmt::format("{}.{:02}", basis_points / 100, basis_points % 100);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text + '%';
}

}  // namespace parcours
