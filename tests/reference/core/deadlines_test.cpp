// TIM-01 to TIM-11 at their boundaries: a millisecond beside each deadline, the days of 23 and 25 hours, 29 February,
// the turn of the year, and every setting that moves a deadline.
#include "reference/core/deadline.h"

#include <gtest/gtest.h>

#include "tests/reference/core/service_fixture.h"

namespace encaissement {
namespace {

constexpr Duration kMs{1};
using std::chrono::hours;

class DeadlineTest : public ServiceTest {
 protected:
  // A service that begins on another day.
  void begin(std::string_view paris, const Policies& policies = {}) {
    service_ = std::make_unique<Encaissement>(policies, 7);
    at(paris);
    populate(service(), now_);
  }
};

TEST_F(DeadlineTest, AnImmediatePaymentNeedsLessThanFiveMinutes) {
  for (const auto& make : {+[] { return form_a("40"); }, +[] { return form_c("40"); }}) {
    start({});
    request(make());
    later(std::chrono::seconds{300} - kMs);
    EXPECT_EQ(said(pay(alice, "40")), "done");
    start({});
    request(make());
    later(std::chrono::seconds{300});
    EXPECT_EQ(said(pay(alice, "40")), "STA-01 OPERATION_TRANSACTION_NOT_ALLOWED");
    EXPECT_EQ(operation().last_action, moment("24/06/2020 11:05"));
    EXPECT_EQ(status(), "expired");
  }
  start({.immediate_ttl_s = 180});
  request(form_qr("40"));
  later(std::chrono::seconds{180});
  EXPECT_EQ(said(scan(alice)), "PAY-02 OPERATION_TRANSACTION_NOT_ALLOWED") << "late codes are dead codes";
}

TEST_F(DeadlineTest, ADeferredRequestIsGoodUntilTheEndOfItsLimitDay) {
  request(form_b("40", 1));
  at("25/06/2020 23:59:59.999");
  EXPECT_EQ(said(pay(alice, "40")), "done");
  start({});
  request(form_b("40", 1));
  at("26/06/2020 00:00");
  EXPECT_EQ(said(pay(alice, "40")), "TIM-01 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(said(cancel()), "TIM-01 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(status(), "awaiting_customer");
  at("26/06/2020 00:05:59.999");
  EXPECT_EQ(said(refuse(alice)), "TIM-01 OPERATION_TRANSACTION_NOT_ALLOWED");
  at("26/06/2020 00:06");
  EXPECT_EQ(said(pay(alice, "40")), "STA-01 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(operation().last_action, moment("26/06/2020 00:06"));
}

TEST_F(DeadlineTest, TheLimitDayMayBeExcludedForPaymentsOnly) {
  start({.limit_day = LimitDay::exclusive});
  request(form_d("40", 2, 1));
  at("25/06/2020 23:59:59.999");
  EXPECT_EQ(said(pay(alice, "40")), "done");
  EXPECT_EQ(operation().validation_deadline, moment("27/06/2020 00:00"));
  start({.limit_day = LimitDay::exclusive});
  request(form_d("40", 2, 1));
  at("26/06/2020 00:00");
  EXPECT_EQ(said(pay(alice, "40")), "TIM-01 OPERATION_TRANSACTION_NOT_ALLOWED");
}

TEST_F(DeadlineTest, TheSweepMayBeInstant) {
  start({.sweep = Sweep::instant});
  request(form_b("40", 1));
  at("26/06/2020 00:00");
  EXPECT_EQ(said(pay(alice, "40")), "STA-01 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(operation().last_action, moment("26/06/2020 00:00"));
  EXPECT_EQ(sweep_after(moment("26/06/2020 00:06"), Sweep::at_00_06), moment("26/06/2020 00:06"));
  EXPECT_EQ(sweep_after(moment("26/06/2020 00:06:00.001"), Sweep::at_00_06), moment("27/06/2020 00:06"));
}

TEST_F(DeadlineTest, ValidatingAndCancellingEndWithTheLimitDay) {
  request(form_c("40"));
  pay(alice, "40");
  at("26/06/2020 23:59:59.999");
  EXPECT_EQ(said(validate("40")), "done");
  start({});
  request(form_c("40"));
  pay(alice, "40");
  at("27/06/2020 00:00");
  EXPECT_EQ(said(cancel()), "TIM-05 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(status(), "to_validate");
  at("27/06/2020 00:06");
  EXPECT_EQ(said(cancel()), "STA-01 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(status(), "expired");
}

TEST_F(DeadlineTest, TheValidationDelayCountsFromThePaymentNotTheSending) {
  request(form_d("40", 5, 1));
  at("28/06/2020 23:59:59.999");
  pay(alice, "40");
  EXPECT_EQ(format_day(operation().validation_limit), "29/06/2020");
}

TEST_F(DeadlineTest, TheValidationDeadlineDoesWhatThePolicySays) {
  for (const auto& [policy, ends, cause] : {std::tuple{OnValidationDeadline::expire, Status::expired, Cause::none},
                                            {OnValidationDeadline::cancel, Status::cancelled, Cause::deadline},
                                            {OnValidationDeadline::validate, Status::validated, Cause::none}}) {
    start({.on_validation_deadline = policy});
    request(form_c("40"));
    pay(alice, "40");
    at("28/06/2020 12:00");
    EXPECT_EQ(operation().status, ends);
    EXPECT_EQ(operation().cause, cause);
    EXPECT_EQ(held(alice), Money{});
    EXPECT_EQ(collected(), ends == Status::validated ? euros("40") : Money{});
  }
}

TEST_F(DeadlineTest, CivilDaysSurviveTheLeapDayAndTheTurnOfTheYear) {
  begin("28/02/2020 12:00");
  request(form_b("40", 1));
  EXPECT_EQ(format_day(operation().payment_limit), "29/02/2020");
  EXPECT_EQ(operation().payment_deadline, moment("01/03/2020 00:00"));
  begin("31/12/2020 23:59:59.999");
  request(form_b("40", 1));
  EXPECT_EQ(format_day(operation().payment_limit), "01/01/2021");
  begin("28/02/2021 00:00");
  request(form_b("40", 1));
  EXPECT_EQ(format_day(operation().payment_limit), "01/03/2021");
}

TEST_F(DeadlineTest, CivilDaysSurviveTheDaysOf23And25Hours) {
  begin("28/03/2020 12:00");
  request(form_b("40", 1));
  EXPECT_EQ(operation().payment_deadline - moment("29/03/2020 00:00"), hours{23});
  begin("24/10/2020 12:00");
  request(form_b("40", 1));
  EXPECT_EQ(operation().payment_deadline - moment("25/10/2020 00:00"), hours{25});
  later(operation().payment_deadline - now_ - kMs);
  EXPECT_EQ(said(pay(alice, "40")), "done");
}

TEST_F(DeadlineTest, TheReminderComesADayBeforeOrWithThePayment) {
  const auto reminded_at = [&](std::string_view paid, int days) {
    begin(paid);
    request(form_c("40", days));
    pay(alice, "40");
    return reminder_at(operation());
  };
  EXPECT_EQ(reminded_at("24/06/2020 11:33", 2), moment("26/06/2020 00:00"));
  EXPECT_EQ(reminded_at("28/03/2020 22:59:59.999", 1), moment("28/03/2020 23:00")) << "24 elapsed hours of a day of 23";
  EXPECT_EQ(reminded_at("28/03/2020 23:00", 1), moment("28/03/2020 23:00"));
  EXPECT_EQ(reminded_at("28/03/2020 23:30", 1), moment("28/03/2020 23:30")) << "not before the payment";
  EXPECT_EQ(reminded_at("24/10/2020 12:00", 1), moment("25/10/2020 00:00") + hours{1}) << "a day of 25 hours";
}

TEST_F(DeadlineTest, AReminderThatFallsWithThePaymentFollowsItsMail) {
  begin("28/03/2020 23:30");
  request(form_c("40", 1));
  pay(alice, "40");
  service().advance(now_);
  const auto& notices = service().notices();
  ASSERT_GE(notices.size(), 2u);
  EXPECT_EQ(notices[notices.size() - 2].kind, NoticeKind::payment_received);
  EXPECT_EQ(notices.back().kind, NoticeKind::validation_reminder);
  EXPECT_EQ(notices.back().at, now_);
}

TEST_F(DeadlineTest, TheReminderIsOnceAndOnlyWhileItWaits) {
  const auto reminders = [&] {
    int count = 0;
    for (const Notice& n : service().notices()) count += n.kind == NoticeKind::validation_reminder;
    return count;
  };
  request(form_c("40"));
  pay(alice, "40");
  at("26/06/2020 00:00");
  EXPECT_EQ(status(), "to_validate");
  EXPECT_EQ(reminders(), 1);
  at("26/06/2020 12:00");
  EXPECT_EQ(status(), "to_validate");
  EXPECT_EQ(reminders(), 1);
  start({});
  request(form_c("40"));
  pay(alice, "40");
  validate("40");
  at("30/06/2020 00:00");
  EXPECT_EQ(status(), "validated");
  EXPECT_EQ(reminders(), 0);
}

TEST_F(DeadlineTest, WhatIsDueTogetherHappensDeadlinesFirstThenRemindersThenByCreation) {
  start({.sweep = Sweep::instant});
  request(form_d("40", 2, 1));  // 1: its payment limit passes on 27/06 00:00,
  request(form_d("40", 2, 1));  // 2: as does that of this one,
  request(form_c("40", 3));     // 3: its reminder is due then,
  pay(alice, "40");
  at("27/06/2020 00:00");
  service().advance(now_);
  std::vector<std::uint32_t> order;
  for (const Notice& n : service().notices())
    if (n.at == now_) order.push_back(static_cast<std::uint32_t>(n.operation));
  EXPECT_EQ(order, (std::vector<std::uint32_t>{1, 2, 3}));
  EXPECT_EQ(service().notices().back().kind, NoticeKind::validation_reminder);
}

TEST_F(DeadlineTest, EveryDeadlineHappensAtItsOwnInstantHoweverLateItIsFound) {
  request(form_a("40"));
  request(form_b("40", 1));
  at("30/06/2020 12:00");
  service().advance(now_);
  EXPECT_EQ(service().operations()[0].last_action, moment("24/06/2020 11:05"));
  EXPECT_EQ(service().operations()[1].last_action, moment("26/06/2020 00:06"));
  EXPECT_FALSE(service().next_deadline().has_value());
}

}  // namespace
}  // namespace encaissement
