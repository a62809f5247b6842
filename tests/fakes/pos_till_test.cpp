// The conforming till against the reference in this process.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reference/http/wire.h"
#include "tests/fakes/pos_bench.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;
using encaissement::operator""_cents;

struct PosTillTest : testing::Test {
  PosBench bench;
};

TEST_F(PosTillTest, ASaleByCodeIsPaidWhenTheServiceSaysSo) {
  ASSERT_TRUE(bench.create("S1", "40,07").is_ok());
  EXPECT_EQ(bench.view("S1").state, SaleState::pending);
  bench.customer(Verb::scan, "S1");
  bench.customer(Verb::pay, "S1", "40,07");
  EXPECT_EQ(bench.view("S1").state, SaleState::pending);
  bench.pass(3s);
  const SaleView view = bench.view("S1");
  EXPECT_EQ(view.state, SaleState::paid);
  EXPECT_EQ(view.received, 4007_cents);
  EXPECT_TRUE(view.receipt && view.receipt->final);
}

TEST_F(PosTillTest, TheCodeOnTheScreenIsReadByAPhoneWhileTheSaleWaits) {
  bench.create("S1", "40,07");
  const std::string code = bench.code_on_screen("S1");
  EXPECT_NE(code.find(bench.ledger().at(0).number), std::string::npos);
  bench.pass(301s);
  EXPECT_EQ(bench.code_on_screen("S1"), "");
  EXPECT_EQ(bench.view("S1").state, SaleState::expired);
}

TEST_F(PosTillTest, APartIsToldToBothAndPrinted) {
  bench.create("S1", "40,00");
  bench.customer(Verb::scan, "S1");
  bench.customer(Verb::pay, "S1", "30,00");
  bench.deliver();
  const SaleView view = bench.view("S1");
  EXPECT_EQ(view.remaining, 1000_cents);
  EXPECT_NE(view.customer.find("Il reste 10,00 € à régler par le moyen de votre choix"), std::string::npos);
  EXPECT_NE(view.cashier.find("Il reste 10,00 €"), std::string::npos);
  EXPECT_NE(view.receipt.value().text.find("Reste : 10,00 €"), std::string::npos);
  EXPECT_EQ(view.receipt->text.find("40,00"), std::string::npos);
}

TEST_F(PosTillTest, ALostCreateIsMadeAgainWithTheSameKeyAndBody) {
  bench.trouble({LineTrouble::lost_after, LineTrouble::error_500, LineTrouble::garbled});
  const TillReply reply = bench.create("S1", "40,07");
  EXPECT_FALSE(reply.is_ok());
  EXPECT_FALSE(reply.definite);
  EXPECT_EQ(bench.view("S1").state, SaleState::unknown);
  bench.pass(20s);
  EXPECT_EQ(bench.view("S1").state, SaleState::pending);
  ASSERT_EQ(bench.ledger().size(), 1U);
  ASSERT_EQ(bench.calls("POST"), 4);
  for (const http::Request& one : bench.sent()) {
    if (one.method != "POST") continue;
    EXPECT_EQ(one.header("Idempotency-Key"), bench.sent()[0].header("Idempotency-Key"));
    auto body = *http::read_body(one.body), first = *http::read_body(bench.sent()[0].body);
    body.erase("requestDate"), first.erase("requestDate");
    EXPECT_EQ(body, first);
  }
}

TEST_F(PosTillTest, ARefusalIsShownAndNothingIsRetried) {
  const TillReply reply = bench.create("S1", "19,99");
  EXPECT_EQ(reply.code, "INVALID_TRANSACTION_AMOUNT");
  EXPECT_TRUE(reply.definite);
  EXPECT_EQ(bench.view("S1").state, SaleState::none);
  bench.pass(60s);
  EXPECT_EQ(bench.sent().size(), 1U);
  EXPECT_EQ(bench.press(TillVerb::retry, "S1").code, "INVALID_TRANSACTION_AMOUNT");
  EXPECT_EQ(bench.sent().size(), 1U);
  EXPECT_TRUE(bench.create("S1", "20,00").is_ok());
}

TEST_F(PosTillTest, WhatIsNoAmountIsNotSent) {
  for (const char* typed : {"", "40,001", "quarante", "-40", "4 0"}) EXPECT_TRUE(bench.create("S1", typed).definite) << typed;
  EXPECT_TRUE(bench.sent().empty());
}

