#include "reference/core/requests.h"

#include <algorithm>

#include "reference/core/deadline.h"
#include "reference/core/request_rules.h"
#include "reference/core/text.h"

namespace encaissement {
namespace {

constexpr Refusal kNoPointChosen{RuleId::acc_04, Code::merchant_not_allowed, "Choose a point d'accueil first."};
constexpr Refusal kPointDisabled{RuleId::acc_06, Code::merchant_not_allowed,
                                 "This point d'accueil is not enabled for Chèque-Vacances Connect."};
constexpr Refusal kNoRight{RuleId::acc_08, Code::merchant_not_allowed, "This account has no right to collect."};
constexpr Refusal kNotThere{RuleId::acc_05, Code::transaction_not_found, "There is no such point d'accueil."};
constexpr Refusal kBasketTaken{RuleId::frm_03, Code::bad_request, "This basket number is taken."};
constexpr Refusal kUnknownCustomer{RuleId::frm_06, Code::beneficiary_not_found, "This customer is unknown or blocked."};
constexpr Refusal kCustomerBusy{RuleId::frm_11, Code::other_transaction_pending,
                                "Another immediate request awaits this customer."};

bool is_immediate(Parcours parcours) { return parcours == Parcours::a || parcours == Parcours::c; }

}  // namespace

Outcome Requests::on(const Principal& who, const Request& command) {
  if (const Refusal* refusal = refusal_of_form(who, command.form)) return {.refusal = refusal};
  if (const Operation* same = existing(who, command.form)) {
    Outcome outcome = service_.outcome_of(*same);
    outcome.api = ApiState::initialized;
    return outcome;
  }
  if (service_.refused_unless(!basket_taken(who, command.form), kBasketTaken)) return {.refusal = &kBasketTaken};
  if (const Refusal* refusal = refusal_of_customer(command.form)) return {.refusal = refusal};
  return create(who, command.form);
}

Outcome Requests::on(const Principal& who, const Prepare& command) {
  if (const Refusal* refusal = refusal_of_form(who, command.form)) return {.refusal = refusal};
  if (service_.refused_unless(!basket_taken(who, command.form), kBasketTaken)) return {.refusal = &kBasketTaken};
  if (command.form.mode == Mode::qr) return create(who, command.form);
  Operation draft{.point = who.point, .parcours = command.form.parcours, .created = service_.now_};
  set_limits(draft, command.form);
  return {.requested = command.form.amount.value, .point = who.point,
          .shown_limit = is_immediate(draft) ? draft.validation_limit : draft.payment_limit};
}

const Refusal* Requests::refusal_of_caller(const Principal& who) const {
  if (who.kind == Principal::Kind::shop)
    return service_.refused_unless(service_.point(who.point).enabled, kPointDisabled);
  if (who.kind != Principal::Kind::account) return &kNotThere;
  const Account& account = service_.account(who.account);
  if (who.point == PointId::none) return &kNoPointChosen;  // ACC-04: there is no point to create it on.
  const Point& point = service_.point(who.point);
  const bool his = account.point == PointId::none ? point.convention == account.convention : point.id == account.point;
  if (const Refusal* r = service_.refused_unless(his, kNotThere)) return r;
  if (const Refusal* r = service_.refused_unless(point.enabled, kPointDisabled)) return r;
  return service_.refused_unless(account.may_collect, kNoRight);
}

const Refusal* Requests::refusal_of_form(const Principal& who, const RequestForm& form) const {
  if (const Refusal* refusal = refusal_of_caller(who)) return refusal;
  const FormSituation situation{form, service_.policies_, service_.now_};
  for (const FormGuard& guard : form_guards())
    if (!guard.holds(situation) && service_.refused_unless(false, guard)) return &guard;
  return nullptr;
}

// FRM-06 and FRM-11, where the request names the customer: on B and D an e-mail nobody has is good.
const Refusal* Requests::refusal_of_customer(const RequestForm& form) const {
  if (!names_customer(form) || !is_immediate(form.parcours)) return nullptr;
  const Customer* customer = service_.find_customer(form.identifier);
  if (customer == nullptr) return &kUnknownCustomer;
  if (const Refusal* r = service_.refused_unless(!customer->blocked, kUnknownCustomer)) return r;
  const bool busy = service_.policies_.one_immediate_request_per_customer && customer->immediate_awaiting > 0;
  return service_.refused_unless(!busy, kCustomerBusy);
}

const Operation* Requests::existing(const Principal& who, const RequestForm& form) const {
  if (service_.policies_.dedupe_create == DedupeCreate::off || !form.from_api) return nullptr;
  const auto same = [&](const Operation& o) {
    return o.from_api && o.status == Status::awaiting_customer && service_.now_ < o.payment_deadline &&
           o.requested == form.amount.value && service_.text(o.basket) == trimmed(form.basket) &&
           service_.text(o.payment_id) == form.payment_id;
  };
  const Operation* o = service_.last_of(who.point);
  while (o != nullptr && !same(*o))
    o = o->previous_of_point == OperationId::none ? nullptr : &service_.operation(o->previous_of_point);
  return o;
}

bool Requests::basket_taken(const Principal& who, const RequestForm& form) const {
  const BasketUnique unique = service_.policies_.basket_unique;
  if (unique == BasketUnique::none) return false;
  const auto takes = [&](const Operation& o) {
    const bool counts = unique == BasketUnique::pending ? !is_final(o.status) : o.status != Status::cancelled;
    return counts && service_.text(o.basket) == trimmed(form.basket);
  };
  const Operation* o = service_.last_of(who.point);
  while (o != nullptr && !takes(*o))
    o = o->previous_of_point == OperationId::none ? nullptr : &service_.operation(o->previous_of_point);
  return o != nullptr;
}

Outcome Requests::create(const Principal& who, const RequestForm& form) {
  const Operation created = operation_of(who, form);
  service_.make_so(OperationCreated{created});
  const bool remembers = form.remember_email && has_validation_delay(created);
  if (remembers)  // FRM-08
    service_.make_so(PointChanged{who.point, service_.point(who.point).enabled, created.notify_email});
  Outcome outcome = service_.outcome_of(service_.operation(created.id));
  outcome.api = ApiState::initialized;  // Naming follows, with a notification of its own.
  outcome.shown_limit = is_immediate(created) ? created.validation_limit : created.payment_limit;
  return outcome;
}

Operation Requests::operation_of(const Principal& who, const RequestForm& form) {
  Operation o{.id = OperationId{static_cast<std::uint32_t>(service_.operations_.size() + 1)}, .point = who.point,
              .parcours = form.parcours, .mode = form.mode, .requested = form.amount.value, .created = service_.now_,
              .last_action = service_.now_};
  o.from_api = form.from_api;
  if (names_customer(form)) {
    const Customer* customer = service_.find_customer(form.identifier);
    o.customer = customer == nullptr ? CustomerId::nobody : customer->id;
    o.named = o.reached = true;
    o.contact = service_.keep(trimmed(form.identifier));
  }
  o.basket = service_.keep(trimmed(form.basket));
  o.label = service_.keep(form.label);
  o.client_reference = service_.keep(form.client_reference);
  o.seller = service_.keep(form.seller);
  o.notify_email = service_.keep(trimmed(form.notify_email));
  o.payment_id = service_.keep(form.payment_id);
  o.return_url = service_.keep(form.return_url);
  o.cancel_url = service_.keep(form.cancel_url);
  set_limits(o, form);
  return o;
}

// TIM-02, TIM-03, TIM-11; API DEFERRED: min(create + 300 s, end of the fixed limit day).
void Requests::set_limits(Operation& o, const RequestForm& form) const {
  const Policies& p = service_.policies_;
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
