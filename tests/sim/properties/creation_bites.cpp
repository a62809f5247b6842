// New operations and answers, as the real core made them, and the same spoiled.
#include "tests/sim/properties/bites.h"

namespace parcours {
namespace {

using namespace encaissement;
using encaissement::Parcours;

// -------- Creation ------------------------------------------------------------------------------

struct SpoiledCreation {
  std::string_view property, broken;
  Act (*asked)();
  void (*spoil)(Operation& made, Policies& policies);
};

Act on_a() { return ask(Parcours::a); }
Act on_b() { return ask(Parcours::b); }
Act on_c() { return ask(Parcours::c); }
Act by_till() {
  Act act = ask(Parcours::a, Role::till);
  act.form.has_urls = true;
  return act;
}
Act deferred_by_till() {
  Act act = ask_unnamed();
  act.form.deferred = true;
  act.form.validation_days = 0;  // Today: the day ends before long.
  return act;
}
Act labelled() {
  Act act = ask(Parcours::a);
  act.twist = Twist::label_longest;
  return act;
}

constexpr SpoiledCreation kCreations[] = {
    {"made-as-asked", "AnotherAmount", on_a, [](Operation& o, Policies&) { o.requested += 1_cents; }},
    {"made-as-asked", "AnotherParcours", on_a, [](Operation& o, Policies&) { o.parcours = Parcours::c; }},
    {"made-as-asked", "AnotherMode", on_a, [](Operation& o, Policies&) { o.mode = Mode::qr; }},
    {"made-as-asked", "AnotherPoint", on_a, [](Operation& o, Policies&) { o.point = PointId{2}; }},
    {"made-as-asked", "BasketForgotten", on_a, [](Operation& o, Policies&) { o.basket = {}; }},
    {"made-as-asked", "LabelCut", labelled, [](Operation& o, Policies&) { o.label.size = 20; }},
    {"made-as-asked", "NotificationAddressForgotten", on_c, [](Operation& o, Policies&) { o.notify_email = {}; }},
    {"made-as-asked", "PaymentIdForgotten", by_till, [](Operation& o, Policies&) { o.payment_id = {}; }},
    {"made-as-asked", "UrlsSwapped", by_till, [](Operation& o, Policies&) { std::swap(o.return_url, o.cancel_url); }},
    {"made-as-asked", "PaidAlready", on_a, [](Operation& o, Policies&) { o.paid = o.requested; }},
    {"made-as-asked", "ReceivedAlready", on_a, [](Operation& o, Policies&) { o.received = o.requested; }},
    {"made-as-asked", "ToValidateAlready", on_c, [](Operation& o, Policies&) { o.status = Status::to_validate; }},
    {"made-as-asked", "MadeAtAnotherInstant", on_a, [](Operation& o, Policies&) { o.created -= Duration{1}; }},
    {"made-as-asked", "StampedAtAnotherInstant", on_a, [](Operation& o, Policies&) { o.last_action -= Duration{1}; }},
    {"addressed-as-asked", "ToAnother", on_a, [](Operation& o, Policies&) { o.customer = CustomerId{2}; }},
    {"addressed-as-asked", "ToNobody", on_a, [](Operation& o, Policies&) { o.named = false; }},
    {"addressed-as-asked", "NotReached", on_b, [](Operation& o, Policies&) { o.reached = false; }},
    {"addressed-as-asked", "ContactForgotten", on_b, [](Operation& o, Policies&) { o.contact = {}; }},
    {"addressed-as-asked", "QrToSomebody", ask_qr, [](Operation& o, Policies&) { o.customer = CustomerId{1}; }},
    {"addressed-as-asked", "QrReached", ask_qr, [](Operation& o, Policies&) { o.reached = true; }},
    {"payment-deadline-right", "AMillisecondMoreOnA", on_a, [](Operation& o, Policies&) { o.payment_deadline += Duration{1}; }},
    {"payment-deadline-right", "AnotherLapseOnC", on_c, [](Operation&, Policies& p) { p.immediate_ttl_s = 250; }},
    {"payment-deadline-right", "ADayLessOnB", on_b, [](Operation& o, Policies&) { o.payment_deadline -= Days{1}; }},
    {"payment-deadline-right", "LimitDayIncludedThoughExclusive", on_b,
     [](Operation&, Policies& p) { p.limit_day = LimitDay::exclusive; }},
    {"payment-deadline-right", "AMillisecondMoreForATill", deferred_by_till,
     [](Operation& o, Policies&) { o.payment_deadline += Duration{1}; }},
    {"limit-days-right", "ADayMoreOnB", on_b, [](Operation& o, Policies&) { o.payment_limit += Days{1}; }},
    {"limit-days-right", "ADayMoreToValidate", on_c, [](Operation& o, Policies&) { o.validation_days += 1; }},
};

std::string refuses(const SpoiledCreation& spoiled) {
  Arena arena{{.can_crash = false}};
  const Act asked = spoiled.asked();
  arena.play(asked);
  if (arena.service().operations().size() != 1) return "nothing was made";
  const Command command = arena.command_of(asked);
  const auto* request = std::get_if<Request>(&command.body);
  const encaissement::RequestForm& form = request != nullptr ? request->form : std::get<Prepare>(command.body).form;
  Operation made = arena.service().operations()[0];
  Policies policies;
  const CreationSeen seen{arena.service(), policies, command.who, form, made};
  for (const Property& p : properties())
    if (p.of_creation != nullptr && !p.of_creation(seen)) return std::string{p.id} + " refuses what the core made";
  spoiled.spoil(made, policies);
  return property(spoiled.property).of_creation(seen) ? "it is accepted" : "";
}

// -------- Answers -------------------------------------------------------------------------------

struct Answer {  // What an AnswerSeen refers to.
  Expected expected;
  Outcome outcome;
  Operation before, after;
  bool changed = false;
};

struct SpoiledAnswer {
  std::string_view property, broken;
  Act last;  // After a request on A that was sent to alice.
  void (*spoil)(Answer&);
};

constexpr Refusal kLate{RuleId::tim_01, Code::operation_transaction_not_allowed, "Late."};
constexpr Refusal kMisnamed{RuleId::tim_01, Code::bad_request, "Late."};
constexpr Refusal kNoRuleOfTheirs{RuleId::tim_02, Code::operation_transaction_not_allowed, "A day."};
constexpr Refusal kOurFault{RuleId::sta_01, Code::internal_server_error, "Our own fault."};

const SpoiledAnswer kAnswers[] = {
    {"answered-as-ruled", "DoneIsRefused", pay(), [](Answer& a) { a.outcome.refusal = &kLate; }},
    {"answered-as-ruled", "RefusedIsDone", pay(4001), [](Answer& a) { a.outcome.refusal = nullptr; }},
    {"answered-as-ruled", "RefusedByALaterRule", pay(4001), [](Answer& a) { a.outcome.refusal = &kLate; }},
    {"refusal-changes-nothing", "OperationChanged", pay(4001), [](Answer& a) { a.after.reminded = true; }},
    {"refusal-changes-nothing", "SomethingHappened", pay(4001), [](Answer& a) { a.changed = true; }},
    {"answer-shows-what-is", "AnotherStatus", pay(), [](Answer& a) { a.outcome.status = Status::to_validate; }},
    {"answer-shows-what-is", "AnotherCause", pay(), [](Answer& a) { a.outcome.cause = Cause::issuer; }},
    {"answer-shows-what-is", "RequestedAnotherAmount", pay(), [](Answer& a) { a.outcome.requested += 1_cents; }},
    {"answer-shows-what-is", "ReceivedAnotherAmount", pay(), [](Answer& a) { a.outcome.received += 1_cents; }},
    {"answer-shows-what-is", "ValidatedAnotherAmount", pay(), [](Answer& a) { a.outcome.validated = {}; }},
    {"code-fits-rule", "ALateOneCalledUnreadable", pay(4001), [](Answer& a) { a.outcome.refusal = &kMisnamed; }},
    {"code-fits-rule", "ARuleThatRefusesNothing", pay(4001), [](Answer& a) { a.outcome.refusal = &kNoRuleOfTheirs; }},
    {"code-fits-rule", "AnInternalError", pay(4001), [](Answer& a) { a.outcome.refusal = &kOurFault; }},
};

std::string refuses(const SpoiledAnswer& spoiled) {
  Arena arena{{.can_crash = false}};
  arena.play(ask(Parcours::a));
  const Command command = arena.command_of(spoiled.last);
  Answer a{.expected = expected_answer(arena.service(), command, {}, subject_of(arena.service(), command)), .outcome = {}, .before = arena.service().operations()[0], .after = {}};
  arena.play(spoiled.last);
  a.outcome = *arena.answer();
  a.after = arena.service().operations()[0];
  a.changed = a.outcome.done();
  const auto seen = [&] { return AnswerSeen{arena.service(), command, a.expected, a.outcome, &a.before, &a.after, a.changed}; };
  for (const Property& p : properties())
    if (p.of_answer != nullptr && !p.of_answer(seen())) return std::string{p.id} + " refuses what the core answered";
  spoiled.spoil(a);
  return property(spoiled.property).of_answer(seen()) ? "it is accepted" : "";
}

}  // namespace

std::vector<Bite> creation_bites() {
  std::vector<Bite> all;
  for (const SpoiledCreation& s : kCreations) all.push_back({s.property, s.broken, [&s] { return refuses(s); }});
  return all;
}

std::vector<Bite> answer_bites() {
  std::vector<Bite> all;
  for (const SpoiledAnswer& s : kAnswers) all.push_back({s.property, s.broken, [&s] { return refuses(s); }});
  return all;
}

}  // namespace parcours
