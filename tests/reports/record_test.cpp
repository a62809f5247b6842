#include "reports/record.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/reports/sample_record.h"

namespace parcours {
namespace {

Record record_with(std::initializer_list<Verdict> verdicts) {
  Record record;
  for (const Verdict verdict : verdicts) {
    record.cases.push_back(passed_case("case-" + std::to_string(record.cases.size())));
    record.cases.back().verdict = verdict;
  }
  complete(record);
  return record;
}

ExitCode code_of(std::initializer_list<Verdict> verdicts) { return exit_code(record_with(verdicts)); }

TEST(VerdictWords, EachWordReadsBackAsItsVerdict) {
  for (const Verdict verdict : kVerdicts) EXPECT_EQ(verdict_from_string(to_string(verdict)), verdict);
  EXPECT_FALSE(verdict_from_string("passed"));
}

TEST(VerdictWords, SeveritiesAllDifferAndPassIsTheMildest) {
  std::set<int> seen;
  for (const Verdict verdict : kVerdicts) EXPECT_TRUE(seen.insert(severity(verdict)).second);
  EXPECT_EQ(severity(Verdict::pass), *seen.begin());
}

TEST(ExitCodes, PassWarnAndKnownFailuresConform) {
  EXPECT_EQ(code_of({Verdict::pass, Verdict::warn, Verdict::xfail}), ExitCode::conforming);
}

TEST(ExitCodes, FailCrashAndUnexpectedPassDoNotConform) {
  for (const Verdict verdict : {Verdict::fail, Verdict::crash, Verdict::xpass}) {
    EXPECT_EQ(code_of({Verdict::pass, verdict}), ExitCode::nonconforming);
  }
}

TEST(ExitCodes, LostTargetBlockedAndOwnFaultCouldNotBeJudged) {
  for (const Verdict verdict : {Verdict::timeout, Verdict::blocked, Verdict::error}) {
    EXPECT_EQ(code_of({Verdict::pass, verdict}), ExitCode::could_not_judge);
  }
}

TEST(ExitCodes, NothingRunOrAllSkippedVerifiesNothing) {
  EXPECT_EQ(code_of({}), ExitCode::nothing_verified);
  EXPECT_EQ(code_of({Verdict::unsupported, Verdict::not_testable, Verdict::review}), ExitCode::nothing_verified);
  EXPECT_EQ(code_of({Verdict::not_testable, Verdict::pass}), ExitCode::conforming);
}

TEST(ExitCodes, TheStrongerOfTwoFollowsThePublishedOrder) {
  const std::vector<ExitCode> order = {ExitCode::interrupted,      ExitCode::usage,
                                       ExitCode::nonconforming,    ExitCode::could_not_judge,
                                       ExitCode::nothing_verified, ExitCode::conforming};
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t j = i; j < order.size(); ++j) {
      EXPECT_EQ(stronger(order[i], order[j]), order[i]);
      EXPECT_EQ(stronger(order[j], order[i]), order[i]);
    }
  }
  EXPECT_EQ(code_of({Verdict::fail, Verdict::error, Verdict::config}), ExitCode::usage);
  EXPECT_EQ(code_of({Verdict::fail, Verdict::error}), ExitCode::nonconforming);
}

TEST(ExitCodes, AnInterruptedRunSaysSoWhateverItFound) {
  Record record = record_with({Verdict::fail, Verdict::config});
  record.interrupted = true;
  EXPECT_EQ(exit_code(record), ExitCode::interrupted);
}

TEST(ExitCodes, AStaleBaselineDoesNotConform) {
  Record record = record_with({Verdict::pass});
  record.stale_baseline = {"baseline.yaml:1:3: gone"};
  EXPECT_EQ(exit_code(record), ExitCode::nonconforming);
}

TEST(Rules, ARuleHasTheWorstVerdictOfItsCases) {
  Record record = record_with({Verdict::pass, Verdict::fail, Verdict::warn});
  const auto rule =
      std::find_if(record.rules.begin(), record.rules.end(), [](const RuleResult& r) { return r.id == "TIM-01"; });
  ASSERT_NE(rule, record.rules.end());
  EXPECT_EQ(rule->verdict, Verdict::fail);
  EXPECT_EQ(rule->cases.size(), 3U);
}

TEST(Rules, ARuleWithoutACaseIsNotCovered) {
  const Record record = record_with({Verdict::pass});
  EXPECT_EQ(verdict_word(record.rules.front()), "not_covered");
  EXPECT_EQ(record.summary.rules, encaissement::kRuleCount);
  EXPECT_EQ(record.summary.rules_not_covered, encaissement::kRuleCount - 1);
}

TEST(Rules, ARuleTheCatalogueDoesNotKnowIsNotLost) {
  const std::vector<CaseResult> cases = {passed_case("x", {"XYZ-01"})};
  EXPECT_EQ(rules_of(cases).back().id, "XYZ-01");
}

TEST(Records, TheOrderOfCasesDoesNotReachTheRecord) {
  Record forward = sample_record();
  Record backward = sample_record();
  std::reverse(backward.cases.begin(), backward.cases.end());
  complete(backward);
  EXPECT_EQ(forward, backward);
}

TEST(Rules, ACaseThatNamesARuleTwiceCountsOnce) {
  const std::vector<CaseResult> cases = {passed_case("x", {"XYZ-01", "XYZ-01"})};
  EXPECT_EQ(rules_of(cases).back().cases.size(), 1U);
}

TEST(Records, OnlyWhatFailedIsRunAgain) {
  const Record record = record_with({Verdict::pass, Verdict::fail, Verdict::warn, Verdict::timeout});
  EXPECT_EQ(cases_to_rerun(record), (std::vector<std::string>{"case-1", "case-3"}));
}

TEST(Records, ASuiteDigestIgnoresOrderAndSeesEveryId) {
  EXPECT_EQ(suite_digest({"a", "b"}), suite_digest({"b", "a"}));
  EXPECT_NE(suite_digest({"a", "b"}), suite_digest({"ab"}));
  EXPECT_EQ(suite_digest({"a"}).size(), 16U);
}

}  // namespace
}  // namespace parcours
