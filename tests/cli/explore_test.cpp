// parcours explore, as a person starts it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace parcours::cli {
namespace {

using testing::HasSubstr;

class Explore : public testing::Test {
 protected:
  Ended explore(std::vector<std::string> words) {
    words.insert(words.begin(), "explore");
    return here.parcours(words);
  }
  Workplace here;
};

TEST_F(Explore, FindsNothingInTheReferenceAndSaysWhatItReached) {
  const Ended ended = explore({"--runs", "2000", "--seed", "3"});
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
  EXPECT_THAT(ended.out, testing::StartsWith("seed 3, runs 0 to 1999, against the reference\n"));
  EXPECT_THAT(ended.out, HasSubstr("campaign   2000 runs"));
  EXPECT_THAT(ended.out, HasSubstr("30 of 30 met"));
}

TEST_F(Explore, TellsAFindingWithItsRuleItsStoryAndTheCommandLast) {
  const Ended ended = explore({"--runs", "300", "--defect", "pay-10-blocked-customer-pays", "--out", here.path("found")});
  EXPECT_EQ(ended.code, 1) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("rule     PAY-10"));
  EXPECT_THAT(ended.out, HasSubstr("story    2 acts of the"));
  EXPECT_THAT(ended.out, testing::ContainsRegex("again    ./parcours explore --seed 1 --from [0-9]+ --runs 1 --defect "
                                                "pay-10-blocked-customer-pays\n$"));
}

TEST_F(Explore, WritesAScenarioThatFailsOnTheDefectAndPassesOnTheReference) {
  explore({"--runs", "300", "--defect", "pay-03-any-amount", "--out", here.path("found")});
  const Ended listed = here.bash("ls found/*.yaml | head -1");
  ASSERT_FALSE(listed.out.empty()) << listed.err;
  const std::string file = listed.out.substr(0, listed.out.find('\n'));
  EXPECT_EQ(here.parcours({"run", file}).code, 0);
  EXPECT_EQ(here.parcours({"run", file, "--defect", "pay-03-any-amount"}).code, 1);
}

TEST_F(Explore, TheRunOfAFindingFindsItAgain) {
  const Ended first = explore({"--runs", "300", "--defect", "pay-10-blocked-customer-pays", "--out", here.path("found")});
  const std::size_t at = first.out.rfind("--from ");
  ASSERT_NE(at, std::string::npos);
  const std::string index = first.out.substr(at + 7, first.out.find(' ', at + 7) - at - 7);
  const Ended again = explore({"--seed", "1", "--from", index, "--runs", "1", "--defect", "pay-10-blocked-customer-pays",
                               "--out", here.path("found")});
  EXPECT_EQ(again.code, 1) << again.out << again.err;
}

TEST_F(Explore, ShardsMergeIntoTheRecordOfTheWhole) {
  ASSERT_EQ(explore({"--runs", "300", "--report", "json=whole.json"}).code, 0);
  std::vector<std::string> merge{"report", "merge"};
  for (const std::string part : {"1", "2", "3"}) {
    ASSERT_EQ(explore({"--runs", "300", "--shard", part + "/3", "--report", "json=" + part + ".json"}).code, 0);
    merge.push_back(part + ".json");
  }
  merge.insert(merge.end(), {"--report", "json=merged.json"});
  EXPECT_EQ(here.parcours(merge).code, 0);
  EXPECT_TRUE(here.read("merged.json") == here.read("whole.json"));
}

TEST_F(Explore, ADefectAroundTheCoreIsFoundAtTheSeam) {
  const Ended ended = explore({"--runs", "500", "--defect", "frm-08-remembered-everywhere", "--out", here.path("found")});
  EXPECT_EQ(ended.code, 1) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("as-the-reference"));
}

TEST_F(Explore, FewRunsSayWhatWasNotMetAndNoMore) {
  const Ended ended = explore({"--runs", "3", "--strategy", "uniform"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("never    "));
  EXPECT_THAT(ended.out, HasSubstr("that says nothing yet"));
}

TEST_F(Explore, WrongWordsEndWithTwo) {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"--runs", "0"}, {"--runs", "many"}, {"--for", "60 parsecs"}, {"--strategy", "swarn"}, {"--jobs", "0"},
           {"--for", "1s", "--shard", "1/2"}, {"--defect", "nothing"}, {"--shard", "3/2", "--runs", "9"}}) {
    EXPECT_EQ(explore(words).code, 2) << words[0] << ' ' << words[1];
  }
  EXPECT_THAT(explore({"--strategy", "swarn"}).err, HasSubstr("did you mean \"swarm\"?"));
}

TEST_F(Explore, AnInterruptionEndsWith130) {
  EXPECT_EQ(here.interrupted({"explore", "--runs", "100000"}).code, 130);
}

}  // namespace
}  // namespace parcours::cli
