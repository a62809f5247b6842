#include "reports/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

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
  return {};
}

std::string name_of(const Shard& shard) { return fmt::format("{}/{}", joined(shard.parts, "+"), shard.count); }

void add_part(Record& whole, const Record& part) {
  whole.shard->parts.insert(whole.shard->parts.end(), part.shard->parts.begin(), part.shard->parts.end());
  whole.cases.insert(whole.cases.end(), part.cases.begin(), part.cases.end());
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

std::string first_repeated_part(const Record& whole) {
  const std::vector<int>& parts = whole.shard->parts;
  const auto twice = std::adjacent_find(parts.begin(), parts.end());
  return twice == parts.end() ? std::string() : fmt::format("{}/{}", *twice, whole.shard->count);
}

std::string first_repeated_case(const Record& whole) {
  const auto twice =
      std::adjacent_find(whole.cases.begin(), whole.cases.end(),
                         [](const CaseResult& left, const CaseResult& right) { return left.id == right.id; });
  return twice == whole.cases.end() ? std::string() : twice->id;
}

std::vector<int> missing_parts(const Shard& shard) {
  std::vector<int> missing;
  for (int part = 1; part <= shard.count; ++part) {
    if (!std::binary_search(shard.parts.begin(), shard.parts.end(), part)) missing.push_back(part);
  }
  return missing;
}

}  // namespace

Reported<Record> merge_some(std::span<const Record> shards) {
  if (shards.empty()) return ReportError{"merge", "no record to merge"};
  for (const Record& one : shards) {
    if (!one.shard) return ReportError{"merge", "a record is a whole run, not a shard: nothing to merge it with"};
    const std::string what = difference(shards.front(), one);
    if (what.empty()) continue;
    return ReportError{"merge", fmt::format("shard {} is of another run than shard {}: the {} differs",
                                            name_of(*one.shard), name_of(*shards.front().shard), what)};
  }
  Record whole = shards.front();
  for (const Record& part : shards.subspan(1)) add_part(whole, part);
  tidy(whole);
  if (const std::string part = first_repeated_part(whole); !part.empty()) {
    return ReportError{"merge", fmt::format("shard {} is there twice", part)};
  }
  if (const std::string id = first_repeated_case(whole); !id.empty()) {
    return ReportError{"merge", fmt::format("case \"{}\" is in two shards", one_line(id, 200))};
  }
  return whole;
}

Reported<Record> merge_all(std::span<const Record> shards) {
  Reported<Record> whole = merge_some(shards);
  if (!whole) return whole;
  const std::vector<int> missing = missing_parts(*whole.value().shard);
  if (!missing.empty()) {
    return ReportError{"merge", fmt::format("{} of {} missing: {}", plural(missing.size(), "shard"),
                                            whole.value().shard->count, joined(missing, ", "))};
  }
  whole.value().shard.reset();
  return whole;
}

}  // namespace parcours
