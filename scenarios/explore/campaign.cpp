#include "scenarios/explore/campaign.h"

#include <fmt/format.h>

#include <algorithm>

namespace parcours {
namespace {

constexpr std::uint64_t kFirstRound = 128, kLongestRound = 4096;

bool is_covered(const Tally& tally, const Campaign& campaign, const std::vector<Triple>& reachable) {
  for (int i = 0; i < kSometimesCount; ++i) {
    const bool met = tally.sometimes[static_cast<std::size_t>(i)] > 0;
    if (!met && can_occur(static_cast<Sometimes>(i), campaign.choice.policies)) return false;
  }
  return std::all_of(reachable.begin(), reachable.end(), [&](const Triple& one) {
    return tally.triples.test(static_cast<std::size_t>(one.index()));
  });
}

}  // namespace

bool can_occur(Sometimes what, const std::optional<encaissement::Policies>& asked) {
  if (!asked) return true;
  using namespace encaissement;
  switch (what) {
    case Sometimes::qr_scanned_by_another: return asked->qr_binds_on == QrBindsOn::scan;
    case Sometimes::late_before_the_sweep: return asked->sweep == Sweep::at_00_06;
    case Sometimes::expired_unvalidated: return asked->on_validation_deadline == OnValidationDeadline::expire;
    default: return true;
  }
}

// Rounds are as long whatever the jobs and the machine: where a campaign stops is part of its record.
Explored explore(const Campaign& campaign, const Extent& extent, int jobs, const std::vector<Triple>& reachable,
                 const std::function<void(const Tally&)>& on_round) {
  Explored explored{.tally = {}, .from = extent.from, .to = extent.from};
  const bool is_open = extent.until_covered || extent.is_over;
  const auto goes_on = [&] { return !extent.is_interrupted || !extent.is_interrupted(); };
  std::uint64_t length = kFirstRound * campaign.parts;
  while (explored.to < extent.to && !explored.interrupted) {
    const std::uint64_t end = extent.to - explored.to < length ? extent.to : explored.to + length;
    const Round round = play_runs(campaign, explored.to, end, jobs, goes_on);
    explored.tally.add(round.tally);
    explored.interrupted = !round.whole;
    explored.to = end;
    length = std::min(2 * length, kLongestRound * campaign.parts);
    if (on_round) on_round(explored.tally);
    if (is_open && (explored.tally.found_any() || explored.tally.unlike != kNoRun)) break;
    if (extent.until_covered && is_covered(explored.tally, campaign, reachable)) break;
    if (extent.is_over && extent.is_over()) break;
  }
  return explored;
}

std::vector<Finding> findings_of(const Campaign& campaign, const Tally& tally, const ShrinkLimits& limits) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < properties().size(); ++i) {
    if (tally.first[i] == kNoRun) continue;
    const Run run = play_run(run_of(campaign.seed, tally.first[i]), campaign.choice, campaign.subject);
    if (!run.broken || run.broken->property != &properties()[i]) continue;  // Told by the same-bytes case.
    findings.push_back({.property = run.broken->property,
                        .run = tally.first[i],
                        .runs = tally.found[i],
                        .acts = run.story.size(),
                        .small = shrink_run(run, campaign.subject, limits)});
  }
  return findings;
}

std::string repro_of_run(std::uint64_t seed, std::uint64_t run, const std::string& options) {
  return fmt::format("./parcours explore --seed {} --from {} --runs 1{}{}", seed, run, options.empty() ? "" : " ", options);
}

}  // namespace parcours
