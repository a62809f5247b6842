#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

#include "sim/network.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;

// Random faults of every kind on two links; gives the log of all legs.
class RandomFaultsTest : public testing::Test {
 protected:
  struct Story {
    std::vector<LegEvent> events;
    std::size_t outcomes = 0;
    std::size_t of(Happening what) const {
      return static_cast<std::size_t>(
          std::count_if(events.begin(), events.end(), [=](const LegEvent& event) { return event.what == what; }));
    }
    std::vector<LegEvent> on(LinkId link) const {
      std::vector<LegEvent> found;
      for (LegEvent event : events)
        if (event.link == link) found.push_back((event.call = {}, event));  // Numbers count over all links.
      return found;
    }
  };
  static Story play(std::uint64_t seed, int calls, const FaultProfile& first, const FaultProfile& second) {
    Story story;
    Scheduler scheduler;
    Network network(scheduler, Random(seed).stream("network"));
    network.listen([&](const LegEvent& event) { story.events.push_back(event); });
    const std::array<LinkId, 2> links = {network.open("a", 10ms), network.open("b", 10ms)};
    network.set_faults(links[0], first);
    network.set_faults(links[1], second);
    for (int i = 0; i < calls; ++i)
      scheduler.schedule(Instant(i * 50ms), [&, link = links[static_cast<std::size_t>(i) % 2]] {
        network.call<int>(link, [] { return std::optional(1); }, [&](CallResult<int>) { ++story.outcomes; }, 5s);
      });
    while (scheduler.run_one()) {
    }
    return story;
  }
  static constexpr LegRates kRates{.lose = {100000}, .duplicate = {100000}, .delay = {100000}, .cut = {10000}};
  static constexpr FaultProfile kFaults{
      .request = kRates, .answer = kRates, .jitter_max = 20ms, .delay_max = 8s, .cut_max = 1s};
};

TEST_F(RandomFaultsTest, EveryCallHasExactlyOneOutcome) { EXPECT_EQ(play(1, 5000, kFaults, kFaults).outcomes, 5000u); }

TEST_F(RandomFaultsTest, TheSameSeedGivesTheSameStoryAndAnotherAnother) {
  EXPECT_EQ(play(1, 2000, kFaults, kFaults).events, play(1, 2000, kFaults, kFaults).events);
  EXPECT_NE(play(1, 2000, kFaults, kFaults).events, play(2, 2000, kFaults, kFaults).events);
}

TEST_F(RandomFaultsTest, EveryFaultHappensNearItsRate) {
  const Story story = play(3, 5000, kFaults, kFaults);
  const double sent = static_cast<double>(story.of(Happening::sent));
  EXPECT_NEAR(static_cast<double>(story.of(Happening::duplicated)) / sent, 0.09, 0.01);  // Not of the lost.
  EXPECT_GT(story.of(Happening::delayed), 500u);
  for (Happening what : {Happening::cut, Happening::mended, Happening::unreachable, Happening::ignored,
                         Happening::timed_out, Happening::lost})
    EXPECT_GT(story.of(what), 20u) << name_of(what);
}

TEST_F(RandomFaultsTest, FaultsOfOneLinkDoNotMoveThoseOfAnother) {
  const Story calm = play(4, 2000, {}, kFaults);
  const Story wild = play(4, 2000, kFaults, kFaults);
  EXPECT_EQ(calm.on(LinkId{1}), wild.on(LinkId{1}));
  EXPECT_NE(calm.on(LinkId{0}), wild.on(LinkId{0}));
}

TEST_F(RandomFaultsTest, TwoLinksWithTheSameRatesHaveFatesOfTheirOwn) {
  const Story story = play(6, 2000, kFaults, kFaults);
  std::array<std::vector<Happening>, 2> happenings;
  for (const LegEvent& event : story.events) happenings[event.link.value].push_back(event.what);
  EXPECT_NE(happenings[0], happenings[1]);
}

TEST_F(RandomFaultsTest, WithoutFaultsEverythingArrivesInOrderDespiteJitter) {
  const Story story = play(5, 1000, {.jitter_max = 2s}, {.jitter_max = 2s});
  EXPECT_EQ(story.of(Happening::delivered), 2000u);
  std::array<std::uint64_t, 4> last{};
  for (const LegEvent& event : story.events) {
    if (event.what != Happening::delivered) continue;
    std::uint64_t& before = last[event.link.value * 2 + (event.leg == Leg::answer ? 1 : 0)];
    EXPECT_GT(event.call.value, before);
    before = event.call.value;
  }
}

}  // namespace
}  // namespace parcours
