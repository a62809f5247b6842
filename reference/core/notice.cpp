#include "reference/core/notice.h"

namespace encaissement {
namespace {

Notice about(const Operation& o, NoticeKind kind, Instant at) {
  return {.kind = kind, .at = at, .operation = o.id, .customer = o.customer, .amount = o.requested};
}

// NOT-01: a push to whom an immediate request is addressed, a mail for a deferred one.
void tell_customer(NoticeList& list, const Operation& o, Instant at) {
  if (!o.named) return;
  Notice notice = about(o, is_immediate(o) ? NoticeKind::payment_request_push : NoticeKind::payment_request_mail, at);
  notice.to = o.contact;
  list.add(notice);
}

// NOT-02: only C and D ask for it, and only with an address (FRM-08).
void tell_merchant(NoticeList& list, const Operation& o, NoticeKind kind, Instant at) {
  if (!has_validation_delay(o) || o.notify_email.empty()) return;
  Notice notice = about(o, kind, at);
  notice.to = o.notify_email;
  notice.amount = o.paid;
  list.add(notice);
}

// NOT-04: bad news to cancelUrl, the rest to returnUrl.
void tell_integrator(NoticeList& list, const Operation& o, Instant at) {
  Notice notice = about(o, NoticeKind::api_state, at);
  notice.state = api_state(o);
  const bool bad = o.status == Status::expired || o.status == Status::cancelled;
  notice.to = bad ? o.cancel_url : o.return_url;
  if (!notice.to.empty()) list.add(notice);
}

}  // namespace

NoticeList notices_of_sending(const Operation& sent) {
  NoticeList list;
  tell_customer(list, sent, sent.created);
  if (sent.reached) tell_integrator(list, sent, sent.created);
  return list;
}

NoticeList notices_of_step(const Operation& before, const Event& event, const Operation& after) {
  NoticeList list;
  if (event.kind == EventKind::name) tell_customer(list, after, event.at);
  if (event.kind == EventKind::pay) tell_merchant(list, after, NoticeKind::payment_received, event.at);
  if (event.kind == EventKind::refuse) tell_merchant(list, after, NoticeKind::payment_refused, event.at);
  if (event.kind == EventKind::payment_deadline) tell_merchant(list, after, NoticeKind::payment_limit_passed, event.at);
  if (event.kind == EventKind::reminder) tell_merchant(list, after, NoticeKind::validation_reminder, event.at);
  if (api_state(before) != api_state(after)) tell_integrator(list, after, event.at);
  return list;
}

std::string_view to_string(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::payment_request_push:
    case NoticeKind::payment_request_mail: return "payment request";
    case NoticeKind::payment_received: return "payment received";
    case NoticeKind::payment_refused: return "refused";
    case NoticeKind::payment_limit_passed: return "payment limit passed";
    case NoticeKind::validation_reminder: return "validation reminder";
    case NoticeKind::recovery_link: return "recovery";
    case NoticeKind::api_state: return "state";
  }
  return "";
}

}  // namespace encaissement
