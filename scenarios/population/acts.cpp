// What people do when their moment has come, and what they then have in mind.
#include <algorithm>

#include "scenarios/population/simulation.h"

namespace parcours {
namespace {

using namespace encaissement;

constexpr std::string_view kNotifyEmail = "accueil@b.test";

Principal merchant(PointId point) {
  return {.kind = Principal::Kind::account, .account = AccountId{static_cast<std::uint32_t>(point)}, .point = point};
}
Principal by_customer(CustomerId customer) { return {.kind = Principal::Kind::customer, .customer = customer}; }

Parcours parcours_of(Way way) {
  switch (way) {
    case Way::a_qr:
    case Way::a_identifier: return Parcours::a;
    case Way::b: return Parcours::b;
    case Way::c_identifier:
    case Way::c_email: return Parcours::c;
    case Way::d: break;
  }
  return Parcours::d;
}

Mode mode_of(Way way) {
  switch (way) {
    case Way::a_qr: return Mode::qr;
    case Way::a_identifier:
    case Way::c_identifier: return Mode::identifier;
    case Way::b:
    case Way::c_email:
    case Way::d: break;
  }
  return Mode::email;
}

Money per_cent(Money whole, std::int64_t share) {
  return std::max(Money::from_cents(whole.cents() * share / 100), Money::from_cents(1));
}

Money cents(std::uint32_t value) { return Money::from_cents(value); }

}  // namespace

Outcome Simulation::command(const Command& command, const Asked& asked) {
  ++commands_;
  const Outcome outcome = service_.execute(command, asked.at);
  const auto& steps = service_.steps();
  for (; steps_seen_ < steps.size(); ++steps_seen_)
    series_.stepped(service_.operation(steps[steps_seen_].operation), steps[steps_seen_]);
  series_.answered(outcome, asked.kind == Act::Kind::validate);
  audit_.after(service_, asked, outcome);
  return outcome;
}

Asked Simulation::asked_of(const Act& act) const {
  return {.what = Asked::What::act, .kind = act.kind, .at = act.at, .operation = act.operation,
          .customer = act.customer, .point = act.point, .amount = cents(act.cents)};
}

void Simulation::perform(const Act& act) {
  switch (act.kind) {
    case Act::Kind::request: return request(act);
    case Act::Kind::credit: return credit(act);
    case Act::Kind::pay: return pay(act);
    case Act::Kind::change_mode: return change_mode(act);
    case Act::Kind::validate: return validate(act);
    case Act::Kind::scan:
      if (!service_.keeps(act.operation)) return;
      command({by_customer(act.customer), Scan{{Code2D::Kind::genuine, act.number, cents(act.cents)}}, {}}, asked_of(act));
      return;
    case Act::Kind::refuse: command({by_customer(act.customer), Refuse{act.number, {}}, {}}, asked_of(act)); return;
    case Act::Kind::cancel: command({merchant(act.point), Cancel{act.number}, {}}, asked_of(act)); return;
  }
}

void Simulation::credit(const Act& act) {
  command({{.kind = Principal::Kind::control}, Credit{act.customer, cents(act.cents)}, {}}, asked_of(act));
  series_.credited(cents(act.cents));
}

// -------- Merchants ask --------------------------------------------------------------------------

void Simulation::request(const Act& act) {
  const Way way = Way(ways_.draw(wishes_));
  request_as(act, way, pick_amount(amounts_, settings_.round_to, wishes_));
}

void Simulation::request_as(const Act& act, Way way, Money amount) {
  const Tag basket{"REF", ++baskets_}, email = email_of(act.customer), identifier = identifier_of(act.customer);
  encaissement::RequestForm form{.parcours = parcours_of(way), .mode = mode_of(way), .amount = TypedAmount::given(amount),
                   .basket = basket.view()};
  if (form.mode == Mode::identifier) form.identifier = identifier.view();
  if (form.mode == Mode::email) form.identifier = email.view();
  Asked asked = asked_of(act);
  asked.kind = Act::Kind::request;
  asked.amount = amount;
  asked.parcours = form.parcours;
  if (!is_immediate(form.parcours)) form.payment_days = asked.payment_days = payment_days_.pick(merchants_).days;
  if (has_validation_delay(form.parcours)) {
    form.validation_days = asked.validation_days = validation_days_.pick(merchants_).days;
    form.notify_email = kNotifyEmail;
    form.remember_email = merchants_.per_mille(settings_.remember_email_per_mille);
  }
  const Outcome made = command({merchant(act.point), Request{form}, {}}, asked);
  if (!made.done()) return;
  series_.requested(service_.operation(made.operation));
  Act about = act;
  about.operation = made.operation;
  about.number = service_.number(made.operation);
  about.cents = static_cast<std::uint32_t>(amount.cents());
  plan_customer(about, made, way);
  plan_merchant(about, made, way);
}

void Simulation::plan_merchant(const Act& act, const Outcome&, Way way) {
  if (merchants_.per_mille(settings_.cancel_per_mille)) {
    Act cancel = act;
    const auto& delays = is_immediate(parcours_of(way)) ? immediate_delays_ : deferred_delays_;
    cancel.at += pick_delay(delays, merchants_);
    cancel.customer = CustomerId::nobody;
    cancel.kind = Act::Kind::cancel;
    agenda_.add(cancel);
  }
  if (way != Way::a_qr || !merchants_.per_mille(settings_.change_mode_per_mille)) return;
  Act change = act;
  change.at += pick_delay(immediate_delays_, merchants_);
  change.kind = Act::Kind::change_mode;
  agenda_.add(change);
}

// The customer could not scan: he is asked again by his identifier.
void Simulation::change_mode(const Act& act) {
  const Outcome changed = command({merchant(act.point), ChangeMode{act.number}, {}}, asked_of(act));
  if (!changed.done()) return;
  Act again = act;
  again.operation = OperationId::none;
  request_as(again, Way::a_identifier, cents(act.cents));
}

// -------- Customers answer -----------------------------------------------------------------------

void Simulation::plan_customer(const Act& act, const Outcome& made, Way way) {
  const bool immediate = is_immediate(parcours_of(way));
  const auto intent = Intent((immediate ? immediate_ : deferred_).draw(wishes_));
  const Duration delay = pick_delay(immediate ? immediate_delays_ : deferred_delays_, wishes_);
  Act then = act;
  then.point = PointId::none;
  then.kind = Act::Kind::scan;
  then.at = act.at + delay / 4;
  if (way == Way::a_qr && (intent != Intent::forget || wishes_.per_mille(500))) agenda_.add(then);
  if (intent == Intent::forget) return;
  then.at = act.at + delay;
  then.kind = intent == Intent::refuse ? Act::Kind::refuse : Act::Kind::pay;
  if (intent == Intent::pay_part && parcours_of(way) != Parcours::b) {
    const std::int64_t share = wishes_.between(settings_.part.least, settings_.part.most);
    then.cents = static_cast<std::uint32_t>(per_cent(made.requested, share).cents());
  }
  agenda_.add(then);
}

// He sees what he has; too little, he pays that where he may, tries, or lets it be.
void Simulation::pay(const Act& act) {
  const Money available = service_.customer(act.customer).available;
  Act paying = act;
  if (cents(act.cents) > available && service_.keeps(act.operation)) {
    const bool may_pay_part = service_.operation(act.operation).parcours != Parcours::b && available > Money{};
    const auto intent = PoorIntent(poor_.draw(wishes_));
    if (intent == PoorIntent::forgets || (intent == PoorIntent::pays && !may_pay_part)) return;
    if (intent == PoorIntent::pays) paying.cents = static_cast<std::uint32_t>(available.cents());
  }
  const Outcome paid = command({by_customer(act.customer), Pay{act.number, {}, TypedAmount::given(cents(paying.cents))}, {}},
                               asked_of(paying));
  if (paid.done() && paid.status == Status::to_validate) plan_validation(paying, paid);
}

// -------- Merchants decide ------------------------------------------------------------------------

void Simulation::plan_validation(const Act& act, const Outcome& paid) {
  const auto decision = Decision(validation_.draw(merchants_));
  if (decision == Decision::forget) return;
  Act then = act;
  then.at += pick_delay(validation_delays_, merchants_);
  then.customer = CustomerId::nobody;
  then.point = paid.point;
  then.kind = decision == Decision::cancel ? Act::Kind::cancel : Act::Kind::validate;
  const std::int64_t share = merchants_.between(settings_.lowered.least, settings_.lowered.most);
  then.cents = decision == Decision::lower ? static_cast<std::uint32_t>(per_cent(paid.received, share).cents()) : 0;
  agenda_.add(then);
}

void Simulation::validate(const Act& act) {
  const TypedAmount amount = act.cents == 0 ? TypedAmount{} : TypedAmount::given(cents(act.cents));
  command({merchant(act.point), Validate{act.number, amount}, {}}, asked_of(act));
}

}  // namespace parcours
