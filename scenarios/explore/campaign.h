// A campaign from the command line's wishes to its record: how many runs, in which jobs, until when; what was found, each
// finding made small; and the record, in which every property is a case. The record depends on the campaign's seed,
// runs, mix, settings and subject, and on nothing else: not on jobs, nor on shards once they are merged.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "reports/record.h"
#include "sim/campaign.h"
#include "sim/shrink.h"

namespace parcours {

// How far a campaign goes. `to` is always a bound; the others may stop it before, at the end of a round.
struct Extent {
  std::uint64_t from = 0;
  std::uint64_t to = 20'000;
  bool until_covered = false;              // Stops once all that can be reached and all that must occur was.
  std::function<bool()> is_over{};         // Asked between rounds: time is up. Empty: never.
  std::function<bool()> is_interrupted{};  // Asked between runs.
};

struct Explored {
  Tally tally;
  std::uint64_t from = 0, to = 0;  // Played: the extent's end, or where it stopped.
  bool interrupted = false;
};

// Plays round after round; `on_round` hears the sum so far. `reachable`: triples that exhaustive search reaches; empty:
// not known. A campaign without a fixed number of runs ends with the round that found something.
Explored explore(const Campaign& campaign, const Extent& extent, int jobs, const std::vector<Triple>& reachable,
                 const std::function<void(const Tally&)>& on_round);

// A property that did not hold, by the lowest run in which it did not, made small.
struct Finding {
  const Property* property = nullptr;
  std::uint64_t run = 0, runs = 0;  // The lowest, and how many there are.
  std::size_t acts = 0;             // Of that run, before it was made small.
  SmallRun small;
};
std::vector<Finding> findings_of(const Campaign& campaign, const Tally& tally, const ShrinkLimits& limits = {});

// What tells a finding better than its acts: a history, a place, files. The ids and verdict stay the campaign's.
struct FindingTold {
  std::vector<HistoryEvent> history{};
  std::int64_t diverges_at = -1;
  std::string file{};
  std::vector<std::string> files{};  // Written, for whoever reads the terminal.
  std::string why_not{};             // Nothing was written, for this reason.
};

// The story as a history of its own: what was done and when, and what it came to.
FindingTold told_by_acts(const Finding& finding, const Subject& subject);

struct CampaignWords {  // What the record says of the campaign, beside its results.
  std::string version{};
  TargetInfo target{};
  Details policies{};
  std::string settings = "drawn";  // "drawn" | "asked"
  std::string repro{};             // The options that repeat it, without seed and runs.
};

// Complete. `told` has one entry a finding.
Record campaign_record(const Campaign& campaign, const Explored& explored, const std::vector<Finding>& findings,
                       const std::vector<FindingTold>& told, const std::vector<Triple>& reachable,
                       const CampaignWords& words);

// "./parcours explore --seed 1 --from 42 --runs 1 …": one run again.
std::string repro_of_run(std::uint64_t seed, std::uint64_t run, const std::string& options);

// Whether it can occur at all under these settings.
bool can_occur(Sometimes what, const std::optional<encaissement::Policies>& asked);

}  // namespace parcours
