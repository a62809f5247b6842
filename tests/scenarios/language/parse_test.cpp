#include "scenarios/language/parse.h"

#include <gtest/gtest.h>

#include "tests/scenarios/language/sample.h"

namespace parcours {
namespace {

using encaissement::RuleId;

TEST(Parse, ARightFileBecomesOneTypedCase) {
  const Loaded loaded = parse_text("x.yaml", kSample);
  ASSERT_EQ(problems_of(kSample), "");
  ASSERT_EQ(loaded.cases.size(), 1u);
  const Scenario& one = loaded.cases[0];
  EXPECT_EQ(one.id, "qr-partial");
  EXPECT_EQ(one.rules, (std::vector{RuleId::pay_07, RuleId::pay_04}));
  EXPECT_EQ(one.level, encaissement::Level::must);
  ASSERT_EQ(one.steps.size(), 4u);
  EXPECT_EQ(one.steps[0].money("amount"), Money::from_cents(4000));
  EXPECT_EQ(one.steps[0].text("by"), "cashier");
  EXPECT_EQ(one.steps[1].fields("camera").integer("tilt"), 20);
  EXPECT_EQ(one.steps[1].fields("camera").integer("contrast"), 100);
  EXPECT_EQ(one.steps[2].at, (Place{7, 5}));
}

TEST(Parse, NeedsFollowFromTheSteps) {
  const Scenario one = parse_text("x.yaml", kSample).cases.at(0);
  EXPECT_TRUE(one.needs.espace);
  EXPECT_FALSE(one.needs.moves_clock);
  const Scenario later = parse_text("x.yaml", replaced("  - expect", "  - time passes: 5 min\n  - expect")).cases.at(0);
  EXPECT_TRUE(later.needs.moves_clock);
  const Scenario poor =
      parse_text("x.yaml", replaced("steps:", "world: {customers: {alice: {balance: 5}}}\nsteps:")).cases.at(0);
  EXPECT_TRUE(poor.needs.controls_people);
  EXPECT_EQ(poor.world.customer("alice")->balance, Money::from_cents(500));
}

TEST(Parse, AMisspeltVerbIsToldWithItsPlaceAndTheNearestOne) {
  EXPECT_EQ(problems_of(replaced("- customer pays", "- custmer pays")),
            "x.yaml:7:5: expected a verb, found \"custmer pays\", did you mean \"customer pays\"?\n");
}

TEST(Parse, AMisspeltFieldIsToldWithTheNearestOne) {
  EXPECT_EQ(problems_of(replaced("basket:", "baskett:")),
            "x.yaml:5:67: expected a known field, found \"baskett\", did you mean \"basket\"?\n");
  EXPECT_NE(problems_of(replaced("tilt:", "elephant:")).find("expected one of rotation, tilt, blur"),
            std::string::npos);
}

TEST(Parse, AWrongAmountIsTold) {
  EXPECT_EQ(problems_of(replaced("30,00 €\"", "30,0O €\"")),
            "x.yaml:7:46: expected an amount such as 40,00 € or all, found \"30,0O €\"\n");
}

TEST(Parse, AKeyGivenTwiceIsTold) {
  EXPECT_EQ(problems_of(replaced("mode: qr", "parcours: B")),
            "x.yaml:5:38: expected each key once, found \"parcours\"\n");
}

TEST(Parse, UnknownRulesCustomersAndSpeakersAreTold) {
  EXPECT_NE(problems_of(replaced("PAY-04", "PAY-40")).find("found \"PAY-40\""), std::string::npos);
  EXPECT_EQ(problems_of(replaced("customer: alice, amount", "customer: alcie, amount")),
            "x.yaml:7:31: expected one of alice, bob, chloe, found \"alcie\", did you mean \"alice\"?\n");
  EXPECT_NE(problems_of(replaced("{status", "{by: casher, status")).find("did you mean \"cashier\"?"),
            std::string::npos);
}

TEST(Parse, AllProblemsOfAFileAreToldAtOnce) {
  std::string text = replaced("PAY-04", "PAY-40");
  text = replaced("mode: qr", "mode: qrr", text);
  text = replaced("- customer pays", "- custmer pays", text);
  EXPECT_EQ(parse_text("x.yaml", text).problems.size(), 3u) << problems_of(text);
}

TEST(Parse, ACaseThatExpectsNothingIsRefused) {
  const std::string told = problems_of(with_steps("  - merchant requests: {parcours: A, amount: 40}\n"));
  EXPECT_EQ(told, "x.yaml:1:5: expected an expectation or a refusal: this case would pass whatever the service does\n");
}

TEST(Parse, AnExpectationWithoutAnythingToExpectIsRefused) {
  EXPECT_NE(problems_of(replaced("{status: validated, remaining: \"10,00 €\"}", "{by: cashier}"))
                .find("expected at least one thing to expect"), std::string::npos);
}

TEST(Parse, AnOperationIsNamedBeforeItIsUsed) {
  const std::string told = problems_of(replaced("{status", "{of: frist, status"));
  EXPECT_NE(told.find("expected an operation named before by `as`, found \"frist\""), std::string::npos) << told;
  EXPECT_EQ(problems_of(replaced("{status", "{of: unknown, exists: no, status")), "");
  const std::string early = problems_of(with_steps("  - merchant cancels: {refused: STA-01}\n"));
  EXPECT_NE(early.find("expected an operation made before"), std::string::npos) << early;
}

TEST(Parse, FieldsThatExcludeEachOtherAreTold) {
  EXPECT_NE(problems_of(replaced("amount: \"40,00 €\"", "amount: 40, typed: 40")).find("not both"), std::string::npos);
  EXPECT_NE(problems_of(replaced("  - expect", "  - time reaches: {offset: -1 ms}\n  - expect"))
                .find("expected exactly one of moment, deadline"), std::string::npos);
}

TEST(Parse, ARefusalIsARuleOrARuleWithItsCodeOrNo) {
  const auto refused = [](std::string_view how) {
    const std::string text = replaced("amount: \"30,00 €\"}", "amount: 41, refused: " + std::string{how} + "}");
    EXPECT_EQ(problems_of(text), "");
    return parse_text("x.yaml", text).cases.at(0).steps.at(2).fields("refused");
  };
  EXPECT_EQ(refused("PAY-03").rule("rule"), RuleId::pay_03);
  EXPECT_EQ(refused("{rule: PAY-03, code: INVALID_TRANSACTION_AMOUNT}").text("code"), "INVALID_TRANSACTION_AMOUNT");
  EXPECT_TRUE(refused("no").is("rule", "no"));
}

TEST(Parse, SettingsAreThoseOfTheProfileThenTheFilesOwn) {
  const std::string text = replaced("steps:", "profile: window-250s\npolicies: {sweep: instant}\nsteps:");
  ASSERT_EQ(problems_of(text), "");
  const Scenario one = parse_text("x.yaml", text).cases.at(0);
  EXPECT_EQ(one.policies.immediate_ttl_s, 250);
  EXPECT_EQ(one.policies.sweep, encaissement::Sweep::instant);
  EXPECT_EQ(problems_of(replaced("steps:", "policies: {sweeep: instant}\nsteps:")),
            "x.yaml:4:12: expected a setting, found \"sweeep\", did you mean \"sweep\"?\n");
}

TEST(Parse, StepsTogetherAreActionsOnly) {
  const std::string right = "  - together:\n      - customer pays: alice\n      - merchant cancels: {outcome: any}\n";
  EXPECT_EQ(problems_of(replaced("  - expect", right + "  - expect")), "");
  const std::string wrong = "  - together:\n      - time passes: 1 s\n";
  EXPECT_NE(problems_of(replaced("  - expect", wrong + "  - expect")).find("expected an action"), std::string::npos);
}

TEST(Parse, AStepIsOneVerb) {
  EXPECT_NE(
      problems_of(replaced("  - expect", "  - merchant cancels\n  - expect")).find("expected one verb with a colon"),
      std::string::npos);
}

TEST(Parse, IdsAreUniqueOverFiles) {
  EXPECT_NE(problems_of(replaced("id: qr-partial", "id: QR partial")).find("expected an id of a-z"), std::string::npos);
}

TEST(Parse, AMissingFileIsAProblemNotACrash) {
  const Loaded loaded = load({"no/such/file.yaml"});
  ASSERT_EQ(loaded.problems.size(), 1u);
  EXPECT_EQ(loaded.problems[0].text(),
            "no/such/file.yaml: expected a file or a folder, found \"nothing of this name\"");
}

}  // namespace
}  // namespace parcours
