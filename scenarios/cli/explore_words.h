// What the words after `explore` come to. For scenarios/cli/explore.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/cli/judge.h"
#include "scenarios/cli/options.h"
#include "scenarios/cli/reports.h"
#include "scenarios/cli/shard.h"
#include "scenarios/explore/campaign.h"

namespace parcours {

struct ExploreWords {
  TargetWords target;
  Words reports, strategies;
  std::string runs, from, time, jobs, shard, out;
  bool until_covered = false, quiet = false, no_color = false;
};
void add_explore_options(Options& options, ExploreWords& words);

struct ExplorePlan {
  JudgeOptions judging;
  ReportRequests reports;
  Campaign campaign;
  std::uint64_t from = 0, to = 0;  // to: the bound, also where time or coverage ends it before.
  std::optional<std::uint64_t> seconds{};
  bool until_covered = false;
  int jobs = 1;
  std::optional<ShardChoice> shard{};
  std::string out;    // The folder for what is found.
  std::string repro;  // Options that repeat the campaign, without seed and runs.
  std::vector<Triple> reachable{};
  bool quiet = false;
};

// None: a word was wrong, and that was told.
std::optional<ExplorePlan> read_explore_words(const ExploreWords& words, Terminal& terminal);

// "seed 1, 20000 runs, against the reference".
std::string opening_of(const ExplorePlan& plan);

// The part of the campaign a record holds.
Shard shard_of(const Record& record, const ShardChoice& choice);

// The finding's history and files, written into plan.out.
FindingTold tell_finding(const Finding& finding, const ExplorePlan& plan);

}  // namespace parcours
