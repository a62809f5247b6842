#include "scenarios/power/power_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <sstream>

#include "reports/files.h"
#include "reports/text.h"

namespace parcours {
namespace {

constexpr std::size_t kNameWidth = 44, kColumn = 12;

// 1234567 as "1.2M".
std::string short_count(std::uint64_t n) {
  if (n < 10'000) return std::to_string(n);
  if (n < 10'000'000) return fmt::format("{}k", n / 1000);
  return fmt::format("{}M", n / 1'000'000);
}

std::string cell_text(const Cell& cell) {
  const auto median = cell.quantile(0.5);
  const std::string share = cell.caught() == cell.tries.size() || cell.caught() == 0
                                ? ""
                                : fmt::format(" {}/{}", cell.caught(), cell.tries.size());
  return (median ? short_count(median->steps) : "-") + share;
}

std::string story_text(const Row& row, const std::vector<Judge>& judges) {
  std::string text;
  if (row.small)
    text = fmt::format("{} -> {}{}", row.small->found, row.small->shrunk,
                       row.small->is_shortest ? "" : "?");
  for (std::size_t j = 0; j < judges.size() && j < row.cells.size(); ++j)
    if (judges[j].name == "prove" && row.cells[j].caught() > 0 && row.cells[j].tries.front().length > 0)
      text += fmt::format("{}min {}", text.empty() ? "" : ", ", row.cells[j].tries.front().length);
  return text;
}

nlohmann::ordered_json json_of(const Cell& cell) {
  nlohmann::ordered_json json;
  json["caught"] = cell.caught();
  json["tries"] = cell.tries.size();
  for (const auto& [name, q] : {std::pair{"median", 0.5}, {"p90", 0.9}}) {
    const auto at = cell.quantile(q);
    json[name] = at ? nlohmann::ordered_json{{"steps", at->steps}, {"cpu_s", at->cpu_s}} : nlohmann::ordered_json(nullptr);
  }
  for (const Try& one : cell.tries)
    json["all"].push_back({{"caught", one.caught}, {"steps", one.steps}, {"cpu_s", one.cpu_s}, {"by", one.by}, {"length", one.length}});
  return json;
}

}  // namespace

std::optional<PowerReports> read_power_reports(const Words& options, Terminal& terminal) {
  constexpr std::array<std::string_view, 3> kPowerFormats{"json", "csv", "html"};
  PowerReports reports;
  std::istringstream all{joined(options, ",")};
  for (std::string option; std::getline(all, option, ',');) {
    const std::size_t equals = option.find('=');
    const auto* format = std::find(kPowerFormats.begin(), kPowerFormats.end(), option.substr(0, equals));
    if (format == kPowerFormats.end() || equals == std::string::npos || equals + 1 == option.size()) {
      terminal.misused(fmt::format("--report takes json=FILE, csv=FILE or html=FILE, and was given \"{}\"", one_line(option, 60)));
      return std::nullopt;
    }
    reports.push_back({static_cast<PowerReport::Format>(format - kPowerFormats.begin()), option.substr(equals + 1)});
  }
  return reports;
}

std::string power_heading(const PowerPlan& plan) {
  std::string text = fmt::format("{} against {}, {} seeds; median steps to the first catch, - for a miss\n",
                                 plural(plan.defects.size(), "defect"), plural(plan.judges.size(), "judge"), plan.seeds);
  text += padded("", kNameWidth);
  for (const Judge& judge : plan.judges) text += fmt::format("{:>{}}", judge.name, kColumn);
  return text + "  found -> shrunk, proved minimum\n";
}

std::string power_line(const PowerPlan& plan, const Row& row) {
  std::string text = padded(row.defect->name, kNameWidth);
  for (const Cell& cell : row.cells) text += fmt::format("{:>{}}", cell_text(cell), kColumn);
  return text + "  " + story_text(row, plan.judges) + '\n';
}

std::string power_summary(const PowerTable& table) {
  std::string text;
  for (std::size_t j = 0; j < table.judges.size(); ++j) {
    std::size_t caught = 0, tries = 0, hits = 0;
    double cpu = 0;
    for (const Row& row : table.rows) {
      caught += row.cells[j].quantile(0.5).has_value();
      tries += row.cells[j].tries.size();
      hits += row.cells[j].caught();
      for (const Try& one : row.cells[j].tries) cpu += one.cpu_s;
    }
    const bool quiet = table.unbroken.size() <= j || table.unbroken[j].caught() == 0;
    const double share = table.rows.empty() ? 0 : 100.0 * static_cast<double>(caught) / static_cast<double>(table.rows.size());
    text += fmt::format("{:<11} catches {:>3} of {} ({:.1f} %), {} of {} tries, {:.1f} CPU s; on the unbroken service: {}\n",
                        table.judges[j].name, caught, table.rows.size(), share, hits, tries, cpu,
                        quiet ? "nothing" : "FALSE ALARM");
  }
  return text;
}

std::string power_json(const PowerTable& table) {
  nlohmann::ordered_json json{{"schema", "parcours-power/1"}, {"judges", nlohmann::ordered_json::array()}, {"defects", nlohmann::ordered_json::array()}};
  for (const Judge& judge : table.judges) json["judges"].push_back({{"name", judge.name}, {"steps", judge.steps}});
  for (const Row& row : table.rows) {
    nlohmann::ordered_json one{{"name", row.defect->name}, {"rule", encaissement::to_string(row.defect->rule)}};
    for (std::size_t j = 0; j < table.judges.size(); ++j) one["judged"][table.judges[j].name] = json_of(row.cells[j]);
    if (row.small)
      one["reproduction"] = {{"found", row.small->found}, {"shrunk", row.small->shrunk}, {"shortest", row.small->is_shortest}};
    json["defects"].push_back(one);
  }
  for (std::size_t j = 0; j < table.unbroken.size(); ++j) json["unbroken"][table.judges[j].name] = json_of(table.unbroken[j]);
  json["whole"] = table.whole;
  return json.dump(1) + '\n';
}

std::string power_csv(const PowerTable& table) {
  std::string text = "defect,rule,judge,tries,caught,median steps,median cpu s,p90 steps,p90 cpu s\n";
  for (const Row& row : table.rows)
    for (std::size_t j = 0; j < table.judges.size(); ++j) {
      const Cell& cell = row.cells[j];
      text += fmt::format("{},{},{},{},{}", row.defect->name, encaissement::to_string(row.defect->rule), table.judges[j].name,
                          cell.tries.size(), cell.caught());
      for (const double q : {0.5, 0.9}) {
        const auto at = cell.quantile(q);
        text += at ? fmt::format(",{},{:.6f}", at->steps, at->cpu_s) : ",,";
      }
      text += '\n';
    }
  return text;
}

ExitCode write_power_reports(const PowerTable& table, const PowerReports& reports, Terminal& terminal) {
  ExitCode code = ExitCode::conforming;
  for (const PowerReport& report : reports) {
    const std::string text = report.format == PowerReport::Format::json  ? power_json(table)
                             : report.format == PowerReport::Format::csv ? power_csv(table)
                                                                         : power_html(table);
    if (const auto trouble = write_text_file(report.path, text))
      code = stronger(code, terminal.fail(ExitCode::could_not_judge, trouble->text()));
  }
  return code;
}

}  // namespace parcours
