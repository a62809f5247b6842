#include "sim/duties.h"

namespace parcours {

using namespace encaissement;

namespace {

bool is_delayed(const Operation& o) { return o.parcours == Parcours::c || o.parcours == Parcours::d; }
bool is_immediate_one(const Operation& o) { return o.parcours == Parcours::a || o.parcours == Parcours::c; }

// The table of the acquisition API: what the wire calls the operation's state.
ApiState wire_state(const Operation& o) {
  if (o.status == Status::awaiting_customer) return o.reached ? ApiState::processing : ApiState::initialized;
  if (o.status == Status::to_validate) return ApiState::authorized;
  if (o.status == Status::validated) return ApiState::validated;
  if (o.status == Status::expired || o.cause == Cause::deadline) return ApiState::expired;
  if (o.cause == Cause::customer) return ApiState::aborted;
  return o.cause == Cause::issuer ? ApiState::rejected : ApiState::cancelled;
}

void tell_customer(const Operation& o, Instant at, std::vector<Notice>& due) {  // NOT-01
  const NoticeKind kind = is_immediate_one(o) ? NoticeKind::payment_request_push : NoticeKind::payment_request_mail;
  due.push_back({.kind = kind, .at = at, .operation = o.id, .to = o.contact, .amount = o.requested});
}

void tell_merchant(NoticeKind kind, const Operation& o, Instant at, std::vector<Notice>& due) {  // NOT-02
  if (is_delayed(o) && !o.notify_email.empty())
    due.push_back({.kind = kind, .at = at, .operation = o.id, .to = o.notify_email, .amount = o.paid});
}

void tell_integrator(const Operation& o, Instant at, std::vector<Notice>& due) {  // NOT-04
  const ApiState state = wire_state(o);
  const bool bad = state == ApiState::aborted || state == ApiState::cancelled || state == ApiState::expired ||
                   state == ApiState::rejected;
  const Text url = bad ? o.cancel_url : o.return_url;
  if (!url.empty()) due.push_back({.kind = NoticeKind::api_state, .at = at, .operation = o.id, .to = url, .state = state});
}

}  // namespace

void add_notices_of_creation(const Operation& made, std::vector<Notice>& due) {
  if (!made.named) return;
  tell_customer(made, made.created, due);
  tell_integrator(made, made.created, due);  // INITIALIZED to PROCESSING; creation itself tells nothing.
}

void add_notices_of_step(const Operation& before, const Step& step, const Operation& after, std::vector<Notice>& due) {
  switch (step.kind) {
    case EventKind::name: tell_customer(after, step.at, due); break;
    case EventKind::pay: tell_merchant(NoticeKind::payment_received, after, step.at, due); break;
    case EventKind::refuse: tell_merchant(NoticeKind::payment_refused, after, step.at, due); break;
    case EventKind::payment_deadline: tell_merchant(NoticeKind::payment_limit_passed, after, step.at, due); break;
    case EventKind::reminder: tell_merchant(NoticeKind::validation_reminder, after, step.at, due); break;
    case EventKind::scan: case EventKind::change_mode: case EventKind::cancel: case EventKind::issuer_reject:
    case EventKind::validate: case EventKind::validation_deadline: break;
  }
  if (wire_state(before) != wire_state(after)) tell_integrator(after, step.at, due);
}

Money held_by(const Operation& o) { return o.status == Status::to_validate ? o.received : Money{}; }
Money collected_by(const Operation& o) { return o.status == Status::validated ? o.validated : Money{}; }

}  // namespace parcours
