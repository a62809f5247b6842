// The golden vectors of section 6, and what the four parcours do to money, as a merchant and a customer live them.
#include "reference/core/encaissement.h"

#include <gtest/gtest.h>

#include "reference/core/listing.h"
#include "tests/reference/core/service_fixture.h"

namespace encaissement {
namespace {

class GoldenVectorTest : public ServiceTest {
 protected:
  std::string limit(int days) {
    at("24/06/2020 11:00");
    EXPECT_EQ(said(request(form_b("40", days))), "done");
    return format_day(operation().payment_limit);
  }
  std::string row() {
    const RowTexts texts = row_texts(service(), operation());
    return texts.last_action + "|" + texts.type + "|" + texts.status + "|" + texts.requested + "|" + texts.received;
  }
  std::string counters() {
    service().advance(now_);
    const Point& p = service().points()[0];
    return std::to_string(p.to_validate) + "/" + std::to_string(p.awaiting);
  }
};

TEST_F(GoldenVectorTest, OneThePaymentLimitIsTheDayOfSendingPlusN) {
  EXPECT_EQ(limit(10), "04/07/2020");
  EXPECT_EQ(limit(4), "28/06/2020");
  EXPECT_EQ(limit(3), "27/06/2020");
}

TEST_F(GoldenVectorTest, TwoAReservationIsGoodUntilTheEndOfItsLimitDay) {
  at("24/06/2020 11:29");
  ASSERT_EQ(format_day(request(form_c("40")).shown_limit), "26/06/2020");
  at("24/06/2020 11:33");
  EXPECT_EQ(said(pay(alice, "40")), "done");
  EXPECT_EQ(row(), "24/06/2020 11h33|Pré-réservation|A valider|+40,00 €|+40,00 €");
  at("25/06/2020 23:59:59.999");
  EXPECT_EQ(service().next_deadline(), moment("26/06/2020 00:00"));
  EXPECT_FALSE(operation().reminded);
  at("26/06/2020 00:00");
  EXPECT_TRUE(operation().reminded);
  at("26/06/2020 23:59:59.999");
  EXPECT_EQ(decide(operation(), {.kind = EventKind::validate, .at = now_, .amount = euros("40")}, {}), nullptr);
  at("27/06/2020 00:00");
  EXPECT_EQ(said(validate("40")), "TIM-05 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(status(), "to_validate");
}

TEST_F(GoldenVectorTest, ThreeTheValidationLimitCountsFromThePayment) {
  at("24/06/2020 11:50");
  request(form_d("50"));
  EXPECT_EQ(format_day(operation().payment_limit), "27/06/2020");
  at("24/06/2020 11:59:35");
  EXPECT_EQ(said(pay(alice, "50")), "done");
  EXPECT_EQ(format_day(operation().validation_limit), "26/06/2020");
  EXPECT_EQ(operation().validation_deadline, moment("27/06/2020 00:00"));
}

TEST_F(GoldenVectorTest, FourAPartialPaymentLeavesARemainder) {
  request(form_qr("40"));
  scan(alice);
  EXPECT_EQ(said(pay(alice, "30")), "done");
  EXPECT_EQ(status(), "validated");
  EXPECT_EQ(remaining(operation()), euros("10"));
  request(form_qr("25"));
  scan(alice);
  pay(alice, "20");
  EXPECT_EQ(row(), "24/06/2020 11h00|Paiement immédiat|Validé|+25,00 €|+20,00 €");
}

TEST_F(GoldenVectorTest, FiveADeferredPaymentIsWholeOrRefused) {
  at("24/06/2020 11:06");
  request(form_b("40"));
  EXPECT_EQ(row(), "24/06/2020 11h06|Paiement différé|En attente de paiement client|+40,00 €|-");
  at("24/06/2020 11:15");
  EXPECT_EQ(said(pay(alice, "39,99")), "PAY-03 INVALID_TRANSACTION_AMOUNT");
  EXPECT_EQ(said(pay(alice, "40")), "done");
  EXPECT_EQ(row(), "24/06/2020 11h15|Paiement différé|Validé|+40,00 €|+40,00 €");
}

TEST_F(GoldenVectorTest, SixTheNightSweepStampsWhatExpired) {
  at("18/06/2020 10:00");
  service_ = std::make_unique<Encaissement>(Policies{}, 7);
  populate(service(), now_);
  request(form_b("40", 1));
  const OperationId first = last_;
  later(Duration{1});
  request(form_b("40", 1));
  at("20/06/2020 00:05:59.999");
  EXPECT_EQ(status(), "awaiting_customer");
  at("20/06/2020 09:00");
  EXPECT_EQ(row(), "20/06/2020 00h06|Paiement différé|Expiré|+40,00 €|-");
  const auto rows = list(service(), PointId{1}, {});
  EXPECT_EQ(rows[0]->id, first) << "of one stamp, in order of creation";
}

TEST_F(GoldenVectorTest, SevenCancelledUnpaidShowsADash) {
  request(form_b("25"));
  EXPECT_EQ(said(cancel()), "done");
  EXPECT_EQ(row(), "24/06/2020 11h00|Paiement différé|Annulé|+25,00 €|-");
}

TEST_F(GoldenVectorTest, EightTheCountersFollowEveryStep) {
  for (int i = 0; i < 7; ++i) request(form_b("40"));
  EXPECT_EQ(counters(), "0/7");
  request(form_b("40"));
  EXPECT_EQ(counters(), "0/8");
  pay(alice, "40");
  EXPECT_EQ(counters(), "0/7");
  request(form_c("40"));
  EXPECT_EQ(counters(), "0/8");
  pay(alice, "40");
  EXPECT_EQ(counters(), "1/7");
  validate("40");
  EXPECT_EQ(counters(), "0/7");
}

class MoneyTest : public ServiceTest {
 protected:
  std::string purse() const {  // available, held, collected
    return format_amount(available(alice)) + " " + format_amount(held(alice)) + " " + format_amount(collected());
  }
};

TEST_F(MoneyTest, AnImmediatePaymentIsCollectedAtOnce) {
  request(form_a("40"));
  pay(alice, "30");
  EXPECT_EQ(purse(), "170,00 € 0,00 € 30,00 €");
}

TEST_F(MoneyTest, AReservationIsHeldUntilValidatedAndTheRestReturns) {
  request(form_c("40"));
  pay(alice, "30");
  EXPECT_EQ(purse(), "170,00 € 30,00 € 0,00 €");
  validate("25");
  EXPECT_EQ(purse(), "175,00 € 0,00 € 25,00 €");
  EXPECT_EQ(said(validate("25")), "VAL-03 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(said(cancel()), "VAL-05 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(purse(), "175,00 € 0,00 € 25,00 €");
}

TEST_F(MoneyTest, CancellingOrExpiringEmptiesTheHoldOnce) {
  request(form_c("40"));
  pay(alice, "40");
  cancel();
  EXPECT_EQ(purse(), "200,00 € 0,00 € 0,00 €");
  EXPECT_EQ(said(cancel()), "VAL-03 OPERATION_TRANSACTION_NOT_ALLOWED");
  request(form_c("40"));
  pay(alice, "40");
  at("27/06/2020 00:06");
  EXPECT_EQ(status(), "expired");
  EXPECT_EQ(purse(), "200,00 € 0,00 € 0,00 €");
}

TEST_F(MoneyTest, TheWalletAbidesByItsBalanceAndTheRequestCanBeRetried) {
  request(form_b("200,01"));
  EXPECT_EQ(said(pay(alice, "200,01")), "PAY-06 INVALID_TRANSACTION_AMOUNT");
  EXPECT_EQ(status(), "awaiting_customer");
  run(control, Credit{alice.customer, 1_cents});
  EXPECT_EQ(said(pay(alice, "200,01")), "done");
  EXPECT_EQ(purse(), "0,00 € 0,00 € 200,01 €");
}

TEST_F(MoneyTest, WhatIsHeldCannotBeSpentAgain) {
  request(form_c("150"));
  pay(alice, "150");
  request(form_b("60"));
  EXPECT_EQ(said(pay(alice, "60")), "PAY-06 INVALID_TRANSACTION_AMOUNT");
}

TEST_F(MoneyTest, ARefundGivesTheWholeBackOnce) {
  start({.refund = Refund::full});
  request(form_c("40"));
  pay(alice, "40");
  validate("25");
  EXPECT_EQ(said(cancel()), "done");
  EXPECT_EQ(status(), "validated");
  EXPECT_EQ(format_received(operation().received), "-");
  EXPECT_EQ(purse(), "200,00 € 0,00 € 0,00 €");
  EXPECT_EQ(said(cancel()), "VAL-05 OPERATION_TRANSACTION_NOT_ALLOWED");
}

TEST_F(MoneyTest, AnIssuersRejectionHoldsNothing) {
  request(form_c("40"));
  EXPECT_EQ(said(issuer_rejects()), "done");
  EXPECT_EQ(operation().cause, Cause::issuer);
  EXPECT_EQ(purse(), "200,00 € 0,00 € 0,00 €");
}

TEST_F(MoneyTest, OnlyTheOperatorCreditsAndOnlyWhoIsThere) {
  EXPECT_EQ(said(run(till, Credit{alice.customer, 100_cents})), "ACC-05 TRANSACTION_NOT_FOUND");
  EXPECT_EQ(said(run(control, Credit{CustomerId::nobody, 100_cents})), "ACC-05 TRANSACTION_NOT_FOUND");
  for (const Money amount : {Money{}, Money{} - 1_cents, Money::max()})
    EXPECT_EQ(said(run(control, Credit{alice.customer, amount})), "FRM-02 BAD_REQUEST") << "no room, or nothing";
  EXPECT_EQ(said(run(control, SetBlocked{CustomerId{4}, true})), "ACC-05 TRANSACTION_NOT_FOUND");
  EXPECT_EQ(said(run(control, SetEnabled{PointId::none, true})), "ACC-05 TRANSACTION_NOT_FOUND");
  EXPECT_EQ(service().total(), euros("600"));
}

class ParcoursTest : public ServiceTest {};

TEST_F(ParcoursTest, APaymentIsOnce) {
  request(form_a("40"));
  pay(alice, "30");
  EXPECT_EQ(said(pay(alice, "10")), "PAY-05 OPERATION_TRANSACTION_NOT_ALLOWED");
}

TEST_F(ParcoursTest, TheFirstWhoScansIsTheOneWhoPays) {
  request(form_qr("40"));
  EXPECT_EQ(said(scan(bob)), "done");
  EXPECT_EQ(said(scan(bob)), "done");
  EXPECT_EQ(said(scan(alice)), "PAY-09 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(said(pay_by_code(alice, "40")), "PAY-01 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(said(pay(alice, "40")), "ACC-05 TRANSACTION_NOT_FOUND");
  EXPECT_EQ(said(pay(bob, "40")), "done");
  EXPECT_EQ(said(scan(bob)), "PAY-02 OPERATION_TRANSACTION_NOT_ALLOWED");
}

TEST_F(ParcoursTest, WhereThePaymentBindsTheFirstWhoPaysWinsAndNobodyRefuses) {
  start({.qr_binds_on = QrBindsOn::pay});
  request(form_qr("40"));
  EXPECT_EQ(said(scan(alice)), "done");
  EXPECT_EQ(said(run(alice, Refuse{{}, code()})), "PAY-09 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(said(pay_by_code(bob, "40")), "done");
  EXPECT_EQ(said(pay_by_code(alice, "40")), "PAY-05 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(collected(), euros("40"));
}

TEST_F(ParcoursTest, AForgedOrUnknownCodeIsRefusedBeforeAnythingIsLookedUp) {
  request(form_qr("40"));
  Code2D other_amount = code();
  other_amount.amount = euros("39");
  const Code2D unknown{Code2D::Kind::genuine, number_of(7, 99), euros("40")};
  for (const Code2D& bad : {Code2D{}, Code2D{.kind = Code2D::Kind::forged}, other_amount, unknown})
    EXPECT_EQ(said(run(alice, Scan{bad})), "PAY-02 BAD_REQUEST");
  EXPECT_EQ(operation().customer, CustomerId::nobody);
}

TEST_F(ParcoursTest, ACodeForARequestWithoutOneBindsNobody) {
  request(form_b("40", 10, "nobody-yet@mail.example"));
  EXPECT_EQ(said(scan(bob)), "STA-01 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(operation().customer, CustomerId::nobody);
}

TEST_F(ParcoursTest, ChangingTheModeVoidsTheCode) {
  request(form_qr("40"));
  const Code2D old = code();
  EXPECT_EQ(said(change_mode()), "done");
  EXPECT_EQ(operation().cause, Cause::merchant);
  EXPECT_EQ(said(run(alice, Scan{old})), "PAY-02 OPERATION_TRANSACTION_NOT_ALLOWED");
  request(form_a("40"));
  EXPECT_EQ(said(change_mode()), "STA-01 OPERATION_TRANSACTION_NOT_ALLOWED");
}

TEST_F(ParcoursTest, ARefusalCancelsOrStaysAsThePolicySays) {
  request(form_qr("40"));
  scan(alice);
  EXPECT_EQ(said(refuse(alice)), "done");
  EXPECT_EQ(operation().cause, Cause::customer);
  start({.on_refusal = OnRefusal::stay});
  request(form_qr("40"));
  const Instant sent = operation().last_action;
  scan(alice);
  later(Duration{1});
  EXPECT_EQ(said(refuse(alice)), "done");
  EXPECT_EQ(status(), "awaiting_customer");
  EXPECT_EQ(operation().last_action, sent);
  EXPECT_EQ(api_state(operation()), ApiState::processing);
  EXPECT_EQ(said(scan(bob)), "done") << "the code is free again";
}

TEST_F(ParcoursTest, AnEmailNobodyHasIsPaidByWhoeverGetsThatAccount) {
  request(form_b("40", 10, "New@Mail.example"));
  EXPECT_EQ(said(pay(bob, "40")), "ACC-05 TRANSACTION_NOT_FOUND");
  const CustomerId id = service().add_customer({.identifier = "10000009999", .email = "new@mail.EXAMPLE", .balance = euros("50")}, now_);
  const Principal newcomer{.kind = Principal::Kind::customer, .customer = id};
  EXPECT_EQ(said(pay(newcomer, "40")), "done");
  EXPECT_EQ(service().customer(id).available, euros("10"));
}

TEST_F(ParcoursTest, ABlockedCustomerActsAgainOnceUnblocked) {
  request(form_b("40"));
  block(alice);
  EXPECT_EQ(said(pay(alice, "40")), "PAY-10 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(said(refuse(alice)), "PAY-10 OPERATION_TRANSACTION_NOT_ALLOWED");
  request(form_qr("40"));
  EXPECT_EQ(said(scan(alice)), "PAY-10 OPERATION_TRANSACTION_NOT_ALLOWED");
  block(alice, false);
  EXPECT_EQ(said(scan(alice)), "done");
}

}  // namespace
}  // namespace encaissement
