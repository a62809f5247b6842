// What happened in a sandbox, exported as a scenario file, happens again where it is played.
#include "tests/scenarios/serve/recorded_fixture.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;
using Recorded = RecordedFixture;

TEST_F(Recorded, NothingYetIsAScenarioThatPasses) { expect_replay(); }

TEST_F(Recorded, WhatWasPaidInPartIsPaidAgain) {
  const std::string number = request(kCashier).number;
  pass(90s);
  EXPECT_EQ(ask(kAlice, Verb::pay, number, "30,00").status, "validated");
  expect_replay();
  EXPECT_NE(exported().find("remaining: 10,00 €"), std::string::npos) << exported();
}

TEST_F(Recorded, RefusalsAreExpectedByTheirRule) {
  const std::string number = request(kCashier).number;
  EXPECT_EQ(ask(kAlice, Verb::pay, number, "41,00").rule, "PAY-03");
  expect_replay();
  EXPECT_NE(exported().find("refused: {rule: PAY-03"), std::string::npos) << exported();
}

TEST_F(Recorded, WhatFellDueByItselfFallsDueAgain) {
  request(kCashier);
  request(kTill, "C");
  pass(48h);
  expect_replay();
}

TEST_F(Recorded, ADelayedPaymentIsValidatedForLess) {
  const std::string number = request(kTill, "C").number;
  EXPECT_EQ(ask(kAlice, Verb::pay, number, "40,00").status, "to_validate");
  EXPECT_EQ(ask(kTill, Verb::validate, number, "25,50").status, "validated");
  expect_replay();
}

TEST_F(Recorded, CallsMadeAgainUnderTheirKeyAreRemembered) {
  const std::string number = request(kCashier, "A", "k1").number;
  EXPECT_TRUE(request(kCashier, "A", "k1").remembered);
  ask(kAlice, Verb::pay, number, "40,00", "k1");
  EXPECT_EQ(request(kCashier, "C", "k1").kind, Answer::Kind::refused);
  expect_replay();
}

TEST_F(Recorded, CodesAreScannedAsTheyWereShown) {
  const Answer made = request_qr();
  std::string forged = made.text, altered = made.text;
  forged.back() = forged.back() == 'A' ? 'B' : 'A';
  altered.replace(altered.find(":4000:"), 6, ":3900:");
  for (const std::string& code : {forged, altered, std::string{"CVC1:fzzzzzzzz9:4000:AAAAAAAAAAAAAAAAAAAAAA"}, made.text})
    ask({.who = kBob, .verb = Verb::scan, .code = code});
  EXPECT_EQ(ask({.who = kBob, .verb = Verb::pay, .amount = "40,00", .code = made.text}).status, "validated");
  expect_replay();
}

TEST_F(Recorded, SignatoriesStandWhereTheyStood) {
  const Speaker nowhere{.door = Door::espace, .name = "708900", .point = ""};
  EXPECT_EQ(request(nowhere).rule, "ACC-04");
  ask({.who = nowhere, .verb = Verb::choose_point, .text = "P002"});
  request({.door = Door::espace, .name = "708900", .point = "P002"});
  request({.door = Door::espace, .name = "708900", .point = "P001"});
  expect_replay();
}

TEST_F(Recorded, PasswordsAreRecoveredWithoutStandingInTheFile) {
  const Speaker account{.door = Door::espace, .name = "70890001", .point = ""};
  ask({.who = account, .verb = Verb::log_in, .text = "a secret guess"});
  ask({.who = account, .verb = Verb::ask_recovery});
  const std::string first = sandbox.desk().notices(0).back().token;
  ask({.who = account, .verb = Verb::ask_recovery});
  ask({.who = account, .verb = Verb::set_password, .text = "My-secret-1", .token = first});
  ask({.who = {.door = Door::espace, .name = "", .point = ""}, .verb = Verb::set_password, .text = "My-secret-2",
       .token = sandbox.desk().notices(0).back().token});
  EXPECT_EQ(ask({.who = account, .verb = Verb::log_in, .text = "My-secret-2"}).text, "point");
  expect_replay();
  EXPECT_EQ(exported().find("secret"), std::string::npos) << exported();
}

TEST_F(Recorded, TheOperatorDoesItAgain) {
  const Speaker control{.door = Door::control, .name = "", .point = ""};
  ask({.who = control, .verb = Verb::credit, .amount = "12,00", .text = "10000003051"});
  ask({.who = control, .verb = Verb::disable_point, .text = "P001"});
  EXPECT_EQ(request(kCashier).kind, Answer::Kind::refused);
  ask({.who = control, .verb = Verb::credit, .amount = "12,00", .text = "nobody"});
  expect_replay();
}

TEST_F(Recorded, WhatCannotBeSaidAndChangedNothingIsLeftOutWithARemark) {
  Call odd{.who = kCashier, .verb = Verb::request};
  odd.form = {.parcours = "Z", .amount = "40,00", .basket = "R", .mode = "qr"};
  EXPECT_EQ(ask(odd).rule, "FRM-05");
  expect_replay();
  EXPECT_NE(exported().find("# cashier, request, refused by FRM-05, is left out"), std::string::npos) << exported();
}

TEST_F(Recorded, OtherSettingsStandInTheFile) {
  encaissement::Policies policies;
  policies.immediate_ttl_s = 250;
  begin({}, policies);
  request(kCashier);
  pass(251s);
  expect_replay();
  EXPECT_NE(exported().find("immediate_ttl_s: 250"), std::string::npos) << exported();
}

