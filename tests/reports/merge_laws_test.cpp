// The laws of merging, over random records: any campaign, split in any way, handed over in any order and put together
// in any steps, is the same campaign; and a pile that is not exactly one campaign is refused. The laws are asked of
// broken merges too, and each must fail at least one.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <stdlib.h>

#include <algorithm>
#include <functional>
#include <map>

#include "reports/merge.h"
#include "reports/record_json.h"
#include "tests/reports/sample_record.h"

namespace parcours {
namespace {

using Merge = std::function<Reported<Record>(std::span<const Record>)>;
using Records = std::vector<Record>;

Merge some() {
  return [](std::span<const Record> records) { return merge_some(records); };
}
Merge all() {
  return [](std::span<const Record> records) { return merge_all(records); };
}

// Equal bytes, or refused both.
bool alike(const Reported<Record>& left, const Reported<Record>& right) {
  if (left.ok() != right.ok()) return false;
  return !left.ok() || to_json(left.value()) == to_json(right.value());
}

// -------- Random campaigns ------------------------------------------------------------------------

std::size_t below(std::size_t bound) { return *rc::gen::inRange<std::size_t>(0, bound); }

CaseResult random_case(std::size_t number) {
  CaseResult one = passed_case("case-" + std::to_string(number * 7919 % 1000),
                               {*rc::gen::element<std::string>("TIM-01", "PAY-03", "XYZ-01")});
  one.verdict = *rc::gen::elementOf(std::vector<Verdict>(kVerdicts.begin(), kVerdicts.end()));
  one.reason = *rc::gen::element<std::string>("", "late\nby one ms", "\"quoted\"");
  return one;
}

// Shard i of n holds some cases; shards may be empty, and what is stale may be told by several.
Records random_shards() {
  const std::size_t count = 1 + below(9);
  Record empty;
  empty.seed = std::to_string(below(3));
  empty.target = {.kind = "reference", .name = "reference in process", .capabilities = {"clock"}};
  empty.policies = {{"immediate_ttl_s", std::to_string(below(3))}};
  Records shards(count, empty);
  for (std::size_t part = 0; part < count; ++part) {
    shards[part].shard =
        Shard{.parts = {static_cast<int>(part + 1)}, .count = static_cast<int>(count), .suite = "suite"};
    shards[part].interrupted = below(8) == 0;
    if (below(3) == 0) shards[part].stale_baseline.push_back("baseline.yaml:" + std::to_string(below(20)));
  }
  const std::size_t cases = below(20);
  for (std::size_t i = 0; i < cases; ++i) shards[below(count)].cases.push_back(random_case(i));
  for (Record& one : shards) complete(one);
  return shards;
}

Records shuffled(Records records) {
  for (std::size_t i = records.size(); i > 1; --i) std::swap(records[i - 1], records[below(i)]);
  return records;
}

// The campaign as it would have been without shards.
Record never_split(const Records& shards) {
  Record whole = shards.front();
  whole.shard.reset();
  whole.cases.clear();
  whole.stale_baseline.clear();
  for (const Record& one : shards) {
    whole.cases.insert(whole.cases.end(), one.cases.begin(), one.cases.end());
    whole.interrupted = whole.interrupted || one.interrupted;
    for (const std::string& line : one.stale_baseline) whole.stale_baseline.push_back(line);
  }
  std::sort(whole.stale_baseline.begin(), whole.stale_baseline.end());
  const auto end = std::unique(whole.stale_baseline.begin(), whole.stale_baseline.end());
  whole.stale_baseline.erase(end, whole.stale_baseline.end());
  complete(whole);
  return whole;
}

// The records dealt out to heaps, each merged: what several machines would hand over. None is empty.
Records merged_in_heaps(const Merge& merge, const Records& shards) {
  const std::size_t heaps = 1 + below(shards.size());
  std::vector<Records> dealt(heaps);
  for (std::size_t i = 0; i < shards.size(); ++i) dealt[i < heaps ? i : below(heaps)].push_back(shards[i]);
  Records merged;
  for (const Records& heap : dealt) {
    const Reported<Record> one = merge(heap);
    RC_ASSERT(one.ok());
    merged.push_back(one.value());
  }
  return merged;
}

// -------- The laws --------------------------------------------------------------------------------

struct Merges {
  Merge some = parcours::some();
  Merge all = parcours::all();
};

void is_commutative(const Merges& merges) {
  const Records shards = random_shards();
  RC_ASSERT(alike(merges.some(shards), merges.some(shuffled(shards))));
}

void is_associative(const Merges& merges) {
  const Records shards = shuffled(random_shards());
  RC_ASSERT(alike(merges.some(merged_in_heaps(merges.some, shards)), merges.some(shards)));
}

void is_idempotent(const Merges& merges) {
  const Records shards = random_shards();
  const auto part = merges.some(shards);
  const auto whole = merges.all(shards);
  RC_ASSERT(part.ok() && whole.ok());
  RC_ASSERT(alike(merges.some(Records{part.value()}), part));
  RC_ASSERT(alike(merges.some(Records{whole.value()}), whole));
  RC_ASSERT(alike(merges.all(Records{whole.value()}), whole));
}

void gives_the_run_that_was_never_split(const Merges& merges) {
  const Records shards = shuffled(random_shards());
  const auto whole = merges.all(merged_in_heaps(merges.some, shards));
  RC_ASSERT(whole.ok());
  RC_ASSERT(to_json(whole.value()) == to_json(never_split(shards)));
}

void survives_being_stored(const Merges& merges) {
  Records stored;
  for (const Record& one : merged_in_heaps(merges.some, shuffled(random_shards()))) {
    const auto read = record_from_json(to_json(one), "stored.json");
    RC_ASSERT(read.ok());
    stored.push_back(read.value());
  }
  RC_ASSERT(merges.all(stored).ok());
}

void refuses_a_repeated_shard(const Merges& merges) {
  Records shards = random_shards();
  shards.push_back(shards[below(shards.size())]);
  RC_ASSERT(!merges.some(shuffled(shards)).ok());
}

void refuses_a_shard_that_a_heap_holds_already(const Merges& merges) {
  const Records shards = random_shards();
  Records heaps = merged_in_heaps(merges.some, shards);
  heaps.push_back(shards[below(shards.size())]);
  RC_ASSERT(!merges.some(shuffled(heaps)).ok());
}

void refuses_a_missing_shard(const Merges& merges) {
  Records shards = random_shards();
  RC_PRE(shards.size() > 1);
  shards.erase(shards.begin() + static_cast<std::ptrdiff_t>(below(shards.size())));
  RC_ASSERT(merges.some(shards).ok());
  RC_ASSERT(!merges.all(shuffled(shards)).ok());
}

void bend(Record& record) {
  switch (below(7)) {
    case 0:
      record.seed += "0";
      return;
    case 1:
      record.policies[0].second += "0";
      return;
    case 2:
      record.target.name = "another";
      return;
    case 3:
      record.target.capabilities.clear();
      return;
    case 4:
      record.tool.version += "-next";
      return;
    case 5:
      record.shard->suite = "another";
      return;
    default:
      ++record.shard->count;
      return;
  }
}

void refuses_a_foreign_shard(const Merges& merges) {
  Records shards = random_shards();
  RC_PRE(shards.size() > 1);
  bend(shards[below(shards.size())]);
  RC_ASSERT(!merges.some(shuffled(shards)).ok());
  RC_ASSERT(!merges.all(shuffled(shards)).ok());
}

void refuses_a_case_in_two_shards(const Merges& merges) {
  Records shards = random_shards();
  RC_PRE(shards.size() > 1);
  const std::size_t at = below(shards.size());
  RC_PRE(!shards[at].cases.empty());
  shards[(at + 1) % shards.size()].cases.push_back(shards[at].cases.front());
  RC_ASSERT(!merges.some(shuffled(shards)).ok());
}

void refuses_a_whole_run_among_others(const Merges& merges) {
  Records shards = random_shards();
  shards.push_back(never_split(shards));
  RC_ASSERT(!merges.some(shuffled(shards)).ok());
}

// The same campaigns in every run of the tests, unless RC_PARAMS says otherwise.
const int kSeeded = setenv("RC_PARAMS", "seed=2020", 0);

// -------- Asked -----------------------------------------------------------------------------------

struct Law {
  const char* name;
  void (*holds)(const Merges&);
};

const std::vector<Law> kLaws{{"Commutative", is_commutative},
                             {"Associative", is_associative},
                             {"Idempotent", is_idempotent},
                             {"TheRunThatWasNeverSplit", gives_the_run_that_was_never_split},
                             {"Stored", survives_being_stored},
                             {"Repeated", refuses_a_repeated_shard},
                             {"RepeatedInAHeap", refuses_a_shard_that_a_heap_holds_already},
                             {"Missing", refuses_a_missing_shard},
                             {"Foreign", refuses_a_foreign_shard},
                             {"CaseInTwo", refuses_a_case_in_two_shards},
                             {"WholeAmongOthers", refuses_a_whole_run_among_others}};

bool holds(const Law& law, const Merges& merges) {
  EXPECT_EQ(kSeeded, 0);
  return rc::check(law.name, [&] { law.holds(merges); });
}

std::vector<std::string> broken_laws(const Merges& merges) {
  std::vector<std::string> broken;
  testing::internal::CaptureStderr();  // RapidCheck tells every counterexample.
  for (const Law& law : kLaws) {
    if (!holds(law, merges)) broken.push_back(law.name);
  }
  testing::internal::GetCapturedStderr();
  return broken;
}

class MergeLaw : public testing::TestWithParam<Law> {};

TEST_P(MergeLaw, HoldsForRandomCampaigns) { EXPECT_TRUE(holds(GetParam(), Merges{})); }

INSTANTIATE_TEST_SUITE_P(Every, MergeLaw, testing::ValuesIn(kLaws), [](const auto& law) { return law.param.name; });

void expect_broken(const Merges& merges, const std::vector<std::string>& laws) {
  const auto broken = broken_laws(merges);
  for (const std::string& law : laws) EXPECT_NE(std::find(broken.begin(), broken.end(), law), broken.end()) << law;
}

TEST(MergeLaws, CatchAMergeThatKeepsTheOrderOfItsFiles) {
  const Merge in_order = [](std::span<const Record> records) {
    Reported<Record> whole = merge_some(records);
    if (!whole || records.size() == 1) return whole;
    whole.value().cases.clear();
    for (const Record& one : records)
      whole.value().cases.insert(whole.value().cases.end(), one.cases.begin(), one.cases.end());
    return whole;
  };
  expect_broken({.some = in_order}, {"Commutative", "Associative"});
}

TEST(MergeLaws, CatchAMergeThatTakesTheLastOfTwo) {
  const Merge last_wins = [](std::span<const Record> records) {
    std::map<std::vector<int>, Record> last;
    for (const Record& one : records) last[one.shard ? one.shard->parts : std::vector<int>{}] = one;
    Records kept;
    for (const auto& [parts, one] : last) kept.push_back(one);
    return merge_some(kept);
  };
  expect_broken({.some = last_wins}, {"Repeated"});
}

TEST(MergeLaws, CatchAMergeThatTrustsWhateverItIsGiven) {
  const Merge trusting = [](std::span<const Record> records) {
    Records same{records.begin(), records.end()};
    for (Record& one : same) {
      if (!one.shard || !same[0].shard) continue;
      Record like = same[0];
      like.shard->parts = one.shard->parts;
      like.cases = one.cases;
      one = like;
    }
    return merge_some(same);
  };
  expect_broken({.some = trusting}, {"Foreign", "TheRunThatWasNeverSplit"});
}

TEST(MergeLaws, CatchAMergeThatTakesSomeForAll) {
  const Merge hasty = [](std::span<const Record> records) {
    Reported<Record> whole = merge_some(records);
    if (whole) whole.value().shard.reset();
    return whole;
  };
  expect_broken({.all = hasty}, {"Missing"});
  expect_broken({.some = hasty}, {"Associative"});
}

TEST(MergeLaws, CatchAMergeThatForgetsWhichPartsItHas) {
  const Merge forgetful = [](std::span<const Record> records) {
    Reported<Record> whole = merge_some(records);
    if (whole && whole.value().shard) whole.value().shard->parts = records[0].shard->parts;
    return whole;
  };
  expect_broken({.some = forgetful}, {"Commutative", "TheRunThatWasNeverSplit", "RepeatedInAHeap"});
}

TEST(MergeLaws, CatchAMergeThatRefusesWhatIsWhole) {
  const Merge strict = [](std::span<const Record> records) -> Reported<Record> {
    if (records.size() == 1 && !records[0].shard) return ReportError{"merge", "a whole run"};
    return merge_all(records);
  };
  expect_broken({.all = strict}, {"Idempotent"});
}

}  // namespace
}  // namespace parcours
