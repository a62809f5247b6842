// The record of a run: the same bytes whatever the order, the folder and the reports; and what is made from it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace parcours::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

class RecordOfARun : public testing::Test {
 protected:
  RecordOfARun() {
    here.write("mine/partial.yaml", kSample);
    here.write("mine/again.yaml", replaced("id: qr-partial", "id: qr-again"));
    here.write("mine/third.yaml", replaced("id: qr-partial", "id: qr-third"));
  }

  std::string record(std::vector<std::string> words) {
    words.insert(words.begin(), "run");
    words.insert(words.end(), {"--report", "json=record.json"});
    const Ended ended = here.parcours(words);
    EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
    return here.read("record.json");
  }

  Workplace here;
};

TEST_F(RecordOfARun, OfTheSuitesIsTheSameBytesInAnyOrderAndWithOtherReports) {
  const std::string first = record({});
  ASSERT_GT(first.size(), 100'000u);
  EXPECT_TRUE(first == record({}));
  EXPECT_TRUE(first == record({"--order", "shuffle:7", "--quiet"}));
  EXPECT_TRUE(first == record({"--report", "html=a.html,junit=a.xml"}));
}

TEST_F(RecordOfARun, SaysEveryPolicyAndTheSeed) {
  const std::string text = record({"mine", "--policy", "immediate_ttl_s=250", "--seed", "42"});
  EXPECT_THAT(text, HasSubstr("[\"immediate_ttl_s\",\"250\"]"));
  EXPECT_THAT(text, HasSubstr("[\"replay_window_s\",\"300\"]"));
  EXPECT_THAT(text, HasSubstr("\"seed\": \"42\""));
}

TEST_F(RecordOfARun, HoldsNoAbsolutePath) {
  EXPECT_THAT(record({here.path("mine")}), HasSubstr("\"mine/partial.yaml\""));
  EXPECT_THAT(record({here.path("mine")}), Not(HasSubstr(here.path(""))));
  EXPECT_THAT(record({}), HasSubstr("\"scenarios/guide/"));
}

TEST_F(RecordOfARun, OfShardsMergesIntoTheOneOfTheWhole) {
  const std::string whole = record({"mine"});
  for (const std::string part : {"1", "2"}) {
    ASSERT_EQ(here.parcours({"run", "mine", "--shard", part + "/2", "--report", "json=" + part + ".json"}).code, 0);
  }
  EXPECT_EQ(here.parcours({"report", "merge", "2.json", "1.json", "--report", "json=merged.json"}).code, 0);
  EXPECT_EQ(here.read("merged.json"), whole);
  const Ended twice = here.parcours({"report", "merge", "1.json", "2.json", "1.json"});
  EXPECT_EQ(twice.code, 2);
  EXPECT_THAT(twice.err, HasSubstr("shard 1/2 is there twice: 1.json (shard 1/2) and 1.json (shard 1/2)"));
}

TEST_F(RecordOfARun, OfSixtyFourShardsMergesIntoTheBytesOfTheRunOfAllSuites) {
  const std::string whole = record({});
  const Ended shards = here.bash(
      "for i in $(seq 64); do PARALLEL_SEQ=$i \"$parcours\" run --shard auto/64 --quiet --report json=s$i.json || exit 1; done");
  ASSERT_EQ(shards.code, 0) << shards.err;
  const Ended merged = here.bash("\"$parcours\" report merge $(ls -U s*.json) --report json=merged.json");
  EXPECT_EQ(merged.code, 0) << merged.err;
  EXPECT_TRUE(here.read("merged.json") == whole);
}

TEST_F(RecordOfARun, MergedAloneIsItself) {
  const std::string whole = record({"mine"});
  EXPECT_EQ(here.parcours({"report", "merge", "record.json", "--report", "json=again.json"}).code, 0);
  EXPECT_EQ(here.read("again.json"), whole);
  const Ended twice = here.parcours({"report", "merge", "record.json", "record.json"});
  EXPECT_EQ(twice.code, 2);
  EXPECT_THAT(twice.err, HasSubstr("record.json is a whole run, not a shard"));
}

TEST_F(RecordOfARun, OfAShardSaysWhoChoseIt) {
  const Ended ended = here.parcours({"run", "mine", "--shard", "auto/3"}, {"JOB_COMPLETION_INDEX=1"});
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.out, HasSubstr("seed 1, 1 case of shard 2/3 (as JOB_COMPLETION_INDEX says), against"));
}

TEST_F(RecordOfARun, OfAShardOfTheSameNamesWithOtherStepsIsForeign) {
  ASSERT_EQ(here.parcours({"run", "mine", "--shard", "1/2", "--report", "json=1.json"}).code, 0);
  here.write("mine/partial.yaml", replaced("30,00 €\"}", "29,00 €\"}", here.read("mine/partial.yaml")));
  here.parcours({"run", "mine", "--shard", "2/2", "--report", "json=2.json"});
  const Ended merged = here.parcours({"report", "merge", "1.json", "2.json"});
  EXPECT_EQ(merged.code, 2);
  EXPECT_THAT(merged.err, HasSubstr("2.json (shard 2/2) is of another run than 1.json (shard 1/2): the suite differs"));
}

TEST_F(RecordOfARun, ConvertsAsTheRunWouldHaveWritten) {
  record({"mine", "--report", "html=run.html,markdown=run.md"});
  EXPECT_EQ(here.parcours({"report", "convert", "record.json", "--report", "html=later.html,markdown=later.md"}).code,
            0);
  EXPECT_EQ(here.read("later.html"), here.read("run.html"));
  EXPECT_EQ(here.read("later.md"), here.read("run.md"));
}

TEST_F(RecordOfARun, ComparesWithTheOneBefore) {
  record({"mine"});
  ASSERT_EQ(here.parcours({"run", "mine", "--defect", "pay-07-nothing-remains", "--report", "json=bad.json"}).code, 1);
  const Ended worse = here.parcours({"report", "diff", "record.json", "bad.json"});
  EXPECT_EQ(worse.code, 1);
  EXPECT_THAT(worse.out, HasSubstr("qr-partial"));
  EXPECT_EQ(here.parcours({"report", "diff", "bad.json", "record.json"}).code, 0);
}

TEST_F(RecordOfARun, LeadsBackToWhatFailed) {
  here.write("mine/fine.yaml", R"(id: fine
title: A request alone
rules: [FRM-01]
steps:
  - merchant requests: {parcours: A, mode: qr, amount: "40,00 €"}
  - expect operation: {status: awaiting_customer}
)");
  ASSERT_EQ(here.parcours({"run", "mine", "--defect", "pay-03-no-partial-payment", "--report", "json=bad.json"}).code,
            1);
  const Ended again = here.parcours({"rerun-failed", "bad.json"});
  EXPECT_EQ(again.code, 1);
  EXPECT_TRUE(again.out.starts_with("seed 1, 3 cases, against pay-03-no-partial-payment\n")) << again.out;
  const Ended replay = here.parcours({"replay", "bad.json", "qr-third"});
  EXPECT_EQ(replay.code, 1);
  EXPECT_THAT(replay.out, HasSubstr("The same history as in the record."));
}

TEST_F(RecordOfARun, StopsAtTheFirstProblemWhenAsked) {
  const Ended ended = here.parcours({"run", "mine", "--defect", "pay-07-nothing-remains", "--fail-fast"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.err, HasSubstr("2 cases of 3 not run"));
}

}  // namespace
}  // namespace parcours::cli
