// What the suites are worth: the conforming till passes them all with several seeds, nothing survives that is broken, and
// every rule is broken by some till and named by some case.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "scenarios/certify/hunt.h"
#include "scenarios/certify/reduce.h"
#include "scenarios/certify/told.h"

namespace parcours {
namespace {

std::string told(const TillCatch& sum) {
  std::string text;
  for (const CaughtBy& one : sum.caught_by) {
    text += std::string{one.one->id} + ": " + one.trouble;
    for (const Finding& finding : one.findings) text += std::string{to_string(finding.rule)} + " " + finding.sentence + " ";
    text += '\n';
  }
  return text;
}

class ConformingTill : public testing::TestWithParam<std::uint64_t> {};

TEST_P(ConformingTill, PassesEveryCase) {
  HuntOptions options;
  options.play.seed = GetParam();
  options.all = true;
  const TillCatch sum = hunt_till([](TillLine line) { return make_fake_till(std::move(line)); }, options);
  EXPECT_TRUE(sum.survives()) << told(sum);
  EXPECT_EQ(sum.cases_run, static_cast<int>(till_cases().size()));
}

INSTANTIATE_TEST_SUITE_P(Seeds, ConformingTill, testing::Values(1, 2, 3, 4242));

TEST(Conforming, ShowsWhatEachCaseSays) {
  TillStage stage;
  const auto till = make_fake_till([&](const TillReset&) { return stage.wire().transport(); });
  const TillHello hello = till->hello().value;
  for (const TillCase& one : till_cases()) {
    const CaseResult result = run_till_case(one, stage, *till, hello, {}, std::string{one.id}).result;
    EXPECT_EQ(result.verdict, Verdict::pass) << one.id << ": " << result.reason;
  }
}

TEST(Conforming, PassesStoriesThatNobodyWrote) {
  TillStage stage;
  const auto till = make_fake_till([&](const TillReset&) { return stage.wire().transport(); });
  const TillHello hello = till->hello().value;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Fresh fresh{Random{seed}.stream("drawn")};
    const TillStory story = drawn_story(fresh, hello);
    PlayOptions options;
    options.seed = seed;
    const Played played = stage.play(story, *till, hello, options);
    ASSERT_EQ(played.verdict, Verdict::pass) << seed << ": " << played.trouble
        << (played.findings.empty() ? "" : shortest_reproduction(story, played.findings[0], stage, *till, hello, options).text());
  }
}

TEST(BrokenTills, TheNullTillIsCaughtByEveryCase) {
  HuntOptions options;
  options.all = true;
  const TillCatch sum = hunt_till([](TillLine) { return make_null_till(); }, options);
  std::set<std::string_view> caught;
  for (const CaughtBy& one : sum.caught_by) caught.insert(one.one->id);
  for (const TillCase& one : till_cases()) EXPECT_TRUE(caught.contains(one.id)) << one.id;
  EXPECT_EQ(sum.cases_run, static_cast<int>(till_cases().size()));
}

TEST(BrokenTills, NoneSurvivesAndEachIsCaughtByItsRule) {
  for (const PosDefect& defect : pos_defects()) {
    const TillCatch sum = hunt_till(defect, {});
    EXPECT_FALSE(sum.survives()) << defect.name << ": " << defect.sentence;
    EXPECT_TRUE(sum.names(defect.rule)) << defect.name << " breaks " << to_string(defect.rule) << "\n" << told(sum);
  }
}

TEST(BrokenTills, EveryRuleIsBrokenBySome) {
  std::set<TillRuleId> broken;
  for (const PosDefect& defect : pos_defects()) broken.insert(defect.rule);
  for (const TillRule& rule : till_rules()) EXPECT_TRUE(broken.contains(rule.rule)) << rule.id;
  EXPECT_GE(pos_defects().size(), 30u);
}

TEST(BrokenTills, AFailureIsToldInFewSteps) {
  const PosDefect& defect = pos_defects().front();
  HuntOptions options;
  options.until_named = defect.rule;
  TillStage stage;
  const auto till = make_fake_till([&](const TillReset&) { return stage.wire().transport(); }, &defect);
  const TillHello hello = till->hello().value;
  const TillCatch sum = hunt_till(defect, options);
  ASSERT_FALSE(sum.survives());
  const CaughtBy& caught = sum.caught_by.back();
  const TillStory story = story_of(*caught.one, 1, hello);
  const auto found = std::find_if(caught.findings.begin(), caught.findings.end(),
                                  [&](const Finding& one) { return one.rule == defect.rule; });
  ASSERT_NE(found, caught.findings.end());
  const Reproduction small = shortest_reproduction(story, *found, stage, *till, hello, {});
  EXPECT_TRUE(small.reduced.minimal);
  EXPECT_LE(small.reduced.story.steps.size(), story.steps.size());
  ASSERT_FALSE(small.played.findings.empty());
  EXPECT_EQ(small.played.findings.front().rule, defect.rule);
}

}  // namespace
}  // namespace parcours
