// Each check of the belief oracle with a till that lies in just that: the conforming one, twisted, or one of the broken.
#include "tests/scenarios/certify/stage_fixture.h"

namespace parcours {
namespace {

using Kind = till_step::NoticeTrouble::Kind;

class BeliefOracle : public StageFixture {
 protected:
  // The conforming till which, from the payment on, tells of its sale what `lie` makes of it.
  std::string after_part(std::function<void(SaleView&)> lie) {
    const auto later = [lie = std::move(lie)](SaleView& view) { if (view.state == SaleState::paid) lie(view); };
    return rules_in(play_lying(later, {ask_alice("40,00"), pays("30,00"), rest()}));
  }
  std::string with(const std::string& defect, std::vector<TillStep> steps) {
    return rules_in(play(*broken(defect), std::move(steps)));
  }
};

TEST_F(BeliefOracle, FindsNothingInTheTruth) {
  EXPECT_EQ(after_part([](SaleView&) {}), "");
}

TEST_F(BeliefOracle, FindsWhatIsShownAsPaidTooEarly) {
  const auto lie = [](SaleView& view) { view.state = SaleState::paid; };
  const Played played = play_lying(lie, {ask_alice("40,00"), rest()});
  EXPECT_TRUE(rules_in(played).starts_with("POS-06")) << rules_in(played);
  EXPECT_EQ(played.findings.front().at, start);  // At once, not at rest.
}

TEST_F(BeliefOracle, FindsMoreShownAsReceivedThanWas) {
  EXPECT_TRUE(after_part([](SaleView& view) { view.received = 3001_cents; }).starts_with("POS-06"));
}

TEST_F(BeliefOracle, FindsLessShownAsReceivedAtRestOnly) {
  EXPECT_EQ(after_part([](SaleView& view) { view.received = 2999_cents; }), "POS-08");
}

TEST_F(BeliefOracle, FindsAWrongRemainderAndAWrongRequest) {
  EXPECT_EQ(after_part([](SaleView& view) { view.remaining = 999_cents; }), "POS-08");
  EXPECT_EQ(after_part([](SaleView& view) { view.requested = 4001_cents; }), "POS-08");
}

TEST_F(BeliefOracle, FindsAWrongState) {
  for (const SaleState state : {SaleState::none, SaleState::pending, SaleState::cancelled, SaleState::expired, SaleState::unknown})
    EXPECT_EQ(after_part([state](SaleView& view) { view.state = state; }), "POS-07") << to_string(state);
}

TEST_F(BeliefOracle, LetsATillNotKnowBeforeItCan) {
  const auto lie = [](SaleView& view) { view.state = SaleState::unknown; };
  EXPECT_EQ(rules_in(play_lying(lie, {ask_alice("40,00"), pays("30,00"), rest(59s), till_step::TillCrash{}})), "");
}

TEST_F(BeliefOracle, FindsASaleThatIsNotKnown) {
  Twist twist;
  twist.views = [](std::vector<SaleView>& views) { views.clear(); };
  EXPECT_EQ(rules_in(play_twisted(twist, {ask_alice("40,00"), rest()})), "POS-07");
}

TEST_F(BeliefOracle, FindsASaleThatIsKnownTwice) {
  Twist twist;
  twist.views = [](std::vector<SaleView>& views) {
    if (!views.empty()) views.push_back(views.front());
  };
  EXPECT_EQ(rules_in(play_twisted(twist, {ask_alice("40,00"), rest()})), "POS-17");
}

TEST_F(BeliefOracle, FindsARemainderThatOneSideIsNotTold) {
  EXPECT_EQ(after_part([](SaleView& view) { view.cashier = "Paid"; }), "POS-09");
  EXPECT_EQ(after_part([](SaleView& view) { view.customer = "Thanks, 110,00"; }), "POS-09");
}

TEST_F(BeliefOracle, ReadsTheRemainderInEverySpelling) {
  for (const std::string spelled : {"10,00 €", "10.00", "10 €", "10€", "10,00\u00a0€", "10 EUR"})
    EXPECT_EQ(after_part([&](SaleView& view) { view.cashier = view.customer = "Il reste " + spelled + "."; }), "") << spelled;
}

TEST_F(BeliefOracle, FindsReceiptsThatAreWrong) {
  const auto text = [](const std::string& said) { return [said](SaleView& view) { view.receipt = TillReceipt{true, said}; }; };
  EXPECT_EQ(after_part(text("Received 30,00 €, 10,00 € remain")), "");
  EXPECT_EQ(after_part(text("Received 30,00 €, 10,00 € remain, of 41,00 €")), "POS-10");
  EXPECT_EQ(after_part(text("Received 30,00 €")), "POS-10");
  EXPECT_EQ(after_part(text("10,00 € remain")), "POS-10");
  EXPECT_EQ(after_part([](SaleView& view) { view.receipt.reset(); }), "POS-10");
  EXPECT_EQ(after_part([](SaleView& view) { view.receipt->final = false; }), "POS-10");
}

TEST_F(BeliefOracle, FindsAFinalReceiptOfWhatIsToBeValidated) {
  const auto lie = [](SaleView& view) { view.receipt = TillReceipt{true, "40,00 €"}; };
  EXPECT_EQ(rules_in(play_lying(lie, {ask_to_validate("40,00"), pays()})), "POS-10");
}

TEST_F(BeliefOracle, FindsAnotherDayThanTheServices) {
  const auto shows = [&](const std::string& day, std::vector<TillStep> steps) {
    return rules_in(play_lying([day](SaleView& view) { view.limit = day; }, std::move(steps)));
  };
  EXPECT_EQ(shows("27/06/2020", {ask_later("40,00", 3), rest(24h)}), "");
  EXPECT_EQ(shows("26/06/2020", {ask_later("40,00", 3), rest(24h)}), "POS-13");
  EXPECT_EQ(shows("26/06/2020", {ask_to_validate("40,00", 2), pays(), rest()}), "");
  EXPECT_EQ(shows("27/06/2020", {ask_to_validate("40,00", 2), pays(), rest()}), "POS-13");
}

TEST_F(BeliefOracle, NamesTheRuleByWhatStoodInTheWay) {
  const auto waits = [](SaleView& view) { view.state = SaleState::pending; };
  const auto story = [&](std::vector<TillStep> before) {
    before.insert(before.end(), {pays("30,00"), rest()});
    return rules_in(play_lying(waits, before));
  };
  EXPECT_EQ(story({notices(Kind::lost), ask_alice("40,00")}), "POS-14");
  EXPECT_EQ(story({notices(Kind::twice), ask_alice("40,00")}), "POS-15");
  EXPECT_EQ(story({ask_alice("40,00"), till_step::TillCrash{}, till_step::TillRestart{}}), "POS-17");
  EXPECT_EQ(story({ask("40,00"), change_to_alice()}), "POS-12");
}

TEST_F(BeliefOracle, FindsATillThatNeverAsks) {
  EXPECT_EQ(with("never-asks", {notices(Kind::lost, 2), ask_alice("40,00"), pays(), rest()}), "POS-14");
}

TEST_F(BeliefOracle, FindsATillThatBelievesWhatArrivesLast) {
  const auto found = with("believes-the-last-to-arrive", {notices(Kind::stale), ask("40,00"), scans(), pays(), rest()});
  EXPECT_TRUE(found.starts_with("POS-15")) << found;
}

TEST_F(BeliefOracle, FindsATillThatBelievesForgeries) {
  for (const std::string name : {"accepts-any-seal", "believes-before-it-checks", "checks-the-public-seal-only",
                                 "checks-the-seals-that-are-there", "compares-as-much-of-a-seal-as-came"}) {
    const auto found = with(name, {notices(Kind::forged), ask("40,00"), scans(), rest()});
    EXPECT_TRUE(found.starts_with("POS-16")) << name << ": " << found;
  }
}

TEST_F(BeliefOracle, TellsWhichForgeryWasAcknowledged) {
  const Played played = play(*broken("checks-the-public-seal-only"), {notices(Kind::forged), ask("40,00"), scans(), rest()});
  ASSERT_FALSE(played.findings.empty());
  EXPECT_NE(played.findings.front().actual.find("the body was changed under its seals"), std::string::npos) << played.findings.front().actual;
}

TEST_F(BeliefOracle, FindsATillThatForgetsItsSales) {
  const auto found = with("forgets-its-sales", {ask_alice("40,00"), till_step::TillCrash{}, till_step::TillRestart{}, rest()});
  EXPECT_EQ(found, "POS-17");
}

TEST_F(BeliefOracle, FindsACodeThatIsNotShownWhileItIsWaitedFor) {
  const auto lie = [](SaleView& view) { view.screen.clear(); };
  EXPECT_EQ(rules_in(play_lying(lie, {ask("40,00"), rest()})), "POS-11");
  const auto noise = [](SaleView& view) { if (!view.screen.empty()) view.screen = "no picture"; };
  EXPECT_EQ(rules_in(play_lying(noise, {ask("40,00"), rest()})), "POS-11");
}

TEST_F(BeliefOracle, FindsACodeThatIsShownWhenItIsOver) {
  std::string before;
  const auto lie = [&before](SaleView& view) {
    if (before.empty()) before = view.screen;
    view.screen = before;
  };
  EXPECT_EQ(rules_in(play_lying(lie, {ask("40,00"), scans(), pays(), rest()})), "POS-11");
}

TEST_F(BeliefOracle, FindsTheOldCodeAfterAChangeOfMode) {
  std::string before;
  const auto lie = [&before](SaleView& view) {
    if (before.empty()) before = view.screen;
    view.screen = before;
  };
  EXPECT_EQ(rules_in(play_lying(lie, {ask("40,00"), rest(), change_to_alice(), rest()})), "POS-12");
}

TEST_F(BeliefOracle, FindsARefusedSaleThatIsShownAsWaiting) {
  const auto found = with("shows-a-refused-sale-as-waiting",
                          {till_step::Cashier{{.verb = TillVerb::create, .sale = kSale, .parcours = "A", .amount = "40,00",
                                               .mode = "identifier", .customer = "19999999999"}}, rest()});
  EXPECT_EQ(found, "POS-19");
}

}  // namespace
}  // namespace parcours
