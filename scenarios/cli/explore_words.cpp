#include "scenarios/cli/explore_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <thread>

#include "fakes/broken_service.h"
#include "fakes/phone_reader.h"
#include "reports/text.h"
#include "scenarios/cli/suites.h"
#include "scenarios/explore/subject.h"
#include "scenarios/export/reproduction.h"
#include "sim/reachable.h"

namespace parcours {
namespace {

constexpr std::uint64_t kUsualRuns = 20'000;
constexpr std::uint64_t kMostRuns = 1'000'000'000'000;
constexpr std::uint64_t kMostToCover = 10'000'000;
constexpr std::uint64_t kMostJobs = 256;

// A whole number from `least` to `most`; none, and told, when it is not. Empty words: `usual`.
std::optional<std::uint64_t> read_number(std::string_view option, const std::string& words, std::uint64_t usual,
                                         std::uint64_t least, std::uint64_t most, Terminal& terminal) {
  if (words.empty()) return usual;
  const auto number = whole_number(words);
  if (number && *number >= least && *number <= most) return number;
  terminal.misused(fmt::format("{}: expected a whole number from {} to {}, found \"{}\"", option, least, most, one_line(words, 60)));
  return std::nullopt;
}

// "60s", "5m", "1h" or seconds.
bool read_time(const std::string& words, ExplorePlan& plan, Terminal& terminal) {
  if (words.empty()) return true;
  const std::string number = words.substr(0, words.find_first_not_of("0123456789"));
  const std::string unit = words.substr(number.size());
  const std::uint64_t seconds = unit.empty() || unit == "s" ? 1 : unit == "m" ? 60 : unit == "h" ? 3600 : 0;
  const auto many = whole_number(number);
  if (many && *many > 0 && *many <= 1'000'000 && seconds > 0) {
    plan.seconds = *many * seconds;
    return true;
  }
  terminal.misused(fmt::format("--for: expected a time such as 60s, 5m or 1h, found \"{}\"", one_line(words, 60)));
  return false;
}

bool read_extent(const ExploreWords& words, ExplorePlan& plan, Terminal& terminal) {
  const bool is_open = words.until_covered || !words.time.empty();
  const auto from = read_number("--from", words.from, 0, 0, kMostRuns, terminal);
  const std::uint64_t usual = words.until_covered ? kMostToCover : is_open ? kMostRuns : kUsualRuns;
  const auto runs = from ? read_number("--runs", words.runs, usual, 1, kMostRuns, terminal) : std::nullopt;
  if (!runs || !read_time(words.time, plan, terminal)) return false;
  if (is_open && !words.shard.empty()) {
    terminal.misused("--shard: the parts of a campaign must know how many runs there are", "Say so with --runs N.");
    return false;
  }
  plan.from = *from;
  plan.to = *from + *runs;
  plan.until_covered = words.until_covered;
  return true;
}

bool read_shard_words(const std::string& words, ExplorePlan& plan, Terminal& terminal) {
  if (words.empty()) return true;
  const Reported<ShardChoice> shard = read_shard(words, process_environment());
  if (!shard) {
    terminal.misused(shard.error().text());
    return false;
  }
  plan.shard = shard.value();
  plan.campaign.part = shard.value().part - 1;
  plan.campaign.parts = shard.value().count;
  return true;
}

// "swarm", "swarm=3": a strategy and its weight.
bool read_strategy(const std::string& words, StrategyMix& mix, Terminal& terminal) {
  const std::size_t equals = words.find('=');
  const auto strategy = strategy_of(words.substr(0, equals));
  const auto weight = equals == std::string::npos ? std::optional<std::uint64_t>{1} : whole_number(words.substr(equals + 1));
  if (strategy && weight && *weight >= 1 && *weight <= 1000) {
    mix[static_cast<std::size_t>(*strategy)] = static_cast<std::uint32_t>(*weight);
    return true;
  }
  std::vector<std::string_view> names;
  for (int i = 0; i < kStrategyCount; ++i) names.push_back(to_string(static_cast<Strategy>(i)));
  terminal.misused(fmt::format("--strategy: expected a strategy, with =WEIGHT or not, found \"{}\"{}", one_line(words, 60),
                               did_you_mean(words.substr(0, equals), names)),
                   "There are: " + joined(names, ", "));
  return false;
}

bool read_mix(const Words& strategies, ExplorePlan& plan, Terminal& terminal) {
  if (strategies.empty()) return true;
  StrategyMix mix{};
  for (const std::string& words : strategies)
    if (!read_strategy(words, mix, terminal)) return false;
  plan.campaign.choice.mix = mix;
  return true;
}

std::string repro_of(const ExploreWords& words) {
  std::string repro;
  const auto add = [&](std::string_view option, const std::string& value) {
    if (!value.empty()) repro += fmt::format("{}{} {}", repro.empty() ? "" : " ", option, value);
  };
  for (const std::string& one : words.strategies) add("--strategy", one);
  add("--profile", words.target.profile);
  for (const std::string& one : words.target.policies) add("--policy", one);
  add("--defect", words.target.defect);
  return repro;
}

std::uint64_t processors() { return std::max(1u, std::thread::hardware_concurrency()); }

}  // namespace

void add_explore_options(Options& options, ExploreWords& words) {
  add_target_options(options, words.target);
  options.text("--runs", "N", "so many runs (20000)", words.runs)
      .text("--for", "TIME", "runs for so long: 60s, 5m, 1h", words.time)
      .flag("--until-covered", "until all that can be reached and all that must occur was", words.until_covered)
      .text("--from", "INDEX", "the first run (0); a run is its seed and index", words.from)
      .texts("--strategy", "NAME[=WEIGHT]", "uniform, swarm, weights, deadlines, people; without: a mix of all",
             words.strategies)
      .text("--jobs", "N", "in so many processes (as many as there are processors); the record is the same", words.jobs)
      .text("--shard", "I/N", kShardHelp, words.shard)
      .text("--out", "DIR", "where scenarios of what is found go (build/found)", words.out)
      .texts("--report", "FORMAT=FILE,..", kReportHelp, words.reports)
      .flag("--quiet", "prints nothing when all is well", words.quiet)
      .flag("--no-color", "no colour, as NO_COLOR=1 does", words.no_color)
      .footer(fmt::format(
          "Without --policy and --profile half of the runs have settings drawn for them.\n"
          "Ends 0 nothing found and everything that must occur did, 1 found, 2 wrong words, 3 our own fault (a run that\n"
          "gives other bytes the second time), 4 something that must occur never did in {} runs or more, 130 interrupted.",
          kRunsToTell));
}

std::optional<ExplorePlan> read_explore_words(const ExploreWords& words, Terminal& terminal) {
  if (words.no_color) terminal.without_colour();
  const auto judging = read_target_words(words.target, terminal);
  if (!judging) return std::nullopt;
  const auto reports = read_report_requests(words.reports, terminal);
  if (!reports) return std::nullopt;
  ExplorePlan plan;
  plan.judging = *judging;
  plan.reports = *reports;
  plan.campaign.seed = judging->seed;
  plan.out = words.out;
  plan.repro = repro_of(words);
  plan.quiet = words.quiet;
  if (!words.target.policies.empty() || !words.target.profile.empty()) plan.campaign.choice.policies = judging->policies;
  const auto jobs = read_number("--jobs", words.jobs, processors(), 1, kMostJobs, terminal);
  const bool right = jobs && read_extent(words, plan, terminal) && read_shard_words(words.shard, plan, terminal) &&
                     read_mix(words.strategies, plan, terminal);
  if (!right) return std::nullopt;
  plan.jobs = static_cast<int>(*jobs);
  if (plan.out.empty()) plan.out = (project_root() / "build" / "found").string();
  if (plan.judging.defect != nullptr) plan.campaign.subject = subject_of(*plan.judging.defect);
  plan.reachable = reachable().list();
  return plan;
}

std::string opening_of(const ExplorePlan& plan) {
  const std::string many = plan.until_covered ? "until covered"
                           : plan.seconds     ? fmt::format("for {} s", *plan.seconds)
                                              : fmt::format("runs {} to {}", plan.from, plan.to - 1);
  const std::string shard = plan.shard ? fmt::format(", shard {}/{} (as {} says)", plan.shard->part, plan.shard->count, plan.shard->said_by) : "";
  return fmt::format("seed {}, {}{}, against {}\n", plan.campaign.seed, many, shard,
                     plan.judging.defect ? plan.judging.defect->name : "the reference");
}

Shard shard_of(const Record& record, const ShardChoice& choice) {
  std::vector<std::string> ids;
  for (const CaseResult& one : record.cases) ids.push_back(one.id);
  return {.parts = {static_cast<int>(choice.part)}, .count = static_cast<int>(choice.count), .suite = suite_digest(ids)};
}

// The scenario, or why there is none; what was written and what could not be.
FindingTold tell_finding(const Finding& finding, const ExplorePlan& plan) {
  FindingTold told = told_by_acts(finding, plan.campaign.subject);
  PhoneReader phone;
  const std::unique_ptr<Target> judged = make_target(plan.judging.defect);
  const RunPlan& world = finding.small.plan;
  const Reproduction found = scenario_of(
      finding.small.story, world.policies, world.start, *judged,
      {.broken = finding.small.broken, .program_version = std::string{program_version()}, .phone = &phone});
  told.why_not = found.why_not;
  if (!found) return told;
  told.history = found.on_judged.history;
  told.diverges_at = found.on_judged.diverges_at;
  std::error_code trouble;
  std::filesystem::create_directories(plan.out, trouble);
  const auto written = write_reproduction(found, plan.out);
  if (!written) {
    told.why_not = written.error().text();
    return told;
  }
  for (const std::string& file : written.value()) told.files.push_back((std::filesystem::path{plan.out} / file).string());
  return told;
}

}  // namespace parcours
