// explore: random runs in a hostile world, until something breaks or enough was seen.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <system_error>
#include <thread>

#include "reference/core/text.h"
#include "reports/files.h"
#include "reports/text.h"
#include "scenarios/cli/command.h"
#include "scenarios/cli/explore_words.h"
#include "scenarios/cli/interrupt.h"
#include "scenarios/cli/reports.h"
#include "scenarios/cli/suites.h"
#include "scenarios/explore/campaign.h"
#include "scenarios/runner/labels.h"

namespace parcours {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// The line that moves: what was played, what was reached. Silent where nobody watches.
class Watch {
 public:
  Watch(const ExplorePlan& plan, Terminal& terminal) : plan_{plan}, terminal_{terminal} {}

  void operator()(const Tally& tally) {
    runs_ = tally.runs;
    commands_ = tally.commands;
    if (plan_.quiet || !terminal_.err_style().moving) return;
    std::size_t reached = tally.triples.count();
    std::string of;
    if (!plan_.reachable.empty()) {
      reached = static_cast<std::size_t>(std::count_if(
          plan_.reachable.begin(), plan_.reachable.end(),
          [&](const Triple& one) { return tally.triples.test(static_cast<std::size_t>(one.index())); }));
      of = fmt::format("/{}", plan_.reachable.size());
    }
    const auto met = std::count_if(tally.sometimes.begin(), tally.sometimes.end(), [](auto many) { return many > 0; });
    terminal_.tell(fmt::format("\r\x1b[2K{} runs  {} acts  {}  reached {}{}  sometimes {}/{}{}", tally.runs, tally.acts,
                               span_text(static_cast<std::int64_t>(tally.simulated_ms)), reached, of, met,
                               kSometimesCount, tally.found_any() ? "  FOUND" : ""));
    drawn_ = true;
  }

  void close() {
    if (drawn_) terminal_.tell("\r\x1b[2K");
    if (plan_.quiet) return;
    const double seconds = seconds_since(start_);
    terminal_.tell(fmt::format("{} and {} commands in {:.1f} s, {:.2f} million commands/s on {}\n",
                               plural(static_cast<std::size_t>(runs_), "run"), commands_, seconds,
                               static_cast<double>(commands_) / 1e6 / std::max(seconds, 1e-3),
                               plural(static_cast<std::size_t>(plan_.jobs), "job")));
  }

 private:
  const ExplorePlan& plan_;
  Terminal& terminal_;
  Clock::time_point start_ = Clock::now();
  std::uint64_t runs_ = 0, commands_ = 0;
  bool drawn_ = false;
};

Extent extent_of(const ExplorePlan& plan) {
  Extent extent{.from = plan.from, .to = plan.to, .until_covered = plan.until_covered};
  extent.is_interrupted = is_interrupted;
  if (!plan.seconds) return extent;
  const auto end = Clock::now() + std::chrono::seconds{*plan.seconds};
  extent.is_over = [end] { return Clock::now() >= end; };
  return extent;
}

CampaignWords words_of(const ExplorePlan& plan) {
  const TargetInfo target = plan.judging.defect == nullptr
                                ? TargetInfo{.kind = "reference", .name = "reference in process"}
                                : TargetInfo{.kind = "broken", .name = std::string{plan.judging.defect->name}};
  return {.version = std::string{program_version()},
          .target = target,
          .policies = details_of(plan.judging.policies),
          .settings = plan.campaign.choice.policies ? "asked" : "drawn",
          .repro = plan.repro};
}

// A finding in full: the rule, what was expected, the story in lines, the files, the command.
std::string text_of(const Finding& f, const FindingTold& told, const ExplorePlan& plan) {
  const encaissement::Requirement& rule = encaissement::requirement(f.small.broken.rule);
  std::string text = fmt::format("\nfound    {}\n         {}\nrule     {}  {}\nexpected {}\nactual   {}\n", f.property->id,
                                 f.property->sentence, rule.id, rule.sentence, one_line(f.small.broken.expected, 400),
                                 one_line(f.small.broken.actual, 400));
  text += fmt::format("story    {} of the {} of run {}{}, from {}\n", plural(f.small.story.size(), "act"), f.acts, f.run,
                      f.small.is_shortest ? ", the fewest of their kind" : "",
                      encaissement::format_instant(f.small.plan.start));
  for (const Act& act : f.small.story) text += "  " + printable(describe(act)) + '\n';
  for (const std::string& file : told.files) text += "file     " + printable(file) + '\n';
  if (!told.why_not.empty()) text += "no file  " + printable(told.why_not) + '\n';
  return text + "again    " + printable(repro_of_run(plan.campaign.seed, f.run, plan.repro)) + '\n';
}

void speak(const ExplorePlan& plan, const std::string& text, Terminal& terminal) {
  any_to_output(plan.reports) ? terminal.tell(text) : terminal.say(text);
}

ExitCode report_on(const ExplorePlan& plan, const Explored& explored, Terminal& terminal) {
  const std::vector<Finding> findings = findings_of(plan.campaign, explored.tally);
  std::vector<FindingTold> told;
  for (const Finding& one : findings) told.push_back(tell_finding(one, plan));
  Record record = campaign_record(plan.campaign, explored, findings, told, plan.reachable, words_of(plan));
  if (plan.shard) record.shard = shard_of(record, *plan.shard);
  const ExitCode code = exit_code(record);
  if (!plan.quiet || code != ExitCode::conforming) {
    std::string text = render(Format::console, record, {.colour = terminal.out_style().colour});
    for (std::size_t i = 0; i < findings.size(); ++i) text += text_of(findings[i], told[i], plan);
    speak(plan, text, terminal);
  }
  const ExitCode written = write_all_reports(plan.reports, record, {.colour = terminal.out_style().colour}, terminal);
  if (plan.until_covered && explored.to == plan.to && unmet(*record.campaign).empty() && !record.campaign->unreached.empty())
    terminal.tell(fmt::format("not covered after {} runs\n", explored.tally.runs));
  return stronger(code, written);
}

}  // namespace

ExitCode command_explore(const Words& given, Terminal& terminal) {
  ExploreWords words;
  Options options{"explore", "Random runs in a hostile world, judged by every property; what breaks is made small."};
  add_explore_options(options, words);
  if (auto end = options.read(given, terminal)) return *end;
  const auto plan = read_explore_words(words, terminal);
  if (!plan) return ExitCode::usage;
  heed_interrupts();
  if (!plan->quiet) speak(*plan, opening_of(*plan), terminal);
  Watch watch{*plan, terminal};
  const Explored explored = explore(plan->campaign, extent_of(*plan), plan->jobs, plan->reachable,
                                    [&](const Tally& tally) { watch(tally); });
  watch.close();
  return report_on(*plan, explored, terminal);
}

}  // namespace parcours
