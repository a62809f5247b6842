#include "reports/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>

#include "reports/text.h"

namespace parcours {
namespace {

// What the two differ in, in a person's words, or empty when they are parts of one run.
std::string difference(const Record& left, const Record& right) {
  if (left.shard->suite != right.shard->suite) return "suite";
  if (left.shard->count != right.shard->count) return "number of shards";
  if (left.seed != right.seed) return "seed";
  if (left.policies != right.policies) return "policies";
  if (left.target != right.target) return "target";
  if (left.tool != right.tool) return "version of the tool";
  if (left.campaign.has_value() != right.campaign.has_value()) return "kind of run";
  if (left.campaign && left.campaign->manifest != right.campaign->manifest) return "campaign";
  return {};
}

// The records to merge, and what a person calls each.
struct Pile {
  std::span<const Record> records;
  std::span<const std::string> names;

  std::string name(std::size_t at) const {
    const Shard& shard = *records[at].shard;
    const std::string parts = fmt::format("shard {}/{}", joined(shard.parts, "+"), shard.count);
    return at < names.size() ? fmt::format("{} ({})", one_line(names[at], 200), parts) : parts;
  }
  std::string names_of_those(const std::function<bool(const Record&)>& hold) const {
    std::vector<std::string> found;
    for (std::size_t at = 0; at < records.size(); ++at) {
      if (hold(records[at])) found.push_back(name(at));
    }
    return joined(found, " and ");
  }
};

ReportError refused(std::string why) { return {"merge", std::move(why)}; }

// Every record is a shard of the run that the first one is of.
std::optional<ReportError> first_foreign(const Pile& pile) {
  for (std::size_t at = 0; at < pile.records.size(); ++at) {
    if (pile.records[at].shard) continue;
    const std::string what = at < pile.names.size() ? one_line(pile.names[at], 200) : "a record";
    return refused(what + " is a whole run, not a shard: nothing to merge it with");
  }
  for (std::size_t at = 1; at < pile.records.size(); ++at) {
    const std::string what = difference(pile.records[0], pile.records[at]);
    if (what.empty()) continue;
    return refused(fmt::format("{} is of another run than {}: the {} differs", pile.name(at), pile.name(0), what));
  }
  return std::nullopt;
}

// The lowest run that found what the case tells; a case that tells of nothing comes last.
std::int64_t first_run(const CampaignResult& campaign, const std::string& id) {
  const auto found = std::find_if(campaign.findings.begin(), campaign.findings.end(),
                                  [&](const CampaignFinding& one) { return one.id == id; });
  return found == campaign.findings.end() ? std::numeric_limits<std::int64_t>::max() : found->first;
}

// Every shard of a campaign has every case: of each the one with the lowest run stays.
void add_campaign(Record& whole, const Record& part) {
  for (const CaseResult& its : part.cases) {
    const auto ours = std::find_if(whole.cases.begin(), whole.cases.end(),
                                   [&](const CaseResult& one) { return one.id == its.id; });
    if (ours == whole.cases.end()) {
      whole.cases.push_back(its);
    } else if (first_run(*part.campaign, its.id) < first_run(*whole.campaign, its.id)) {
      *ours = its;
    }
  }
  whole.campaign = merged(*whole.campaign, *part.campaign);
}

void add_part(Record& whole, const Record& part) {
  whole.shard->parts.insert(whole.shard->parts.end(), part.shard->parts.begin(), part.shard->parts.end());
  if (whole.campaign) {
    add_campaign(whole, part);
  } else {
    whole.cases.insert(whole.cases.end(), part.cases.begin(), part.cases.end());
  }
  whole.interrupted = whole.interrupted || part.interrupted;
  whole.stale_baseline.insert(whole.stale_baseline.end(), part.stale_baseline.begin(), part.stale_baseline.end());
}

// The same entry can be stale in each shard: one sentence is enough.
void tidy(Record& whole) {
  std::sort(whole.shard->parts.begin(), whole.shard->parts.end());
  std::sort(whole.stale_baseline.begin(), whole.stale_baseline.end());
  const auto repeated = std::unique(whole.stale_baseline.begin(), whole.stale_baseline.end());
  whole.stale_baseline.erase(repeated, whole.stale_baseline.end());
  complete(whole);
}

std::optional<ReportError> first_repeated_part(const Record& whole, const Pile& pile) {
  const std::vector<int>& parts = whole.shard->parts;
  const auto twice = std::adjacent_find(parts.begin(), parts.end());
  if (twice == parts.end()) return std::nullopt;
  const std::string where = pile.names_of_those([&](const Record& one) {
    return std::find(one.shard->parts.begin(), one.shard->parts.end(), *twice) != one.shard->parts.end();
  });
  return refused(fmt::format("shard {}/{} is there twice: {}", *twice, whole.shard->count, where));
}

std::optional<ReportError> first_repeated_case(const Record& whole, const Pile& pile) {
  const auto same = [](const CaseResult& left, const CaseResult& right) { return left.id == right.id; };
  const auto twice = std::adjacent_find(whole.cases.begin(), whole.cases.end(), same);
  if (twice == whole.cases.end()) return std::nullopt;
  const std::string where = pile.names_of_those([&](const Record& one) {
    return std::any_of(one.cases.begin(), one.cases.end(), [&](const CaseResult& its) { return same(its, *twice); });
  });
  return refused(fmt::format("case \"{}\" is in two shards: {}", one_line(twice->id, 200), where));
}

std::vector<int> missing_parts(const Shard& shard) {
  std::vector<int> missing;
  for (int part = 1; part <= shard.count; ++part) {
    if (!std::binary_search(shard.parts.begin(), shard.parts.end(), part)) missing.push_back(part);
  }
  return missing;
}

}  // namespace

Reported<Record> merge_some(std::span<const Record> shards, std::span<const std::string> names) {
  const Pile pile{shards, names};
  if (shards.empty()) return refused("no record to merge");
  if (shards.size() == 1 && !shards[0].shard) return shards[0];
  if (const auto foreign = first_foreign(pile)) return *foreign;
  Record whole = shards.front();
  for (const Record& part : shards.subspan(1)) add_part(whole, part);
  tidy(whole);
  if (const auto part = first_repeated_part(whole, pile)) return *part;
  if (const auto one = first_repeated_case(whole, pile)) return *one;
  return whole;
}

Reported<Record> merge_all(std::span<const Record> shards, std::span<const std::string> names) {
  Reported<Record> whole = merge_some(shards, names);
  if (!whole || !whole.value().shard) return whole;
  const std::vector<int> missing = missing_parts(*whole.value().shard);
  if (!missing.empty()) {
    return refused(fmt::format("{} of {} missing: {}", plural(missing.size(), "shard"), whole.value().shard->count,
                               joined(missing, ", ")));
  }
  whole.value().shard.reset();
  return whole;
}

}  // namespace parcours
