// What exhaustive search finds and how much it has gone through, pinned.
#include "sim/explorer.h"

#include <gtest/gtest.h>

#include <map>

#include "fakes/broken_service.h"
#include "scenarios/explore/subject.h"
#include "sim/reachable.h"

namespace parcours {
namespace {

using Ending = Exploration::Ending;

Exploration explored(const std::string& scope, Explorer::Options options = {}) {
  return Explorer{*find_scope(scope), std::move(options)}.run();
}

Exploration hunted(const std::string& scope, std::string_view defect) {
  Explorer::Options options{.states_max = 300'000};
  options.subject = core_subject_of(*find_defect(defect));
  return explored(scope, std::move(options));
}

// Acts and waits to the first break; 0: none was found.
std::size_t steps_to(const std::string& scope, std::string_view defect, std::string_view property) {
  const Exploration found = hunted(scope, defect);
  if (!found.counterexample) return 0;
  EXPECT_EQ(found.counterexample->broken.property->id, property);
  EXPECT_TRUE(found.counterexample->replayed);
  return found.counterexample->story.size();
}

TEST(Explorer, GoesThroughEveryStateOfASmallWorld) {
  const std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> pinned{
#include "tests/exploration/pinned.inc"
  };
  for (const auto& [name, counts] : pinned) {
    const Exploration result = explored(name);
    EXPECT_EQ(result.ending, Ending::finished) << name;
    EXPECT_EQ(result.states, counts.first) << name;
    EXPECT_EQ(result.transitions, counts.second) << name;
  }
}

TEST(Explorer, ReachesExactlyWhatIsCheckedIn) {
  Reached all;
  for (const Scope& scope : scopes())
    if (scope.name != "three-one-wallet") all |= explored(scope.name).reached;  // Long, and nothing new.
  EXPECT_EQ(reachable_text(all), reachable_text(reachable()));
  EXPECT_TRUE(all.sometimes.all());
}

// -------- What it finds, each by another judge, and the fewest steps to it ------------------------

TEST(Explorer, FindsAWrongAnswer) { EXPECT_EQ(steps_to("one-a", "acc-05-scope-leaks", "answered-as-ruled"), 2u); }
TEST(Explorer, FindsAWrongStep) { EXPECT_EQ(steps_to("one-c", "val-02-received-not-lowered", "validated-as-asked"), 3u); }
TEST(Explorer, FindsMoneyThatMovesTwice) { EXPECT_EQ(steps_to("one-c", "mon-03-hold-stays", "money-moves-once"), 3u); }
TEST(Explorer, FindsANoticeWrittenTwice) { EXPECT_EQ(steps_to("one-c", "not-03-written-twice", "told-once"), 2u); }
TEST(Explorer, FindsAnotherSetting) { EXPECT_EQ(steps_to("one-b", "tim-02-limit-day-excluded", "payment-deadline-right"), 1u); }
TEST(Explorer, FindsWhatNeverEnds) { EXPECT_EQ(hunted("one-d", "sta-03-sweep-forgets-d").counterexample->broken.rule, encaissement::RuleId::tim_04); }
TEST(Explorer, FindsAForgottenKey) { EXPECT_EQ(steps_to("repeated", "rep-01-key-ignored", "remembered"), 2u); }
TEST(Explorer, FindsWhatACrashLoses) { EXPECT_EQ(hunted("crash-d", "rep-03-steps-lost").counterexample->broken.property->id, "survives-a-crash"); }

// -------- What it does not claim ------------------------------------------------------------------

TEST(Explorer, IsUnfinishedWhenThereAreTooManyStates) {
  EXPECT_EQ(explored("two-one-wallet", {.states_max = 1000}).ending, Ending::states_max);
}
TEST(Explorer, IsUnfinishedWhenThereIsTooLittleMemory) {
  EXPECT_EQ(explored("two-one-wallet", {.memory_max = 1}).ending, Ending::memory_max);
}
TEST(Explorer, IsUnfinishedWhenItIsInterrupted) {
  EXPECT_EQ(explored("two-one-wallet", {.goes_on = [] { return false; }}).ending, Ending::interrupted);
}

TEST(Explorer, ComesToTheSameVerdictWithoutSymmetry) {
  const Exploration all = explored("two-one-wallet", {.use_symmetry = false}), sorted = explored("two-one-wallet");
  EXPECT_EQ(all.ending, sorted.ending);
  EXPECT_EQ(all.reached, sorted.reached);
  EXPECT_LT(sorted.states, all.states);
}

TEST(Explorer, KeepsAStateInThirtyTwoBytes) {
  Explorer explorer{*find_scope("three-one-wallet"), {.states_max = 200'000}};
  const Exploration result = explorer.run();
  EXPECT_LE(static_cast<double>(explorer.states().memory()), 32.0 * static_cast<double>(result.states));
}

}  // namespace
}  // namespace parcours