TEST_F(PosTillTest, AskingKeepsAMannerlyDistanceAndEnds) {
  bench.create("S1", "40,07");
  bench.pass(10min);
  const int asked = bench.calls("GET");
  EXPECT_GE(asked, 99);
  EXPECT_LE(asked, 102);
  bench.pass(24h);
  bench.press(TillVerb::look, "S1");
  EXPECT_EQ(bench.calls("GET"), asked);
}

TEST_F(PosTillTest, AYearOfADeferredSaleIsCheap) {
  TillOrder order{.verb = TillVerb::create, .sale = "S1", .parcours = "B", .amount = "40,00", .mode = "email",
                  .customer = "ts-client2@yopmail.com", .payment_days = 365};
  ASSERT_TRUE(bench.order(order).is_ok());
  EXPECT_EQ(bench.view("S1").limit, "24/06/2021");
  bench.pass(367 * 24h);
  EXPECT_EQ(bench.view("S1").state, SaleState::expired);
  EXPECT_LE(bench.calls("GET"), 1600);
}

TEST_F(PosTillTest, AValidationDelayIsProvisionalUntilValidated) {
  ASSERT_TRUE(bench.create("S1", "50,00", "C", "email", "ts-client2@yopmail.com").is_ok());
  bench.customer(Verb::pay, "S1", "40,00");
  bench.pass(3s);
  SaleView view = bench.view("S1");
  EXPECT_EQ(view.state, SaleState::to_validate);
  EXPECT_EQ(view.limit, "26/06/2020");
  EXPECT_FALSE(view.receipt.value().final);
  EXPECT_EQ(bench.press(TillVerb::validate, "S1", "40,01").code, "INVALID_TRANSACTION_AMOUNT");
  EXPECT_EQ(bench.calls("POST", "/validation"), 0);
  ASSERT_TRUE(bench.press(TillVerb::validate, "S1", "35,50").is_ok());
  view = bench.view("S1");
  EXPECT_EQ(view.state, SaleState::paid);
  EXPECT_EQ(view.received, 3550_cents);
  EXPECT_EQ(view.remaining, 1450_cents);
  EXPECT_TRUE(view.receipt.value().final);
}

TEST_F(PosTillTest, ALostValidationIsNotDoneTwice) {
  bench.create("S1", "50,00", "C", "email", "ts-client2@yopmail.com");
  bench.customer(Verb::pay, "S1", "50,00");
  bench.pass(3s);
  bench.trouble({LineTrouble::lost_after});
  EXPECT_FALSE(bench.press(TillVerb::validate, "S1").definite);
  EXPECT_EQ(bench.view("S1").state, SaleState::unknown);
  bench.pass(2s);
  EXPECT_EQ(bench.view("S1").state, SaleState::paid);
  EXPECT_EQ(bench.calls("POST", "/validation"), 2);
}

TEST_F(PosTillTest, AChangeOfModeVoidsTheCodeAndAsksAnew) {
  bench.create("S1", "40,07");
  bench.trouble({LineTrouble::lost_after, LineTrouble::none, LineTrouble::lost_after});
  bench.order({.verb = TillVerb::change_mode, .sale = "S1", .mode = "identifier", .customer = guide_world().customer("alice")->identifier});
  EXPECT_EQ(bench.code_on_screen("S1"), "");
  bench.pass(10s);
  const auto ledger = bench.ledger();
  ASSERT_EQ(ledger.size(), 2U);
  EXPECT_EQ(ledger[0].status, "cancelled");
  EXPECT_EQ(ledger[1].status, "awaiting_customer");
  EXPECT_EQ(ledger[1].requested, 4007_cents);
  EXPECT_EQ(ledger[1].basket, "S1");
  EXPECT_EQ(bench.view("S1").number, ledger[1].number);
  EXPECT_EQ(bench.view("S1").state, SaleState::pending);
  EXPECT_EQ(bench.code_on_screen("S1"), "");
}

TEST_F(PosTillTest, ACancelAfterALostCreateReachesTheOneOperation) {
  bench.trouble({LineTrouble::lost_after});
  bench.create("S1", "40,07");
  EXPECT_TRUE(bench.press(TillVerb::cancel, "S1").is_ok());
  ASSERT_EQ(bench.ledger().size(), 1U);
  EXPECT_EQ(bench.ledger()[0].status, "cancelled");
  EXPECT_EQ(bench.view("S1").state, SaleState::cancelled);
}

