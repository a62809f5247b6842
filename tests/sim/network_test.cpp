#include "sim/network.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "sim/call.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

// A service that counts what it did, callers that say what they saw, and a log of every leg.
class NetworkTest : public testing::Test {
 protected:
  NetworkTest() {
    network.listen([this](const LegEvent& event) { log.push_back(line_of(event)); });
  }
  static std::string seconds(Instant at) { return std::to_string(at.time_since_epoch() / 1s) + " "; }
  static std::string line_of(const LegEvent& event) {
    std::string line = seconds(event.at);
    if (event.call == CallId{}) return line + "link " + std::string(name_of(event.what));
    line.append("#").append(std::to_string(event.call.value)).append(" ").append(name_of(event.leg));
    if (event.copy == 2) line += " copy";
    return line + " " + std::string(name_of(event.what));
  }
  void call(const std::string& who, Duration limit = 30s) {
    network.call<int>(
        link, [this, who] { return serve(who); },
        [this, who](const CallResult<int>& result) { seen.push_back(seconds(stage.now()) + who + " " + text(result)); },
        limit);
  }
  std::optional<int> serve(const std::string& who) {
    work.push_back(seconds(stage.now()) + who);
    if (down) return std::nullopt;
    return static_cast<int>(work.size());
  }
  static std::string text(const CallResult<int>& result) {
    if (const auto* failure = std::get_if<CallFailure>(&result)) return std::string(name_of(*failure));
    return "got " + std::to_string(std::get<int>(result));
  }
  void run_all() { EXPECT_FALSE(stage.run_until_idle().has_value()); }
  void run_to(Duration when) { EXPECT_FALSE(stage.run_until(Instant(when)).has_value()); }

  Stage stage;
  Network network{stage.scheduler(), Random(1).stream("network")};
  LinkId link = network.open("cashier", 1s);
  bool down = false;
  Lines work, seen, log;
};

TEST_F(NetworkTest, ACallTakesTheLatencyEachWay) {
  call("a");
  EXPECT_TRUE(work.empty());
  run_all();
  EXPECT_EQ(work, (Lines{"1 a"}));
  EXPECT_EQ(seen, (Lines{"2 a got 1"}));
  EXPECT_EQ(log, (Lines{"0 #1 request sent", "1 #1 request delivered", "1 #1 answer sent", "2 #1 answer delivered"}));
  EXPECT_EQ(stage.now(), Instant(2s));  // The limit left no event behind.
}

TEST_F(NetworkTest, ALostRequestNeverReachesTheServiceAndTheCallerTimesOut) {
  network.order(link, Leg::request, {.lose = true});
  call("a");
  run_all();
  EXPECT_TRUE(work.empty());
  EXPECT_EQ(seen, (Lines{"30 a timed_out"}));
  EXPECT_EQ(log, (Lines{"0 #1 request sent", "0 #1 request lost", "30 #1 answer timed_out"}));
}

TEST_F(NetworkTest, ALostAnswerLeavesTheWorkDone) {
  network.order(link, Leg::answer, {.lose = true});
  call("a");
  run_all();
  EXPECT_EQ(work, (Lines{"1 a"}));
  EXPECT_EQ(seen, (Lines{"30 a timed_out"}));
  EXPECT_TRUE(may_have_happened(CallFailure::timed_out));
  EXPECT_EQ(log.at(3), "1 #1 answer lost");
}

TEST_F(NetworkTest, ADuplicatedRequestIsServedTwiceAndAnsweredOnce) {
  network.order(link, Leg::request, {.duplicate = true});
  call("a");
  run_all();
  EXPECT_EQ(work, (Lines{"1 a", "1 a"}));
  EXPECT_EQ(seen, (Lines{"2 a got 1"}));
  EXPECT_EQ(log, (Lines{"0 #1 request sent", "0 #1 request copy duplicated", "1 #1 request delivered",
                        "1 #1 answer sent", "1 #1 request copy delivered", "1 #1 answer sent",
                        "2 #1 answer delivered", "2 #1 answer ignored"}));
}

TEST_F(NetworkTest, ADuplicatedAnswerIsSeenOnce) {
  network.order(link, Leg::answer, {.duplicate = true});
  call("a");
  run_all();
  EXPECT_EQ(seen, (Lines{"2 a got 1"}));
  EXPECT_EQ(log.back(), "2 #1 answer copy ignored");
}

TEST_F(NetworkTest, ADelayedRequestIsOvertaken) {
  network.order(link, Leg::request, {.delay = 20s});
  call("slow");
  call("fast");
  run_all();
  EXPECT_EQ(work, (Lines{"1 fast", "21 slow"}));
  EXPECT_EQ(seen, (Lines{"2 fast got 1", "22 slow got 2"}));
}

TEST_F(NetworkTest, ARequestDelayedPastTheLimitIsServedAfterTheCallerGaveUp) {
  network.order(link, Leg::request, {.delay = 60s});
  call("a");
  run_all();
  EXPECT_EQ(work, (Lines{"61 a"}));
  EXPECT_EQ(seen, (Lines{"30 a timed_out"}));
  EXPECT_EQ(log.back(), "62 #1 answer ignored");
}

