// The player with a conforming till: every kind of step that goes well, what is told of it, and that nothing is found.
#include "tests/scenarios/certify/stage_fixture.h"

namespace parcours {
namespace {

class Player : public StageFixture {
 protected:
  void expect_pass(const Played& played) {
    EXPECT_EQ(played.verdict, Verdict::pass) << text_of(played);
    EXPECT_EQ(rules_in(played), "") << text_of(played);
    EXPECT_EQ(played.trouble, "");
    EXPECT_EQ(played.diverges_at, -1);
  }
};

TEST_F(Player, PlaysASaleByQrCodeScannedOffTheTillsScreen) {
  const Played played = play({ask("40,07"), scans(), pays("30,00"), reach("validated", 3000_cents), rest()});
  expect_pass(played);
  EXPECT_TRUE(tells(played, "asks for 40,07 € by QR code (A)"));
  EXPECT_TRUE(tells(played, "creates 40,07 €"));
  EXPECT_TRUE(tells(played, "notifies VALIDATED: answers 2"));
  EXPECT_TRUE(tells(played, "shows paid, received 30,00 €, remaining 10,07 €"));
}

TEST_F(Player, PaysByNumberWhoWasAskedByIdentifier) {
  const Played played = play({ask_alice("40,07"), pays(), reach("validated", 4007_cents)});
  expect_pass(played);
  EXPECT_TRUE(tells(played, "pays all"));
}

TEST_F(Player, ScansFirstWhoPaysAQrCodeAtOnce) {
  const Played played = play({ask("40,07"), pays("", "bob"), reach("validated", 4007_cents)});
  expect_pass(played);
  EXPECT_TRUE(tells(played, "scans the QR code"));
}

TEST_F(Player, PlaysARefusal) { expect_pass(play({ask_alice("40,07"), refuses(), reach("cancelled"), rest()})); }

TEST_F(Player, PlaysACancellation) {
  expect_pass(play({ask("40,07"), press(TillVerb::cancel), reach("cancelled"), rest()}));
}

TEST_F(Player, PlaysAValidationOfLess) {
  const Played played = play({ask_to_validate("50,00"), pays("40,00"), reach("to_validate", 4000_cents), rest(),
                              press(TillVerb::validate, "35,10"), reach("validated", 3510_cents), rest()});
  expect_pass(played);
  EXPECT_TRUE(tells(played, "shows to_validate, received 40,00 €, remaining 10,00 €"));
}

TEST_F(Player, PlaysAChangeOfMode) {
  expect_pass(play({ask("40,07"), rest(5s), change_to_alice(), pays(), reach("validated", 4007_cents), rest()}));
}

TEST_F(Player, PlaysDaysOfVirtualTime) {
  const Played played = play({ask_later("40,07", 3), wait(48h), pays(), reach("validated", 4007_cents)});
  expect_pass(played);
  EXPECT_GE(played.virtual_time, Duration{48h});
}

TEST_F(Player, WaitsUntilJustBeforeALimit) {
  const auto until = [](Duration offset) { return till_step::WaitUntil{till_step::WaitUntil::Limit::payment, kSale, offset}; };
  expect_pass(play({ask("40,07"), until(-1ms), pays(), reach("validated")}));
  expect_pass(play({ask("40,07"), until(0ms), pays(), reach("expired")}));
  expect_pass(play({ask("40,07"), until(1ms), reach("expired"), rest()}));
}

TEST_F(Player, WaitsForAValidationLimit) {
  const till_step::WaitUntil late{till_step::WaitUntil::Limit::validation, kSale, 10min};
  expect_pass(play({ask_to_validate("50,00"), pays(), late, reach("expired"), rest(24h)}));
}

TEST_F(Player, SaysThatAStoryWithoutSuchALimitShowsNothing) {
  const till_step::WaitUntil never{till_step::WaitUntil::Limit::validation, kSale, 0ms};
  const Played played = play({ask("40,07"), never});
  EXPECT_EQ(played.verdict, Verdict::config) << text_of(played);
  EXPECT_NE(played.trouble.find("no such limit"), std::string::npos) << played.trouble;
}

TEST_F(Player, SaysThatAStoryShowsNothingWhichComesToSomethingElse) {
  const Played played = play({ask("40,07"), reach("validated")});
  EXPECT_EQ(played.verdict, Verdict::config) << text_of(played);
  EXPECT_NE(played.trouble.find("must have come to validated, and is awaiting_customer"), std::string::npos) << played.trouble;
}

TEST_F(Player, BlamesTheTillWhereAStoryComesToNothingBecauseOfIt) {
  auto till = make_null_till();
  const Played played = play(*till, {ask("40,07"), reach("awaiting_customer")});
  EXPECT_EQ(played.verdict, Verdict::fail) << text_of(played);
  EXPECT_NE(rules_in(played).find("POS-19"), std::string::npos) << rules_in(played);
}

TEST_F(Player, PlaysTheSameStoryTwiceToTheSameByte) {
  const std::vector<TillStep> steps = {ask("40,07"), notices(till_step::NoticeTrouble::Kind::lost), pays("30,00"), rest(),
                                       wire(WireFault::lost_after), ask_alice("25,01", "S2"), rest()};
  const Played first = play(steps), again = play(steps);
  EXPECT_EQ(first.history, again.history) << text_of(first) << text_of(again);
  EXPECT_EQ(to_ndjson(first.trace), to_ndjson(again.trace));
}

TEST_F(Player, GivesEverySeedAnotherKeyAndOtherNumbers) {
  const Played one = play({ask("40,07")});
  options.seed = 2;
  const Played two = play({ask("40,07")});
  EXPECT_NE(to_ndjson(one.trace), to_ndjson(two.trace));
  EXPECT_NE(one.history, two.history);
}

TEST_F(Player, PutsTheStorysSettingsOverThoseOfTheCommandLine) {
  options.policies.immediate_ttl_s = 600;
  expect_pass(play({ask("40,07"), wait(400s), reach("awaiting_customer")}));
  policies.immediate_ttl_s = 180;
  expect_pass(play({ask("40,07"), wait(200s), reach("expired")}));
}

TEST_F(Player, TellsPollsThatLearnNothingInOneLine) {
  const Played played = play({ask("40,07"), wait(200s)});
  expect_pass(played);
  EXPECT_TRUE(tells(played, "times, each time INITIALIZED")) << text_of(played);
  EXPECT_LT(played.history.size(), 20u) << text_of(played);
}

TEST_F(Player, KeepsEveryInstantInOrder) {
  const Played played = play({ask("40,07"), ask_alice("25,01", "S2"), wait(100s), pays(), rest()});
  expect_pass(played);
  for (std::size_t i = 1; i < played.history.size(); ++i) {
    EXPECT_EQ(played.history[i].seq, static_cast<std::int64_t>(i));
    EXPECT_LE(played.history[i - 1].at, played.history[i].at) << text_of(played);
  }
}

TEST_F(Player, CostsAFewMilliseconds) {
  const auto begun = std::chrono::steady_clock::now();
  constexpr int kStories = 50;
  for (int i = 0; i < kStories; ++i) play({ask_alice("40,07"), rest(), pays("30,00"), rest()});
  const auto each = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun) / kStories;
  RecordProperty("microseconds_a_story", static_cast<int>(each.count()));
  std::printf("a story: %d us\n", static_cast<int>(each.count()));
  EXPECT_LT(each, 100ms);
}

}  // namespace
}  // namespace parcours
