// What of the service a person sees through the seam, as texts.
#include "reference/core/mail.h"
#include "reference/core/text.h"
#include "reference/desk/local_desk.h"

namespace parcours {

using namespace encaissement;

std::string to_string(Verb verb) {
  switch (verb) {
    case Verb::log_in: return "log in";
    case Verb::ask_recovery: return "ask recovery";
    case Verb::set_password: return "set password";
    case Verb::choose_point: return "choose point";
    case Verb::give_right: return "give right";
    case Verb::take_right: return "take right";
    case Verb::prepare: return "prepare";
    case Verb::request: return "request";
    case Verb::name_customer: return "name customer";
    case Verb::change_mode: return "change mode";
    case Verb::cancel: return "cancel";
    case Verb::validate: return "validate";
    case Verb::scan: return "scan";
    case Verb::pay: return "pay";
    case Verb::refuse: return "refuse";
    case Verb::issuer_rejects: return "issuer rejects";
    case Verb::credit: return "credit";
    case Verb::block_customer: return "block customer";
    case Verb::unblock_customer: return "unblock customer";
    case Verb::enable_point: return "enable point";
    case Verb::disable_point: return "disable point";
    case Verb::resume_notifications: return "resume notifications";
  }
  return "";
}

namespace {

std::string line_of(const Step& step) {
  std::string line = format_instant(step.at) + " " + std::string{to_string(step.kind)};
  if (!step.amount.is_zero()) line += " " + format_amount(step.amount);
  return line + " -> " + std::string{to_string(step.status)};
}

// TIM-11: on C a date stands before the payment too; on D only the number of days does.
std::string validation_limit(const Operation& o) {
  const bool known = was_paid(o) || o.parcours == Parcours::c;
  return has_validation_delay(o) && known ? format_day(o.validation_limit) : "";
}

std::string channel_of(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::payment_request_push: return "push";
    case NoticeKind::api_state: return "api";
    case NoticeKind::payment_request_mail:
    case NoticeKind::payment_received:
    case NoticeKind::payment_refused:
    case NoticeKind::payment_limit_passed:
    case NoticeKind::validation_reminder:
    case NoticeKind::recovery_link: break;
  }
  return "mail";
}

}  // namespace

OperationView LocalDesk::view_of(const Operation& o) const {
  const auto text = [&](Text t) { return std::string{service_->text(t)}; };
  OperationView view;
  view.number = service_->number(o.id).view();
  view.status = to_string(o.status);
  view.cause = to_string(o.cause);
  view.api_state = to_string(api_state(o));
  view.parcours = to_string(o.parcours);
  view.mode = to_string(o.mode);
  view.basket = text(o.basket);
  view.label = text(o.label);
  view.client_reference = text(o.client_reference);
  view.seller = text(o.seller);
  if (o.customer != CustomerId::nobody) view.customer = text(service_->customer(o.customer).identifier);
  view.requested = o.requested;
  view.received = o.received;
  view.remaining = remaining(o);
  view.validated = o.validated;
  view.created = o.created;
  view.last_action = o.last_action;
  if (!is_immediate(o)) view.payment_limit = format_day(o.payment_limit);
  view.validation_limit = validation_limit(o);
  view.payment_deadline = o.payment_deadline;
  if (has_validation_delay(o) && was_paid(o)) view.validation_deadline = o.validation_deadline;
  view.history.push_back(format_instant(o.created) + " request " + format_amount(o.requested) + " -> awaiting_customer");
  for (const Step& step : service_->history(o)) view.history.push_back(line_of(step));
  add_for_tills(o, view);
  return view;
}

void LocalDesk::add_for_tills(const Operation& o, OperationView& view) const {
  const auto text = [&](Text t) { return std::string{service_->text(t)}; };
  view.shop = text(service_->point(o.point).shop);
  view.payment_id = text(o.payment_id);
  view.return_url = text(o.return_url);
  view.cancel_url = text(o.cancel_url);
  view.contact = text(o.contact);
  view.paid = o.paid;
  if (was_paid(o)) view.paid_at = o.paid_at;
}

ListRow LocalDesk::row_of(const Operation& o) const {
  const RowTexts t = row_texts(*service_, o);
  ListRow row{t.last_action, t.basket, t.type, t.status, t.requested, t.received, {}, ""};
  const RowActions actions = actions_of(o);
  if (actions.validate) row.actions.emplace_back("validate");
  if (actions.cancel) row.actions.emplace_back("cancel");
  if (actions.detail) row.actions.emplace_back("detail");
  row.number = service_->number(o.id).view();
  return row;
}

NoticeView LocalDesk::view_of(const Notice& n) const {
  NoticeView view{.id = static_cast<std::uint64_t>(n.id), .at = n.at, .channel = channel_of(n.kind), .to = "",
                  .kind = std::string{to_string(n.kind)}, .operation = "", .subject = "", .body = "", .token = ""};
  view.to = service_->text(n.kind == NoticeKind::payment_request_push ? service_->customer(n.customer).identifier : n.to);
  if (n.operation != OperationId::none) view.operation = service_->number(n.operation).view();
  const Letter letter = letter_of(*service_, n);
  view.subject = letter.subject;
  view.body = letter.body;
  if (n.kind == NoticeKind::recovery_link) view.token = service_->text(n.token);
  return view;
}

}  // namespace parcours