TEST_F(NetworkTest, AHeldRequestWaitsUntilItIsReleased) {
  network.order(link, Leg::request, {.hold = true});
  call("held");
  call("next");
  run_to(10s);
  EXPECT_EQ(work, (Lines{"1 next"}));
  network.release(link);
  run_all();
  EXPECT_EQ(work, (Lines{"1 next", "10 held"}));
  EXPECT_EQ(seen, (Lines{"2 next got 1", "11 held got 2"}));
}

TEST_F(NetworkTest, HeldLegsAreReleasedInTheOrderTheyWereSent) {
  for (std::string who : {"a", "b", "c"}) {
    network.order(link, Leg::answer, {.hold = true});
    call(who);
  }
  run_to(5s);
  network.release(link);
  run_all();
  EXPECT_EQ(seen, (Lines{"5 a got 1", "5 b got 2", "5 c got 3"}));
}

TEST_F(NetworkTest, ACutRequestNeverArrivesAndTheCallerKnowsAtOnce) {
  network.order(link, Leg::request, {.cut = true});
  call("a");
  run_all();
  EXPECT_TRUE(work.empty());
  EXPECT_EQ(seen, (Lines{"0 a cut"}));
  EXPECT_EQ(log, (Lines{"0 #1 request sent", "0 link cut", "0 #1 request lost"}));
  EXPECT_TRUE(may_have_happened(CallFailure::cut));
}

TEST_F(NetworkTest, ACutAnswerLeavesTheWorkDone) {
  network.order(link, Leg::answer, {.cut = true, .mend_after = 5s});
  call("a");
  run_all();
  EXPECT_EQ(work, (Lines{"1 a"}));
  EXPECT_EQ(seen, (Lines{"1 a cut"}));
  EXPECT_EQ(log.back(), "6 link mended");
}

TEST_F(NetworkTest, ACutLinkLosesAllThatIsOnItsWayAndNothingOfOthers) {
  const LinkId first = link;
  network.order(first, Leg::request, {.hold = true});
  call("held");
  call("flying");
  link = network.open("customer", 1s);
  call("other");
  network.cut(first);
  run_all();
  EXPECT_EQ(work, (Lines{"1 other"}));
  EXPECT_EQ(seen, (Lines{"0 held cut", "0 flying cut", "2 other got 1"}));
  network.release(first);  // Nothing is left to release.
  run_all();
  EXPECT_EQ(work.size(), 1u);
}

TEST_F(NetworkTest, ACallOnACutLinkDefinitelyDidNotHappen) {
  network.cut(link);
  call("a");
  EXPECT_TRUE(seen.empty());
  run_all();
  EXPECT_EQ(seen, (Lines{"0 a unreachable"}));
  EXPECT_FALSE(may_have_happened(CallFailure::unreachable));
  network.mend(link);
  call("b");
  run_all();
  EXPECT_EQ(seen.back(), "2 b got 1");
}

TEST_F(NetworkTest, AServiceThatCrashesSendsNoAnswer) {
  down = true;
  call("a");
  run_all();
  EXPECT_EQ(work.size(), 1u);
  EXPECT_EQ(seen, (Lines{"30 a timed_out"}));
  EXPECT_EQ(log.at(2), "1 #1 request unanswered");
}

TEST_F(NetworkTest, AServiceThatCutsTheLinkWhileItServesLosesItsAnswer) {
  network.call<int>(
      link,
      [this]() -> std::optional<int> {
        network.cut(link);
        return 1;
      },
      [this](const CallResult<int>& result) { seen.push_back(text(result)); });
  run_all();
  EXPECT_EQ(seen, (Lines{"cut"}));
  EXPECT_EQ(log.back(), "1 #1 answer lost");
}

TEST_F(NetworkTest, OrdersBefallSuccessiveLegsAndTheUnusedAreCounted) {
  network.order(link, Leg::request, {.delay = 1s});
  network.order(link, Leg::request, {.lose = true});
  network.order(link, Leg::request, {.lose = true});
  call("a");
  call("b");
  run_all();
  EXPECT_EQ(seen, (Lines{"3 a got 1", "30 b timed_out"}));
  EXPECT_EQ(network.orders_left(link), 1u);
}

TEST_F(NetworkTest, AnActorAwaitsItsCall) {
  network.order(link, Leg::answer, {.lose = true});
  stage.spawn("cashier", [this]() -> Actor<> {
    for (int attempt = 0; attempt < 2; ++attempt) {
      const auto result = co_await parcours::call<int>(stage, network, link, [this] { return serve("cashier"); }, 10s);
      seen.push_back(seconds(stage.now()) + text(result));
    }
  });
  run_all();
  EXPECT_EQ(seen, (Lines{"10 timed_out", "12 got 2"}));
}

TEST_F(NetworkTest, TheEndOfTheStageWithCallsOnTheirWayLeaksNothing) {
  network.order(link, Leg::request, {.hold = true});
  for (int i = 0; i < 3; ++i)
    stage.spawn("caller", [this]() -> Actor<> {
      co_await parcours::call<int>(stage, network, link, [this] { return serve("x"); });
      ADD_FAILURE() << "no answer was due";
    });
  run_to(500ms);
  stage.end();
  EXPECT_TRUE(work.empty());
}

}  // namespace
}  // namespace parcours