TEST_F(Recorded, AServiceThatDiedComesBackAgain) {
  const std::string number = request(kCashier).number;
  sandbox.crash(true, false);
  EXPECT_EQ(ask(kAlice, Verb::pay, number, "40,00").kind, Answer::Kind::lost);
  EXPECT_FALSE(sandbox.recover({}));
  sandbox.crash(true, true);
  EXPECT_EQ(request(kTill).kind, Answer::Kind::lost);
  EXPECT_FALSE(sandbox.recover({}));
  sandbox.crash(false, false);
  EXPECT_FALSE(sandbox.recover({}));
  expect_replay();
}

// -------- Other people --------------------------------------------------------------------------

TEST_F(Recorded, PeopleOfTheirOwnStandInTheFile) {
  World world = guide_world();
  world.customers.push_back({"zoe", "10000009999", "zoe@mail.example", Money::from_cents(5000)});
  world.accounts.push_back({"70890003", "708900", "P002", "Not-to-be-seen", "trois@canoe.example"});
  world.customers[1].balance = Money::from_cents(100);
  begin({}, {}, world);
  Call call{.who = kCashier, .verb = Verb::request};
  call.form = {.parcours = "A", .amount = "40,00", .basket = "R", .mode = "identifier", .identifier = "zoe@mail.example"};
  ask(call);
  expect_replay();
  EXPECT_EQ(exported().find("Not-to-be-seen"), std::string::npos) << exported();
}

TEST_F(Recorded, SomebodyTheLanguageCannotNameIsRefusedInWords) {
  World world = guide_world();
  world.points.push_back({"P900", "AILLEURS", "709000", "10000900"});
  begin({}, {}, world);
  EXPECT_EQ(request({.door = Door::api, .name = "10000900", .point = ""}).kind, Answer::Kind::done);
  EXPECT_EQ(sandbox.export_scenario().why_not,
            "The scenario language has no words for a call that was done: 10000900, request.");
}

TEST_F(Recorded, PeopleWhoCameLaterAreThereFromTheStart) {
  request(kCashier);
  World added;
  added.customers.push_back({"zoe", "10000009999", "zoe@mail.example", Money::from_cents(5000)});
  EXPECT_EQ(sandbox.add_people(added), "");
  expect_replay();
}

TEST_F(Recorded, PeopleWhoWereAskedForBeforeTheyCameAreRefusedInWords) {
  Call call{.who = kCashier, .verb = Verb::request};
  call.form = {.parcours = "A", .amount = "40,00", .basket = "R", .mode = "identifier", .identifier = "10000009999"};
  EXPECT_EQ(ask(call).kind, Answer::Kind::refused);
  World added;
  added.customers.push_back({"zoe", "10000009999", "zoe@mail.example", Money::from_cents(5000)});
  EXPECT_EQ(sandbox.add_people(added), "");
  EXPECT_NE(sandbox.export_scenario().why_not.find("asked for before"), std::string::npos);
}

// -------- Whole or nothing ----------------------------------------------------------------------

TEST_F(Recorded, AJournalThatGoesOnHasNoBeginning) {
  Sandbox continued{std::make_unique<InProcessTarget>(), clock, nullptr};
  EXPECT_NE(continued.export_scenario().why_not.find("goes on from a journal"), std::string::npos);
}

TEST_F(Recorded, ARecordingThatBecameTooLongIsDroppedAndSaysSo) {
  for (std::size_t i = 0; i <= Recorder::kEventsMax; ++i) ask(kAlice, Verb::pay, "fzzzzzzzz9", "1,00");
  EXPECT_NE(sandbox.export_scenario().why_not.find("2000 calls"), std::string::npos);
  begin();
  expect_replay();
}

// -------- Broken services, and back in ----------------------------------------------------------

TEST_F(Recorded, AFileOfABrokenServiceFailsOnTheReferenceWhereTheyPart) {
  begin("pay-03-any-amount");
  const std::string number = request(kCashier).number;
  ASSERT_EQ(ask(kAlice, Verb::pay, number, "41,00").kind, Answer::Kind::done);
  const std::string yaml = exported();
  const CaseResult result = play(yaml);
  EXPECT_EQ(result.verdict, Verdict::fail);
  EXPECT_NE(result.reason.find("\"customer pays\" (alice) was to succeed, and was refused. PAY-03"), std::string::npos) << result.reason;
}

TEST_F(Recorded, WhatABrokenServiceLeftUndoneIsSeenInTheEnd) {
  begin("sta-03-sweep-forgets-unvalidated");
  ask(kAlice, Verb::pay, request(kCashier, "C").number, "40,00");
  pass(24h * 10);
  const CaseResult result = play(exported());
  EXPECT_EQ(result.verdict, Verdict::fail) << result.reason;
}

TEST_F(Recorded, ImportedAgainTheSameOperationsAreThere) {
  const std::string number = request(kCashier).number;
  pass(10s);
  ask(kAlice, Verb::pay, number, "30,00");
  request(kTill, "C");
  const std::string yaml = exported();
  const auto seen = sandbox.desk().list(kCashier, {}, clock.now());
  const Instant then = clock.now();
  begin();
  ASSERT_FALSE(sandbox.import_scenario(yaml));
  EXPECT_EQ(clock.now(), then);
  EXPECT_EQ(sandbox.desk().list(kCashier, {}, clock.now())->csv, seen->csv);
  expect_replay();
  EXPECT_EQ(exported(), yaml);
}

}  // namespace
}  // namespace parcours
