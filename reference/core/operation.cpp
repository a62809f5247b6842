#include "reference/core/operation.h"

#include <algorithm>
#include <cassert>

#include "reference/core/deadline.h"
#include "reference/core/transition_table.h"

namespace encaissement {
namespace {

using RowIndex = std::array<std::array<std::uint8_t, kEventCount>, kStatusCount>;

consteval RowIndex index_rows() {
  RowIndex index{};
  for (int s = 0; s < kStatusCount; ++s)
    for (int e = 0; e < kEventCount; ++e)
      for (std::size_t r = 0; r < std::size(table::kTransitions); ++r)
        if (table::kTransitions[r].from.has(Status(s)) && table::kTransitions[r].on.has(EventKind(e)))
          index[static_cast<std::size_t>(s)][static_cast<std::size_t>(e)] = static_cast<std::uint8_t>(r);
  return index;
}

constexpr RowIndex kRowIndex = index_rows();

void enter(Operation& o, Status status, Cause cause, Instant at) {
  o.status = status;
  o.cause = cause;
  o.last_action = at;
  if (status == Status::expired || status == Status::cancelled) o.received = Money{};  // VAL-04, TIM-06
}

void bind(Operation& o, CustomerId customer) {
  o.customer = customer;
  o.reached = true;
}

// PAY-03..07, TIM-05, TIM-11: the payment decides the validation limit.
void pay(Operation& o, const Event& e) {
  bind(o, e.customer);
  o.paid = o.received = e.amount;
  o.paid_at = e.at;
  if (!has_validation_delay(o)) {
    o.validated = e.amount;
    return enter(o, Status::validated, Cause::none, e.at);
  }
  if (!o.validation_limit_fixed) o.validation_limit = validation_limit_day(e.at, o.validation_days);
  o.validation_deadline = deadline_after(o.validation_limit, LimitDay::inclusive);
  enter(o, Status::to_validate, Cause::none, e.at);
}

// PAY-08
void refuse(Operation& o, const Event& e, const Policies& p) {
  if (p.on_refusal == OnRefusal::cancel) return enter(o, Status::cancelled, Cause::customer, e.at);
  if (o.mode == Mode::qr) o.customer = CustomerId::nobody;
}

// VAL-01, VAL-02
void validate(Operation& o, Money amount, Instant at) {
  o.received = o.validated = amount;
  enter(o, Status::validated, Cause::none, at);
}

// VAL-04, VAL-05
void cancel(Operation& o, Cause cause, Instant at) {
  if (o.status != Status::validated) return enter(o, Status::cancelled, cause, at);
  o.received = o.validated = Money{};
  o.refunded = true;
  o.last_action = at;
}

// TIM-06
void end_validation(Operation& o, Instant at, const Policies& p) {
  switch (p.on_validation_deadline) {
    case OnValidationDeadline::expire: return enter(o, Status::expired, Cause::none, at);
    case OnValidationDeadline::cancel: return enter(o, Status::cancelled, Cause::deadline, at);
    case OnValidationDeadline::validate: return validate(o, o.received, at);
  }
}

}  // namespace

const Transition& row_of(Status status, EventKind event) {
  return table::kTransitions[kRowIndex[static_cast<std::size_t>(status)][static_cast<std::size_t>(event)]];
}

const Refusal* decide(const Operation& before, const Event& event, const Policies& policies, GuardHook* hook) {
  const Situation situation{before, event, policies};
  for (const Guard* guard : row_of(before.status, event.kind).only_if) {
    if (guard == nullptr) break;
    if (!guard->holds(situation) && !(hook != nullptr && hook->waives(*guard))) return guard;
  }
  return nullptr;
}

Operation moved(const Operation& before, const Event& event, const Policies& policies) {
  Operation after = before;
  switch (event.kind) {
    case EventKind::scan:
      if (policies.qr_binds_on == QrBindsOn::scan) bind(after, event.customer);  // PAY-09
      break;
    case EventKind::name:
      bind(after, event.customer);
      after.named = true;
      after.contact = event.contact;
      break;
    case EventKind::pay: pay(after, event); break;
    case EventKind::refuse: refuse(after, event, policies); break;
    case EventKind::change_mode:
    case EventKind::cancel: cancel(after, Cause::merchant, event.at); break;
    case EventKind::issuer_reject: enter(after, Status::cancelled, Cause::issuer, event.at); break;
    case EventKind::validate: validate(after, event.amount, event.at); break;
    case EventKind::payment_deadline: enter(after, Status::expired, Cause::none, event.at); break;
    case EventKind::validation_deadline: end_validation(after, event.at, policies); break;
    case EventKind::reminder: after.reminded = true; break;
  }
  return after;
}

bool is_final(Status status) { return status != Status::awaiting_customer && status != Status::to_validate; }
bool is_immediate(Parcours p) { return p == Parcours::a || p == Parcours::c; }
bool has_validation_delay(Parcours p) { return p == Parcours::c || p == Parcours::d; }
bool is_immediate(const Operation& o) { return is_immediate(o.parcours); }
bool has_validation_delay(const Operation& o) { return has_validation_delay(o.parcours); }
bool was_paid(const Operation& o) { return !o.paid.is_zero(); }

Money remaining(const Operation& o) { return o.requested - o.received; }
Money held(const Operation& o) { return o.status == Status::to_validate ? o.received : Money{}; }
Money collected(const Operation& o) { return o.status == Status::validated ? o.validated : Money{}; }

ApiState api_state(const Operation& o) {
  switch (o.status) {
    case Status::awaiting_customer: return o.reached ? ApiState::processing : ApiState::initialized;
    case Status::to_validate: return ApiState::authorized;
    case Status::validated: return ApiState::validated;
    case Status::expired: return ApiState::expired;
    case Status::cancelled: break;
  }
  switch (o.cause) {
    case Cause::customer: return ApiState::aborted;
    case Cause::issuer: return ApiState::rejected;
    case Cause::deadline: return ApiState::expired;
    case Cause::none:
    case Cause::merchant: break;
  }
  return ApiState::cancelled;
}

}  // namespace encaissement
