// The seam in process: texts in, texts out; who speaks sees only what is his; keys, crashes and recovery.
#include "sim/in_process_target.h"

#include <gtest/gtest.h>

#include <functional>

#include "reference/core/text.h"

namespace parcours {
namespace {

using encaissement::Policies;
using encaissement::parse_moment;

class SeamTest : public ::testing::Test {
 protected:
  SeamTest() { target.reset(guide_world(), {}, now, 1); }

  Call call(const Speaker& who, Verb verb) const {
    Call c;
    c.who = who;
    c.verb = verb;
    return c;
  }
  RequestForm form(const std::string& parcours, const std::string& mode) const {
    RequestForm f;
    f.parcours = parcours;
    f.mode = mode;
    f.amount = "40,00";
    f.basket = "REF1";
    if (mode != "qr") f.identifier = "ts-client2@yopmail.com";
    if (parcours == "B" || parcours == "D") f.payment_days = 10;
    if (parcours == "C" || parcours == "D") f.validation_days = 2;
    if (parcours == "C" || parcours == "D") f.notify_email = "caisse@canoe.example";
    return f;
  }
  Call request(const RequestForm& f, const std::string& key = "") const {
    Call c = call(till, Verb::request);
    c.form = f;
    c.idempotency_key = key;
    return c;
  }
  Call pay(const Speaker& who, const std::string& number, const std::string& amount, const std::string& key = "") const {
    Call c = call(who, Verb::pay);
    c.operation = number;
    c.amount = amount;
    c.idempotency_key = key;
    return c;
  }
  Answer submit(const Call& c) { return target.submit(c, now); }
  std::string said(const Call& c) {
    const Answer a = submit(c);
    if (a.kind == Answer::Kind::lost) return "lost";
    return a.kind == Answer::Kind::done ? "done" : a.rule + " " + a.code;
  }
  std::size_t operations_of_p001() { return target.list(till, {}, now)->rows.size(); }

