#include "sim/property.h"

#include <algorithm>
#include <cassert>

#include "reference/core/listing.h"
#include "reference/core/text.h"

namespace parcours {
namespace {

using namespace encaissement;
using enum RuleId;
using enum Status;

bool waits_for(const Operation& o) { return o.status == awaiting_customer; }
bool is_ended(Status s) { return s == validated || s == expired || s == cancelled; }
bool is_deferred(const Operation& o) { return o.parcours == Parcours::b || o.parcours == Parcours::d; }
bool is_delayed(const Operation& o) { return o.parcours == Parcours::c || o.parcours == Parcours::d; }
bool is_refund(const StepSeen& s) { return s.step.kind == EventKind::cancel && s.before.status == validated; }
bool by_customer(EventKind kind) {
  return kind == EventKind::scan || kind == EventKind::pay || kind == EventKind::refuse;
}
bool by_itself(EventKind kind) {
  return kind == EventKind::payment_deadline || kind == EventKind::validation_deadline || kind == EventKind::reminder;
}

// The first 00:06 Paris at or after `late`, or `late` itself (TIM-04).
Instant shows_at(Instant late, const Policies& p) {
  if (p.sweep == Sweep::instant) return late;
  const Day day = paris_day(late);
  const Instant sweep = start_of(day) + std::chrono::minutes{6};  // No clock is moved between 00:00 and 00:06.
  return sweep >= late ? sweep : start_of(day + Days{1}) + std::chrono::minutes{6};
}

// -------- Steps ---------------------------------------------------------------------------------

// Section 3, row by row.
bool is_allowed(const StepSeen& s) {
  const Status from = s.before.status, to = s.after.status;
  switch (s.step.kind) {
    case EventKind::scan:
    case EventKind::name: return from == awaiting_customer && to == awaiting_customer;
    case EventKind::pay: return from == awaiting_customer && to == (is_delayed(s.before) ? to_validate : validated);
    case EventKind::refuse:
      return from == awaiting_customer && to == (s.policies.on_refusal == OnRefusal::cancel ? cancelled : awaiting_customer);
    case EventKind::change_mode: return waits_for(s.before) && s.before.mode == Mode::qr && to == cancelled;
    case EventKind::cancel:
      return (from == awaiting_customer || from == to_validate) ? to == cancelled : from == validated && to == validated;
    case EventKind::issuer_reject: return from == awaiting_customer && to == cancelled;
    case EventKind::payment_deadline: return from == awaiting_customer && to == expired;
    case EventKind::validate: return from == to_validate && to == validated;
    case EventKind::reminder: return from == to_validate && to == to_validate;
    case EventKind::validation_deadline: {
      const OnValidationDeadline on = s.policies.on_validation_deadline;
      const Status end = on == OnValidationDeadline::expire   ? expired
                         : on == OnValidationDeadline::cancel ? cancelled
                                                              : validated;
      return from == to_validate && to == end;
    }
  }
  return false;
}

bool cause_fits(const StepSeen& s) {
  if (s.after.status != cancelled) return s.after.cause == Cause::none;
  if (s.step.kind == EventKind::refuse) return s.after.cause == Cause::customer;
  if (s.step.kind == EventKind::issuer_reject) return s.after.cause == Cause::issuer;
  if (s.step.kind == EventKind::validation_deadline) return s.after.cause == Cause::deadline;
  return s.after.cause == Cause::merchant;
}

bool final_stays(const StepSeen& s) {
  if (!is_ended(s.before.status)) return true;
  return is_refund(s) && s.policies.refund == Refund::full && !s.before.refunded && s.after.refunded;
}

bool request_stays(const StepSeen& s) {
  const Operation &b = s.before, &a = s.after;
  const bool same_words = b.basket == a.basket && b.label == a.label && b.client_reference == a.client_reference &&
                          b.seller == a.seller && b.notify_email == a.notify_email && b.payment_id == a.payment_id &&
                          b.return_url == a.return_url && b.cancel_url == a.cancel_url;
  return same_words && b.id == a.id && b.point == a.point && b.parcours == a.parcours && b.mode == a.mode &&
         b.requested == a.requested && b.created == a.created && b.from_api == a.from_api &&
         b.payment_deadline == a.payment_deadline && b.payment_limit == a.payment_limit;
}

bool paid_rightly(const StepSeen& s) {
  if (s.step.kind != EventKind::pay) return s.after.paid == s.before.paid;
  const Operation& a = s.after;
  const Money amount = s.step.amount;
  return s.before.paid.is_zero() && a.paid == amount && a.received == amount && a.paid_at == s.step.at &&
         a.customer == s.step.customer && a.validated == (is_delayed(a) ? Money{} : amount);
}

bool amount_in_bounds(const StepSeen& s) {
  if (s.step.kind == EventKind::pay) {
    const Money least = std::min(s.policies.min_partial, s.before.requested);
    const bool whole = s.before.parcours != Parcours::b || s.step.amount == s.before.requested;
    return whole && s.step.amount > Money{} && s.step.amount >= least && s.step.amount <= s.before.requested;
  }
  if (s.step.kind != EventKind::validate) return true;
  const Money least = std::min(s.policies.min_validated, s.before.received);
  return s.step.amount > Money{} && s.step.amount >= least && s.step.amount <= s.before.received;
}

bool validated_rightly(const StepSeen& s) {
  if (s.step.kind != EventKind::validate) return true;
  return s.after.validated == s.step.amount && s.after.received == s.step.amount && s.after.paid == s.before.paid;
}

bool gives_back(const StepSeen& s) {
  const bool gone = s.after.status == cancelled || s.after.status == expired || is_refund(s);
  return !gone || (s.after.received.is_zero() && s.after.validated.is_zero());
}

bool in_time(const StepSeen& s) {
  if (by_itself(s.step.kind) || s.step.kind == EventKind::issuer_reject || is_refund(s)) return true;
  return s.before.status == awaiting_customer ? s.step.at < s.before.payment_deadline
                                              : s.step.at < s.before.validation_deadline;
}

bool expires_when_due(const StepSeen& s) {
  const Operation& b = s.before;
  if (s.step.kind == EventKind::payment_deadline)
    return s.step.at == (is_deferred(b) ? shows_at(b.payment_deadline, s.policies) : b.payment_deadline);
  if (s.step.kind == EventKind::validation_deadline) return s.step.at == shows_at(b.validation_deadline, s.policies);
  return true;
}

bool reminded_when_due(const StepSeen& s) {
  const Instant due = std::max(s.before.validation_deadline - std::chrono::hours{24}, s.before.paid_at);
  const bool missed = s.before.status == to_validate && s.step.at > due && !s.before.reminded;
  if (s.step.kind != EventKind::reminder) return s.after.reminded == s.before.reminded && !missed;
  return !s.before.reminded && s.after.reminded && is_delayed(s.before) && s.step.at == due;
}

bool limit_counted_from_payment(const StepSeen& s) {
  const Operation& a = s.after;
  if (s.step.kind != EventKind::pay || !is_delayed(a)) return true;
  const Day limit = a.validation_limit_fixed ? s.before.validation_limit : paris_day(s.step.at) + Days{a.validation_days};
  return a.validation_limit == limit && a.validation_deadline == start_of(limit + Days{1});
}

bool who_may(const StepSeen& s) {
  if (s.step.kind == EventKind::scan) {
    if (s.policies.qr_binds_on == QrBindsOn::pay) return s.after.customer == s.before.customer;
    const bool free = s.before.customer == CustomerId::nobody || s.before.customer == s.step.customer;
    return free && s.after.customer == s.step.customer;
  }
  if (s.step.kind != EventKind::refuse && s.step.kind != EventKind::pay) return true;
  const bool by_address = s.before.named && s.before.customer == CustomerId::nobody;  // An e-mail nobody had: FRM-06
  if (by_address || s.before.customer == s.step.customer) return true;
  if (s.step.kind == EventKind::refuse) return false;
  return s.policies.qr_binds_on == QrBindsOn::pay && s.before.customer == CustomerId::nobody && s.before.mode == Mode::qr;
}

bool not_blocked(const StepSeen& s) { return !by_customer(s.step.kind) || s.payer == nullptr || !s.payer->blocked; }
bool wallet_not_overdrawn(const StepSeen& s) { return s.payer == nullptr || s.payer->available >= Money{}; }

bool stamp_is_right(const StepSeen& s) {
  const Operation &b = s.before, &a = s.after;
  const bool moved = b.status != a.status || b.received != a.received || b.validated != a.validated;
  return a.last_action == (moved ? s.step.at : b.last_action);
}

bool named_rightly(const StepSeen& s) {
  if (s.step.kind != EventKind::name) return s.after.named == s.before.named && s.after.contact == s.before.contact;
  return !s.before.named && s.after.named && s.after.reached && s.after.customer == s.step.customer &&
         s.step.amount == s.before.requested;
}

bool refusal_stays_or_cancels(const StepSeen& s) {
  if (s.step.kind != EventKind::refuse || s.after.status != awaiting_customer) return true;
  const CustomerId left = s.before.mode == Mode::qr ? CustomerId::nobody : s.before.customer;
  return s.after.customer == left && s.after.reached == s.before.reached;
}

// -------- Creation ------------------------------------------------------------------------------

bool as_asked(const CreationSeen& c) {
  const Operation& o = c.made;
  const auto says = [&](Text text, std::string_view asked) { return c.service.text(text) == asked; };
  const bool words = says(o.basket, trimmed(c.form.basket)) && says(o.label, c.form.label) &&
                     says(o.client_reference, c.form.client_reference) && says(o.seller, c.form.seller) &&
                     says(o.payment_id, c.form.payment_id) && says(o.notify_email, trimmed(c.form.notify_email)) &&
                     says(o.return_url, c.form.return_url) && says(o.cancel_url, c.form.cancel_url);
  return words && o.requested == c.form.amount.value && o.parcours == c.form.parcours && o.mode == c.form.mode &&
         o.point == c.who.point && o.status == awaiting_customer && o.received.is_zero() && o.paid.is_zero() &&
         o.created == c.service.now() && o.last_action == o.created;
}

bool addressed_as_asked(const CreationSeen& c) {
  const bool names = c.form.mode == Mode::identifier || c.form.mode == Mode::email;
  if (!names) return !c.made.named && c.made.customer == CustomerId::nobody && !c.made.reached;
  const Customer* customer = c.service.find_customer(c.form.identifier);
  return c.made.named && c.made.reached && c.made.customer == (customer == nullptr ? CustomerId::nobody : customer->id) &&
         c.service.text(c.made.contact) == trimmed(c.form.identifier);
}

Instant payment_deadline_of(const CreationSeen& c) {
  const Policies& p = c.policies;
  const Operation& o = c.made;
  if (is_deferred(o)) {
    const Day limit = paris_day(o.created) + Days{c.form.payment_days.value_or(0)};
    return start_of(limit + Days{p.limit_day == LimitDay::inclusive ? 1 : 0});
  }
  const Instant soon = o.created + std::chrono::seconds{p.immediate_ttl_s};
  if (!c.form.fixed_validation) return soon;
  const Day day = c.form.capture_day.value_or(paris_day(o.created) + Days{p.api_default_validation_days});
  return std::min(soon, start_of(day + Days{1}));
}

bool deadline_is_right(const CreationSeen& c) { return c.made.payment_deadline == payment_deadline_of(c); }

bool limits_are_right(const CreationSeen& c) {
  const Operation& o = c.made;
  const Day today = paris_day(o.created);
  if (is_deferred(o) && o.payment_limit != today + Days{c.form.payment_days.value_or(0)}) return false;
  if (!is_delayed(o) || c.form.fixed_validation) return true;
  return o.validation_days == c.form.validation_days.value_or(0);
}

// -------- Operations at any moment --------------------------------------------------------------

bool amounts_in_order(const Operation& o, const Policies&) {
  const bool ordered = Money{} <= o.validated && o.validated <= o.received && o.received <= o.requested;
  const bool whole = o.parcours != Parcours::b || o.received.is_zero() || o.received == o.requested;
  return ordered && whole && o.received <= o.paid;
}

bool status_makes_sense(const Operation& o, const Policies&) {
  switch (o.status) {
    case awaiting_customer: return o.paid.is_zero() && o.received.is_zero();
    case to_validate: return is_delayed(o) && o.paid > Money{} && o.received == o.paid && o.validated.is_zero();
    case validated: return o.paid > Money{} && (o.refunded ? o.received.is_zero() : o.received == o.validated);
    case expired:
    case cancelled: return o.received.is_zero() && o.validated.is_zero();
  }
  return false;
}

// -------- Answers -------------------------------------------------------------------------------

bool answered_as_ruled(const AnswerSeen& a) { return a.outcome.remembered || a.expected.allows(a.outcome); }

bool refusal_changes_nothing(const AnswerSeen& a) {
  if (a.outcome.done()) return true;
  return !a.changed && (a.before == nullptr || a.after == nullptr || *a.before == *a.after);
}

bool answer_shows_what_is(const AnswerSeen& a) {
  const Outcome& o = a.outcome;
  if (!o.done() || o.remembered || o.operation == OperationId::none) return true;
  const Operation& is = a.service.operation(o.operation);
  return o.status == is.status && o.requested == is.requested && o.received == is.received &&
         o.validated == is.validated && o.cause == is.cause;
}

bool code_fits_rule(const AnswerSeen& a) {  // Section 5: what a refusal is called on the wire.
  if (a.outcome.done()) return true;
  const auto one_of = [&](std::initializer_list<RuleId> rules) {
    return std::find(rules.begin(), rules.end(), a.outcome.refusal->rule) != rules.end();
  };
  switch (a.outcome.refusal->code) {
    case Code::bad_request: return one_of({frm_02, frm_03, frm_04, frm_05, frm_07, frm_08, pay_02, rep_01});
    case Code::invalid_seal: return one_of({acc_01, acc_03, acc_07});
    case Code::merchant_not_allowed: return one_of({acc_04, acc_06, acc_08});
    case Code::transaction_not_found: return one_of({acc_05});
    case Code::beneficiary_not_found: return one_of({frm_06});
    case Code::other_transaction_pending: return one_of({frm_11});
    case Code::invalid_transaction_amount: return one_of({frm_01, pay_03, pay_06, val_01});
    case Code::invalid_transaction_currency: return one_of({mon_01});
    case Code::operation_transaction_not_allowed:
      return one_of({sta_01, pay_01, pay_02, pay_05, pay_09, pay_10, tim_01, tim_05, val_03, val_05});
    case Code::internal_server_error: return false;
  }
  return false;
}

// -------- The whole service, at rest ------------------------------------------------------------

bool counters_agree(const Encaissement& s, const Policies&) {
  for (const Point& p : s.points()) {
    int awaiting = 0, waiting = 0;
    for (const Operation& o : s.operations()) {
      if (o.point != p.id) continue;
      awaiting += o.status == awaiting_customer;
      waiting += o.status == to_validate;
    }
    if (p.awaiting != awaiting || p.to_validate != waiting) return false;
  }
  return true;
}

bool list_is_whole_and_ordered(const Encaissement& s, const Policies&) {
  for (const Point& p : s.points()) {
    const auto rows = encaissement::list(s, p.id, {});
    const auto his = std::count_if(s.operations().begin(), s.operations().end(), [&](const Operation& o) { return o.point == p.id; });
    if (static_cast<std::ptrdiff_t>(rows.size()) != his) return false;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const Operation &above = *rows[i - 1], &below = *rows[i];
      const bool newer = above.last_action > below.last_action;
      if (!newer && !(above.last_action == below.last_action && above.id < below.id)) return false;
    }
  }
  return true;
}

bool one_immediate_each(const Encaissement& s, const Policies& policies) {
  if (!policies.one_immediate_request_per_customer) return true;
  return std::all_of(s.customers().begin(), s.customers().end(), [&](const Customer& c) {
    return std::count_if(s.operations().begin(), s.operations().end(), [&](const Operation& o) {
             return o.customer == c.id && o.named && !is_deferred(o) && waits_for(o);
           }) <= 1;
  });
}

bool holds_agree(const Encaissement& s, const Policies&) {
  return std::all_of(s.customers().begin(), s.customers().end(), [&](const Customer& c) {
    Money held;
    for (const Operation& o : s.operations())
      if (o.customer == c.id && o.status == to_validate) held += o.received;
    return held == c.held && c.available >= Money{};
  });
}

bool collected_agrees(const Encaissement& s, const Policies&) {
  return std::all_of(s.points().begin(), s.points().end(), [&](const Point& p) {
    Money collected;
    for (const Operation& o : s.operations())
      if (o.point == p.id && o.status == validated) collected += o.validated;
    return collected == p.collected;
  });
}

// Late and not yet swept is the only time in which a deadline may lie behind an operation that waits.
bool nothing_overdue(const Encaissement& s, const Policies& policies) {
  return std::all_of(s.operations().begin(), s.operations().end(), [&](const Operation& o) {
    if (waits_for(o)) return s.now() < (is_deferred(o) ? shows_at(o.payment_deadline, policies) : o.payment_deadline);
    return o.status != to_validate || s.now() < shows_at(o.validation_deadline, policies);
  });
}

bool numbers_are_unique(const Encaissement& s, const Policies&) {
  return std::all_of(s.operations().begin(), s.operations().end(), [&](const Operation& o) {
    const Operation* found = s.find({.kind = Principal::Kind::control}, s.number(o.id));
    return found == &o;
  });
}

constexpr Property make(std::string_view id, std::string_view sentence, std::initializer_list<RuleId> rules) {
  Property p{.id = id, .sentence = sentence};
  for (const RuleId rule : rules) p.rules[static_cast<std::size_t>(p.rule_count++)] = rule;
  return p;
}
using Rules = std::initializer_list<RuleId>;
constexpr Property of_step(std::string_view id, std::string_view s, Rules rules, bool (*holds)(const StepSeen&)) {
  Property p = make(id, s, rules);
  p.of_step = holds;
  return p;
}
constexpr Property of_creation(std::string_view id, std::string_view s, Rules rules, bool (*holds)(const CreationSeen&)) {
  Property p = make(id, s, rules);
  p.of_creation = holds;
  return p;
}
constexpr Property of_answer(std::string_view id, std::string_view s, Rules rules, bool (*holds)(const AnswerSeen&)) {
  Property p = make(id, s, rules);
  p.of_answer = holds;
  return p;
}
constexpr Property of_operation(std::string_view id, std::string_view s, Rules rules,
                                bool (*holds)(const Operation&, const Policies&)) {
  Property p = make(id, s, rules);
  p.of_operation = holds;
  return p;
}
constexpr Property of_service(std::string_view id, std::string_view s, Rules rules,
                              bool (*holds)(const Encaissement&, const Policies&)) {
  Property p = make(id, s, rules);
  p.of_service = holds;
  return p;
}

constexpr Property kProperties[] = {
    make("lock-out", "Wrong passwords are counted in a row for each account; the limit blocks it; only a new password, or a right one before, resets the count; a recovery link is good for as long as was set.", {acc_02, acc_03, acc_01}),
    of_service("numbers-unique", "Every operation is found by its own number and no other.", {pay_02}, numbers_are_unique),
    of_creation("made-as-asked", "A new operation is what the form asked for, at the point of who asked, nothing received.", {frm_04, frm_03, frm_01}, as_asked),
    of_creation("addressed-as-asked", "A request that names a customer is addressed to him; any other to nobody yet.", {frm_05, frm_06}, addressed_as_asked),
    of_creation("payment-deadline-right", "The payment deadline is counted from the sending as the parcours says.", {tim_02, tim_03, tim_09}, deadline_is_right),
    of_creation("limit-days-right", "The limit day is the Paris day of sending plus N; M is kept for the payment.", {tim_02, tim_05}, limits_are_right),
    of_service("one-immediate-request", "Nobody has two immediate requests in his name that await him.", {frm_11}, one_immediate_each),
    of_step("who-may-act", "Only the customer addressed, or bound by scanning, scans, pays or refuses.", {pay_01, pay_09}, who_may),
    of_step("blocked-customers-rest", "A blocked customer neither scans, pays nor refuses.", {pay_10}, not_blocked),
    of_step("paid-once", "An operation is paid at most once, and shows what was paid, when and by whom.", {pay_05, pay_07}, paid_rightly),
    of_step("amount-in-bounds", "What is paid, and what is validated, lies between the minimum and what was asked, or received.", {pay_03, val_01}, amount_in_bounds),
    of_step("wallet-not-overdrawn", "Nobody pays more than he has.", {pay_06}, wallet_not_overdrawn),
    of_step("refusal-kept", "With on_refusal = stay a refusal leaves the request as it was, its QR unbound.", {pay_08}, refusal_stays_or_cancels),
    of_step("in-time", "Nobody acts on an operation at or after its deadline.", {tim_01, tim_05, tim_07, tim_08}, in_time),
    of_step("expires-when-due", "An operation expires at its deadline, or at the night sweep after it, and never at another instant.", {tim_04, tim_06}, expires_when_due),
    of_step("reminded-once", "The merchant is reminded once, 24 hours before the validation deadline or at the payment, if that is later.", {tim_10}, reminded_when_due),
    of_step("validation-limit-right", "The validation limit is counted from the Paris day of the payment.", {tim_05, tim_11, tim_09}, limit_counted_from_payment),
    of_service("nothing-overdue", "No operation still waits once its deadline, and the sweep after it, have passed.", {tim_04, tim_06}, nothing_overdue),
    of_step("validated-as-asked", "What was lowered is no longer received; what was paid stays on record.", {val_02}, validated_rightly),
    of_step("gives-back", "What is cancelled, expired or refunded shows nothing received.", {val_04, val_05}, gives_back),
    of_step("transition-allowed", "A status changes only as section 3 says.", {sta_01}, is_allowed),
    of_step("cause-fits", "A cancelled operation says who cancelled it.", {sta_01}, cause_fits),
    of_step("final-stays", "A final status never changes again.", {sta_02}, final_stays),
    of_step("request-stays", "What was asked for never changes.", {sta_01}, request_stays),
    of_step("named-as-asked", "Naming names the customer that was asked for, and nothing else does.", {frm_06, sta_01}, named_rightly),
    make("everything-ends", "Once its deadlines have passed, every operation is final.", {sta_03}),
    make("money-conserved", "Wallets and what was collected change together only by what is credited from outside.", {mon_01}),
    make("money-moves-once", "A wallet, what it holds and what a point has collected follow the operations, each amount once.", {mon_03, mon_01}),
    of_operation("amounts-in-order", "0 <= validated <= received <= requested; on B received is nothing or all.", {mon_02}, amounts_in_order),
    of_operation("status-makes-sense", "The amounts of an operation fit its status.", {sta_01, mon_02}, status_makes_sense),
    of_service("holds-agree", "What a wallet holds is what its operations to validate have received.", {mon_03}, holds_agree),
    of_service("collected-agrees", "What a point has collected is what its operations have validated.", {mon_01}, collected_agrees),
    of_answer("answered-as-ruled", "Every command is answered as section 5 says: done, or refused by the first rule it breaks.", {sta_01}, answered_as_ruled),
    of_answer("refusal-changes-nothing", "What is refused changes nothing.", {sta_01}, refusal_changes_nothing),
    of_answer("answer-shows-what-is", "An answer shows the operation as it is.", {lst_03}, answer_shows_what_is),
    of_answer("code-fits-rule", "A refusal has the wire code of its rule.", {sta_01}, code_fits_rule),
    make("remembered", "The same command with the same key gets the same answer and has no second effect; another body is refused.", {rep_01}),
    make("survives-a-crash", "What was acknowledged is there after a crash; what was not is there wholly or not at all.", {rep_03}),
    make("handed-over-in-order", "API notifications are due in order, after growing pauses, until the queue is parked.", {not_04}),
    make("remembers-when-asked", "A point remembers the notification e-mail when the form says so, and only then.", {frm_08}),
    make("told-once", "Every notice that the rules ask for is written once, to the right address, and no other.", {not_01, not_02, not_03, not_04}),
    of_step("stamp-right", "Dernière action is the instant of the last change of status or amount.", {lst_03}, stamp_is_right),
    make("nothing-else-changes", "What nobody acted on does not change; what the operator sets is as he sets it.", {sta_01}),
    of_service("list-whole", "A point's list has every operation once, newest action first.", {lst_03, lst_05}, list_is_whole_and_ordered),
    of_service("counters-agree", "The counters of a point count its operations.", {lst_04}, counters_agree),
    make("as-the-reference", "Whatever can be seen is as the reference shows it.", {sta_01}),
};

}  // namespace

std::span<const Property> properties() { return kProperties; }

const Property& property(std::string_view id) {
  const auto* found = std::find_if(std::begin(kProperties), std::end(kProperties), [&](const Property& p) { return p.id == id; });
  assert(found != std::end(kProperties) && "a property of the catalogue");
  return *found;
}

}  // namespace parcours
