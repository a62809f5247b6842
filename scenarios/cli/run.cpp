// run and rerun-failed: the verbs that judge.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "reports/baseline.h"
#include "reports/files.h"
#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/interrupt.h"
#include "scenarios/cli/judge.h"
#include "scenarios/cli/reports.h"
#include "scenarios/cli/select.h"
#include "scenarios/cli/shard.h"
#include "scenarios/cli/suites.h"

namespace parcours {
namespace {

struct RunWords {
  TargetWords target;
  Words reports;
  std::string baseline, shard, order = "id";
  bool fail_fast = false, quiet = false, no_color = false;
};

void add_run_options(Options& options, RunWords& words) {
  add_target_options(options, words.target);
  add_remote_options(options, words.target.remote);
  options.texts("--report", "FORMAT=FILE,..", kReportHelp, words.reports)
      .text("--baseline", "FILE", "known failures, each with an owner and a last day", words.baseline)
      .text("--shard", "I/N", kShardHelp, words.shard)
      .text("--order", "ORDER", "id, or shuffle:SEED to show that order does not matter", words.order)
      .flag("--fail-fast", "stops at the first problem", words.fail_fast)
      .flag("--quiet", "prints nothing when all is well", words.quiet)
      .flag("--no-color", "no colour, as NO_COLOR=1 does", words.no_color);
}

// What the words come to, once they are checked.
struct Plan {
  JudgeOptions judging;
  ReportRequests reports;
  std::optional<Baseline> baseline;
  std::optional<ShardChoice> shard;
};

bool read_order(const std::string& order, JudgeOptions& judging, Terminal& terminal) {
  constexpr std::string_view kShuffle = "shuffle:";
  if (order == "id") return true;
  if (order.starts_with(kShuffle)) judging.shuffle = whole_number(order.substr(kShuffle.size()));
  if (judging.shuffle) return true;
  terminal.misused("--order: expected id or shuffle:SEED, found \"" + one_line(order, 60) + '"');
  return false;
}

bool read_shard_words(const std::string& words, Plan& plan, Terminal& terminal) {
  if (words.empty()) return true;
  const Reported<ShardChoice> shard = read_shard(words, process_environment());
  if (!shard) {
    terminal.misused(shard.error().text());
    return false;
  }
  plan.shard = shard.value();
  return true;
}

bool read_baseline(const std::string& file, Plan& plan, Terminal& terminal) {
  if (file.empty()) return true;
  Reported<Baseline> baseline = read_baseline_file(file);
  if (!baseline) {
    terminal.misused(baseline.error().text(), "An entry has case, reason, owner and expires, and may have rule.");
    return false;
  }
  plan.baseline = std::move(baseline.value());
  return true;
}

// None: wrong, and that was told.
std::optional<Plan> read_plan(const RunWords& words, Terminal& terminal) {
  if (words.no_color) terminal.without_colour();
  const auto judging = read_target_words(words.target, terminal);
  if (!judging) return std::nullopt;
  const auto reports = read_report_requests(words.reports, terminal);
  if (!reports) return std::nullopt;
  Plan plan{.judging = *judging, .reports = *reports, .baseline = std::nullopt, .shard = std::nullopt};
  plan.judging.fail_fast = words.fail_fast;
  const bool right = read_order(words.order, plan.judging, terminal) && read_shard_words(words.shard, plan, terminal) &&
                     read_baseline(words.baseline, plan, terminal);
  if (!right) return std::nullopt;
  return plan;
}

// Every N-th case, so that the parts of a suite are alike. The digest covers the scenarios' bytes too: a part of the same
// names with other steps is foreign. REQUIRES: cases are in the order of their ids.
Shard take_shard(std::vector<Scenario>& cases, const ShardChoice& choice) {
  std::vector<std::string> suite;
  std::vector<Scenario> mine;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    suite.push_back(cases[i].id + ' ' + cases[i].digest);
    if (i % choice.count == choice.part - 1) mine.push_back(cases[i]);
  }
  cases = std::move(mine);
  return {.parts = {static_cast<int>(choice.part)},
          .count = static_cast<int>(choice.count),
          .suite = suite_digest(std::move(suite))};
}

std::string of_shard(const std::optional<ShardChoice>& shard) {
  if (!shard) return {};
  return fmt::format(" of shard {}/{} (as {} says)", shard->part, shard->count, shard->said_by);
}

// Progress on standard error, so that standard output can be piped.
Judged judge_watched(const std::vector<Scenario>& cases, const Plan& plan, bool quiet, Terminal& terminal) {
  if (quiet) return judge(cases, plan.judging);
  const auto start = std::chrono::steady_clock::now();
  ProgressLine line{cases.size(), terminal.err_style(), [&](std::string_view text) { terminal.tell(text); }};
  Judged judged = judge(cases, plan.judging, [&](const CaseResult& one) {
    line.finished(one, std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start));
  });
  line.close();
  return judged;
}

