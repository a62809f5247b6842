// Many cases: in order, the same bytes each time, stopped when asked.
#include "scenarios/runner/runner.h"

#include <gtest/gtest.h>

#include "tests/scenarios/runner/play.h"

namespace parcours {
namespace {

const std::string kCamera =
    "  - merchant requests: {parcours: A, amount: \"40,00 €\"}\n"
    "  - customer scans: {customer: alice, camera: {tilt: 20, noise: 10}}\n"
    "  - customer pays: {customer: alice}\n";

std::unique_ptr<Target> reference() { return std::make_unique<InProcessTarget>(); }

std::vector<Scenario> three_cases() {
  std::vector<Scenario> cases{scenario_of(kCamera), scenario_of(kCamera + "  - expect operation: {status: expired}\n"),
                              scenario_of(kCamera)};
  for (std::size_t i = 0; i < cases.size(); ++i) cases[i].id = "case-" + std::to_string(i);
  return cases;
}

TEST(Runner, TheSameCaseGivesTheSameBytesWhateverRanBefore) {
  const std::vector<CaseResult> all = run_cases(three_cases(), reference);
  ASSERT_EQ(all.size(), 3u);
  const std::vector<Scenario> cases = three_cases();
  EXPECT_EQ(all[2], run_cases({&cases[2], 1}, reference)[0]);
  EXPECT_NE(all[0].history[1].operation, all[2].history[1].operation) << "each case has its own numbers";
}

TEST(Runner, AnotherSeedGivesOtherNumbersAndTheSameVerdict) {
  InProcessTarget target;
  const CaseResult one = run_case(scenario_of(kCamera), target, {.seed = 1});
  const CaseResult two = run_case(scenario_of(kCamera), target, {.seed = 2});
  EXPECT_EQ(one.verdict, two.verdict);
  EXPECT_NE(one.history[1].operation, two.history[1].operation);
}

TEST(Runner, FailFastStopsAfterTheFirstProblem) {
  std::size_t heard = 0;
  RunAll run;
  run.fail_fast = true;
  run.on_case = [&](const CaseResult&, std::size_t done, std::size_t total) {
    heard = done;
    EXPECT_EQ(total, 3u);
    return true;
  };
  const auto results = run_cases(three_cases(), reference, run);
  EXPECT_EQ(results.size(), 2u);
  EXPECT_EQ(heard, 2u);
  EXPECT_EQ(results[1].verdict, Verdict::fail);
}

TEST(Runner, TheListenerCanStopTheRun) {
  RunAll run;
  run.on_case = [](const CaseResult&, std::size_t, std::size_t) { return false; };
  EXPECT_EQ(run_cases(three_cases(), reference, run).size(), 1u);
}

TEST(Runner, AResultSaysWhatItIsAndHowToRepeatIt) {
  InProcessTarget target;
  const CaseResult result =
      run_case(scenario_of(kCamera, "rules: [PAY-02, PAY-09]"), target, {.repro_suffix = "--seed 7"});
  EXPECT_EQ(result.repro, "./parcours run --id a-case --seed 7");
  EXPECT_EQ(result.rules, (std::vector<std::string>{"PAY-02", "PAY-09"}));
  EXPECT_EQ(result.file, "test.yaml");
  EXPECT_EQ(result.verdict, Verdict::pass);
  EXPECT_EQ(result.reason, "");
  EXPECT_EQ(target_info(target).capabilities.size(), 7u);
}

}  // namespace
}  // namespace parcours
