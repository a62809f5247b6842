// A campaign in a record: what merging makes of it, and when it verified nothing.
#include "reports/campaign.h"

#include <gtest/gtest.h>

#include "reports/formats.h"
#include "reports/merge.h"
#include "reports/record_json.h"
#include "tests/reports/sample_record.h"

namespace parcours {
namespace {

CampaignResult part_of(std::int64_t runs, std::vector<std::string> reached, std::vector<std::string> unreached) {
  return {.manifest = {.runs_from = 0, .runs_to = 5000, .mix = {{"swarm", 4}}, .settings = "drawn", .properties = {"p"}},
          .totals = {.runs = runs, .acts = 10 * runs, .commands = 12 * runs, .simulated_ms = 7, .played_twice = 1},
          .strategies = {{"swarm", runs}},
          .sometimes = {{"paid", "Somebody pays.", runs}, {"lowered", "A merchant lowers.", 0}},
          .reached = std::move(reached),
          .reachable = 3,
          .unreached = std::move(unreached),
          .findings = {}};
}

Record shard(int part, CampaignResult campaign, std::int64_t first) {
  Record record = sample_record();
  CaseResult property = passed_case("property/p", {"PAY-03"});
  if (first >= 0) {
    property.verdict = Verdict::fail;
    property.actual = "run " + std::to_string(first);
    campaign.findings = {{.id = "property/p", .runs = 2, .first = first}};
  }
  record.cases = {property};
  record.stale_baseline.clear();
  record.interrupted = false;
  record.shard = Shard{.parts = {part}, .count = 3, .suite = "s"};
  record.campaign = std::move(campaign);
  complete(record);
  return record;
}

std::vector<Record> three() {
  return {shard(1, part_of(1000, {"a"}, {"b", "c"}), 900), shard(2, part_of(2000, {"b", "x"}, {"a", "c"}), 40),
          shard(3, part_of(500, {"a"}, {"b", "c"}), -1)};
}

TEST(CampaignMerge, AddsUpAndKeepsTheLowestRun) {
  const std::vector<Record> parts = three();
  const Reported<Record> whole = merge_all(parts);
  ASSERT_TRUE(whole.ok()) << whole.error().text();
  const CampaignResult& c = *whole.value().campaign;
  EXPECT_EQ(c.totals.runs, 3500);
  EXPECT_EQ(c.reached, (std::vector<std::string>{"a", "b", "x"}));
  EXPECT_EQ(c.unreached, std::vector<std::string>{"c"});
  EXPECT_EQ(covered(c), 2);
  ASSERT_EQ(c.findings.size(), 1u);
  EXPECT_EQ(c.findings[0].runs, 4);
  EXPECT_EQ(c.findings[0].first, 40);
  ASSERT_EQ(whole.value().cases.size(), 1u);
  EXPECT_EQ(whole.value().cases[0].actual, "run 40");
}

TEST(CampaignMerge, GivesTheSameBytesInAnyOrder) {
  std::vector<Record> parts = three();
  const std::string expected = to_json(merge_all(parts).value());
  std::swap(parts[0], parts[2]);
  EXPECT_EQ(to_json(merge_all(parts).value()), expected);
  const std::vector<Record> pair{parts[0], parts[1]};
  const std::vector<Record> nested{merge_some(pair).value(), parts[2]};
  EXPECT_EQ(to_json(merge_all(nested).value()), expected);
}

TEST(CampaignMerge, RefusesAnotherCampaign) {
  std::vector<Record> parts = three();
  parts[1].campaign->manifest.runs_to = 6000;
  const Reported<Record> whole = merge_all(parts);
  ASSERT_FALSE(whole.ok());
  EXPECT_NE(whole.error().message.find("the campaign differs"), std::string::npos) << whole.error().message;
  parts[1].campaign.reset();
  EXPECT_FALSE(merge_all(parts).ok());
}

TEST(CampaignRecord, SomethingThatMustOccurAndNeverDidVerifiesNothingOnceThereAreRunsEnough) {
  Record record = shard(1, part_of(kRunsToTell, {}, {"a"}), -1);
  record.shard.reset();
  EXPECT_EQ(exit_code(record), ExitCode::nothing_verified);
  record.campaign->totals.runs = kRunsToTell - 1;
  EXPECT_EQ(exit_code(record), ExitCode::conforming);
  record.campaign->sometimes[1].runs = 1;
  record.campaign->totals.runs = kRunsToTell;
  EXPECT_EQ(exit_code(record), ExitCode::conforming);
}

TEST(CampaignRecord, AShardLeavesThatToTheWhole) {
  EXPECT_EQ(exit_code(shard(1, part_of(kRunsToTell, {}, {"a"}), -1)), ExitCode::conforming);
}

TEST(CampaignRecord, IsReadAsItWasWritten) {
  const Record record = three()[1];
  const Reported<Record> read = record_from_json(to_json(record), "x");
  ASSERT_TRUE(read.ok()) << read.error().text();
  EXPECT_EQ(read.value(), record);
}

TEST(CampaignRecord, TextsOutOfOrderAreRefused) {
  Record record = three()[0];
  record.campaign->reached = {"b", "a"};
  EXPECT_FALSE(record_from_json(to_json(record), "x").ok());
}

TEST(CampaignRecord, ThePageTellsCoverageWhatNeverOccurredAndTheStrategies) {
  Record record = three()[1];
  const std::string page = render(Format::html, record);
  for (const char* said : {"1 of 3 triples", "Never occurred", "A merchant lowers.", "<th scope=\"row\">swarm</th>",
                           "the first of them run 40"})
    EXPECT_NE(page.find(said), std::string::npos) << said;
  EXPECT_NE(render(Format::console, record).find("never    lowered"), std::string::npos);
}

}  // namespace
}  // namespace parcours
