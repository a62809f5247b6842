// power: how well each judge detects, over the gallery of broken services and many seeds.
#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/gallery.h"
#include "scenarios/cli/interrupt.h"
#include "scenarios/cli/judge.h"
#include "scenarios/cli/select.h"
#include "scenarios/power/judges.h"
#include "scenarios/power/power_report.h"

namespace parcours {
namespace {

struct PowerWords {
  Words defects, judges, reports;
  std::string seeds = "101", budget = "60", cell = "90", unbroken = "10", jobs = "1";
  bool no_shrink = false;
};

constexpr double kPortfolioShare = 0.95;  // What the portfolio must catch within a budget.

// Empty: there is none of that name, and that was told.
std::vector<const Defect*> chosen_defects(const Words& words, Terminal& terminal) {
  std::vector<const Defect*> chosen;
  for (const Defect& defect : defects()) {
    const bool is_asked = words.empty() || std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return defect.name.starts_with(word);
    });
    if (is_asked) chosen.push_back(&defect);
  }
  if (!chosen.empty()) return chosen;
  std::vector<std::string_view> names;
  for (const Defect& one : defects()) names.push_back(one.name);
  terminal.fail(ExitCode::nothing_verified,
                fmt::format("no defect is called \"{}\"{}", one_line(words.front(), 60), did_you_mean(words.front(), names)),
                "See them all: parcours defects");
  return chosen;
}

std::vector<Judge> all_judges(Terminal& terminal) {
  std::vector<Judge> judges;
  const SelectedCases selected = select_cases({}, terminal);
  PhoneReader phone{1 << 14};
  if (selected.code == ExitCode::conforming) judges.push_back(scenario_judge(sound_cases(selected.cases, phone).cases));
  judges.push_back(rapidcheck_judge());
  judges.push_back(prove_judge());
  for (int i = 0; i < kStrategyCount; ++i) judges.push_back(strategy_judge(Strategy(i)));
  judges.push_back(portfolio_judge());
  return judges;
}

std::optional<std::vector<Judge>> chosen_judges(const Words& words, Terminal& terminal) {
  std::vector<Judge> all = all_judges(terminal), chosen;
  if (words.empty()) return all;
  for (const std::string& word : words) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Judge& j) { return j.name == word; });
    if (found == all.end()) {
      std::vector<std::string_view> names;
      for (const Judge& one : all) names.push_back(one.name);
      terminal.misused(fmt::format("no judge is called \"{}\"{}", one_line(word, 60), did_you_mean(word, names)),
                       "Judges: " + joined(names, ", "));
      return std::nullopt;
    }
    chosen.push_back(*found);
  }
  return chosen;
}

// Whole numbers as typed, at least 1.
std::optional<std::uint64_t> positive(const std::string& text, std::string_view option, Terminal& terminal) {
  const auto number = whole_number(text);
  if (number && *number > 0) return number;
  terminal.misused(fmt::format("{} takes a whole number from 1, and was given \"{}\"", option, one_line(text, 40)));
  return std::nullopt;
}

std::optional<PowerPlan> plan_of(const PowerWords& words, std::vector<const Defect*> defects, Terminal& terminal) {
  const auto seeds = positive(words.seeds, "--seeds", terminal), budget = positive(words.budget, "--budget", terminal),
             cell = positive(words.cell, "--cell-budget", terminal),
             unbroken = positive(words.unbroken, "--unbroken", terminal), jobs = positive(words.jobs, "--jobs", terminal);
  if (!seeds || !budget || !cell || !unbroken || !jobs) return std::nullopt;
  auto judges = chosen_judges(words.judges, terminal);
  if (!judges) return std::nullopt;
  PowerPlan plan{.judges = std::move(*judges), .defects = std::move(defects), .seeds = *seeds,
                 .budget_s = static_cast<double>(*budget), .cell_budget_s = static_cast<double>(*cell),
                 .unbroken_factor = static_cast<double>(*unbroken),
                 .jobs = static_cast<int>(std::min<std::uint64_t>(*jobs, 64))};
  if (!words.no_shrink) plan.small_story = small_story;
  return plan;
}

// The bars: the portfolio catches its share, nobody cries wolf.
ExitCode judge_table(const PowerTable& table, Terminal& terminal) {
  ExitCode code = ExitCode::conforming;
  for (std::size_t j = 0; j < table.judges.size(); ++j) {
    for (const Try& one : table.unbroken[j].tries)
      if (one.caught)
        code = terminal.fail(ExitCode::nonconforming,
                             fmt::format("{} reports {} on the unbroken service", table.judges[j].name, one.by));
    if (table.judges[j].name != "portfolio") continue;
    const auto caught = static_cast<double>(std::count_if(table.rows.begin(), table.rows.end(), [&](const Row& row) {
      return row.cells[j].quantile(0.5).has_value();
    }));
    const double share = table.rows.empty() ? 0 : caught / static_cast<double>(table.rows.size());
    if (share < kPortfolioShare)
      code = stronger(code, terminal.fail(ExitCode::nonconforming,
                                          fmt::format("the portfolio catches {:.1f} % of the defects, less than {:.0f} %",
                                                      100 * share, 100 * kPortfolioShare)));
  }
  if (!table.whole) code = stronger(code, ExitCode::interrupted);
  return code;
}

}  // namespace

ExitCode command_power(const Words& given, Terminal& terminal) {
  PowerWords words;
  Options options{"power", "Measures how well each judge detects: every defect of the gallery, many seeds."};
  options.words("defects", "names or beginnings of names; none: all", words.defects)
      .texts("--judge", "NAME", "only this one; may be repeated: scenarios, rapidcheck, prove, a strategy, portfolio", words.judges)
      .text("--seeds", "N", "tries of each judge on each defect (101)", words.seeds)
      .text("--budget", "SECONDS", "CPU time of one try (60)", words.budget)
      .text("--cell-budget", "SECONDS", "after so much on one defect a judge begins no further seed (90)", words.cell)
      .text("--unbroken", "N", "budgets for the unbroken service, on which nothing may be reported (10)", words.unbroken)
      .text("--jobs", "N", "defects measured at a time (1)", words.jobs)
      .texts("--report", "FORMAT=FILE,..", "html, json or csv", words.reports)
      .flag("--no-shrink", "does not make the first catch small", words.no_shrink);
  if (auto end = options.read(given, terminal)) return *end;
  const auto requests = read_power_reports(words.reports, terminal);
  if (!requests) return ExitCode::usage;
  const auto defects = chosen_defects(words.defects, terminal);
  if (defects.empty()) return ExitCode::nothing_verified;
  const auto plan = plan_of(words, defects, terminal);
  if (!plan) return ExitCode::usage;
  heed_interrupts();
  terminal.say(power_heading(*plan));
  const PowerTable table = measure_power(
      *plan, [&](const Row& row) { terminal.say(power_line(*plan, row)); }, [] { return !is_interrupted(); });
  terminal.say(power_summary(table));
  return stronger(judge_table(table, terminal), write_power_reports(table, *requests, terminal));
}

}  // namespace parcours
