// Which part of a campaign a process does, for each engine that may have started it.
#include "scenarios/cli/shard.h"

#include <gtest/gtest.h>

#include <map>

namespace parcours {
namespace {

using Variables = std::map<std::string, std::string>;

Reported<ShardChoice> shard(const std::string& words, const Variables& variables = {}) {
  return read_shard(words, [&](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  });
}

// "3/64", or why not.
std::string said(const std::string& words, const Variables& variables = {}) {
  const Reported<ShardChoice> choice = shard(words, variables);
  if (!choice) return choice.error().text();
  return std::to_string(choice.value().part) + '/' + std::to_string(choice.value().count);
}

bool refused(const std::string& words, const Variables& variables, const std::string& because) {
  const Reported<ShardChoice> choice = shard(words, variables);
  if (choice.ok()) return false;
  EXPECT_NE(choice.error().message.find(because), std::string::npos) << choice.error().message;
  return choice.error().place == "--shard";
}

Variables array(const std::string& id, const std::string& first, const std::string& last, const std::string& count) {
  return {{"SLURM_ARRAY_TASK_ID", id},       {"SLURM_ARRAY_TASK_MIN", first}, {"SLURM_ARRAY_TASK_MAX", last},
          {"SLURM_ARRAY_TASK_COUNT", count}, {"SLURM_ARRAY_TASK_STEP", "1"},  {"SLURM_ARRAY_JOB_ID", "77"}};
}

TEST(ShardWords, ExplicitPartsAreTakenAsTheyAre) {
  EXPECT_EQ(said("1/1"), "1/1");
  EXPECT_EQ(said("3/64"), "3/64");
  EXPECT_EQ(said("10000/10000"), "10000/10000");
  EXPECT_EQ(shard("3/64").value().said_by, "--shard");
}

TEST(ShardWords, ExplicitPartsWinOverEveryEngine) {
  EXPECT_EQ(said("3/64", {{"JOB_COMPLETION_INDEX", "9"}, {"PMI_RANK", "x"}, {"PARCOURS_SHARDS", "5"}}), "3/64");
}

TEST(ShardWords, OtherWordsAreRefused) {
  for (const char* words :
       {"",     "3",     "/",      "3/",      "/4",    "0/4",     "5/4",     "-1/4",
        "+1/4", "1/4/4", " 1/4",   "1/4 ",    "1.0/4", "0/0",     "1/10001", "99999999999999999999/4",
        "Auto", "auto/", "auto/x", "auto/-4", "auto4", "auto/4/4"}) {
    EXPECT_TRUE(refused(words, {{"PARALLEL_SEQ", "1"}}, "expected a part and how many there are")) << words;
  }
}

TEST(ShardWords, AnUnreasonableNumberOfPartsIsRefused) {
  EXPECT_TRUE(refused("auto/0", {{"PARALLEL_SEQ", "1"}}, "expected 1 to 10000 parts, found 0"));
  EXPECT_TRUE(refused("auto/10001", {{"PARALLEL_SEQ", "1"}}, "expected 1 to 10000 parts, found 10001"));
}

TEST(ShardWords, NoEngineIsNoAnswer) {
  EXPECT_TRUE(refused("auto", {}, "no engine says which part this is"));
  EXPECT_TRUE(refused("auto/64", {{"SLURM_JOB_ID", "7"}, {"SLURM_PROCID", "0"}}, "no engine says"));
}

TEST(ShardOfSlurm, ArraysFromZeroAndFromOneAreTold) {
  EXPECT_EQ(said("auto", array("0", "0", "63", "64")), "1/64");
  EXPECT_EQ(said("auto", array("63", "0", "63", "64")), "64/64");
  EXPECT_EQ(said("auto", array("1", "1", "64", "64")), "1/64");
  EXPECT_EQ(said("auto", array("64", "1", "64", "64")), "64/64");
  EXPECT_EQ(said("auto/64", array("2", "1", "64", "64")), "2/64");
  EXPECT_EQ(shard("auto", array("2", "1", "64", "64")).value().said_by, "SLURM_ARRAY_TASK_ID");
}

TEST(ShardOfSlurm, TasksStartedAgainKeepTheirPartsWhenTheWholeIsSaid) {
  EXPECT_EQ(said("auto/64", array("7", "7", "64", "2")), "7/64");  // --array=7,64
  EXPECT_EQ(said("auto/64", array("7", "0", "7", "2")), "8/64");   // --array=0,7
  EXPECT_EQ(said("auto/64", array("64", "64", "64", "1")), "64/64");
}

TEST(ShardOfSlurm, ArraysWithGapsDoNotSayTheirWhole) {
  EXPECT_TRUE(refused("auto", array("4", "0", "6", "4"), "use auto/N"));   // --array=0-6:2
  EXPECT_TRUE(refused("auto", array("7", "7", "17", "2"), "use auto/N"));  // --array=7,17
  EXPECT_TRUE(refused("auto", array("7", "5", "10", "6"), "use auto/N"));  // --array=5-10
}

TEST(ShardOfSlurm, APartWhoseBeginningIsOpenIsNotGuessed) {
  EXPECT_TRUE(refused("auto/64", array("7", "7", "17", "2"), "use \"$SLURM_ARRAY_TASK_ID/64\" if from 1"));
  EXPECT_TRUE(refused("auto/64", array("1", "1", "10", "10"), "not said whether tasks count from 0 or from 1"));
}

TEST(ShardOfSlurm, HalfAnArrayIsRefused) {
  for (const char* missing :
       {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_MAX", "SLURM_ARRAY_TASK_COUNT"}) {
    Variables variables = array("1", "1", "64", "64");
    variables.erase(missing);
    EXPECT_TRUE(refused("auto", variables, "some are set and some are not")) << missing;
  }
}

TEST(ShardOfSlurm, ATaskOutsideItsArrayIsRefused) {
  EXPECT_TRUE(refused("auto", array("64", "0", "63", "64"),
                      "SLURM_ARRAY_TASK_ID is 64, and of 64 parts it should be from 0 to 63"));
  EXPECT_TRUE(refused("auto", array("0", "1", "64", "64"), "from 1 to 64"));
  EXPECT_TRUE(refused("auto/8", array("9", "0", "9", "2"), "from 0 to 7"));
}

TEST(ShardOfKubernetes, TheIndexCountsFromZeroAndTheWholeIsSaidByUs) {
  EXPECT_EQ(said("auto/64", {{"JOB_COMPLETION_INDEX", "0"}}), "1/64");
  EXPECT_EQ(said("auto/64", {{"JOB_COMPLETION_INDEX", "63"}}), "64/64");
  EXPECT_EQ(said("auto", {{"JOB_COMPLETION_INDEX", "63"}, {"PARCOURS_SHARDS", "64"}}), "64/64");
}

TEST(ShardOfKubernetes, WithoutTheWholeOrOutsideItIsRefused) {
  EXPECT_TRUE(refused("auto", {{"JOB_COMPLETION_INDEX", "3"}}, "use auto/N, or set PARCOURS_SHARDS to N"));
  EXPECT_TRUE(refused("auto/64", {{"JOB_COMPLETION_INDEX", "64"}}, "from 0 to 63"));
  EXPECT_TRUE(
      refused("auto/64", {{"JOB_COMPLETION_INDEX", ""}}, "JOB_COMPLETION_INDEX should be a whole number and is \"\""));
}

TEST(ShardOfMpi, RankAndSizeAreTaken) {
  for (const std::string engine : {"PMI_", "OMPI_COMM_WORLD_"}) {
    EXPECT_EQ(said("auto", {{engine + "RANK", "0"}, {engine + "SIZE", "8"}}), "1/8");
    EXPECT_EQ(said("auto", {{engine + "RANK", "7"}, {engine + "SIZE", "8"}}), "8/8");
    EXPECT_EQ(said("auto/8", {{engine + "RANK", "7"}, {engine + "SIZE", "8"}}), "8/8");
    EXPECT_EQ(shard("auto", {{engine + "RANK", "7"}, {engine + "SIZE", "8"}}).value().said_by, engine + "RANK");
  }
}

TEST(ShardOfMpi, HalfAWorldAnotherSizeAndARankOutsideAreRefused) {
  for (const std::string engine : {"PMI_", "OMPI_COMM_WORLD_"}) {
    EXPECT_TRUE(refused("auto", {{engine + "RANK", "0"}}, engine + "RANK is set and " + engine + "SIZE is not"));
    EXPECT_TRUE(refused("auto", {{engine + "SIZE", "8"}}, engine + "SIZE is set and " + engine + "RANK is not"));
    EXPECT_TRUE(
        refused("auto/9", {{engine + "RANK", "0"}, {engine + "SIZE", "8"}}, "is of 8 parts, and 9 are asked for"));
    EXPECT_TRUE(refused("auto", {{engine + "RANK", "8"}, {engine + "SIZE", "8"}}, "from 0 to 7"));
    EXPECT_TRUE(
        refused("auto", {{engine + "RANK", "-1"}, {engine + "SIZE", "8"}}, "should be a whole number and is \"-1\""));
  }
}

TEST(ShardOfGnuParallel, TheSequenceCountsFromOneAndTheWholeIsSaidByUs) {
  EXPECT_EQ(said("auto/64", {{"PARALLEL_SEQ", "1"}}), "1/64");
  EXPECT_EQ(said("auto", {{"PARALLEL_SEQ", "64"}, {"PARCOURS_SHARDS", "64"}}), "64/64");
  EXPECT_TRUE(refused("auto", {{"PARALLEL_SEQ", "1"}}, "use auto/N"));
  EXPECT_TRUE(refused("auto/64", {{"PARALLEL_SEQ", "65"}}, "from 1 to 64"));
  EXPECT_TRUE(refused("auto/64", {{"PARALLEL_SEQ", "0"}}, "from 1 to 64"));
}

TEST(ShardOfSeveralEngines, ThatAgreeIsTakenAndThatDisagreeIsRefused) {
  Variables variables = array("3", "1", "64", "64");
  variables["PMI_RANK"] = "2";
  variables["PMI_SIZE"] = "64";
  EXPECT_EQ(said("auto", variables), "3/64");
  variables["PMI_RANK"] = "3";
  EXPECT_TRUE(refused("auto", variables, "SLURM_ARRAY_TASK_ID says 3/64 and PMI_RANK says 4/64"));
  EXPECT_TRUE(refused("auto/64", {{"JOB_COMPLETION_INDEX", "3"}, {"PARALLEL_SEQ", "3"}}, "say which as I/N"));
}

TEST(ShardOfSeveralEngines, AWorldOfOneSaysNothingBesideAnother) {
  Variables variables = array("3", "1", "64", "64");
  variables["PMI_RANK"] = "0";
  variables["PMI_SIZE"] = "1";
  EXPECT_EQ(said("auto", variables), "3/64");
  EXPECT_EQ(said("auto", {{"PMI_RANK", "0"}, {"PMI_SIZE", "1"}}), "1/1");
  EXPECT_EQ(said("auto",
                 {{"PMI_RANK", "0"}, {"PMI_SIZE", "1"}, {"OMPI_COMM_WORLD_RANK", "0"}, {"OMPI_COMM_WORLD_SIZE", "1"}}),
            "1/1");
  EXPECT_TRUE(refused("auto/64", {{"PMI_RANK", "0"}, {"PMI_SIZE", "1"}}, "is of 1 part, and 64 are asked for"));
}

TEST(ShardOfSeveralEngines, AnArrayOfOneIsNoWorldOfOne) {
  Variables variables = array("0", "0", "0", "1");
  variables["PARALLEL_SEQ"] = "2";
  EXPECT_TRUE(refused("auto", variables, "PARALLEL_SEQ says which part this is, and"));
  variables["PARCOURS_SHARDS"] = "2";
  EXPECT_TRUE(refused("auto", variables, "SLURM_ARRAY_TASK_ID says 1/2 and PARALLEL_SEQ says 2/2"));
}

TEST(ShardOfSeveralEngines, TwoSayingsOfTheWholeMustAgree) {
  EXPECT_TRUE(refused("auto/64", {{"PARALLEL_SEQ", "1"}, {"PARCOURS_SHARDS", "32"}}, "PARCOURS_SHARDS is 32"));
  EXPECT_TRUE(refused("auto", {{"PARALLEL_SEQ", "1"}, {"PARCOURS_SHARDS", "many"}}, "PARCOURS_SHARDS should be"));
  EXPECT_TRUE(refused("auto", {{"PMI_RANK", "0"}, {"PMI_SIZE", "8"}, {"PARCOURS_SHARDS", "9"}}, "9 are asked for"));
}

}  // namespace
}  // namespace parcours
