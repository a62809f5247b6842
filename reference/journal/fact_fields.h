// What each fact consists of, field by field and once for writing and reading: fields(codec, value) hands every field
// to the codec, in the order in which it is kept. Used by fact_codec.cpp only.
//
// This is the format of version 1. A field that is added, dropped or moved makes a new version; the golden bytes of
// fact_codec_test.cpp notice.
#pragma once

#include <concepts>
#include <type_traits>

#include "reference/core/fact.h"

namespace encaissement::kept {

template <class T, class Of>
concept Either = std::same_as<std::remove_const_t<T>, Of>;

template <class C, Either<TextsKept> T>
void fields(C& c, T& v) { c(v.bytes); }

// Every member has a name here, so that one added to the type does not compile until it is kept too.
template <class C, Either<Point> T>
void fields(C& c, T& v) {
  auto& [id, convention, enabled, code, name, shop, remembered_email, collected, to_validate, awaiting] = v;
  c(id, convention, enabled, code, name, shop, remembered_email, collected, to_validate, awaiting);
}

template <class C, Either<Account> T>
void fields(C& c, T& v) {
  auto& [id, convention, point, may_collect, blocked, failures, login, email, verifier, token, expiry] = v;
  c(id, convention, point, may_collect, blocked, failures, login, email, verifier, token, expiry);
}

template <class C, Either<Customer> T>
void fields(C& c, T& v) {
  auto& [id, blocked, immediate_awaiting, identifier, email, available, held] = v;
  c(id, blocked, immediate_awaiting, identifier, email, available, held);
}

// The texts in the order in which a request keeps them, so that each begins where the one before ended.
template <class C, Either<Operation> T>
void fields(C& c, T& v) {
  auto& [id, point, customer, parcours, mode, status, cause, from_api, named, reached, refunded, reminded, requested,
         received, validated, paid, created, last_action, payment_deadline, paid_at, validation_deadline, payment_limit,
         validation_limit, validation_days, validation_limit_fixed, last_step, previous_of_point, basket, label,
         client_reference, seller, contact, notify_email, payment_id, return_url, cancel_url] = v;
  c(id, point, customer, parcours, mode, status, cause);
  c.flags(from_api, named, reached, refunded, reminded, validation_limit_fixed);
  c(requested, received, validated, paid, created, last_action, payment_deadline, paid_at, validation_deadline);
  c(payment_limit, validation_limit, validation_days, last_step, previous_of_point);
  c(contact, basket, label, client_reference, seller, notify_email, payment_id, return_url, cancel_url);
}

template <class C, Either<Event> T>
void fields(C& c, T& v) {
  auto& [kind, at, customer, amount, is_addressee, code_shown, customer_blocked, customer_busy, euros, available,
         contact] = v;
  c(kind, at, customer, amount);
  c.flags(is_addressee, code_shown, customer_blocked, customer_busy, euros);
  c(available, contact);
}

template <class C, Either<Outcome> T>
void fields(C& c, T& v) {
  auto& [refusal, operation, status, cause, api, requested, received, validated, account, point, shown_limit,
         remembered] = v;
  c(refusal, operation, status, cause, api, requested, received, validated, account, point, shown_limit, remembered);
}

template <class C, Either<PointAdded> T>
void fields(C& c, T& v) { fields(c, v.point); }

template <class C, Either<AccountAdded> T>
void fields(C& c, T& v) { fields(c, v.account); }

template <class C, Either<CustomerAdded> T>
void fields(C& c, T& v) { fields(c, v.customer); }

template <class C, Either<OperationCreated> T>
void fields(C& c, T& v) { fields(c, v.operation); }

template <class C, Either<OperationStepped> T>
void fields(C& c, T& v) {
  c(v.operation);
  fields(c, v.event);
}

template <class C, Either<AccountChanged> T>
void fields(C& c, T& v) { fields(c, v.account); }

template <class C, Either<RecoveryIssued> T>
void fields(C& c, T& v) { c(v.account, v.token, v.expiry); }

template <class C, Either<PointChanged> T>
void fields(C& c, T& v) { c(v.point, v.enabled, v.remembered_email); }

template <class C, Either<CustomerChanged> T>
void fields(C& c, T& v) { c(v.customer, v.blocked, v.credited); }

template <class C, Either<DeliveryTried> T>
void fields(C& c, T& v) { c(v.notice, v.acknowledged); }

template <class C, Either<DeliveryResumed> T>
void fields(C& c, T& v) { c(v.operation); }

template <class C, Either<Answered> T>
void fields(C& c, T& v) {
  c(v.principal, v.key, v.digest);
  fields(c, v.outcome);
}

}  // namespace encaissement::kept
