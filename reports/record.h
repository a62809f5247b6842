// The one record of a run, "parcours-record/1". The runner fills target, seed, policies and cases and calls complete();
// every format is rendered from it, so converting, merging and comparing need nothing else.
// It holds no wall clock, no host name and no absolute path: two runs of the same suite give the same bytes. Wall times
// stand beside it, in WallTimes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reference/core/requirement.h"
#include "reports/campaign.h"
#include "reports/events.h"
#include "reports/verdict.h"

namespace parcours {

inline constexpr std::string_view kRecordSchema = "parcours-record/1";

struct Tool {
  std::string name = "parcours";
  std::string version{};
  friend bool operator==(const Tool&, const Tool&) = default;
};

struct TargetInfo {
  std::string kind{};  // "reference", "http", "till", …
  std::string name{};  // What a person calls it: "reference in process", "defect tim-08".
  std::vector<std::string> capabilities{};
  friend bool operator==(const TargetInfo&, const TargetInfo&) = default;
};

// Which part of a suite this record holds. A whole run has none; a merge of some shards holds several parts.
struct Shard {
  std::vector<int> parts{};  // 1-based, ascending.
  int count = 1;
  std::string suite{};  // Digest of the ids of the whole selection: shards of another selection are foreign.
  friend bool operator==(const Shard&, const Shard&) = default;
};

struct CaseResult {
  std::string id{};  // Unique in the record: "tim/deadline-included[minus-1]".
  std::string title{};
  std::string file{};  // Relative to the project, or to the folder given on the command line.
  int line = 0;        // Of the failing step when there is one, else of the scenario. 1-based; 0: none.
  int column = 0;
  std::vector<std::string> rules{};  // "TIM-02", …
  encaissement::Level level = encaissement::Level::must;
  Verdict verdict = Verdict::pass;
  std::string reason{};                 // Why, in one or more sentences; empty for a pass.
  std::vector<std::string> expected{};  // The acceptable outcomes; any one of them would have done.
  std::string actual{};
  std::int64_t diverges_at = -1;  // seq of the event where expectation and history part, or -1.
  std::vector<HistoryEvent> history{};
  std::string repro{};  // The command that reproduces this case.
  friend bool operator==(const CaseResult&, const CaseResult&) = default;
};

struct RuleResult {
  std::string id{};
  encaissement::Level level = encaissement::Level::must;
  std::optional<Verdict> verdict{};  // None: not covered.
  std::vector<std::string> cases{};  // Ids, in the order of the record.
  friend bool operator==(const RuleResult&, const RuleResult&) = default;
};

// How many cases got each verdict.
struct Summary {
  int cases = 0;
  std::map<Verdict, int> counts{};  // Every verdict is present, in the order of the enum.
  int rules = 0;
  int rules_not_covered = 0;

  int of(Verdict verdict) const;
  friend bool operator==(const Summary&, const Summary&) = default;
};

struct Record {
  Tool tool{};
  TargetInfo target{};
  std::string seed{};
  Details policies{};
  std::optional<Shard> shard{};
  bool interrupted = false;                   // Stopped before the last case.
  std::vector<std::string> stale_baseline{};  // One sentence for each baseline entry that no longer holds.
  Summary summary{};
  std::vector<RuleResult> rules{};
  std::vector<CaseResult> cases{};  // Sorted by id.
  std::optional<CampaignResult> campaign{};  // Of random runs; its findings are cases.
  friend bool operator==(const Record&, const Record&) = default;
};

// Case id -> wall milliseconds. Kept beside the record, never in what is compared.
using WallTimes = std::map<std::string, double>;

Summary summarise(std::span<const CaseResult> cases, std::span<const RuleResult> rules);

// Every rule of the catalogue in its order, with the worst verdict of its cases; a rule without a case has none.
// A rule a case names that the catalogue does not know comes last, so that nothing is lost.
std::vector<RuleResult> rules_of(std::span<const CaseResult> cases);

// Sorts the cases by id and computes rules and summary from them. Call it once the cases are in.
void complete(Record& record);

// "not_covered" or the word of the verdict.
std::string_view verdict_word(const RuleResult& rule);

// What the shell gets for this record. A record in which no case was judged (none, or all skipped or left to a
// person) is nothing_verified; so is a whole campaign in which something that must occur never did.
ExitCode exit_code(const Record& record);

// The ids of the cases a person must look at (is_problem), for "rerun-failed RECORD".
std::vector<std::string> cases_to_rerun(const Record& record);

// Digest of a selection, for Shard::suite: the same ids in any order give the same 16 hexadecimal digits.
std::string suite_digest(std::vector<std::string> case_ids);

}  // namespace parcours
