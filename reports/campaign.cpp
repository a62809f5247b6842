#include "reports/campaign.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <iterator>
#include <map>

#include "reports/text.h"

namespace parcours {
namespace {

Counts sum(const Counts& left, const Counts& right) {
  Counts total = left;
  assert(left.size() == right.size());
  for (std::size_t i = 0; i < total.size(); ++i) total[i].second += right[i].second;
  return total;
}

std::vector<CampaignFinding> merged(const std::vector<CampaignFinding>& left, const std::vector<CampaignFinding>& right) {
  std::map<std::string, CampaignFinding> by_id;
  for (const auto* findings : {&left, &right})
    for (const CampaignFinding& one : *findings) {
      const auto [at, is_new] = by_id.try_emplace(one.id, one);
      if (is_new) continue;
      at->second.runs += one.runs;
      at->second.first = std::min(at->second.first, one.first);
    }
  std::vector<CampaignFinding> all;
  for (const auto& [id, one] : by_id) all.push_back(one);
  return all;
}

// What neither shard reached, and what at least one did.
std::vector<std::string> both(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  std::vector<std::string> out;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(out));
  return out;
}
std::vector<std::string> either(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  std::vector<std::string> out;
  std::set_union(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(out));
  return out;
}

std::string coverage_line(const CampaignResult& c) {
  if (c.reachable == 0) return fmt::format("reached    {} (status, event, outcome)", plural(c.reached.size(), "triple"));
  const std::int64_t beyond = static_cast<std::int64_t>(c.reached.size()) - covered(c);
  std::string line = fmt::format("reached    {} of {} triples (status, event, outcome) that exhaustive search reaches",
                                 covered(c), c.reachable);
  if (beyond > 0) line += fmt::format(", {} more beyond its scopes or under other settings", beyond);
  return line;
}

}  // namespace

std::vector<const Occurrence*> unmet(const CampaignResult& campaign) {
  std::vector<const Occurrence*> missing;
  for (const Occurrence& one : campaign.sometimes)
    if (one.runs == 0) missing.push_back(&one);
  return missing;
}

bool is_vacuous(const CampaignResult& campaign) {
  return campaign.totals.runs >= kRunsToTell && !unmet(campaign).empty();
}

std::int64_t covered(const CampaignResult& campaign) {
  if (campaign.reachable == 0) return static_cast<std::int64_t>(campaign.reached.size());
  return campaign.reachable - static_cast<std::int64_t>(campaign.unreached.size());
}

std::string span_text(std::int64_t milliseconds) {
  constexpr std::int64_t kMinute = 60'000, kDay = 24 * 60 * kMinute, kYear = 365 * kDay;
  if (milliseconds >= kYear) return fmt::format("{} years {} days", milliseconds / kYear, milliseconds % kYear / kDay);
  const std::int64_t minutes = milliseconds % kDay / kMinute;
  return fmt::format("{} days {:02}:{:02}", milliseconds / kDay, minutes / 60, minutes % 60);
}

std::vector<std::string> campaign_lines(const CampaignResult& c) {
  std::vector<std::string> lines;
  lines.push_back(fmt::format("campaign   {}, {} acts, {} commands, {} of virtual time, {} played twice",
                              plural(static_cast<std::size_t>(c.totals.runs), "run"), c.totals.acts, c.totals.commands,
                              span_text(c.totals.simulated_ms), c.totals.played_twice));
  lines.push_back(coverage_line(c));
  const auto missing = unmet(c);
  lines.push_back(fmt::format("sometimes  {} of {} met", c.sometimes.size() - missing.size(), c.sometimes.size()));
  for (const Occurrence* one : missing) lines.push_back(fmt::format("  never    {}: {}", one->id, one->sentence));
  if (!missing.empty() && !is_vacuous(c))
    lines.push_back(fmt::format("  With fewer than {} runs that says nothing yet.", kRunsToTell));
  return lines;
}

CampaignResult merged(const CampaignResult& left, const CampaignResult& right) {
  assert(left.manifest == right.manifest && left.sometimes.size() == right.sometimes.size());
  CampaignResult whole = left;
  const CampaignTotals &a = left.totals, &b = right.totals;
  whole.totals = {a.runs + b.runs, a.acts + b.acts, a.commands + b.commands, a.simulated_ms + b.simulated_ms,
                  a.played_twice + b.played_twice};
  whole.strategies = sum(left.strategies, right.strategies);
  for (std::size_t i = 0; i < whole.sometimes.size(); ++i) whole.sometimes[i].runs += right.sometimes[i].runs;
  whole.reached = either(left.reached, right.reached);
  whole.unreached = both(left.unreached, right.unreached);
  whole.findings = merged(left.findings, right.findings);
  return whole;
}

}  // namespace parcours
