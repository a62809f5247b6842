// The merchant and the customer app, on a line to a real service.
#include <gtest/gtest.h>

#include "fakes/customer_app.h"
#include "fakes/merchant.h"
#include "reference/core/text.h"
#include "sim/in_process_target.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;

struct PeopleTest : ::testing::Test {
  PeopleTest() { target.reset(guide_world(), {}, start, 7); }

  // What the actor is answered, once everything of that call is over.
  Answer ask(Actor<Answer> action) {
    Answer answer;
    stage.spawn("somebody", [&]() -> Actor<> { answer = co_await std::move(action); });
    const auto failure = stage.run_until(stage.now() + kPatience);
    EXPECT_FALSE(failure) << failure->reason;
    return answer;
  }

  RequestForm form(const std::string& parcours) {
    RequestForm filled;
    filled.parcours = parcours;
    filled.amount = "40,00";
    return cashier.filled(filled, {.basket = true, .mode = true, .notify = true});
  }

  const Instant start = *encaissement::parse_moment("24/06/2020 09:00");
  Stage stage{start};
  Network network{stage.scheduler(), Random{7}};
  InProcessTarget target;
  Surroundings around{stage, network, target};
  PhoneReader phone;
  Merchant cashier{around, "cashier", {Door::espace, "70890001", "P001"}};
  CustomerApp alice{around, "alice", phone};
};

TEST_F(PeopleTest, TheFormIsFilledAsAPersonWould) {
  EXPECT_EQ(form("A").mode, "qr");
  EXPECT_EQ(form("B").mode, "email");
  EXPECT_EQ(form("A").notify_email, "");
  EXPECT_EQ(form("C").notify_email, "caisse@canoe.example");
  EXPECT_EQ(form("A").basket, "REF202006245");
  const RequestForm empty = cashier.filled({.parcours = "A"}, {});
  EXPECT_EQ(empty.basket + empty.mode + empty.notify_email, "");
}

TEST_F(PeopleTest, ACodeIsReadFromThePictureAndPaid) {
  const Answer request = ask(cashier.request(form("A")));
  ASSERT_EQ(request.kind, Answer::Kind::done);
  const auto code =
      alice.read_code(request.text, {.medium = encaissement::Medium::ticket, .shot = {.tilt_degrees = 30}});
  ASSERT_EQ(code, request.text);
  EXPECT_EQ(ask(alice.scan(*code)).kind, Answer::Kind::done);
  EXPECT_EQ(ask(alice.pay(request.number, "", "30,00")).status, "validated");
  const auto view = target.look(cashier.speaker(), request.number, stage.now());
  ASSERT_TRUE(view);
  EXPECT_EQ(remainder_told(*view), "Il reste 10,00 €");
}

TEST_F(PeopleTest, CodesOfSomebodyElseAreWellMadeAndRefused) {
  const std::string genuine = ask(cashier.request(form("A"))).text;
  for (const ShownCode shown : {ShownCode::forged, ShownCode::unknown, ShownCode::altered_amount}) {
    const std::string payload = shown_payload(genuine, shown);
    EXPECT_NE(payload, genuine);
    EXPECT_EQ(payload.substr(0, 5), "CVC1:");
    EXPECT_EQ(payload.size() >= genuine.size() - 1, true);
    EXPECT_EQ(ask(alice.scan(payload)).rule, "PAY-02") << payload;
  }
  EXPECT_EQ(shown_payload(genuine, ShownCode::genuine), genuine);
}

TEST_F(PeopleTest, ARetryCarriesTheSameKey) {
  const Answer first = ask(cashier.request(form("A")));
  const Answer again = ask(cashier.retry({}));
  EXPECT_TRUE(again.remembered);
  EXPECT_EQ(again.number, first.number);
  EXPECT_EQ(ask(cashier.retry({.amount = "41,00", .basket = {}})).rule, "REP-01");
}

TEST_F(PeopleTest, ADraftIsSentOnceOrLeft) {
  ask(cashier.prepare(form("B")));
  ASSERT_TRUE(cashier.draft());
  cashier.leave();
  EXPECT_FALSE(cashier.draft());
  ask(cashier.prepare(form("C")));
  ask(cashier.send_draft());
  EXPECT_FALSE(cashier.draft());
}

TEST_F(PeopleTest, NobodyWaitsLongerThanHisPatience) {
  network.order(alice.line().link(), Leg::answer, {.hold = true});
  const Answer request = ask(cashier.request(form("A")));
  Instant told;
  around.on_answer = [&](const std::string&, const Call&, const Answer&, std::optional<CallFailure> failure) {
    told = stage.now();
    EXPECT_EQ(failure, CallFailure::timed_out);
  };
  const Instant asked = stage.now();
  EXPECT_EQ(ask(alice.scan(request.text)).kind, Answer::Kind::lost);
  EXPECT_EQ(told, asked + kPatience);
  EXPECT_EQ(alice.line().first_served(alice.line().last()->idempotency_key), asked);
}

TEST_F(PeopleTest, AServiceThatDiedAnswersNobody) {
  target.crash();
  EXPECT_EQ(ask(cashier.request(form("A"))).kind, Answer::Kind::lost);
  EXPECT_TRUE(around.service_down);
}

TEST_F(PeopleTest, APointIsChosenOnlyWhenTheServiceSaysSo) {
  Merchant signatory{around, "signatory", {Door::espace, "708900", ""}};
  ask(signatory.choose_point("P101"));
  EXPECT_EQ(signatory.speaker().point, "");
  ask(signatory.choose_point("P002"));
  EXPECT_EQ(signatory.speaker().point, "P002");
}

}  // namespace
}  // namespace parcours
