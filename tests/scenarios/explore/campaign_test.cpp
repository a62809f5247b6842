// A campaign's record: the same bytes from any number of jobs and shards, and verdicts that name the rule.
#include "scenarios/explore/campaign.h"

#include <gtest/gtest.h>

#include "reports/merge.h"
#include "reports/record_json.h"

namespace parcours {
namespace {

using namespace encaissement;

class BlockedPays final : public ServiceHook {
 public:
  bool waives(const Refusal& guard) override { return guard.rule == RuleId::pay_10; }
};

Campaign broken_campaign() {
  return {.seed = 9, .subject = [] { return Difference{.make_hook = [] { return std::make_unique<BlockedPays>(); }}; }};
}

Record record_of(const Campaign& campaign, const Extent& extent, int jobs) {
  const Explored explored = explore(campaign, extent, jobs, {}, {});
  const std::vector<Finding> findings = findings_of(campaign, explored.tally, {.plays = 2000, .exhaustive = 500});
  std::vector<FindingTold> told;
  for (const Finding& one : findings) told.push_back(told_by_acts(one, campaign.subject));
  return campaign_record(campaign, explored, findings, told, {}, {.version = "1", .target = {.kind = "broken", .name = "x"}});
}

TEST(CampaignRecords, DoNotDependOnJobs) {
  const std::string one = to_json(record_of(broken_campaign(), {.to = 400}, 1));
  EXPECT_TRUE(to_json(record_of(broken_campaign(), {.to = 400}, 3)) == one);
}

TEST(CampaignRecords, SixtyFourShardsMergedAreOneByteForByte) {
  const Record whole = record_of(broken_campaign(), {.to = 640}, 1);
  std::vector<Record> shards;
  for (int part = 1; part <= 64; ++part) {
    Campaign one = broken_campaign();
    one.part = static_cast<std::uint64_t>(part - 1);
    one.parts = 64;
    shards.push_back(record_of(one, {.to = 640}, 1));
    shards.back().shard = Shard{.parts = {part}, .count = 64, .suite = "s"};
  }
  const Reported<Record> merged = merge_all(shards);
  ASSERT_TRUE(merged.ok()) << merged.error().text();
  EXPECT_TRUE(to_json(merged.value()) == to_json(whole));
}

TEST(CampaignRecords, AFindingFailsItsPropertyNamesTheRuleAndTellsTheStory) {
  const Record record = record_of(broken_campaign(), {.to = 400}, 2);
  EXPECT_EQ(exit_code(record), ExitCode::nonconforming);
  const auto found = std::find_if(record.cases.begin(), record.cases.end(),
                                  [](const CaseResult& one) { return one.verdict == Verdict::fail; });
  ASSERT_NE(found, record.cases.end());
  EXPECT_EQ(found->rules.front(), "PAY-10");
  EXPECT_GE(found->history.size(), 3u);
  EXPECT_NE(found->repro.find("--seed 9 --from "), std::string::npos);
}

TEST(CampaignRecords, EveryPropertyIsACase) {
  const Record record = record_of({.seed = 1}, {.to = 64}, 1);
  EXPECT_EQ(record.cases.size(), properties().size() + 2);
  EXPECT_EQ(exit_code(record), ExitCode::conforming);
}

TEST(CampaignRecords, OtherBytesTheSecondTimeAreOurOwnFault) {
  const Campaign campaign{.seed = 1};
  Explored explored = explore(campaign, {.to = 64}, 1, {}, {});
  explored.tally.unlike = 3;
  const Record record = campaign_record(campaign, explored, {}, {}, {}, {});
  EXPECT_EQ(exit_code(record), ExitCode::could_not_judge);
  EXPECT_EQ(record.summary.of(Verdict::error), 1);
}

TEST(Exploring, EverythingThatMustOccurDoesWithinTheRunsThatCanTell) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const Explored explored = explore({.seed = seed}, {.to = static_cast<std::uint64_t>(kRunsToTell)}, 2, {}, {});
    for (int i = 0; i < kSometimesCount; ++i)
      EXPECT_GT(explored.tally.sometimes[static_cast<std::size_t>(i)], 0u) << name_of(static_cast<Sometimes>(i));
    EXPECT_FALSE(explored.tally.found_any());
  }
}

TEST(Exploring, UntilCoveredStopsAtTheSameRunWhateverTheJobs) {
  const Triple paid{.status = static_cast<int>(Status::awaiting_customer), .event = 12};
  const Extent extent{.to = 100'000, .until_covered = true};
  const Explored one = explore({.seed = 4}, extent, 1, {paid}, {}), three = explore({.seed = 4}, extent, 3, {paid}, {});
  EXPECT_LT(one.to, 100'000u);
  EXPECT_EQ(one.to, three.to);
}

TEST(Exploring, WithoutAFixedNumberOfRunsAFindingEndsIt) {
  int rounds = 0;
  const Explored explored = explore(broken_campaign(), {.to = 1'000'000, .is_over = [] { return false; }}, 1, {},
                                    [&](const Tally&) { ++rounds; });
  EXPECT_TRUE(explored.tally.found_any());
  EXPECT_LT(rounds, 20);
}

}  // namespace
}  // namespace parcours