  Instant now = parse_moment("24/06/2020 11:00").value();
  InProcessTarget target;
  const Speaker till{Door::espace, "70890001", ""}, alice{Door::phone, "alice", ""}, bob{Door::phone, "bob", ""};
  const Speaker shop{Door::api, "10000001", ""}, operator_{Door::control, "", ""};
};

TEST_F(SeamTest, TextsGoInAndTextsComeOut) {
  const Answer sent = submit(request(form("C", "identifier")));
  EXPECT_EQ(sent.status, "awaiting_customer");
  EXPECT_EQ(sent.api_state, "INITIALIZED");
  EXPECT_EQ(sent.limit, "26/06/2020");
  EXPECT_EQ(submit(pay(alice, sent.number, "30")).remaining, Money::from_cents(1000));
  const auto view = target.look(till, sent.number, now);
  ASSERT_TRUE(view.has_value());
  EXPECT_EQ(view->status, "to_validate");
  EXPECT_EQ(view->validation_limit, "26/06/2020");
  EXPECT_EQ(view->history.back(), "24/06/2020 11:00:00.000 pay 30,00 € -> to_validate");
  EXPECT_EQ(target.wallet("alice", now)->held, Money::from_cents(3000));
}

TEST_F(SeamTest, UnreadableTextsAreRefusedByTheirRule) {
  RequestForm f = form("A", "qr");
  f.amount = "40,000";
  EXPECT_EQ(said(request(f)), "FRM-02 BAD_REQUEST");
  f = form("E", "qr");
  EXPECT_EQ(said(request(f)), "FRM-05 BAD_REQUEST");
  f = form("A", "pigeon");
  EXPECT_EQ(said(request(f)), "FRM-05 BAD_REQUEST");
  EXPECT_EQ(said(pay(alice, "not a number", "40")), "ACC-05 TRANSACTION_NOT_FOUND");
  EXPECT_EQ(said(call({Door::espace, "999", ""}, Verb::cancel)), "ACC-01 INVALID_SEAL");
  Call unsealed = request(form("A", "qr"));
  unsealed.seal_valid = false;
  EXPECT_EQ(said(unsealed), "ACC-01 INVALID_SEAL");
}

TEST_F(SeamTest, AQrIsPaidThroughItsPayload) {
  const Answer made = submit(request(form("A", "qr")));
  ASSERT_FALSE(made.text.empty());
  Call scan = call(bob, Verb::scan);
  scan.code = made.text;
  EXPECT_EQ(said(scan), "done");
  scan.code[7] = scan.code[7] == 'a' ? 'b' : 'a';
  EXPECT_EQ(said(scan), "PAY-02 BAD_REQUEST");
  EXPECT_EQ(said(pay(bob, made.number, "40")), "done");
  EXPECT_EQ(submit(request(form("B", "email"))).text, "") << "no code but on A by QR";
}

TEST_F(SeamTest, AnothersPointReadsAsIfItDidNotExist) {
  submit(request(form("B", "email")));
  const Speaker foreign{Door::espace, "708901", "P001"}, nowhere{Door::espace, "708901", "P999"};
  EXPECT_FALSE(target.list(foreign, {}, now).has_value());
  EXPECT_EQ(target.remembered_email(foreign, now), "");
  Call there = request(form("A", "qr")), nothing = there;
  there.who = foreign;
  nothing.who = nowhere;
  EXPECT_EQ(said(there), said(nothing));
  EXPECT_TRUE(target.list({Door::espace, "708900", "P001"}, {}, now).has_value());
}

TEST_F(SeamTest, ACustomersListHoldsHisOwnRequestsOnly) {
  submit(request(form("B", "email")));
  EXPECT_EQ(target.list(alice, {}, now)->total, 1U);
  EXPECT_EQ(target.list(bob, {}, now)->total, 0U);
}

TEST_F(SeamTest, OthersSeeNothingOfAnOperation) {
  const std::string number = submit(request(form("B", "email"))).number;
  const Speaker olivet{Door::espace, "70890002", ""};
  EXPECT_TRUE(target.look(alice, number, now) && target.look(till, number, now) && target.look(shop, number, now));
  EXPECT_FALSE(target.look(bob, number, now) || target.look(olivet, number, now));
  EXPECT_EQ(target.requests_of(alice, now).size(), 1u);
  EXPECT_TRUE(target.requests_of(bob, now).empty());
}

TEST_F(SeamTest, TheSameKeyIsOneEffectAndAnotherBodyIsRefused) {
  const Answer first = submit(request(form("B", "email"), "k"));
  const Answer again = submit(request(form("B", "email"), "k"));
  EXPECT_TRUE(again.remembered);
  EXPECT_EQ(again.number, first.number);
  const std::function<void(RequestForm&)> changes[] = {
      [](RequestForm& f) { f.amount = "41,00"; },     [](RequestForm& f) { f.basket = "REF2"; },
      [](RequestForm& f) { f.payment_days = 9; },     [](RequestForm& f) { f.label = "x"; },
      [](RequestForm& f) { f.remember_email = true; }, [](RequestForm& f) { f.extended = false; },
      [](RequestForm& f) { f.return_url = "u"; },     [](RequestForm& f) { f.deferred = true; }};
  for (const auto& change : changes) {
    RequestForm other = form("B", "email");
    change(other);
    EXPECT_EQ(said(request(other, "k")), "REP-01 BAD_REQUEST");
  }
  EXPECT_EQ(operations_of_p001(), 1u);
}

TEST_F(SeamTest, OneKeyAtTwoPointsIsAnotherCall) {
  Call c = request(form("B", "email"), "k");
  c.who = {Door::espace, "708900", "P001"};
  EXPECT_EQ(said(c), "done");
  c.who.point = "P002";
  EXPECT_EQ(said(c), "REP-01 BAD_REQUEST");
}

TEST_F(SeamTest, AKeyOfALogInOpensNobodyElsesAccount) {
  Call log_in = call({Door::espace, "708900", ""}, Verb::log_in);
  log_in.text = "Signataire-1";
  log_in.idempotency_key = "k";
  EXPECT_EQ(submit(log_in).text, "signatory");
  log_in.who.name = "70890001";
  EXPECT_EQ(said(log_in), "ACC-07 INVALID_SEAL");
}

TEST_F(SeamTest, RecoveryIsMailedAndLetsInAgain) {
  Call wrong = call({Door::espace, "70890001", ""}, Verb::log_in);
  wrong.text = "wrong";
  for (int i = 0; i < 3; ++i) EXPECT_EQ(said(wrong), "ACC-07 INVALID_SEAL");
  wrong.text = "Accueil-1";
  EXPECT_EQ(said(wrong), "ACC-07 INVALID_SEAL");
  EXPECT_TRUE(target.accounts({Door::espace, "708900", ""}, now)[1].blocked);
  submit(call({Door::espace, "70890001", ""}, Verb::ask_recovery));
  const NoticeView mail = target.notices(0).back();
  EXPECT_EQ(mail.to, "accueil@canoe.example");
  Call set = call({Door::espace, "70890001", ""}, Verb::set_password);
  set.token = mail.token;
  set.text = "Nouveau-1";
  EXPECT_EQ(said(set), "done");
  wrong.text = "Nouveau-1";
  EXPECT_EQ(said(wrong), "done");
}

TEST_F(SeamTest, TheOperatorsVerbsNeedSomebodyWhoIsThere) {
  Call credit = call(operator_, Verb::credit);
  credit.text = "nobody";
  credit.amount = "10";
  EXPECT_EQ(said(credit), "ACC-05 TRANSACTION_NOT_FOUND");
  credit.text = "alice";
  EXPECT_EQ(said(credit), "done");
  EXPECT_EQ(target.wallet("alice", now)->available, Money::from_cents(21000));
  Call enable = call(operator_, Verb::disable_point);
  enable.text = "P999";
  EXPECT_EQ(said(enable), "ACC-05 TRANSACTION_NOT_FOUND");
}

class CrashTest : public SeamTest {
 protected:
  void come_back() { EXPECT_FALSE(target.recover(now, {}).has_value()); }
};

TEST_F(CrashTest, BeforeTheCommitNothingIsLeft) {
  target.crash_next(CrashPoint::before_commit);
  EXPECT_EQ(said(request(form("B", "email"), "k")), "lost");
  EXPECT_EQ(said(request(form("B", "email"))), "lost") << "the service is down";
  come_back();
  EXPECT_EQ(operations_of_p001(), 0u);
  EXPECT_TRUE(target.notices(0).empty());
  EXPECT_FALSE(submit(request(form("B", "email"), "k")).remembered);
  EXPECT_EQ(operations_of_p001(), 1u);
}

TEST_F(CrashTest, AfterTheCommitAllIsLeftAndTheRetryIsAnswered) {
  target.crash_next(CrashPoint::after_commit);
  EXPECT_EQ(said(request(form("B", "email"), "k")), "lost");
  come_back();
  EXPECT_EQ(operations_of_p001(), 1u);
  const Answer again = submit(request(form("B", "email"), "k"));
  EXPECT_TRUE(again.remembered);
  EXPECT_EQ(said(pay(alice, again.number, "40")), "done");
  EXPECT_EQ(target.notices(0).size(), 1u) << "one request to the customer";
}

TEST_F(CrashTest, ACallThatIsRefusedMayBeTheOneThatDies) {
  Call unsealed = request(form("A", "qr"));
  unsealed.seal_valid = false;
  target.crash_next(CrashPoint::before_commit);
  EXPECT_EQ(said(unsealed), "lost");
  come_back();
  EXPECT_EQ(said(request(form("A", "qr"))), "done");
  target.crash();
  come_back();
  EXPECT_EQ(operations_of_p001(), 1u);
}

TEST_F(CrashTest, WhatFellDueMeanwhileHappensAtItsOwnInstant) {
  const std::string number = submit(request(form("A", "identifier"))).number;
  target.crash();
  now += std::chrono::hours{1};
  come_back();
  EXPECT_EQ(target.look(till, number, now)->last_action, parse_moment("24/06/2020 11:05").value());
}

TEST_F(CrashTest, WrongPasswordsAreStillCounted) {
  Call wrong = call({Door::espace, "70890001", ""}, Verb::log_in);
  wrong.text = "wrong";
  submit(wrong);
  submit(wrong);
  target.crash();
  come_back();
  EXPECT_EQ(target.accounts({Door::espace, "708900", ""}, now)[1].failures, 2);
}

TEST_F(CrashTest, OtherPoliciesAreRefused) {
  target.crash();
  const auto why = target.recover(now, Policies{.immediate_ttl_s = 250});
  ASSERT_TRUE(why.has_value());
  EXPECT_NE(why->find("immediate_ttl_s"), std::string::npos);
  EXPECT_EQ(said(request(form("A", "qr"))), "lost");
  come_back();
  EXPECT_EQ(said(request(form("A", "qr"))), "done");
}

TEST_F(SeamTest, APublicClientNamesAfterwards) {
  RequestForm f;
  f.amount = "40,00";
  f.basket = "ORDER-1";
  f.payment_id = "PAY-1";
  f.extended = false;
  f.deferred = true;
  f.capture_date = "Jun 26, 2020 2:00:00 PM";
  f.return_url = f.cancel_url = "https://till.example";
  Call create = call(shop, Verb::request);
  create.form = f;
  const Answer made = submit(create);
  EXPECT_EQ(made.limit, "26/06/2020");
  Call name = call(shop, Verb::name_customer);
  name.operation = made.number;
  name.amount = "40,00";
  name.form.identifier = "10000003051";
  EXPECT_EQ(submit(name).api_state, "PROCESSING");
  const auto due = target.deliveries_due(now);
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].body, "PROCESSING");
  target.delivery_answered(due[0].id, true, now);
  EXPECT_TRUE(target.deliveries_due(now).empty());
  create.form.capture_date = "soon";
  EXPECT_EQ(said(create), "FRM-07 BAD_REQUEST");
}

}  // namespace
}  // namespace parcours
