// The page of a power table: how many defects each judge has caught after so much processor time, and every figure.
#include <fmt/format.h>

#include <array>

#include "reports/embedded.h"
#include "reports/html/plot.h"
#include "reports/text.h"
#include "scenarios/power/power_report.h"

namespace parcours {
namespace {

// Milliseconds of processor time, each column ten times or three times the one before.
constexpr std::array<std::int64_t, 12> kMoments{1, 3, 10, 30, 100, 300, 1'000, 3'000, 10'000, 30'000, 60'000, 600'000};

std::string moment_text(std::int64_t ms) { return ms < 1000 ? fmt::format("{} ms", ms) : fmt::format("{} s", ms / 1000); }

// Of a thousand defects, those of which the median try has caught by then.
std::int64_t caught_by(const PowerTable& table, std::size_t judge, std::int64_t ms) {
  std::int64_t caught = 0;
  for (const Row& row : table.rows) {
    const auto median = row.cells[judge].quantile(0.5);
    caught += median && median->cpu_s * 1000 <= static_cast<double>(ms);
  }
  return table.rows.empty() ? 0 : caught * 1000 / static_cast<std::int64_t>(table.rows.size());
}

Plot catches_plot(const PowerTable& table) {
  Plot plot{.id = "catches", .title = "Defects caught, by processor time",
            .description = "For each judge the share of the gallery of which the median try has caught the defect after so "
                           "much processor time. The time axis is logarithmic.",
            .kind = Plot::Kind::lines, .unit = Plot::Unit::per_mille, .labels = {}, .ticks = {}, .series = {}, .rows = {}};
  for (const std::int64_t ms : kMoments) {
    plot.ticks.emplace_back(plot.labels.size(), moment_text(ms));
    plot.labels.push_back(moment_text(ms));
  }
  for (std::size_t j = 0; j < table.judges.size(); ++j) {
    PlotSeries series{.name = table.judges[j].name, .tone = static_cast<int>(j % 8) + 1, .values = {}};
    for (const std::int64_t ms : kMoments) series.values.push_back(caught_by(table, j, ms));
    plot.series.push_back(std::move(series));
  }
  return plot;
}

std::string cell_of(const Cell& cell) {
  const auto median = cell.quantile(0.5), p90 = cell.quantile(0.9);
  const auto text = [](const std::optional<Try>& at) {
    return at ? fmt::format("{} <small>({:.3f} s)</small>", at->steps, at->cpu_s) : std::string{"–"};
  };
  const std::string share = cell.tries.empty() ? "" : fmt::format("{}/{}", cell.caught(), cell.tries.size());
  return fmt::format("<td>{}<br>{}<br>{}</td>", share, text(median), text(p90));
}

std::string story_of(const Row& row) {
  if (!row.small) return "<td>–</td>";
  return fmt::format("<td>{} to {}{}</td>", row.small->found, row.small->shrunk,
                     row.small->is_shortest ? ", none shorter" : "");
}

std::string minimum_of(const Row& row, const std::vector<Judge>& judges) {
  for (std::size_t j = 0; j < judges.size(); ++j)
    if (judges[j].name == "prove" && row.cells[j].caught() > 0 && row.cells[j].tries.front().length > 0)
      return fmt::format("<td>{}</td>", row.cells[j].tries.front().length);
  return "<td>–</td>";
}

std::string figures(const PowerTable& table) {
  std::string out = "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Defect</th>";
  for (const Judge& judge : table.judges) out += fmt::format("<th scope=\"col\">{}<br><small>{}</small></th>", judge.name, judge.steps);
  out += "<th scope=\"col\">Story, made small</th><th scope=\"col\">Proved minimum</th></tr></thead><tbody>\n";
  for (const Row& row : table.rows) {
    out += fmt::format("<tr><th scope=\"row\">{}</th>", escape_html(row.defect->name));
    for (const Cell& cell : row.cells) out += cell_of(cell);
    out += story_of(row) + minimum_of(row, table.judges) + "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

}  // namespace

std::string power_html(const PowerTable& table) {
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<title>Power of the judges</title>\n<style>\n{}{}</style>\n</head>\n"
      "<body>\n<header class=\"wrap\" style=\"padding-top:2rem\"><h1>How well the judges detect</h1><p>{}</p></header>\n<main id=\"main\" class=\"wrap\">\n",
      embedded::kPageStyle, embedded::kPlotStyle,
      "Every broken service of the gallery against every judge. A miss counts as a try that took for ever.");
  out += "<section><h2>In short</h2><pre>" + escape_html(power_summary(table)) + "</pre></section>\n<section>" +
         plot_figure(catches_plot(table)) + "</section>\n";
  out += "<section><h2>Every figure</h2><p>In each cell: tries that caught; steps and processor time to the first catch, the "
         "median, then the ninetieth of a hundred.</p><details class=\"table numbers\" open><summary>Defect by judge</summary>\n" +
         figures(table) + "</details></section>\n</main>\n</body>\n</html>\n";
  return out;
}

}  // namespace parcours
