// Creating an operation: the guards on a request in the precedence of section 5, and the operation it becomes.
#include <algorithm>

#include "reference/core/deadline.h"
#include "reference/core/encaissement.h"
#include "reference/core/refusals.h"
#include "reference/core/request_rules.h"
#include "reference/core/text.h"
#include "reference/core/transition_table.h"

namespace encaissement {
namespace {

// The newest operation of `point` of which `holds` is true, or null.
template <class Predicate>
const Operation* newest_of(const Encaissement& service, PointId point, Predicate holds) {
  const Operation* o = service.last_of(point);
  while (o != nullptr && !holds(*o)) o = service.previous_of(*o);
  return o;
}

}  // namespace

// Envoyer, or the POS API's create: the operation exists and is sent; the answer is always INITIALIZED.
Outcome Encaissement::on(const Principal& who, const Request& command) {
  if (const Refusal* refusal = refusal_of_form(who, command.form)) return refused(*refusal);
  if (const Operation* same = existing(who, command.form)) {
    Outcome outcome = outcome_of(*same);
    outcome.api = ApiState::initialized;
    return outcome;
  }
  if (refused_unless(!basket_taken(who, command.form), refusal::basket_taken)) return refused(refusal::basket_taken);
  if (const Refusal* refusal = refusal_of_customer(command.form)) return refused(*refusal);
  return create(who, command.form);
}

// Continuer: says what the confirmation shows. Nothing exists and nothing is sent, but with a QR, which is made here
// and with it the operation (FRM-09).
Outcome Encaissement::on(const Principal& who, const Prepare& command) {
  if (const Refusal* refusal = refusal_of_form(who, command.form)) return refused(*refusal);
  if (refused_unless(!basket_taken(who, command.form), refusal::basket_taken)) return refused(refusal::basket_taken);
  if (command.form.mode == Mode::qr) return create(who, command.form);
  Operation draft{.point = who.point, .parcours = command.form.parcours, .created = now_};
  set_limits(draft, command.form);
  return {.requested = command.form.amount.value, .point = who.point,
          .shown_limit = is_immediate(draft) ? draft.validation_limit : draft.payment_limit};
}

const Refusal* Encaissement::refusal_of_caller(const Principal& who) const {
  if (who.kind == Principal::Kind::shop) return refused_unless(point(who.point).enabled, refusal::point_disabled);
  if (who.kind != Principal::Kind::account) return &refusal::no_point;
  const Account& account = this->account(who.account);
  if (who.point == PointId::none) return &refusal::no_point_chosen;  // ACC-04: there is no point to create it on.
  const Point& point = this->point(who.point);
  if (const Refusal* r = refused_unless(covers(account, point), refusal::no_point)) return r;
  if (const Refusal* r = refused_unless(point.enabled, refusal::point_disabled)) return r;
  return refused_unless(account.may_collect, refusal::no_right);
}

const Refusal* Encaissement::refusal_of_form(const Principal& who, const RequestForm& form) const {
  if (const Refusal* refusal = refusal_of_caller(who)) return refusal;
  const FormSituation situation{form, policies_, now_};
  for (const FormGuard& guard : form_guards())
    if (!guard.holds(situation) && refused_unless(false, guard)) return &guard;
  return nullptr;
}

// FRM-06 and FRM-11, where the request names the customer: on B and D an e-mail nobody has is good.
const Refusal* Encaissement::refusal_of_customer(const RequestForm& form) const {
  if (!names_customer(form) || !is_immediate(form.parcours)) return nullptr;
  const Customer* customer = find_customer(form.identifier);
  if (customer == nullptr) return &guard::customer_is_known;
  if (const Refusal* r = refused_unless(!customer->blocked, guard::customer_is_known)) return r;
  return refused_unless(guard::may_be_asked(*customer, policies_), guard::customer_is_free);
}

// dedupe_create: the operation that the same request of a till made already, or null.
const Operation* Encaissement::existing(const Principal& who, const RequestForm& form) const {
  if (policies_.dedupe_create == DedupeCreate::off || !form.from_api) return nullptr;
  const auto same = [&](const Operation& o) {
    return o.from_api && o.status == Status::awaiting_customer && now_ < o.payment_deadline &&
           o.requested == form.amount.value && text(o.basket) == trimmed(form.basket) &&
           text(o.payment_id) == form.payment_id;
  };
  return newest_of(*this, who.point, same);
}

// FRM-03, basket_unique
bool Encaissement::basket_taken(const Principal& who, const RequestForm& form) const {
  const BasketUnique unique = policies_.basket_unique;
  if (unique == BasketUnique::none) return false;
  const auto takes = [&](const Operation& o) {
    const bool counts = unique == BasketUnique::pending ? !is_final(o.status) : o.status != Status::cancelled;
    return counts && text(o.basket) == trimmed(form.basket);
  };
  return newest_of(*this, who.point, takes) != nullptr;
}

Outcome Encaissement::create(const Principal& who, const RequestForm& form) {
  const Operation created = operation_of(who, form);
  make_so(OperationCreated{created});
  const bool remembers = form.remember_email && has_validation_delay(created);
  if (remembers)  // FRM-08
    make_so(PointChanged{who.point, point(who.point).enabled, created.notify_email});
  Outcome outcome = outcome_of(operation(created.id));
  outcome.api = ApiState::initialized;  // Naming follows, with a notification of its own.
  outcome.shown_limit = is_immediate(created) ? created.validation_limit : created.payment_limit;
  return outcome;
}

Operation Encaissement::operation_of(const Principal& who, const RequestForm& form) {
  Operation o{.id = next_id<OperationId>(operations_), .point = who.point,
              .parcours = form.parcours, .mode = form.mode, .requested = form.amount.value, .created = now_,
              .last_action = now_};
  o.from_api = form.from_api;
  if (names_customer(form)) {
    const Customer* customer = find_customer(form.identifier);
    o.customer = customer == nullptr ? CustomerId::nobody : customer->id;
    o.named = o.reached = true;
    o.contact = keep(trimmed(form.identifier));
  }
  o.basket = keep(trimmed(form.basket));
  o.label = keep(form.label);
  o.client_reference = keep(form.client_reference);
  o.seller = keep(form.seller);
  o.notify_email = keep(trimmed(form.notify_email));
  o.payment_id = keep(form.payment_id);
  o.return_url = keep(form.return_url);
  o.cancel_url = keep(form.cancel_url);
  set_limits(o, form);
  return o;
}

// TIM-02, TIM-03, TIM-11; API DEFERRED: min(create + 300 s, end of the fixed limit day).
void Encaissement::set_limits(Operation& o, const RequestForm& form) const {
  const Policies& p = policies_;
  o.validation_days = static_cast<std::int32_t>(form.validation_days.value_or(0));
  if (is_immediate(o)) {
    o.payment_deadline = o.created + std::chrono::seconds{p.immediate_ttl_s};
  } else {
    o.payment_limit = payment_limit_day(o.created, static_cast<int>(form.payment_days.value_or(0)));
    o.payment_deadline = deadline_after(o.payment_limit, p.limit_day);
  }
  if (!has_validation_delay(o)) return;
  o.validation_limit = validation_limit_day(o.created, o.validation_days);
  if (!form.fixed_validation) return;
  o.validation_limit_fixed = true;
  o.validation_limit = fixed_validation_day(form, p, o.created);
  o.payment_deadline = std::min(o.payment_deadline, deadline_after(o.validation_limit, LimitDay::inclusive));
}

}  // namespace encaissement
