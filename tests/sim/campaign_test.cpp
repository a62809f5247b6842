// Campaigns: what they add up to depends on neither jobs nor parts, and their own faults come to light.
#include "sim/campaign.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <unordered_set>

namespace parcours {
namespace {

using namespace encaissement;

const auto kOn = [] { return true; };

template <class Hook>
Subject subject() {
  return [] { return Difference{.make_hook = [] { return std::make_unique<Hook>(); }}; };
}

void expect_equal(const Tally& left, const Tally& right) {
  EXPECT_EQ(left.runs, right.runs);
  EXPECT_EQ(left.acts, right.acts);
  EXPECT_EQ(left.commands, right.commands);
  EXPECT_EQ(left.simulated_ms, right.simulated_ms);
  EXPECT_EQ(left.played_twice, right.played_twice);
  EXPECT_EQ(left.by_strategy, right.by_strategy);
  EXPECT_EQ(left.sometimes, right.sometimes);
  EXPECT_EQ(left.triples, right.triples);
  EXPECT_EQ(left.found, right.found);
  EXPECT_EQ(left.first, right.first);
  EXPECT_EQ(left.unlike, right.unlike);
  EXPECT_EQ(left.died, right.died);
}

class AnyAmount final : public ServiceHook {
 public:
  bool waives(const Refusal& guard) override { return guard.rule == RuleId::pay_03; }
};

TEST(Campaigns, AddUpToTheSameInAnyNumberOfJobs) {
  const Campaign campaign{.seed = 5, .subject = subject<AnyAmount>()};
  const Round one = play_runs(campaign, 10, 310, 1, kOn);
  EXPECT_EQ(one.tally.runs, 300u);
  EXPECT_TRUE(one.tally.found_any());
  for (const int jobs : {2, 3, 7}) expect_equal(one.tally, play_runs(campaign, 10, 310, jobs, kOn).tally);
}

TEST(Campaigns, PartsAddUpToTheWhole) {
  const Campaign whole{.seed = 5, .subject = subject<AnyAmount>()};
  Tally sum;
  for (std::uint64_t part = 0; part < 8; ++part) {
    Campaign one = whole;
    one.part = part;
    one.parts = 8;
    sum.add(play_runs(one, 3, 203, 2, kOn).tally);
  }
  expect_equal(sum, play_runs(whole, 3, 203, 1, kOn).tally);
}

TEST(Campaigns, PlayOneRunInSixtyFourTwice) {
  EXPECT_EQ(play_runs({.seed = 1}, 0, 640, 2, kOn).tally.played_twice, 10u);
}

// An unordered container of pointers reaches what is answered.
class ByAddress final : public ServiceHook {
 public:
  ByAddress() {
    for (int i = 0; i < 16; ++i) own_.push_back(std::make_unique<int>(i));
    for (const auto& one : own_) order_.insert(one.get());
  }
  void answers(const Command&, Outcome& outcome) override {
    std::int32_t told = 0;
    for (const int* one : order_) told = (told * 31 + *one) % 1'000'000;
    outcome.shown_limit = Day{Days{told}};
  }

 private:
  std::vector<std::unique_ptr<int>> own_;
  std::unordered_set<const int*> order_;
};

TEST(Campaigns, AContainerInOrderOfAddressesIsCaught) {
  const Tally sound = play_runs({.seed = 1}, 0, 320, 1, kOn).tally;
  EXPECT_EQ(sound.unlike, kNoRun);
  const Tally planted = play_runs({.seed = 1, .subject = subject<ByAddress>()}, 0, 320, 1, kOn).tally;
  EXPECT_NE(planted.unlike, kNoRun);
}

// Dies of a payment of three euros less than was asked.
class Fragile final : public ServiceHook {
 public:
  void steps(const Operation& before, const Event& event, Operation&) override {
    if (event.kind == EventKind::refuse && before.parcours == Parcours::d) std::_Exit(9);
  }
};

TEST(Campaigns, ARunThatKillsTheProcessIsNotedAndTheRestIsPlayed) {
  const Campaign campaign{.seed = 1, .subject = subject<Fragile>()};
  const Tally one = play_runs(campaign, 0, 200, 1, kOn).tally;
  ASSERT_NE(one.died, kNoRun);
  EXPECT_TRUE(one.found_any());
  EXPECT_LT(one.runs, 200u);
  EXPECT_GT(one.runs, 50u);
  expect_equal(one, play_runs(campaign, 0, 200, 3, kOn).tally);
}

TEST(Campaigns, StopWhenToldAndSayThatTheyAreNotWhole) {
  const Round round = play_runs({.seed = 1}, 0, 1000, 2, [] { return false; });
  EXPECT_FALSE(round.whole);
  EXPECT_EQ(round.tally.runs, 0u);
}

}  // namespace
}  // namespace parcours
