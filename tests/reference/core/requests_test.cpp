// A request as it is filled in: FRM-01 to FRM-11, at their boundaries, and the settings that move them.
#include <gtest/gtest.h>

#include "tests/reference/core/service_fixture.h"

namespace encaissement {
namespace {

class RequestTest : public ServiceTest {
 protected:
  std::string asked(const RequestForm& f) { return said(request(f)); }
  void cancel_all() {
    for (std::size_t i = 0; i < service().operations().size(); ++i)
      run(till, Cancel{service().number(service().operations()[i].id)});
  }
  std::string mode(Parcours parcours, Mode mode, std::string_view identifier) {
    RequestForm f = parcours == Parcours::a   ? form_a("40")
                    : parcours == Parcours::b ? form_b("40")
                    : parcours == Parcours::c ? form_c("40")
                                              : form_d("40");
    f.mode = mode;
    f.identifier = identifier;
    const std::string answer = asked(f);
    cancel_all();
    return answer;
  }
};

TEST_F(RequestTest, TheMinimumIsTwentyEurosOnEveryParcours) {
  for (const auto& make : {+[](std::string_view a) { return form_qr(a); }, +[](std::string_view a) { return form_b(a); },
                           +[](std::string_view a) { return form_c(a); }, +[](std::string_view a) { return form_d(a); }}) {
    EXPECT_EQ(asked(make("19,99")), "FRM-01 INVALID_TRANSACTION_AMOUNT");
    EXPECT_EQ(asked(make("20,00")), "done");
    EXPECT_EQ(asked(make("20,01")), make("20").parcours == Parcours::c ? "FRM-11 OTHER_TRANSACTION_PENDING" : "done");
  }
  RequestForm nothing = form_qr("20");
  nothing.amount = {};
  EXPECT_EQ(asked(nothing), "FRM-01 INVALID_TRANSACTION_AMOUNT");
  start({.min_requested = 1_cents});
  EXPECT_EQ(asked(form_qr("0,01")), "done");
  EXPECT_EQ(asked(form_qr("0")), "FRM-01 INVALID_TRANSACTION_AMOUNT");
}

TEST_F(RequestTest, TheBasketHasOneToTwentyCodePoints) {
  RequestForm f = form_qr("20");
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", "FRM-03 BAD_REQUEST"},       {"   ", "FRM-03 BAD_REQUEST"},
      {"é", "done"},                    {"éééééééééééééééééééé", "done"},
      {"ééééééééééééééééééééé", "FRM-03 BAD_REQUEST"}, {" 12345678901234567890 ", "done"},
      {"a\tb", "FRM-03 BAD_REQUEST"},   {"\xff", "FRM-03 BAD_REQUEST"}};
  for (const auto& [basket, expected] : cases) {
    f.basket = basket;
    EXPECT_EQ(asked(f), expected) << basket;
  }
  EXPECT_EQ(service().text(operation().basket), "12345678901234567890");
  start({.basket_max_length = 2});
  f.basket = "ab";
  EXPECT_EQ(asked(f), "done");
  f.basket = "abc";
  EXPECT_EQ(asked(f), "FRM-03 BAD_REQUEST");
}

TEST_F(RequestTest, BasketsAreUniqueAsThePolicySays) {
  EXPECT_EQ(asked(form_qr("20")), "done");
  EXPECT_EQ(asked(form_qr("20")), "done") << "by default nobody minds";
  start({.basket_unique = BasketUnique::pending});
  EXPECT_EQ(asked(form_b("20")), "done");
  EXPECT_EQ(asked(form_qr("20")), "FRM-03 BAD_REQUEST");
  EXPECT_EQ(said(run(till_of_olivet, Request{form_qr("20")})), "done") << "within the point d'accueil";
  last_ = OperationId{1};
  pay(alice, "20");
  EXPECT_EQ(asked(form_qr("20")), "done") << "validated is not pending";
  start({.basket_unique = BasketUnique::point});
  asked(form_b("20"));
  pay(alice, "20");
  EXPECT_EQ(asked(form_qr("20")), "FRM-03 BAD_REQUEST");
  start({.basket_unique = BasketUnique::point});
  asked(form_b("20"));
  cancel();
  EXPECT_EQ(asked(form_qr("20")), "done") << "cancelled ones do not count";
}

TEST_F(RequestTest, OptionalTextsAreKeptUnchanged) {
  RequestForm f = form_qr("20");
  f.label = "  Canoë, 2 h  ";
  f.seller = "caisse 3";
  EXPECT_EQ(asked(f), "done");
  EXPECT_EQ(service().text(operation().label), "  Canoë, 2 h  ");
  EXPECT_EQ(service().text(operation().seller), "caisse 3");
  const std::string most(255, 'x'), more(256, 'x');
  f.client_reference = most;
  EXPECT_EQ(asked(f), "done");
  f.client_reference = more;
  EXPECT_EQ(asked(f), "FRM-04 BAD_REQUEST");
  f.client_reference = "a\nb";
  EXPECT_EQ(asked(f), "FRM-04 BAD_REQUEST");
}

TEST_F(RequestTest, TheParcoursDecidesHowTheCustomerIsReached) {
  constexpr std::string_view kNo = "FRM-05 BAD_REQUEST";
  EXPECT_EQ(mode(Parcours::a, Mode::qr, ""), "done");
  EXPECT_EQ(mode(Parcours::a, Mode::identifier, kAliceNumber), "done");
  EXPECT_EQ(mode(Parcours::a, Mode::identifier, kAliceMail), "done");
  EXPECT_EQ(mode(Parcours::a, Mode::email, kAliceMail), kNo);
  EXPECT_EQ(mode(Parcours::a, Mode::unnamed, ""), kNo) << "for the POS API only";
  EXPECT_EQ(mode(Parcours::c, Mode::qr, ""), kNo);
  EXPECT_EQ(mode(Parcours::c, Mode::identifier, kAliceNumber), "done");
  EXPECT_EQ(mode(Parcours::c, Mode::email, kAliceMail), "done");
  EXPECT_EQ(mode(Parcours::c, Mode::email, kAliceNumber), kNo);
  for (const Parcours deferred : {Parcours::b, Parcours::d}) {
    EXPECT_EQ(mode(deferred, Mode::email, kAliceMail), "done");
    EXPECT_EQ(mode(deferred, Mode::identifier, kAliceMail), kNo);
    EXPECT_EQ(mode(deferred, Mode::email, kAliceNumber), kNo);
    EXPECT_EQ(mode(deferred, Mode::qr, ""), kNo);
  }
  EXPECT_EQ(mode(Parcours::a, Mode::identifier, "1000000305"), kNo);
}

TEST_F(RequestTest, AnUnknownCustomerIsRefusedAtOnceAndAnEmailMayWait) {
  EXPECT_EQ(asked(form_a("40", "10000000000")), "FRM-06 BENEFICIARY_NOT_FOUND");
  EXPECT_EQ(asked(form_c("40", 2, "10000005273")), "FRM-06 BENEFICIARY_NOT_FOUND");
  EXPECT_TRUE(service().operations().empty());
  EXPECT_TRUE(service().notices().empty());
  EXPECT_EQ(asked(form_b("40", 10, "chloe@mail.example")), "done");
  EXPECT_EQ(asked(form_b("40", 10, "nobody@mail.example")), "done");
}

TEST_F(RequestTest, DelaysAreWholeDaysWithinTheirMaximum) {
  constexpr std::string_view kNo = "FRM-07 BAD_REQUEST";
  for (const auto& [days, expected] :
       {std::pair<int, std::string_view>{0, kNo}, {-1, kNo}, {1, "done"}, {365, "done"}, {366, kNo}}) {
    EXPECT_EQ(asked(form_b("40", days)), expected) << days;
    EXPECT_EQ(asked(form_d("40", 3, days)), expected) << days;
    EXPECT_EQ(asked(form_d("40", days, 2)), expected) << days;
  }
  RequestForm missing = form_b("40");
  missing.payment_days.reset();
  EXPECT_EQ(asked(missing), kNo);
  RequestForm too_much = form_qr("40");
  too_much.validation_days = 2;
  EXPECT_EQ(asked(too_much), kNo) << "A has no validation delay";
  start({.max_payment_days = 6, .max_validation_days = 3});
  EXPECT_EQ(asked(form_b("40", 7)), kNo);
  EXPECT_EQ(asked(form_d("40", 6, 4)), kNo);
  EXPECT_EQ(asked(form_d("40", 6, 3)), "done");
}

TEST_F(RequestTest, ANotificationEmailIsNeededAndRememberedOnlyWhenAsked) {
  RequestForm f = form_c("40");
  f.notify_email = "";
  EXPECT_EQ(asked(f), "FRM-08 BAD_REQUEST");
  f.notify_email = " caisse@canoe.example ";
  EXPECT_EQ(asked(f), "done");
  EXPECT_TRUE(service().points()[0].remembered_email.empty());
  cancel();
  f.remember_email = true;
  EXPECT_EQ(asked(f), "done");
  EXPECT_EQ(service().text(service().points()[0].remembered_email), "caisse@canoe.example");
  EXPECT_TRUE(service().points()[1].remembered_email.empty()) << "per point d'accueil";
}

TEST_F(RequestTest, NothingExistsBeforeEnvoyerButAQr) {
  const Outcome shown = run(till, Prepare{form_c("40")});
  EXPECT_EQ(said(shown), "done");
  EXPECT_EQ(format_day(shown.shown_limit), "26/06/2020");
  EXPECT_EQ(format_day(run(till, Prepare{form_b("40", 10)}).shown_limit), "04/07/2020");
  EXPECT_TRUE(service().operations().empty());
  EXPECT_TRUE(service().notices().empty());
  EXPECT_EQ(said(run(till, Prepare{form_a("19")})), "FRM-01 INVALID_TRANSACTION_AMOUNT");
  EXPECT_EQ(said(run(till, Prepare{form_qr("40")})), "done");
  EXPECT_EQ(service().operations().size(), 1u);
}

TEST_F(RequestTest, OneImmediateRequestAwaitsACustomer) {
  constexpr std::string_view kBusy = "FRM-11 OTHER_TRANSACTION_PENDING";
  asked(form_a("40"));
  EXPECT_EQ(asked(form_a("40")), kBusy);
  EXPECT_EQ(said(run(signatory_of_parc, Request{form_c("40")})), kBusy) << "from any merchant";
  EXPECT_EQ(asked(form_b("40")), "done");
  EXPECT_EQ(asked(form_qr("40")), "done");
  last_ = OperationId{1};
  pay(alice, "40");
  EXPECT_EQ(asked(form_c("40")), "done");
  EXPECT_EQ(service().customer(alice.customer).immediate_awaiting, 1);
  later(std::chrono::seconds{299});
  EXPECT_EQ(asked(form_a("40")), kBusy);
  later(std::chrono::seconds{1});
  EXPECT_EQ(asked(form_a("40")), "done") << "the first has expired";
  start({.one_immediate_request_per_customer = false});
  asked(form_a("40"));
  EXPECT_EQ(asked(form_a("40")), "done");
}

TEST_F(RequestTest, TheSameOrderAgainIsTheExistingTransactionOnlyWhileItAwaits) {
  start({.dedupe_create = DedupeCreate::order_and_payment_id});
  const auto create = [&](const RequestForm& f) { return run(shop, Request{f}).operation; };
  const OperationId of_a_cashier = request(form_qr("40")).operation;
  RequestForm no_payment_id = form_pos("40");
  no_payment_id.payment_id = "";
  EXPECT_NE(create(no_payment_id), of_a_cashier) << "the same basket, but no till made it";
  const OperationId first = create(form_pos("40"));
  EXPECT_EQ(create(form_pos("40")), first);
  RequestForm other_payment = form_pos("40");
  other_payment.payment_id = "PAY-2";
  EXPECT_NE(create(other_payment), first);
  EXPECT_NE(create(form_pos("41")), first);
  later(std::chrono::seconds{300});
  EXPECT_NE(create(form_pos("40")), first);
  start({});
  EXPECT_NE(create(form_pos("40")), create(form_pos("40"))) << "off by default";
}

class CaptureTest : public RequestTest {
 protected:
  std::string deferred(std::optional<Day> capture, bool readable = true) {
    RequestForm f = form_pos("40");
    f.parcours = Parcours::c;
    f.fixed_validation = true;
    f.capture_day = capture;
    f.capture_readable = readable;
    return said(run(shop, Request{f}));
  }
};

TEST_F(CaptureTest, TheLimitDayIsTheCaptureDate) {
  EXPECT_EQ(deferred(day("26/06/2020")), "done");
  later(std::chrono::minutes{1});
  name(kAliceNumber, "40");
  pay(alice, "40");
  EXPECT_EQ(operation().validation_deadline, moment("27/06/2020 00:00"));
  EXPECT_EQ(deferred(std::nullopt), "done");
  EXPECT_EQ(format_day(operation().validation_limit), "30/06/2020");
}

TEST_F(CaptureTest, ADayBeforeSendingOrTooFarIsRefused) {
  constexpr std::string_view kNo = "FRM-07 BAD_REQUEST";
  EXPECT_EQ(deferred(day("23/06/2020")), kNo);
  EXPECT_EQ(deferred(day("24/06/2020")), "done");
  EXPECT_EQ(deferred(day("24/06/2021")), "done");
  EXPECT_EQ(deferred(day("25/06/2021")), kNo);
  EXPECT_EQ(deferred(std::nullopt, false), kNo);
}

TEST_F(CaptureTest, ThePaymentEndsWithTheCaptureDayAtTheLatest) {
  at("24/06/2020 23:58");
  EXPECT_EQ(deferred(day("24/06/2020")), "done");
  EXPECT_EQ(operation().payment_deadline, moment("25/06/2020 00:00"));
  name(kAliceNumber, "40");
  at("25/06/2020 00:00");
  EXPECT_EQ(said(pay(alice, "40")), "STA-01 OPERATION_TRANSACTION_NOT_ALLOWED");
}

TEST_F(CaptureTest, TheDefaultDelayIsAPolicy) {
  start({.api_default_validation_days = 1});
  deferred(std::nullopt);
  EXPECT_EQ(format_day(operation().validation_limit), "25/06/2020");
}

}  // namespace
}  // namespace encaissement