TEST_F(PosTillTest, ACancelOfWhatWasJustPaidIsRefusedAndThePaymentShown) {
  bench.create("S1", "40,07");
  bench.customer(Verb::scan, "S1");
  bench.customer(Verb::pay, "S1", "40,07");
  bench.pass(1s);
  EXPECT_TRUE(bench.press(TillVerb::cancel, "S1").definite);
  bench.pass(3s);
  EXPECT_EQ(bench.view("S1").state, SaleState::paid);
}

TEST_F(PosTillTest, AfterACrashEverySaleIsKnownAgain) {
  bench.create("S1", "40,07");
  bench.trouble({LineTrouble::lost_after});
  bench.create("S2", "41,07");
  bench.crash();
  EXPECT_EQ(bench.till().observe({}).reply.kind, TillReply::Kind::lost);
  bench.customer(Verb::scan, "S1");
  bench.customer(Verb::pay, "S1", "40,07");
  bench.restart();
  EXPECT_EQ(bench.view("S1").state, SaleState::unknown);
  bench.pass(5s);
  EXPECT_EQ(bench.view("S1").state, SaleState::paid);
  EXPECT_EQ(bench.view("S2").state, SaleState::pending);
  EXPECT_EQ(bench.ledger().size(), 2U);
}

TEST_F(PosTillTest, ACreateThatWasLostLongAgoIsLookedForAndNotMadeAgain) {
  bench.trouble({LineTrouble::lost_after});
  bench.create("S1", "40,00", "B", "email", "ts-client2@yopmail.com");
  bench.crash();
  bench.pass(48h);
  bench.restart();
  bench.pass(2s);
  EXPECT_EQ(bench.ledger().size(), 1U);
  EXPECT_EQ(bench.view("S1").state, SaleState::pending);
}

TEST_F(PosTillTest, ACreateThatNeverArrivedIsGivenUpLongAfter) {
  bench.trouble({LineTrouble::lost_before});
  bench.create("S1", "40,00", "B", "email", "ts-client2@yopmail.com");
  bench.crash();
  bench.pass(48h);
  bench.restart();
  bench.pass(2s);
  EXPECT_TRUE(bench.ledger().empty());
  EXPECT_EQ(bench.view("S1").state, SaleState::none);
}

TEST_F(PosTillTest, ExpiryWhileItWasOffIsSeenAfterwards) {
  bench.create("S1", "40,07");
  bench.crash();
  bench.pass(6min);
  bench.restart();
  bench.pass(1s);
  EXPECT_EQ(bench.view("S1").state, SaleState::expired);
}

TEST_F(PosTillTest, AClockThatIsWrongChangesNothing) {
  for (const auto ahead : {4min, -4min, 0min}) {
    bench.set_clock(ahead);
    const std::string sale = "S" + std::to_string(ahead.count());
    bench.create(sale, "40,07");
    bench.pass(290s);
    EXPECT_EQ(bench.view(sale).state, SaleState::pending) << ahead.count();
    EXPECT_NE(bench.code_on_screen(sale), "") << ahead.count();
    bench.set_clock(-ahead);
    bench.pass(4s);
    EXPECT_EQ(bench.view(sale).state, SaleState::pending) << ahead.count();
    bench.pass(20s);
    EXPECT_EQ(bench.view(sale).state, SaleState::expired) << ahead.count();
  }
}

TEST_F(PosTillTest, WhatIsLateIsNotAskedFor) {
  bench.create("S1", "50,00", "C", "email", "ts-client2@yopmail.com");
  bench.customer(Verb::pay, "S1", "50,00");
  bench.pass(3s);
  bench.pass(60h + 27min);  // 27/06/2020 00:00:03, before the sweep.
  EXPECT_EQ(bench.press(TillVerb::validate, "S1").code, "OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(bench.press(TillVerb::cancel, "S1").code, "OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(bench.calls("POST"), 1);
  bench.pass(10min);
  EXPECT_EQ(bench.view("S1").state, SaleState::expired);
}

TEST_F(PosTillTest, ASilentServiceMakesItSayThatItDoesNotKnow) {
  bench.create("S1", "40,07");
  bench.down(true);
  bench.pass(10min);
  EXPECT_EQ(bench.view("S1").state, SaleState::unknown);
  bench.down(false);
  bench.pass(5min);
  EXPECT_EQ(bench.view("S1").state, SaleState::expired);
}

}  // namespace
}  // namespace parcours
