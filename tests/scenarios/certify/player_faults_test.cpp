// What the network, chance and a broken till do to a story.
#include "tests/scenarios/certify/stage_fixture.h"

namespace parcours {
namespace {

using Kind = till_step::NoticeTrouble::Kind;

class PlayerFaults : public StageFixture {
 protected:
  void expect_pass(const Played& played) {
    EXPECT_EQ(played.verdict, Verdict::pass) << text_of(played);
    EXPECT_EQ(rules_in(played), "") << text_of(played);
  }
};

TEST_F(PlayerFaults, LetsEveryWireFaultBefallACreate) {
  for (const WireFault fault : {WireFault::lost_before, WireFault::lost_after, WireFault::slow, WireFault::error_500,
                                WireFault::error_503, WireFault::error_504, WireFault::truncated, WireFault::garbled,
                                WireFault::cut}) {
    SCOPED_TRACE(to_string(fault));
    expect_pass(play({wire(fault, ApiCall::create), ask("40,07"), press(TillVerb::retry), rest(), pays(), reach("validated", 4007_cents)}));
  }
}

TEST_F(PlayerFaults, TellsWhatBefellACall) {
  const Played played = play({wire(WireFault::lost_after, ApiCall::create), ask("40,07"), rest()});
  expect_pass(played);
  EXPECT_TRUE(tells(played, "the answer is lost on the way back")) << text_of(played);
}

TEST_F(PlayerFaults, LetsEveryNoticeFaultBefallAPayment) {
  for (const Kind kind : {Kind::lost, Kind::late, Kind::twice, Kind::reordered, Kind::forged, Kind::stale}) {
    SCOPED_TRACE(static_cast<int>(kind));
    const Played played = play({notices(kind, 1, 20s), ask("40,07"), scans(), wait(7s), pays("30,00"), rest(), reach("validated", 3000_cents)});
    expect_pass(played);
  }
}

TEST_F(PlayerFaults, TellsOfEachNoticeWhatBefellIt) {
  const auto story = [&](Kind kind) {
    return play({notices(kind, 1, 20s), ask("40,07"), scans(), wait(7s), pays("30,00"), wait(60s)});
  };
  EXPECT_TRUE(tells(story(Kind::lost), "(lost)"));
  EXPECT_TRUE(tells(story(Kind::late), "notifies PROCESSING (late): answers 2"));
  EXPECT_TRUE(tells(story(Kind::twice), "(twice): answers 2"));
  EXPECT_TRUE(tells(story(Kind::reordered), "notifies PROCESSING (reordered): answers 2"));
  EXPECT_TRUE(tells(story(Kind::stale), "notifies PROCESSING (stale): answers 2"));
  const Played forged = story(Kind::forged);
  for (const std::string how : {"sealed with another key", "the body was changed under its seals",
                                "the body was changed, and Parcours-Seal left out", "it bears no seal", "its seals are empty"})
    EXPECT_TRUE(tells(forged, "notifies VALIDATED (forged: " + how + "): answers 4")) << how << text_of(forged);
}

TEST_F(PlayerFaults, SendsNoForgeriesToATillThatDoesNotClaimToCheckSeals) {
  Twist twist;
  twist.hello = [](TillHello& hello) { std::erase(hello.capabilities, "seal_check"); };
  const Played played = play_twisted(twist, {notices(Kind::forged), ask("40,07"), pays(), rest()});
  expect_pass(played);
  EXPECT_FALSE(tells(played, "(forged"));
}

TEST_F(PlayerFaults, FindsANotificationThatIsNotAcknowledged) {
  Twist twist;
  twist.notice = [](const http::Request&) { return 500; };
  EXPECT_EQ(rules_in(play_twisted(twist, {ask_alice("40,07"), pays(), rest()})), "POS-15");
}

TEST_F(PlayerFaults, BringsAnUnacknowledgedNotificationAgain) {
  int refused = 0;
  Twist twist;
  twist.notice = [&](const http::Request&) { return refused++ == 0 ? std::optional{503} : std::nullopt; };
  const Played played = play_twisted(twist, {ask_alice("40,07"), pays(), rest()});
  EXPECT_TRUE(tells(played, "notifies PROCESSING: answers 503")) << text_of(played);
  EXPECT_TRUE(tells(played, "notifies PROCESSING: answers 2")) << text_of(played);
}

TEST_F(PlayerFaults, PlaysACrashDuringAPayment) {
  const Played played = play({ask_alice("40,07"), till_step::TillCrash{}, pays("30,00"), press(TillVerb::look), wait(30s),
                              till_step::TillRestart{}, rest(), reach("validated", 3000_cents)});
  expect_pass(played);
  EXPECT_TRUE(tells(played, "is off")) << text_of(played);
}

TEST_F(PlayerFaults, PlaysARestartOfTheService) {
  expect_pass(play({ask_alice("40,07"), till_step::ServiceRestart{}, pays(), reach("validated"), till_step::ServiceRestart{}, rest()}));
}

TEST_F(PlayerFaults, PlaysClocksThatAreWrong) {
  for (const Duration ahead : {Duration{4min}, Duration{-4min}, Duration{0}})
    expect_pass(play({till_step::Skew{ahead}, ask_alice("40,07"), wait(30s), pays(), rest(), reach("validated")}));
}

TEST_F(PlayerFaults, SaysThatATillIsGone) {
  Twist twist;
  twist.tick = [] { return TillReply{.kind = TillReply::Kind::lost, .message = "exit status 3"}; };
  const Played played = play_twisted(twist, {ask("40,07")});
  EXPECT_EQ(played.verdict, Verdict::crash);
  EXPECT_EQ(played.trouble, "exit status 3");
}

TEST_F(PlayerFaults, SaysThatATillDoesNotAnswer) {
  Twist twist;
  twist.tick = [] { return TillReply{.kind = TillReply::Kind::lost, .timed_out = true}; };
  EXPECT_EQ(play_twisted(twist, {ask("40,07")}).verdict, Verdict::timeout);
}

TEST_F(PlayerFaults, StopsATillThatNeverComesToRestAtOneInstant) {
  Twist twist;
  twist.next = [](Instant now, std::optional<Instant>& next) { next = now; };
  const Played played = play_twisted(twist, {ask("40,07")});
  EXPECT_EQ(played.verdict, Verdict::timeout) << text_of(played);
  EXPECT_NE(played.trouble.find("never comes to rest"), std::string::npos) << played.trouble;
}

TEST_F(PlayerFaults, StopsATillThatAsksForTheTimeWithoutEnd) {
  Twist twist;
  twist.next = [](Instant now, std::optional<Instant>& next) { next = now + 1ms; };
  const Played played = play_twisted(twist, {ask_later("40,07", 3), wait(48h)});
  EXPECT_EQ(played.verdict, Verdict::timeout) << text_of(played);
  EXPECT_NE(played.trouble.find("times in 55"), std::string::npos) << played.trouble;  // 5 555 ms: ten times as fast as may be.
}

TEST_F(PlayerFaults, StopsATillThatAsksTheServiceWithoutEnd) {
  const Played played = play(*broken("asks-without-end"), {ask_later("40,07", 20), wait(48h)});
  EXPECT_EQ(played.verdict, Verdict::fail) << text_of(played);
  ASSERT_EQ(rules_in(played), "POS-05");
  const Finding& found = played.findings.front();
  EXPECT_EQ(found.sale, kSale);
  EXPECT_NE(found.actual.find("asked 301 times in 0.3 virtual seconds"), std::string::npos) << found.actual;
  EXPECT_LT(played.trace.entries.size(), 400u);
}

TEST_F(PlayerFaults, LetsATillAskOnceAMinuteForWeeks) {
  Twist twist;
  twist.next = [](Instant now, std::optional<Instant>& next) {
    if (next) next = std::min(*next, now + 1min);
  };
  EXPECT_EQ(play_twisted(twist, {ask_later("40,07", 20), wait(20 * 24h)}).verdict, Verdict::pass);
}

TEST_F(PlayerFaults, BlamesATillThatRefusesByItselfWhatCouldBeDone) {
  const auto refuses = [](TillVerb verb) {
    Twist twist;
    twist.order = [verb](const TillOrder& order) -> std::optional<TillReply> {
      if (order.verb != verb) return std::nullopt;
      return TillReply{.kind = TillReply::Kind::error, .code = "NOT_NOW", .definite = true, .message = "non"};
    };
    return twist;
  };
  const std::vector<TillStep> cancelled = {ask_alice("40,07"), press(TillVerb::cancel), rest(), reach("cancelled")};
  const Played played = play_twisted(refuses(TillVerb::cancel), cancelled);
  EXPECT_EQ(rules_in(played), "POS-18") << text_of(played);
  ASSERT_FALSE(played.findings.empty());
  EXPECT_NE(played.findings.front().actual.find("cancel: NOT_NOW"), std::string::npos) << played.findings.front().actual;
  const Played validated = play_twisted(refuses(TillVerb::validate), {ask_to_validate("40,07"), pays(), rest(), press(TillVerb::validate), reach("validated")});
  EXPECT_EQ(rules_in(validated), "POS-18") << text_of(validated);
  // What could not be done, or what the story did not need, is the till's to refuse.
  const Played over = play_twisted(refuses(TillVerb::cancel), {ask_alice("40,07"), pays(), rest(), press(TillVerb::cancel), reach("cancelled")});
  EXPECT_EQ(over.verdict, Verdict::config) << text_of(over);
  EXPECT_EQ(rules_in(play_twisted(refuses(TillVerb::cancel), {ask_alice("40,07"), press(TillVerb::cancel), pays(), rest(), reach("validated")})), "");
}

TEST_F(PlayerFaults, FindsATillThatCannotDoWhatItClaims) {
  Twist twist;
  twist.order = [](const TillOrder& order) -> std::optional<TillReply> {
    if (order.verb != TillVerb::cancel) return std::nullopt;
    return TillReply{.kind = TillReply::Kind::unsupported};
  };
  EXPECT_EQ(rules_in(play_twisted(twist, {ask("40,07"), press(TillVerb::cancel)})), "POS-20");
}

TEST_F(PlayerFaults, DoesNotBlameATillForWhatItDoesNotClaim) {
  Twist twist;
  twist.hello = [](TillHello& hello) { std::erase(hello.capabilities, "change_mode"); };
  twist.order = [](const TillOrder& order) -> std::optional<TillReply> {
    if (order.verb != TillVerb::change_mode) return std::nullopt;
    return TillReply{.kind = TillReply::Kind::unsupported};
  };
  const Played played = play_twisted(twist, {ask("40,07"), change_to_alice()});
  EXPECT_EQ(played.verdict, Verdict::unsupported) << text_of(played);
  EXPECT_EQ(rules_in(played), "");
}

TEST_F(PlayerFaults, LooksAtTheTillsScreenThroughTheShotThatTheStorySays) {
  till_step::Customer far{till_step::Customer::Act::pay, "alice", kSale, "", {}};
  far.shot.covered_percent = 100;
  const Played played = play({ask("40,07"), far, pays("", "bob")});
  EXPECT_EQ(rules_in(played), "POS-11") << text_of(played);
  EXPECT_FALSE(played.findings.front().picture.empty());
  const auto& event = played.history.at(static_cast<std::size_t>(played.diverges_at));
  EXPECT_EQ(event.kind, "expectation");
  EXPECT_TRUE(event.details.back().second.starts_with("data:image/png;base64,iVBORw0KGgo")) << event.details.back().second.substr(0, 60);
  EXPECT_TRUE(tells(played, "has no code to scan"));
}

}  // namespace
}  // namespace parcours
