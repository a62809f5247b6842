// A service with the guide's merchants and customers, for tests that speak the domain: `request(form_b("40,00"))`,
// `pay(alice)`. Time is what at() last said, on the Paris wall clock; answers read "done" or "PAY-05 CODE".
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "reference/core/encaissement.h"
#include "reference/core/text.h"
#include "reference/journal/journal.h"

namespace encaissement {

inline Instant moment(std::string_view paris) { return parse_moment(paris).value(); }
inline Money euros(std::string_view typed) { return parse_amount(typed).value(); }
inline Day day(std::string_view text) { return parse_day(text).value(); }

inline std::string said(const Outcome& outcome) {
  if (outcome.done()) return "done";
  return std::string{to_string(outcome.refusal->rule)} + " " + std::string{to_string(outcome.refusal->code)};
}

inline constexpr std::string_view kAliceMail = "ts-client2@yopmail.com";
inline constexpr std::string_view kAliceNumber = "10000003051";

inline RequestForm form(Parcours parcours, Mode mode, std::string_view amount, std::string_view identifier) {
  return {.parcours = parcours, .mode = mode, .amount = TypedAmount::given(euros(amount)), .basket = "REF202006241",
          .identifier = identifier};
}
inline RequestForm form_qr(std::string_view amount) { return form(Parcours::a, Mode::qr, amount, ""); }
inline RequestForm form_a(std::string_view amount, std::string_view identifier = kAliceNumber) {
  return form(Parcours::a, Mode::identifier, amount, identifier);
}
inline RequestForm form_b(std::string_view amount, int days = 10, std::string_view email = kAliceMail) {
  RequestForm b = form(Parcours::b, Mode::email, amount, email);
  b.payment_days = days;
  return b;
}
inline RequestForm form_c(std::string_view amount, int validation_days = 2, std::string_view identifier = kAliceNumber) {
  RequestForm c = form(Parcours::c, Mode::identifier, amount, identifier);
  c.validation_days = validation_days;
  c.notify_email = "caisse@canoe.example";
  return c;
}
inline RequestForm form_d(std::string_view amount, int days = 3, int validation_days = 2) {
  RequestForm d = form(Parcours::d, Mode::email, amount, kAliceMail);
  d.payment_days = days;
  d.validation_days = validation_days;
  d.notify_email = "caisse@canoe.example";
  return d;
}
inline RequestForm form_pos(std::string_view amount) {  // A client of the public API, NORMAL.
  RequestForm pos = form(Parcours::a, Mode::unnamed, amount, "");
  pos.from_api = true;
  pos.payment_id = "PAY-1";
  pos.return_url = "https://till.example/return";
  pos.cancel_url = "https://till.example/cancel";
  return pos;
}

class ServiceTest : public ::testing::Test {
 protected:
  ServiceTest() { start({}); }

  // A new service under `policies`, at 24/06/2020 11:00.
  void start(const Policies& policies, FactSink* sink = nullptr) {
    service_ = std::make_unique<Encaissement>(policies, 7, sink);
    at("24/06/2020 11:00");
    populate(*service_, now_);
    if (sink != nullptr) sink->commit();
    last_ = {};
  }

  void populate(Encaissement& s, Instant now) {
    constexpr ConventionId kCanoe{1}, kParc{2};
    for (const NewPoint& point : {NewPoint{"P001", "CANOE KAYAK CLUB ORLEANS - ST JEAN LE E", "10000001", kCanoe},
                                  NewPoint{"P002", "CANOE KAYAK CLUB ORLEANS - OLIVET", "10000002", kCanoe},
                                  NewPoint{"P101", "PARC DU VAL - BLOIS", "10000101", kParc}})
      s.add_point(point, now);
    for (const NewAccount& account : {NewAccount{"708900", "signataire@canoe.example", "v1", kCanoe},
                                      NewAccount{"70890001", "accueil@canoe.example", "v2", kCanoe, PointId{1}},
                                      NewAccount{"70890002", "olivet@canoe.example", "v3", kCanoe, PointId{2}},
                                      NewAccount{"708901", "direction@parc.example", "v4", kParc}})
      s.add_account(account, now);
    for (const NewCustomer& customer : {NewCustomer{kAliceNumber, kAliceMail, euros("200")},
                                        NewCustomer{"10000004162", "bob@mail.example", euros("200")},
                                        NewCustomer{"10000005273", "chloe@mail.example", euros("200"), true}})
      s.add_customer(customer, now);
  }

  void at(Instant now) { now_ = now; }
  void at(std::string_view paris) { now_ = moment(paris); }
  void later(Duration by) { now_ += by; }

  Outcome run(const Principal& who, const Body& body) { return run(Command{who, body, {}}); }
  Outcome run(const Command& command) {
    const Outcome outcome = service_->execute(command, now_);
    if (outcome.operation != OperationId::none) last_ = outcome.operation;
    return outcome;
  }

  // What the till at P001 and the customers do; about the last operation unless said otherwise.
  Outcome request(const RequestForm& f) { return run(till, Request{f}); }
  Outcome cancel() { return run(till, Cancel{number()}); }
  Outcome change_mode() { return run(till, ChangeMode{number()}); }
  Outcome validate(std::string_view amount) { return run(till, Validate{number(), TypedAmount::given(euros(amount))}); }
  Outcome name(std::string_view identifier, std::string_view total) {
    return run(shop, NameCustomer{number(), identifier, TypedAmount::given(euros(total)), true});
  }
  Outcome scan(const Principal& who) { return run(who, Scan{code()}); }
  Outcome pay(const Principal& who, std::string_view amount) {
    return run(who, Pay{number(), {}, TypedAmount::given(euros(amount))});
  }
  Outcome pay_by_code(const Principal& who, std::string_view amount) {
    return run(who, Pay{{}, code(), TypedAmount::given(euros(amount))});
  }
  Outcome refuse(const Principal& who) { return run(who, Refuse{number(), {}}); }
  Outcome issuer_rejects() { return run(control, IssuerRejects{number()}); }
  void block(const Principal& who, bool blocked = true) { run(control, SetBlocked{who.customer, blocked}); }

  const Encaissement& service() const { return *service_; }
  Encaissement& service() { return *service_; }
  const Operation& operation() {
    service_->advance(now_);
    return service_->operation(last_);
  }
  std::string status() { return std::string{to_string(operation().status)}; }
  TransactionNumber number() const { return last_ == OperationId::none ? TransactionNumber{} : service_->number(last_); }
  Code2D code() const { return {Code2D::Kind::genuine, number(), service_->operation(last_).requested}; }
  Money available(const Principal& who) const { return service_->customer(who.customer).available; }
  Money held(const Principal& who) const { return service_->customer(who.customer).held; }
  Money collected() const { return service_->points()[0].collected; }

  static Principal account(std::uint32_t id, std::uint32_t point) {
    return {.kind = Principal::Kind::account, .account = AccountId{id}, .point = PointId{point}};
  }
  static Principal customer(std::uint32_t id) {
    return {.kind = Principal::Kind::customer, .customer = CustomerId{id}};
  }

  const Principal signatory = account(1, 1), till = account(2, 1), till_of_olivet = account(3, 2);
  const Principal signatory_of_parc = account(4, 3);
  const Principal shop{.kind = Principal::Kind::shop, .point = PointId{1}};
  const Principal alice = customer(1), bob = customer(2), chloe = customer(3);
  const Principal control{.kind = Principal::Kind::control};

  std::unique_ptr<Encaissement> service_;
  Instant now_{};
  OperationId last_{};
};

}  // namespace encaissement
