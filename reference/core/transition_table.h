// The RULES on one operation and the TABLE of section 3: every (status, event) pair is decided by exactly one row, and
// the compiler proves it. The order of the guards in a row is the precedence of section 5. A row without a way on ends
// in a guard that never holds.
#pragma once

#include <algorithm>
#include <array>
#include <initializer_list>

#include "reference/core/operation.h"
#include "reference/core/payment_bounds.h"
#include "reference/core/people.h"

namespace encaissement {

// -------- RULES ---------------------------------------------------------------------------------

struct Situation {
  const Operation& operation;
  const Event& event;
  const Policies& policies;
};

struct Guard : Refusal {
  bool (*holds)(const Situation&) = nullptr;
};

namespace guard {

using S = const Situation&;
inline constexpr auto kNotAllowed = Code::operation_transaction_not_allowed;
inline constexpr auto kAmount = Code::invalid_transaction_amount;
constexpr bool never(S) { return false; }
constexpr bool is_qr_request(S s) { return s.operation.mode == Mode::qr; }
constexpr bool binds_on_payment(S s) {  // PAY-09
  return is_qr_request(s) && s.policies.qr_binds_on == QrBindsOn::pay;
}

// 7. Status
inline constexpr Guard not_now{
    {RuleId::sta_01, kNotAllowed, "The status of the operation does not allow this."}, never};
inline constexpr Guard code_alive{
    {RuleId::pay_02, kNotAllowed, "This QR code is void, spent or late."}, never};
inline constexpr Guard not_paid_yet{
    {RuleId::pay_05, kNotAllowed, "The operation was paid already; there is one payment an operation."},
    [](S s) { return s.operation.paid.is_zero(); }};
inline constexpr Guard not_ended_by_merchant{
    {RuleId::val_03, kNotAllowed, "The merchant has already decided on this operation."},
    [](S s) { return s.operation.cause != Cause::merchant; }};
inline constexpr Guard not_validated_yet{
    {RuleId::val_03, kNotAllowed, "The operation is validated already."}, never};
inline constexpr Guard can_be_refunded{
    {RuleId::val_05, kNotAllowed, "A validated operation cannot be cancelled."},
    [](S s) { return s.policies.refund == Refund::full && !s.operation.refunded; }};
inline constexpr Guard is_qr{
    {RuleId::sta_01, kNotAllowed, "Only a QR request changes its mode."}, is_qr_request};
inline constexpr Guard has_code{
    {RuleId::sta_01, kNotAllowed, "Only a QR request is scanned."}, is_qr_request};
inline constexpr Guard is_unnamed{
    {RuleId::sta_01, kNotAllowed, "The operation does not wait for a customer to be named."},
    [](S s) { return s.operation.mode == Mode::unnamed && !s.operation.named; }};

// 8. Deadline
inline constexpr Guard before_payment_deadline{
    {RuleId::tim_01, kNotAllowed, "The payment deadline has passed."},
    [](S s) { return s.event.at < s.operation.payment_deadline; }};
inline constexpr Guard before_validation_deadline{
    {RuleId::tim_05, kNotAllowed, "The validation deadline has passed."},
    [](S s) { return s.event.at < s.operation.validation_deadline; }};

// 9. Actor
inline constexpr Guard is_his_to_pay{
    {RuleId::pay_01, kNotAllowed, "Only the customer addressed, or bound by scanning, can pay."},
    [](S s) {
      return s.event.is_addressee || s.operation.customer == s.event.customer ||
             (binds_on_payment(s) && s.event.code_shown && s.operation.customer == CustomerId::nobody);
    }};
inline constexpr Guard is_his_to_refuse{
    {RuleId::pay_01, kNotAllowed, "Only the customer addressed, or bound by scanning, can refuse."},
    [](S s) {
      return binds_on_payment(s) || s.event.is_addressee || s.operation.customer == s.event.customer;
    }};
inline constexpr Guard is_not_anothers{
    {RuleId::pay_09, kNotAllowed, "Another customer scanned this code first."},
    [](S s) {
      return binds_on_payment(s) || s.operation.customer == CustomerId::nobody ||
             s.operation.customer == s.event.customer;
    }};
inline constexpr Guard can_be_refused{
    {RuleId::pay_09, kNotAllowed, "Nobody is bound to this code, so nobody can refuse."},
    [](S s) { return !binds_on_payment(s); }};
inline constexpr Guard customer_not_blocked{
    {RuleId::pay_10, kNotAllowed, "A blocked customer can neither scan, pay nor refuse."},
    [](S s) { return !s.event.customer_blocked; }};

// 10. Amount, 11. balance
constexpr bool is_between(Money amount, Money least, Money most) {
  return amount > Money{} && amount >= least && amount <= most;
}
inline constexpr Guard amount_paid{
    {RuleId::pay_03, kAmount, "The payment must be of an amount the request allows."},
    [](S s) {
      const PaymentBounds bounds = payment_bounds(s.operation.parcours, s.operation.requested, s.policies);
      return is_between(s.event.amount, bounds.least, bounds.most);
    }};
inline constexpr Guard amount_validated{
    {RuleId::val_01, kAmount, "The amount may be lowered at validation, never raised."},
    [](S s) {
      return is_between(s.event.amount, std::min(s.policies.min_validated, s.operation.received), s.operation.received);
    }};
inline constexpr Guard balance_suffices{
    {RuleId::pay_06, kAmount, "The customer's available balance is too low."},
    [](S s) { return s.event.amount <= s.event.available; }};

// Naming
inline constexpr Guard named_in_euros{
    {RuleId::mon_01, Code::invalid_transaction_currency, "Amounts are in euro cents (978)."},
    [](S s) { return s.event.euros; }};
inline constexpr Guard named_same_total{
    {RuleId::frm_01, kAmount, "The customer is asked for the order's total."},
    [](S s) { return s.event.amount == s.operation.requested; }};
inline constexpr Guard customer_is_known{
    {RuleId::frm_06, Code::beneficiary_not_found, "This customer is unknown or blocked."},
    [](S s) { return !s.event.customer_blocked; }};
constexpr bool may_be_asked(const Customer& customer, const Policies& policies) {  // FRM-11
  return !policies.one_immediate_request_per_customer || customer.immediate_awaiting == 0;
}
inline constexpr Guard customer_is_free{
    {RuleId::frm_11, Code::other_transaction_pending, "Another immediate request awaits this customer."},
    [](S s) { return !s.event.customer_busy; }};

}  // namespace guard

// -------- TABLE ---------------------------------------------------------------------------------

template <class Enum>
struct SetOf {  // A set of enumerators, written {a, b}.
  constexpr SetOf(std::initializer_list<Enum> members) {
    for (const Enum m : members) bits |= 1u << static_cast<unsigned>(m);
  }
  constexpr bool has(Enum m) const { return (bits >> static_cast<unsigned>(m) & 1u) != 0; }
  unsigned bits = 0;
};

struct Transition {
  SetOf<Status> from;
  SetOf<EventKind> on;
  std::array<const Guard*, 7> only_if;  // In this order; the first that fails is the answer.
};

namespace table {
using enum Status;
using enum EventKind;
using namespace guard;
// clang-format off

inline constexpr Transition kTransitions[] = {
    // from                             event                  only if, in this order; where it leads: moved()
    {{awaiting_customer},               {scan},                {&has_code, &before_payment_deadline, &is_not_anothers,
                                                                &customer_not_blocked}},
    {{awaiting_customer},               {name},                {&is_unnamed, &before_payment_deadline, &named_in_euros,
                                                                &named_same_total, &customer_is_known, &customer_is_free}},
    {{awaiting_customer},               {pay},                 {&before_payment_deadline, &is_his_to_pay, &customer_not_blocked,
                                                                &amount_paid, &balance_suffices}},
    {{awaiting_customer},               {refuse},              {&before_payment_deadline, &is_his_to_refuse, &can_be_refused,
                                                                &customer_not_blocked}},
    {{awaiting_customer},               {change_mode},         {&is_qr, &before_payment_deadline}},
    {{awaiting_customer},               {cancel},              {&before_payment_deadline}},
    {{awaiting_customer},               {issuer_reject},       {}},
    {{awaiting_customer},               {payment_deadline},    {}},
    {{to_validate},                     {validate},            {&before_validation_deadline, &amount_validated}},
    {{to_validate},                     {cancel},              {&before_validation_deadline}},
    {{to_validate},                     {validation_deadline, reminder}, {}},
    {{validated},                       {cancel},              {&can_be_refunded}},

    // from                             event                  refused, always
    {{to_validate, validated, expired, cancelled}, {scan},     {&code_alive}},
    {{to_validate, validated, expired, cancelled}, {pay},      {&not_paid_yet, &not_now}},
    {{to_validate, validated, expired, cancelled}, {name, refuse, change_mode, issuer_reject,
                                                    payment_deadline}, {&not_now}},
    {{awaiting_customer, validated, expired, cancelled}, {validation_deadline, reminder}, {&not_now}},
    {{validated},                       {validate},            {&not_validated_yet}},
    {{cancelled},                       {validate, cancel},    {&not_ended_by_merchant, &not_now}},
    {{awaiting_customer, expired},      {validate},            {&not_now}},
    {{expired},                         {cancel},              {&not_now}},
};

// clang-format on
}  // namespace table

consteval bool every_pair_is_decided_exactly_once() {
  for (int s = 0; s < kStatusCount; ++s) {
    for (int e = 0; e < kEventCount; ++e) {
      int decisions = 0;
      for (const Transition& t : table::kTransitions) decisions += t.from.has(Status(s)) && t.on.has(EventKind(e));
      if (decisions != 1) return false;
    }
  }
  return true;
}
static_assert(every_pair_is_decided_exactly_once());

// The one row that decides `event` in `status`.
const Transition& row_of(Status status, EventKind event);

}  // namespace encaissement
