// Shrinking: planted failures come down to their known minimum.
#include "sim/shrink.h"

#include <gtest/gtest.h>

#include "sim/campaign.h"

namespace parcours {
namespace {

using encaissement::Money;
using encaissement::RuleId;

// A service that leaves out the guards of one rule.
template <RuleId rule>
class Without final : public encaissement::ServiceHook {
 public:
  bool waives(const encaissement::Refusal& guard) override { return guard.rule == rule; }
};

template <class Hook>
Subject subject() {
  return [] { return Difference{.make_hook = [] { return std::make_unique<Hook>(); }}; };
}

SmallRun smallest(const Subject& subject, const ShrinkLimits& limits = {}) {
  for (std::uint64_t index = 0; index < 5000; ++index)
    if (const auto run = play_run(run_of(1, index), {}, subject); run.broken) return shrink_run(run, subject, limits);
  ADD_FAILURE() << "nothing was found";
  return {};
}

TEST(Shrinking, APaymentByABlockedCustomerIsARequestAndAPayment) {
  const SmallRun small = smallest(subject<Without<RuleId::pay_10>>());
  ASSERT_EQ(small.story.size(), 2u) << describe(small.story);
  EXPECT_TRUE(small.is_shortest);
  EXPECT_EQ(small.broken.rule, RuleId::pay_10);
  EXPECT_EQ(small.story[0].kind, ActKind::request);
}

TEST(Shrinking, ALateValidationIsARequestItsPaymentAndTheDeadline) {
  const SmallRun small = smallest(subject<Without<RuleId::tim_05>>());
  ASSERT_EQ(small.story.size(), 3u) << describe(small.story);
  EXPECT_NE(small.story[2].when.of, When::Of::now) << describe(small.story);
  EXPECT_EQ(small.story[2].mishap, Mishap::none);
}

TEST(Shrinking, AMinimumThatIsNotKeptIsOneRequestACentBelow) {
  const SmallRun small = smallest(subject<Without<RuleId::frm_01>>());
  ASSERT_EQ(small.story.size(), 1u) << describe(small.story);
  EXPECT_EQ(small.plan.policies, encaissement::Policies{});
  EXPECT_EQ(small.plan.start, Arena::Setup{}.start);
}

TEST(Shrinking, MoreThanHeHasIsOneRequestBeyondTheWalletAndItsPayment) {
  const SmallRun small = smallest(subject<Without<RuleId::pay_06>>());
  EXPECT_LE(small.story.size(), 2u) << describe(small.story);
}

TEST(Shrinking, GivesTheSameStoryAfterTheSamePlays) {
  const SmallRun first = smallest(subject<Without<RuleId::pay_03>>()), again = smallest(subject<Without<RuleId::pay_03>>());
  EXPECT_EQ(first.story, again.story);
  EXPECT_EQ(first.plays, again.plays);
}

// -------- Failures that are no service's --------------------------------------------------------

Act act(ActKind kind, Role who = Role::cashier) { return {.kind = kind, .who = who}; }

Story long_story() {
  Story story;
  for (int i = 0; i < 60; ++i) {
    story.push_back(act(i % 3 == 0 ? ActKind::request : ActKind::wait, i % 2 == 0 ? Role::parc : Role::olivet));
    story.back().when.offset = Duration{1000 * i};
    story.back().amount = Money::from_cents(5000 + i);
    story.back().mishap = i % 5 == 0 ? Mishap::duplicated : Mishap::none;
  }
  return story;
}

// Fails: somebody waits after two requests.
Replayed waits_after_two(const Story& story) {
  int requests = 0;
  Replayed played;
  for (const Act& one : story) {
    requests += one.kind == ActKind::request;
    played.made.push_back(one.kind == ActKind::request);
    played.fails |= one.kind == ActKind::wait && requests >= 2;
  }
  return played;
}

TEST(Shrinking, DropsFaultsActorsAndTimesWithTheActs) {
  const Shrunk small = shrink(long_story(), waits_after_two);
  ASSERT_EQ(small.story.size(), 3u);
  EXPECT_TRUE(small.is_shortest);
  for (const Act& one : small.story) {
    EXPECT_EQ(one.mishap, Mishap::none);
    EXPECT_EQ(one.when, When{});
    EXPECT_EQ(one.who, Role::cashier);
  }
}

TEST(Shrinking, FindsAShorterStoryOfOtherActsAtTheEnd) {
  const Replay replay = [](const Story& story) {  // Four looks, or one cancelling: nothing between them fails.
    int looks = 0, cancels = 0, requests = 0;
    for (const Act& one : story) {
      looks += one.kind == ActKind::look;
      requests += one.kind == ActKind::request;
      cancels += one.kind == ActKind::cancel;
    }
    return Replayed{.fails = looks >= 4 || (requests == 1 && cancels == 1 && story.size() == 2)};
  };
  const Shrunk small = shrink(Story(9, act(ActKind::look)), replay);
  EXPECT_EQ(small.story.size(), 2u) << describe(small.story);
}

TEST(Shrinking, KeepsToItsBudgetAndSaysWhatItDidNotTry) {
  const Shrunk small = shrink(long_story(), waits_after_two, {.plays = 50, .exhaustive = 3});
  EXPECT_LE(small.plays, 50 + 3 + 1);
  EXPECT_FALSE(small.is_shortest);
  EXPECT_TRUE(waits_after_two(small.story).fails);
}

TEST(Shrinking, KeepsTheTimeOfActsThatItTakesAway) {
  const Replay replay = [](const Story& story) {  // Fails after an hour, whoever lets it pass.
    Replayed played;
    Instant now{};
    for (const Act& one : story) {
      played.at.push_back(now += one.when.offset);
      played.fails |= one.kind == ActKind::request && now >= Instant{std::chrono::hours{1}};
    }
    return played;
  };
  Story story(70, act(ActKind::wait));
  for (Act& one : story) one.when.offset = Duration{60'000};
  story.push_back(act(ActKind::request));
  EXPECT_EQ(shrink(story, replay, {.plays = 3000, .exhaustive = 0}).story.size(), 1u);
}

}  // namespace
}  // namespace parcours