// Runs, prints, writes. `usual`: nobody asked for a report, so the usual ones are written.
ExitCode run_plan(const Plan& plan, std::vector<Scenario> cases, bool quiet, bool usual, Terminal& terminal) {
  const std::set<std::string> known = plan.baseline ? known_ids(cases) : std::set<std::string>{};
  std::optional<Shard> shard;
  if (plan.shard) shard = take_shard(cases, *plan.shard);
  if (cases.empty()) {
    return terminal.misused("--shard: there are more parts than cases, so this one is empty", "Ask for fewer parts.");
  }
  const auto speak = [&](const std::string& text) {
    if (!quiet) any_to_output(plan.reports) ? terminal.tell(text) : terminal.say(text);
  };
  speak(fmt::format("seed {}, {}{}, against {}\n", plan.judging.seed, plural(cases.size(), "case"), of_shard(plan.shard),
                    name_of_target(plan.judging)));
  if (plan.judging.remote) {
    const Diagnosis diagnosis = examine(*plan.judging.remote);
    if (diagnosis.code != ExitCode::conforming) {
      terminal.tell(told(diagnosis));
      return terminal.fail(diagnosis.code, "this service cannot be judged, so nothing was run");
    }
  }
  heed_interrupts();
  Judged judged = judge_watched(cases, plan, quiet, terminal);
  Record& record = judged.record;
  record.shard = shard;
  if (plan.baseline) apply_baseline(record, *plan.baseline, today(), known);
  const RenderOptions rendering{.wall_times = &judged.times, .colour = terminal.out_style().colour};
  if (!quiet || exit_code(record) != ExitCode::conforming) {
    const std::string report = render(Format::console, record, rendering);
    any_to_output(plan.reports) ? terminal.tell(report) : terminal.say(report);
  }
  if (record.cases.size() < cases.size()) {
    terminal.tell(fmt::format("{} of {} not run\n", plural(cases.size() - record.cases.size(), "case"), cases.size()));
  }
  const ExitCode written = usual ? write_usual_reports("parcours", record, rendering, quiet, terminal)
                                 : write_all_reports(plan.reports, record, rendering, terminal);
  return stronger(exit_code(record), written);
}

// The failed cases of a record as a selection; their files are looked for from here and in the project.
Selection failed_cases(const Record& record) {
  Selection selection;
  for (const CaseResult& one : record.cases) {
    if (!is_problem(one.verdict)) continue;
    selection.ids.push_back(one.id);
    const Words& files = selection.words;
    if (std::find(files.begin(), files.end(), one.file) == files.end()) selection.words.push_back(one.file);
  }
  return selection;
}

}  // namespace

ExitCode command_run(const Words& given, Terminal& terminal) {
  Selection selection;
  RunWords words;
  Options options{"run", "Runs scenarios on a virtual clock and judges what the service does."};
  add_selection(options, selection);
  add_run_options(options, words);
  options.footer(
      "Words add up, options narrow. A setting of a scenario, or of the profile it names, wins over --policy and\n"
      "--profile. Without words and reports, build/report of the project gets the page and the record.\n"
      "Ends 0 conforming, 1 nonconforming, 2 wrong words or scenario, 3 could not judge, 4 nothing verified, 130 "
      "interrupted.");
  if (auto end = options.read(given, terminal)) return *end;
  const auto plan = read_plan(words, terminal);
  if (!plan) return ExitCode::usage;
  SelectedCases selected = select_cases(selection, terminal);
  if (selected.code != ExitCode::conforming) return selected.code;
  const bool narrowed =
      !selection.words.empty() || !selection.ids.empty() || !selection.tags.empty() || !selection.rules.empty();
  return run_plan(*plan, std::move(selected.cases), words.quiet, !narrowed && words.reports.empty(), terminal);
}

ExitCode command_rerun_failed(const Words& given, Terminal& terminal) {
  std::string file;
  RunWords words;
  words.target.seed.clear();
  Options options{"rerun-failed", "Runs again the cases a record says went wrong, with its seed, settings and target."};
  options.word("record", "the file a run wrote with --report json=FILE", file);
  add_run_options(options, words);
  if (auto end = options.read(given, terminal)) return *end;
  const Reported<Record> record = read_record_file(file);
  if (!record) return terminal.misused(record.error().text(), "A record is what a run writes with --report json=FILE");
  take_settings(record.value(), words.target);
  const auto plan = read_plan(words, terminal);
  if (!plan) return ExitCode::usage;
  const Selection failed = failed_cases(record.value());
  if (failed.ids.empty()) {
    return terminal.fail(ExitCode::nothing_verified,
                         "nothing went wrong in " + file + ", so there is nothing to run again");
  }
  SelectedCases selected = select_cases(failed, terminal);
  if (selected.code != ExitCode::conforming) return selected.code;
  return run_plan(*plan, std::move(selected.cases), words.quiet, false, terminal);
}

}  // namespace parcours
