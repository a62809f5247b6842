// Random runs: their streams share nothing, and every strategy makes stories that the reference lives through.
#include "sim/swarm.h"

#include <gtest/gtest.h>

#include <bit>
#include <set>

#include "sim/act_maker.h"
#include "sim/run.h"

namespace parcours {
namespace {

constexpr int kRuns = 256, kDraws = 64;

std::vector<std::uint64_t> draws(Random random) {
  std::vector<std::uint64_t> all;
  for (int i = 0; i < kDraws; ++i) all.push_back(random.next());
  return all;
}

TEST(RandomRuns, NeighboursAndCampaignsShareNoNumber) {
  std::set<std::uint64_t> seen;
  for (const std::uint64_t campaign : {1u, 2u, 3u})
    for (int run = 0; run < kRuns; ++run)
      for (const char* concern : {"what", "amounts"})
        for (const std::uint64_t drawn : draws(run_of(campaign, static_cast<std::uint64_t>(run)).stream(concern)))
          seen.insert(drawn);
  EXPECT_EQ(seen.size(), std::size_t{3 * kRuns * 2 * kDraws});
}

// Bits that agree between two streams: half of them, within five standard deviations.
void expect_unrelated(const Random& left, const Random& right) {
  const auto a = draws(left), b = draws(right);
  int differ = 0;
  for (std::size_t i = 0; i < a.size(); ++i) differ += std::popcount(a[i] ^ b[i]);
  EXPECT_NEAR(differ, kDraws * 32, 5 * 32);  // The deviation of 4096 coins is 32.
}

TEST(RandomRuns, NeighboursAgreeInHalfOfTheirBits) {
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    expect_unrelated(run_of(1, run), run_of(1, run + 1));
    expect_unrelated(run_of(run, 0), run_of(run + 1, 0));
    expect_unrelated(run_of(1, run).stream("who"), run_of(1, run).stream("which"));
  }
}

TEST(RandomRuns, DrawingMoreFormsLeavesTheAmountsAsTheyWere) {
  const Random run = run_of(1, 7);
  const Arena arena(Arena::Setup{});
  Random leanings = run.stream("leanings");
  const Leanings usual = draw_leanings(Strategy::people, leanings);
  ActMaker plain{usual, run}, busy{usual, run};
  for (int i = 0; i < 100; ++i) {
    for (int more = 0; more < 5; ++more) busy.form(Role::till);
    EXPECT_EQ(plain.requested(arena), busy.requested(arena));
  }
}

TEST(RandomRuns, TheSameIndexGivesTheSameStory) {
  for (std::uint64_t index = 0; index < 20; ++index) {
    const auto first = play_run(run_of(3, index), {}, {}, true), again = play_run(run_of(3, index), {}, {}, true);
    EXPECT_EQ(first.story, again.story);
    EXPECT_EQ(first.digest, again.digest);
    EXPECT_NE(first.story, play_run(run_of(3, index + 1), {}, {}).story);
  }
}

class EveryStrategy : public testing::TestWithParam<Strategy> {};

TEST_P(EveryStrategy, PaysRefusesAndFindsNothingInTheReference) {
  bool paid = false, late = false;
  for (std::uint64_t index = 0; index < 300; ++index) {
    const auto run = play_run(run_of(11, index), {.mix = only(GetParam())}, {});
    ASSERT_FALSE(run.broken) << "run " << index << ": " << run.broken->property->id << ", expected "
                             << run.broken->expected << ", was " << run.broken->actual;
    paid |= run.reached.has(Sometimes::paid_on_c) || run.reached.has(Sometimes::paid_on_d);
    late |= run.reached.has(Sometimes::late_by_a_millisecond);
  }
  EXPECT_TRUE(paid);
  EXPECT_TRUE(late);
}
INSTANTIATE_TEST_SUITE_P(Of, EveryStrategy,
                         testing::Values(Strategy::uniform, Strategy::swarm, Strategy::weights, Strategy::deadlines,
                                         Strategy::people),
                         [](const auto& tested) { return std::string{to_string(tested.param)}; });

TEST(RandomRuns, AskedSettingsAreKeptAndDrawnOnesVary) {
  encaissement::Policies asked;
  asked.immediate_ttl_s = 250;
  int other = 0;
  for (std::uint64_t index = 0; index < 100; ++index) {
    EXPECT_EQ(plan_of(run_of(1, index), {.policies = asked}).policies, asked);
    other += !(plan_of(run_of(1, index), {}).policies == encaissement::Policies{});
  }
  EXPECT_GT(other, 30);
  EXPECT_LT(other, 70);
}

}  // namespace
}  // namespace parcours
