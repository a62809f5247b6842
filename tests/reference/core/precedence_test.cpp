// Section 5: for each adjacent pair of guards a situation in which both fail, and the first is the answer; then the
// same situation with the first mended, where the second answers.
#include <gtest/gtest.h>

#include "tests/reference/core/service_fixture.h"

namespace encaissement {
namespace {

constexpr std::string_view kMalformed = "FRM-02 BAD_REQUEST";
constexpr std::string_view kForged = "PAY-02 BAD_REQUEST";
constexpr std::string_view kNotThere = "ACC-05 TRANSACTION_NOT_FOUND";
constexpr std::string_view kLate = "TIM-01 OPERATION_TRANSACTION_NOT_ALLOWED";
constexpr std::string_view kNotAllowed = "STA-01 OPERATION_TRANSACTION_NOT_ALLOWED";
constexpr TypedAmount kUnreadable{TypedAmount::Kind::malformed, Money{}};
constexpr Code2D kForgedCode{.kind = Code2D::Kind::forged};

class PrecedenceTest : public ServiceTest {
 protected:
  std::string keyed(Principal who, const Body& body, std::string_view key, std::uint64_t digest, bool authentic = true) {
    who.authentic = authentic;
    return said(run(Command{who, body, {key, digest}}));
  }
  Pay payment(std::string_view amount) { return {number(), {}, TypedAmount::given(euros(amount))}; }
};

TEST_F(PrecedenceTest, AuthenticationBeforeTheKeyBeforeSyntax) {
  request(form_b("40"));
  const Pay unreadable{number(), {}, kUnreadable};
  ASSERT_EQ(keyed(alice, payment("39"), "k", 1), "PAY-03 INVALID_TRANSACTION_AMOUNT");
  EXPECT_EQ(keyed(alice, unreadable, "k", 2, false), "ACC-01 INVALID_SEAL");
  EXPECT_EQ(keyed(alice, unreadable, "k", 2), "REP-01 BAD_REQUEST");
  EXPECT_EQ(keyed(alice, unreadable, "other", 2), kMalformed);
}

TEST_F(PrecedenceTest, SyntaxBeforeTheCodeBeforeTheScope) {
  request(form_b("40"));
  EXPECT_EQ(said(run(bob, Pay{number(), kForgedCode, kUnreadable})), kMalformed);
  EXPECT_EQ(said(run(bob, Pay{number(), kForgedCode, TypedAmount::given(euros("40"))})), kForged);
  EXPECT_EQ(said(run(bob, payment("40"))), kNotThere);
  EXPECT_EQ(said(run(till_of_olivet, Validate{number(), kUnreadable})), kMalformed);
  EXPECT_EQ(said(run(till_of_olivet, Validate{number(), {}})), kNotThere);
}

TEST_F(PrecedenceTest, TheScopeBeforeTheStatus) {
  request(form_b("40"));
  cancel();
  EXPECT_EQ(said(pay(bob, "40")), kNotThere);
  EXPECT_EQ(said(pay(alice, "40")), kNotAllowed);
  EXPECT_EQ(said(run(till_of_olivet, Cancel{number()})), kNotThere);
  EXPECT_EQ(said(cancel()), "VAL-03 OPERATION_TRANSACTION_NOT_ALLOWED");
}

TEST_F(PrecedenceTest, TheStatusBeforeTheDeadline) {
  request(form_b("40", 1));
  at("26/06/2020 00:00");  // Past the limit, before the sweep.
  EXPECT_EQ(said(validate("40")), kNotAllowed);
  EXPECT_EQ(said(change_mode()), kNotAllowed);
  EXPECT_EQ(said(cancel()), kLate);
}

TEST_F(PrecedenceTest, TheDeadlineBeforeTheActor) {
  request(form_b("40", 1));
  block(alice);
  at("25/06/2020 23:59:59.999");
  EXPECT_EQ(said(pay(alice, "40")), "PAY-10 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(said(refuse(alice)), "PAY-10 OPERATION_TRANSACTION_NOT_ALLOWED");
  at("26/06/2020 00:00");
  EXPECT_EQ(said(pay(alice, "40")), kLate);
  EXPECT_EQ(said(refuse(alice)), kLate);
}

TEST_F(PrecedenceTest, WhoseItIsBeforeBeingBlocked) {
  request(form_qr("40"));
  scan(bob);
  EXPECT_EQ(said(scan(chloe)), "PAY-09 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(said(pay_by_code(chloe, "40")), "PAY-01 OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(said(run(chloe, Refuse{{}, code()})), "PAY-01 OPERATION_TRANSACTION_NOT_ALLOWED");
  request(form_qr("40"));
  EXPECT_EQ(said(scan(chloe)), "PAY-10 OPERATION_TRANSACTION_NOT_ALLOWED");
}

TEST_F(PrecedenceTest, TheActorBeforeTheAmountBeforeTheBalance) {
  request(form_b("300"));
  block(alice);
  EXPECT_EQ(said(pay(alice, "301")), "PAY-10 OPERATION_TRANSACTION_NOT_ALLOWED");
  block(alice, false);
  EXPECT_EQ(said(pay(alice, "301")), "PAY-03 INVALID_TRANSACTION_AMOUNT");
  EXPECT_EQ(said(pay(alice, "300")), "PAY-06 INVALID_TRANSACTION_AMOUNT");
}

TEST_F(PrecedenceTest, TheValidationDeadlineBeforeTheAmount) {
  request(form_c("40"));
  pay(alice, "40");
  EXPECT_EQ(said(validate("41")), "VAL-01 INVALID_TRANSACTION_AMOUNT");
  at("27/06/2020 00:00");
  EXPECT_EQ(said(validate("41")), "TIM-05 OPERATION_TRANSACTION_NOT_ALLOWED");
}

// -------- Creating: everything is wrong, then one thing after another is mended --------------------

class CreatingTest : public PrecedenceTest {
 protected:
  CreatingTest() {
    start({.basket_unique = BasketUnique::point});
    request(form_qr("40"));  // The basket is taken,
    RequestForm busy = form_a("40", "bob@mail.example");
    busy.basket = "another";
    request(busy);  // and so is bob.
    run(control, SetEnabled{PointId{1}, false});
    run(signatory, SetRight{"70890001", false});
    wrong = form_a("19,99", "10000005273");
    wrong.amount = kUnreadable;
    wrong.euros = false;
    nowhere = till;
    nowhere.point = PointId::none;
  }
  std::string create(const Principal& who) { return said(run(who, Request{wrong})); }

  RequestForm wrong;
  Principal nowhere;
};

TEST_F(CreatingTest, TheCallerComesFirst) {
  EXPECT_EQ(create(nowhere), "ACC-04 MERCHANT_NOT_ALLOWED");
  EXPECT_EQ(create(till), "ACC-06 MERCHANT_NOT_ALLOWED");
  run(control, SetEnabled{PointId{1}, true});
  EXPECT_EQ(create(till), "ACC-08 MERCHANT_NOT_ALLOWED");
  run(signatory, SetRight{"70890001", true});
  EXPECT_EQ(create(till), kMalformed);
}

TEST_F(CreatingTest, ThenSyntaxCurrencyAmountBasketAndTheCustomer) {
  run(control, SetEnabled{PointId{1}, true});
  run(signatory, SetRight{"70890001", true});
  EXPECT_EQ(create(till), kMalformed);
  wrong.amount = TypedAmount::given(euros("19,99"));
  EXPECT_EQ(create(till), "MON-01 INVALID_TRANSACTION_CURRENCY");
  wrong.euros = true;
  EXPECT_EQ(create(till), "FRM-01 INVALID_TRANSACTION_AMOUNT");
  wrong.amount = TypedAmount::given(euros("20"));
  EXPECT_EQ(create(till), "FRM-03 BAD_REQUEST");
  wrong.basket = "free";
  EXPECT_EQ(create(till), "FRM-06 BENEFICIARY_NOT_FOUND") << "chloe is blocked";
  wrong.identifier = "bob@mail.example";
  EXPECT_EQ(create(till), "FRM-11 OTHER_TRANSACTION_PENDING");
  wrong.identifier = kAliceMail;
  EXPECT_EQ(create(till), "done");
}

TEST_F(CreatingTest, ABlockedCustomerWhoIsBusyIsUnknownFirst) {
  run(control, SetEnabled{PointId{1}, true});
  run(signatory, SetRight{"70890001", true});
  block(bob);
  wrong = form_a("20", "bob@mail.example");
  wrong.basket = "free";
  EXPECT_EQ(create(till), "FRM-06 BENEFICIARY_NOT_FOUND");
}

TEST_F(CreatingTest, AnExistingTransactionIsAnsweredBeforeItsBasketIsTaken) {
  start({.basket_unique = BasketUnique::point, .dedupe_create = DedupeCreate::order_and_payment_id});
  const Outcome first = run(shop, Request{form_pos("40")});
  name(kAliceNumber, "40");
  const Outcome again = run(shop, Request{form_pos("40")});
  EXPECT_EQ(said(again), "done");
  EXPECT_EQ(again.operation, first.operation);
  EXPECT_EQ(again.api, ApiState::initialized);
  EXPECT_EQ(said(run(shop, Request{form_pos("41")})), "FRM-03 BAD_REQUEST") << "another total is another request";
  RequestForm low = form_pos("19");
  EXPECT_EQ(said(run(shop, Request{low})), "FRM-01 INVALID_TRANSACTION_AMOUNT");
}

// -------- Naming ----------------------------------------------------------------------------------

class NamingTest : public PrecedenceTest {
 protected:
  NamingTest() { EXPECT_EQ(said(run(shop, Request{form_pos("40")})), "done"); }
  std::string naming(std::string_view identifier, const TypedAmount& total, bool in_euros = true) {
    return said(run(shop, NameCustomer{number(), identifier, total, in_euros}));
  }
  const TypedAmount right = TypedAmount::given(euros("40")), wrong = TypedAmount::given(euros("41"));
};

TEST_F(NamingTest, SyntaxBeforeTheScope) {
  const NameCustomer unreadable{number(), kAliceNumber, kUnreadable, true};
  const NameCustomer malformed{number(), "12", right, true};
  const Principal elsewhere{.kind = Principal::Kind::shop, .point = PointId{3}};
  EXPECT_EQ(said(run(elsewhere, unreadable)), kMalformed);
  EXPECT_EQ(said(run(elsewhere, malformed)), "FRM-05 BAD_REQUEST");
  EXPECT_EQ(said(run(elsewhere, NameCustomer{number(), kAliceNumber, right, true})), kNotThere);
  EXPECT_EQ(said(run(shop, NameCustomer{number(), kAliceNumber, {}, true})), kMalformed);
}

TEST_F(NamingTest, CurrencyThenTotalThenTheCustomer) {
  EXPECT_EQ(naming("chloe@mail.example", wrong, false), "MON-01 INVALID_TRANSACTION_CURRENCY");
  EXPECT_EQ(naming("chloe@mail.example", wrong), "FRM-01 INVALID_TRANSACTION_AMOUNT");
  EXPECT_EQ(naming("chloe@mail.example", right), "FRM-06 BENEFICIARY_NOT_FOUND");
  EXPECT_FALSE(operation().named) << "a refusal leaves it unnamed";
  EXPECT_EQ(naming("CHLOE@mail.example", right), "FRM-06 BENEFICIARY_NOT_FOUND");
  EXPECT_EQ(naming(kAliceNumber, right), "done");
}

TEST_F(NamingTest, ABusyCustomerIsRefusedLast) {
  const OperationId pos = last_;
  request(form_a("40"));
  last_ = pos;
  EXPECT_EQ(naming(kAliceNumber, wrong), "FRM-01 INVALID_TRANSACTION_AMOUNT");
  EXPECT_EQ(naming(kAliceNumber, right), "FRM-11 OTHER_TRANSACTION_PENDING");
  EXPECT_FALSE(operation().named);
}

TEST_F(NamingTest, TheSameCustomerAgainIsAnsweredInAnyStatus) {
  ASSERT_EQ(naming(kAliceNumber, right), "done");
  const std::size_t told = service().notices().size();
  EXPECT_EQ(naming(kAliceMail, right), "done") << "the same account by its e-mail";
  EXPECT_EQ(service().notices().size(), told) << "no push, no notification";
  EXPECT_EQ(naming(kAliceNumber, wrong), kNotAllowed);
  EXPECT_EQ(naming("bob@mail.example", right), kNotAllowed);
  later(std::chrono::seconds{300});
  EXPECT_EQ(status(), "expired");
  EXPECT_EQ(naming(kAliceNumber, right), "done");
  EXPECT_EQ(naming("bob@mail.example", right), kNotAllowed);
}

}  // namespace
}  // namespace encaissement
