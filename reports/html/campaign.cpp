#include <fmt/format.h>

#include <algorithm>

#include "reports/html/html.h"
#include "reports/text.h"

namespace parcours::html {
namespace {

std::string fact(std::string_view name, const std::string& value) {
  return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", name, escape_html(value));
}

std::string facts(const CampaignResult& c) {
  std::string out = "<dl class=\"about\">";
  out += fact("Runs", fmt::format("{} ({} to {})", c.totals.runs, c.manifest.runs_from, c.manifest.runs_to));
  out += fact("Acts", std::to_string(c.totals.acts));
  out += fact("Commands", std::to_string(c.totals.commands));
  out += fact("Virtual time", span_text(c.totals.simulated_ms));
  out += fact("Played twice, the same bytes", std::to_string(c.totals.played_twice));
  out += fact("Properties", std::to_string(c.manifest.properties.size()));
  out += fact("Settings", c.manifest.settings == "drawn" ? "half of the runs under settings of their own" : "as asked");
  return out + "</dl>";
}

// A share as a bar with its numbers in words.
std::string share(std::int64_t part, std::int64_t whole, std::string_view of_what) {
  return fmt::format(
      "<div class=\"bar\" aria-hidden=\"true\"><i class=\"pass\" style=\"flex-grow:{}\"></i>"
      "<i class=\"none\" style=\"flex-grow:{}\"></i></div><p>{} of {} {}.</p>",
      part, whole - part, part, whole, of_what);
}

std::string coverage(const CampaignResult& c) {
  if (c.reachable == 0) return fmt::format("<p>{} triples of status, event and outcome reached.</p>", c.reached.size());
  std::string out = share(covered(c), c.reachable, "triples (status, event, outcome) that exhaustive search reaches");
  if (c.unreached.empty()) return out;
  std::string items;
  for (const std::string& one : c.unreached) items += fmt::format("<li><code>{}</code></li>", escape_html(one));
  return out + fmt::format("<details class=\"table\"><summary>{} not reached</summary><ul>{}</ul></details>",
                           c.unreached.size(), items);
}

std::string strategies(const CampaignResult& c) {
  std::string rows;
  for (const auto& [name, runs] : c.strategies) {
    const auto weight = std::find_if(c.manifest.mix.begin(), c.manifest.mix.end(),
                                     [&](const auto& one) { return one.first == name; });
    rows += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n", escape_html(name),
                        weight == c.manifest.mix.end() ? 0 : weight->second, runs);
  }
  return "<details class=\"table\"><summary>Strategies and how many runs each made</summary><div class=\"scroll\"><table>"
         "<thead><tr><th scope=\"col\">Strategy</th><th scope=\"col\">Weight</th><th scope=\"col\">Runs</th></tr></thead>"
         "<tbody>\n" + rows + "</tbody></table></div></details>";
}

std::string sometimes_rows(const CampaignResult& c, bool met) {
  std::string rows;
  for (const Occurrence& one : c.sometimes) {
    if ((one.runs > 0) != met) continue;
    rows += fmt::format("<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td>{}</td></tr>\n", escape_html(one.id),
                        escape_html(one.sentence), one.runs == 0 ? "never" : std::to_string(one.runs));
  }
  return rows;
}

std::string sometimes(const CampaignResult& c) {
  constexpr std::string_view kTable =
      "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">What</th><th scope=\"col\">In words</th>"
      "<th scope=\"col\">Runs</th></tr></thead><tbody>\n{}</tbody></table></div>";
  const std::size_t missing = unmet(c).size();
  std::string out = share(static_cast<std::int64_t>(c.sometimes.size() - missing),
                          static_cast<std::int64_t>(c.sometimes.size()), "things that must occur did");
  if (missing > 0) out += fmt::format("<h3>Never occurred</h3>{}", fmt::format(kTable, sometimes_rows(c, false)));
  return out + fmt::format("<details class=\"table\"><summary>What occurred, and in how many runs</summary>{}</details>",
                           fmt::format(kTable, sometimes_rows(c, true)));
}

std::string findings(const CampaignResult& c) {
  if (c.findings.empty()) return {};
  std::string items;
  for (const CampaignFinding& one : c.findings)
    items += fmt::format("<li><code>{}</code>: {}, the first of them run {}</li>", escape_html(one.id),
                         plural(static_cast<std::size_t>(one.runs), "run"), one.first);
  return fmt::format("<h3>Found</h3><ul>{}</ul>", items);
}

}  // namespace

std::string campaign_section(const Record& record) {
  if (!record.campaign) return {};
  const CampaignResult& c = *record.campaign;
  return "<section aria-labelledby=\"h-campaign\"><h2 id=\"h-campaign\">Campaign of random runs</h2>" + facts(c) +
         findings(c) + coverage(c) + sometimes(c) + strategies(c) + "</section>\n";
}

}  // namespace parcours::html
