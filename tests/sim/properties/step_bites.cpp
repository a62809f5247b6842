// Steps that the real core took, and the same steps spoiled.
#include "tests/sim/properties/bites.h"

namespace parcours {
namespace {

using namespace encaissement;
using encaissement::Parcours;

struct Stage {  // What a StepSeen refers to.
  Operation before, after;
  Step step;
  Policies policies;
  Customer payer;
};

StepSeen seen(const Stage& s) {
  return {s.before, s.step, s.after, s.policies, s.step.customer == CustomerId::nobody ? nullptr : &s.payer};
}

// The last act's step on the story's operation.
Stage stage(const Story& story, const Policies& policies = {}) {
  Arena arena{{.policies = policies, .can_crash = false}};
  for (std::size_t i = 0; i + 1 < story.size(); ++i) arena.play(story[i]);
  Stage s{.before = arena.service().operations()[0], .policies = policies};
  arena.play(story.back());
  s.after = arena.service().operations()[0];
  s.step = arena.service().steps().back();
  if (s.step.customer != CustomerId::nobody) s.payer = arena.service().customer(s.step.customer);
  return s;
}

Policies with(void (*change)(Policies&)) {
  Policies p;
  change(p);
  return p;
}

// -------- Sound steps ---------------------------------------------------------------------------

Stage scanned() { return stage({ask_qr(), scan()}); }
Stage scanned_again() { return stage({ask_qr(), scan(), scan()}); }
Stage paid_on_a() { return stage({ask(Parcours::a), pay(3000)}); }
Stage paid_on_b() { return stage({ask(Parcours::b), pay()}); }
Stage paid_on_c() { return stage({ask(Parcours::c), pay(3000)}); }
Stage paid_by_qr() { return stage({ask_qr(), scan(), pay()}); }
Stage refused() { return stage({ask(Parcours::a), refuse()}); }
Stage refused_qr_stays() {
  return stage({ask_qr(), scan(), refuse()}, with([](Policies& p) { p.on_refusal = OnRefusal::stay; }));
}
Stage cancelled() { return stage({ask(Parcours::b), cancel()}); }
Stage cancelled_held() { return stage({ask(Parcours::c), pay(), cancel()}); }
Stage refunded() {
  return stage({ask(Parcours::a), pay(), cancel()}, with([](Policies& p) { p.refund = Refund::full; }));
}
Stage lowered() { return stage({ask(Parcours::c), pay(3000), validate(2500)}); }
Stage expired_on_a() { return stage({ask(Parcours::a), wait(When::Of::payment)}); }
Stage expired_on_b() { return stage({ask(Parcours::b), wait(When::Of::payment_sweep)}); }
Stage expired_held() { return stage({ask(Parcours::c), pay(), wait(When::Of::reminder), wait(When::Of::validation_sweep)}); }
Stage reminded() { return stage({ask(Parcours::c), pay(), wait(When::Of::reminder)}); }
Stage rejected() { return stage({ask(Parcours::a), {.kind = ActKind::issuer_rejects, .who = Role::control}}); }
Stage mode_changed() { return stage({ask_qr(), {.kind = ActKind::change_mode, .who = Role::cashier}}); }
Stage named() {
  return stage({ask_unnamed(), {.kind = ActKind::name, .who = Role::till, .amount = 4000_cents}});
}

// -------- What spoils them ----------------------------------------------------------------------

struct Spoiled {
  std::string_view property, broken;
  Stage (*sound)();
  void (*spoil)(Stage&);
};

constexpr Spoiled kSpoiled[] = {
    {"who-may-act", "ScannedOverAnother", scanned, [](Stage& s) { s.before.customer = CustomerId{2}; }},
    {"who-may-act", "ScannedAndBoundToNobody", scanned, [](Stage& s) { s.after.customer = CustomerId::nobody; }},
    {"who-may-act", "ScanBindsThoughPaymentShould", scanned, [](Stage& s) { s.policies.qr_binds_on = QrBindsOn::pay; }},
    {"who-may-act", "PaidByAnother", paid_on_a, [](Stage& s) { s.before.customer = CustomerId{2}; }},
    {"who-may-act", "PaidWithoutScan", paid_by_qr, [](Stage& s) { s.before.customer = CustomerId::nobody; }},
    {"who-may-act", "RefusedByAnother", refused, [](Stage& s) { s.before.customer = CustomerId{2}; }},
    {"blocked-customers-rest", "BlockedScans", scanned, [](Stage& s) { s.payer.blocked = true; }},
    {"blocked-customers-rest", "BlockedPays", paid_on_a, [](Stage& s) { s.payer.blocked = true; }},
    {"blocked-customers-rest", "BlockedRefuses", refused, [](Stage& s) { s.payer.blocked = true; }},
    {"paid-once", "PaidASecondTime", paid_on_a, [](Stage& s) { s.before.paid = 1000_cents; }},
    {"paid-once", "ShowsAnotherAmount", paid_on_a, [](Stage& s) { s.after.paid += 1_cents; }},
    {"paid-once", "ReceivedAnotherAmount", paid_on_c, [](Stage& s) { s.after.received = s.after.requested; }},
    {"paid-once", "PaidAtAnotherInstant", paid_on_c, [](Stage& s) { s.after.paid_at += Duration{1}; }},
    {"paid-once", "PaidByAnotherThanShown", paid_on_b, [](Stage& s) { s.after.customer = CustomerId{2}; }},
    {"paid-once", "ValidatedAtOnceOnC", paid_on_c, [](Stage& s) { s.after.validated = s.after.received; }},
    {"paid-once", "NotValidatedOnA", paid_on_a, [](Stage& s) { s.after.validated = {}; }},
    {"paid-once", "PaidByAnotherStep", cancelled_held, [](Stage& s) { s.after.paid = {}; }},
    {"amount-in-bounds", "NothingPaid", paid_on_a, [](Stage& s) { s.step.amount = {}; }},
    {"amount-in-bounds", "BelowTheMinimum", paid_on_a, [](Stage& s) { s.policies.min_partial = 3001_cents; }},
    {"amount-in-bounds", "MoreThanAsked", paid_on_a, [](Stage& s) { s.step.amount = 4001_cents; }},
    {"amount-in-bounds", "InPartOnB", paid_on_b, [](Stage& s) { s.step.amount = 3999_cents; }},
    {"amount-in-bounds", "RaisedAtValidation", lowered, [](Stage& s) { s.step.amount = 3001_cents; }},
    {"amount-in-bounds", "ValidatedBelowTheMinimum", lowered, [](Stage& s) { s.policies.min_validated = 2501_cents; }},
    {"amount-in-bounds", "NothingValidated", lowered, [](Stage& s) { s.step.amount = {}; }},
    {"wallet-not-overdrawn", "WalletBelowZero", paid_on_a, [](Stage& s) { s.payer.available = Money::from_cents(-1); }},
    {"refusal-kept", "StillBound", refused_qr_stays, [](Stage& s) { s.after.customer = s.before.customer; }},
    {"refusal-kept", "NoLongerProcessing", refused_qr_stays, [](Stage& s) { s.after.reached = false; }},
    {"in-time", "PaidAtTheDeadline", paid_on_a, [](Stage& s) { s.step.at = s.before.payment_deadline; }},
    {"in-time", "ScannedLate", scanned, [](Stage& s) { s.step.at = s.before.payment_deadline + Duration{1}; }},
    {"in-time", "NamedLate", named, [](Stage& s) { s.step.at = s.before.payment_deadline; }},
    {"in-time", "RefusedLate", refused, [](Stage& s) { s.step.at = s.before.payment_deadline; }},
    {"in-time", "CancelledLate", cancelled, [](Stage& s) { s.step.at = s.before.payment_deadline; }},
    {"in-time", "ModeChangedLate", mode_changed, [](Stage& s) { s.step.at = s.before.payment_deadline; }},
    {"in-time", "ValidatedAtTheDeadline", lowered, [](Stage& s) { s.step.at = s.before.validation_deadline; }},
    {"in-time", "CancelledHeldLate", cancelled_held, [](Stage& s) { s.step.at = s.before.validation_deadline; }},
    {"expires-when-due", "BeforeTheDeadlineOnA", expired_on_a, [](Stage& s) { s.step.at -= Duration{1}; }},
    {"expires-when-due", "AfterTheDeadlineOnA", expired_on_a, [](Stage& s) { s.step.at += Duration{1}; }},
    {"expires-when-due", "AtMidnightOnB", expired_on_b, [](Stage& s) { s.step.at = s.before.payment_deadline; }},
    {"expires-when-due", "AtTheSweepThoughAtOnce", expired_on_b, [](Stage& s) { s.policies.sweep = Sweep::instant; }},
    {"expires-when-due", "HeldAtMidnight", expired_held, [](Stage& s) { s.step.at = s.before.validation_deadline; }},
    {"reminded-once", "RemindedTwice", reminded, [](Stage& s) { s.before.reminded = true; }},
    {"reminded-once", "NotNoted", reminded, [](Stage& s) { s.after.reminded = false; }},
    {"reminded-once", "AMillisecondLate", reminded, [](Stage& s) { s.step.at += Duration{1}; }},
    {"reminded-once", "RemindedOnA", reminded, [](Stage& s) { s.before.parcours = Parcours::a; }},
    {"reminded-once", "RemindedByAnotherStep", lowered, [](Stage& s) { s.after.reminded = !s.before.reminded; }},
    {"validation-limit-right", "ADayLate", paid_on_c, [](Stage& s) { s.after.validation_limit += Days{1}; }},
    {"validation-limit-right", "DeadlineAMillisecondLate", paid_on_c,
     [](Stage& s) { s.after.validation_deadline += Duration{1}; }},
    {"validation-limit-right", "FixedDayMoved", paid_on_c,
     [](Stage& s) { s.after.validation_limit_fixed = true, s.before.validation_limit += Days{1}; }},
    {"validated-as-asked", "ValidatedAnotherAmount", lowered, [](Stage& s) { s.after.validated += 1_cents; }},
    {"validated-as-asked", "StillReceivedAll", lowered, [](Stage& s) { s.after.received = s.before.received; }},
    {"validated-as-asked", "PaidForgotten", lowered, [](Stage& s) { s.after.paid = s.after.validated; }},
    {"gives-back", "CancelledKeepsReceived", cancelled_held, [](Stage& s) { s.after.received = s.before.received; }},
    {"gives-back", "ExpiredKeepsReceived", expired_held, [](Stage& s) { s.after.received = s.before.received; }},
    {"gives-back", "RefundedKeepsReceived", refunded, [](Stage& s) { s.after.received = s.before.received; }},
    {"gives-back", "RefundedKeepsValidated", refunded, [](Stage& s) { s.after.validated = s.before.validated; }},
    {"transition-allowed", "ValidatedAtOnceOnC", paid_on_c, [](Stage& s) { s.after.status = Status::validated; }},
    {"transition-allowed", "ToValidateOnA", paid_on_a, [](Stage& s) { s.after.status = Status::to_validate; }},
    {"transition-allowed", "PaidAfterExpiry", paid_on_a, [](Stage& s) { s.before.status = Status::expired; }},
    {"transition-allowed", "ScanMoves", scanned, [](Stage& s) { s.after.status = Status::to_validate; }},
    {"transition-allowed", "RefusalStaysThoughItCancels", refused,
     [](Stage& s) { s.after.status = Status::awaiting_customer; }},
    {"transition-allowed", "IdentifierChangesMode", mode_changed, [](Stage& s) { s.before.mode = Mode::identifier; }},
    {"transition-allowed", "UnpaidCancelledByTheDeadline", expired_on_b,
     [](Stage& s) { s.after.status = Status::cancelled; }},
    {"transition-allowed", "ValidatedByTheDeadline", expired_held, [](Stage& s) { s.after.status = Status::validated; }},
    {"transition-allowed", "ExpiredThoughItCancels", expired_held,
     [](Stage& s) { s.policies.on_validation_deadline = OnValidationDeadline::cancel; }},
    {"transition-allowed", "ReminderMoves", reminded, [](Stage& s) { s.after.status = Status::expired; }},
    {"transition-allowed", "RejectedAfterPayment", rejected, [](Stage& s) { s.before.status = Status::to_validate; }},
    {"transition-allowed", "ValidatedUnpaid", lowered, [](Stage& s) { s.before.status = Status::awaiting_customer; }},
    {"transition-allowed", "CancelledButStays", cancelled, [](Stage& s) { s.after.status = s.before.status; }},
    {"transition-allowed", "NamedWhenPaid", named, [](Stage& s) { s.before.status = Status::validated; }},
    {"cause-fits", "MerchantForCustomer", refused, [](Stage& s) { s.after.cause = Cause::merchant; }},
    {"cause-fits", "CustomerForMerchant", cancelled, [](Stage& s) { s.after.cause = Cause::customer; }},
    {"cause-fits", "NoIssuer", rejected, [](Stage& s) { s.after.cause = Cause::none; }},
    {"cause-fits", "ExpiredWithACause", expired_on_a, [](Stage& s) { s.after.cause = Cause::deadline; }},
    {"final-stays", "ExpiredThenCancelled", cancelled, [](Stage& s) { s.before.status = Status::expired; }},
    {"final-stays", "RefundedWithoutTheSetting", refunded, [](Stage& s) { s.policies.refund = Refund::none; }},
    {"final-stays", "RefundedTwice", refunded, [](Stage& s) { s.before.refunded = true; }},
    {"final-stays", "RefundNotNoted", refunded, [](Stage& s) { s.after.refunded = false; }},
    {"request-stays", "RequestedLowered", lowered, [](Stage& s) { s.after.requested = s.after.received; }},
    {"request-stays", "BasketForgotten", paid_on_a, [](Stage& s) { s.after.basket = {}; }},
    {"request-stays", "NotificationAddressForgotten", paid_on_c, [](Stage& s) { s.after.notify_email = {}; }},
    {"request-stays", "MovedToAnotherPoint", paid_on_a, [](Stage& s) { s.after.point = PointId{2}; }},
    {"request-stays", "DeadlineMoved", scanned, [](Stage& s) { s.after.payment_deadline += Duration{1}; }},
    {"request-stays", "ModeMoved", mode_changed, [](Stage& s) { s.after.mode = Mode::identifier; }},
    {"named-as-asked", "NamedTwice", named, [](Stage& s) { s.before.named = true; }},
    {"named-as-asked", "NamedNobody", named, [](Stage& s) { s.after.named = false; }},
    {"named-as-asked", "NotReached", named, [](Stage& s) { s.after.reached = false; }},
    {"named-as-asked", "NamedAnother", named, [](Stage& s) { s.after.customer = CustomerId{2}; }},
    {"named-as-asked", "NamedForAnotherTotal", named, [](Stage& s) { s.step.amount += 1_cents; }},
    {"named-as-asked", "NamedByAScan", scanned, [](Stage& s) { s.after.named = true; }},
    {"named-as-asked", "ContactForgottenAtPayment", paid_on_a, [](Stage& s) { s.after.contact = {}; }},
    {"stamp-right", "PaymentNotStamped", paid_on_a, [](Stage& s) { s.after.last_action = s.before.last_action - Duration{1}; }},
    {"stamp-right", "ScanStamped", scanned_again, [](Stage& s) { s.after.last_action += Duration{1}; }},
    {"stamp-right", "SecondScanStampedAtAll", scanned, [](Stage& s) { s.after.last_action = s.step.at + Duration{1}; }},
};

std::string refuses(const Spoiled& spoiled) {
  Stage s = spoiled.sound();
  for (const Property& p : properties())
    if (p.of_step != nullptr && !p.of_step(seen(s))) return std::string{p.id} + " refuses what the core did";
  spoiled.spoil(s);
  return property(spoiled.property).of_step(seen(s)) ? "it is accepted" : "";
}

}  // namespace

std::vector<Bite> step_bites() {
  std::vector<Bite> all;
  for (const Spoiled& s : kSpoiled) all.push_back({s.property, s.broken, [&s] { return refuses(s); }});
  return all;
}

}  // namespace parcours
