#include "sim/arena.h"

#include <algorithm>
#include <utility>

#include "reference/desk/form.h"
#include "sim/moment.h"
#include "reference/desk/populate.h"

namespace parcours {

using namespace encaissement;

namespace {

constexpr std::string_view kVerifier = "v";  // Passwords are said to match or not; none is ever hashed here.
constexpr std::string_view kRefusingBasket = "REF3";  // typed_form() of basket 3

// REP-01: everything in the call but its key, its date and what befell it.
std::uint64_t digest_of_act(const Act& act) {
  std::uint64_t digest = 14695981039346656037u;
  const auto add = [&](std::uint64_t value) { digest = (digest ^ value) * 1099511628211u; };
  for (const auto value :
       {static_cast<std::uint64_t>(act.kind), std::uint64_t{act.operation}, static_cast<std::uint64_t>(act.amount.cents()),
        static_cast<std::uint64_t>(act.code), static_cast<std::uint64_t>(act.target), std::uint64_t{act.right_word},
        static_cast<std::uint64_t>(act.twist), static_cast<std::uint64_t>(act.form.parcours),
        static_cast<std::uint64_t>(act.form.mode), static_cast<std::uint64_t>(act.form.addressee),
        std::uint64_t{act.form.by_email}, static_cast<std::uint64_t>(act.form.payment_days + 1),
        static_cast<std::uint64_t>(act.form.validation_days + 1), std::uint64_t{act.form.basket},
        std::uint64_t{act.form.is_public}, std::uint64_t{act.form.deferred}, std::uint64_t{act.form.has_urls}})
    add(value);
  return digest;
}

// What a retry with another body differs in: a cent, or the basket.
Act with_other_body(Act act) {
  act.amount += Money::from_cents(act.amount < Money::max() ? 1 : -1);
  act.form.basket = static_cast<std::uint8_t>(act.form.basket + 1);
  return act;
}

}  // namespace

Arena::Arena(const Setup& setup) : Arena{setup, setup.policies} {}

Arena::Arena(const Setup& setup, const Policies& service_policies)
    : setup_{setup}, service_policies_{service_policies}, now_{setup.start} {
  if (setup_.can_crash) journal_.open(service_policies_, setup_.seed);
  start_service();
  populate(*service_, guide_world(), now_, [](const std::string&) { return std::string{kVerifier}; });
  journal_.commit();
  monitor_.begins(*service_, setup_.policies);
}

void Arena::start_service() {
  hook_ = setup_.make_hook ? setup_.make_hook() : nullptr;
  FactSink* sink = setup_.can_crash ? &journal_ : nullptr;
  service_ = std::make_unique<Encaissement>(service_policies_, setup_.seed, sink, hook_.get());
}

void Arena::play(const Story& story) {
  for (const Act& act : story) {
    if (monitor_.broken()) return;
    play(act);
  }
}

void Arena::play(const Act& act) {
  answer_.reset();
  pass_time(instant_of(act.when));
  if (act.kind == ActKind::wait) return;
  if (act.kind == ActKind::look) return monitor_.at_rest(*service_);
  if (act.kind == ActKind::crash) return restart();
  std::optional<Act>& last = last_[static_cast<std::size_t>(act.who)];
  Act done = act;
  if (act.kind == ActKind::retry) {
    if (!last) return;
    done = act.twist == Twist::other_body ? with_other_body(*last) : *last;
    done.mishap = act.mishap;
  } else {
    last = act;
  }
  if (done.mishap == Mishap::request_lost) return;
  execute(done, command_of(done));
}

void Arena::finish() {
  if (monitor_.broken()) return;
  monitor_.at_rest(*service_);
  pass_time(now_ + after_all(setup_.policies));
  monitor_.at_the_end(*service_);
}

// -------- Time ----------------------------------------------------------------------------------

void Arena::pass_time(Instant until) {
  while (const std::optional<Instant> next = service_->next_deadline()) {
    if (*next > until) break;
    now_ = std::max(now_, *next);
    const std::size_t before = service_->steps().size();
    service_->advance(now_);
    commands_ += service_->steps().size() - before;
    monitor_.time_passed(*service_);
    const bool delivered = answer_deliveries();
    if (service_->steps().size() == before && !delivered) break;  // A service that does not do what it says is due.
  }
  now_ = until;
  service_->advance(now_);
  monitor_.time_passed(*service_);
}

// The integrator's side takes every notification but those of basket number 3.
bool Arena::answer_deliveries() {
  const auto due = service_->deliveries().due(now_);
  for (const NoticeId id : due) {
    const Operation& o = service_->operation(service_->notices()[static_cast<std::size_t>(id) - 1].operation);
    const bool taken = service_->text(o.basket) != kRefusingBasket;
    const Command command{{.kind = Principal::Kind::control}, DeliveryAnswered{static_cast<std::uint64_t>(id), taken}, {}};
    run(command);
  }
  return !due.empty();
}

Instant Arena::instant_of(const When& when) const { return parcours::instant_of(when, now_, *service_); }

// -------- Commands ------------------------------------------------------------------------------

void Arena::execute(const Act& act, const Command& command) {
  const bool dies = setup_.can_crash && (act.mishap == Mishap::crash_before || act.mishap == Mishap::crash_after);
  if (dies) return crash_at_commit(command, act.mishap == Mishap::crash_after);
  if (act.mishap == Mishap::crash_before) return;  // Nothing of it was kept.
  for (int times = act.mishap == Mishap::duplicated ? 2 : 1; times > 0; --times) {
    if (times == 1 && act.mishap == Mishap::duplicated) pass_time(now_);  // What the first made due, a reminder say.
    answer_ = run(command);
  }
}

Outcome Arena::run(const Command& command) {
  monitor_.asked(*service_, command);
  const Outcome outcome = service_->execute(command, now_);
  ++commands_;
  monitor_.answered(*service_, command, outcome);
  return outcome;
}

void Arena::crash_at_commit(const Command& command, bool keeps) {
  if (keeps) {
    run(command);
  } else {
    journal_.die_before_commit();
    service_->execute(command, now_);
  }
  restart();
}

void Arena::restart() {
  if (!setup_.can_crash) return;
  service_.reset();
  journal_.lose_uncommitted();
  journal_.revive();
  start_service();
  journal_.read([&](const Fact& fact) { service_->take(fact); });
  monitor_.recovered(*service_);  // As it was kept; what has become due meanwhile happens after that.
  pass_time(now_);
}

TransactionNumber Arena::number_of(std::uint8_t operation) const {
  return operation < service_->operations().size() ? service_->number(service_->operations()[operation].id)
                                                   : TransactionNumber{};
}

Code2D Arena::code_of(const Act& act) const {
  if (act.code == CodeShown::none || act.operation >= service_->operations().size())
    return {.kind = act.code == CodeShown::none ? Code2D::Kind::none : Code2D::Kind::forged};
  if (act.code == CodeShown::forged) return {.kind = Code2D::Kind::forged};
  const Operation& o = service_->operations()[act.operation];
  // The seal of a code covers its amount: an altered one is no genuine code (PAY-02). Only QR requests have one.
  const bool genuine = act.code == CodeShown::genuine && o.mode == Mode::qr;
  if (!genuine) return {.kind = Code2D::Kind::forged};
  return {Code2D::Kind::genuine, service_->number(o.id), o.requested};
}

Command Arena::command_of(const Act& act) {
  Command command{principal_of(act.who), body_of(act), {}};
  if (act.kind == ActKind::log_in || act.kind == ActKind::ask_recovery || act.kind == ActKind::set_password)
    command.who = {.kind = Principal::Kind::nobody, .account = command.who.account};
  if (act.twist == Twist::wrong_seal) command.who.authentic = false;
  if (act.key == 0) return command;
  key_.assign({static_cast<char>('a' + act.key / 26), static_cast<char>('a' + act.key % 26)});
  command.key = {key_, digest_of_act(act)};
  return command;
}

Body Arena::body_of(const Act& act) {
  const bool is_amount = act.twist != Twist::amount_missing && act.twist != Twist::amount_malformed;
  TypedAmount amount = TypedAmount::given(act.amount);
  if (!is_amount) amount = {act.twist == Twist::amount_missing ? TypedAmount::Kind::absent : TypedAmount::Kind::malformed, {}};
  const TransactionNumber number = number_of(act.operation);
  switch (act.kind) {
    case ActKind::request:
    case ActKind::prepare: {
      form_ = typed_form(act.form, act.amount, act.twist, act.who, paris_day(now_));
      const encaissement::RequestForm read = read_form(form_, is_till(act.who) ? Door::api : Door::espace);
      return act.kind == ActKind::request ? Body{Request{read}} : Body{Prepare{read}};
    }
    case ActKind::name:
      identifier_ = identifier_of(act.form.addressee, act.form.by_email);
      return NameCustomer{number, identifier_, amount, act.twist != Twist::other_currency};
    case ActKind::change_mode: return ChangeMode{number};
    case ActKind::cancel: return Cancel{number};
    case ActKind::validate: return Validate{number, act.amount.is_zero() && is_amount ? TypedAmount{} : amount};
    case ActKind::scan: return Scan{code_of(act)};
    case ActKind::pay: return Pay{act.code == CodeShown::none ? number : TransactionNumber{}, code_of(act), amount};
    case ActKind::refuse: return Refuse{act.code == CodeShown::none ? number : TransactionNumber{}, code_of(act)};
    case ActKind::issuer_rejects: return IssuerRejects{number};
    case ActKind::credit: return Credit{customer_of(act.target), act.amount};
    case ActKind::block: return SetBlocked{customer_of(act.target), true};
    case ActKind::unblock: return SetBlocked{customer_of(act.target), false};
    case ActKind::enable: return SetEnabled{point_of(act.target), true};
    case ActKind::disable: return SetEnabled{point_of(act.target), false};
    case ActKind::resume: return ResumeNotifications{number};
    case ActKind::log_in: return LogIn{login_of(act.who), act.twist != Twist::amount_missing, act.right_word};
    case ActKind::ask_recovery:
      token_ = "recovery-" + std::to_string(++tokens_);
      return AskRecovery{login_of(act.who), token_};
    case ActKind::set_password:
      token_ = "recovery-" + std::to_string(act.right_word ? tokens_ : 0);
      return SetPassword{token_, act.twist == Twist::amount_missing ? std::string_view{} : kVerifier};
    case ActKind::give_right: return SetRight{login_of(act.target), true};
    case ActKind::take_right: return SetRight{login_of(act.target), false};
    case ActKind::wait: case ActKind::look: case ActKind::retry: case ActKind::crash: break;
  }
  return ChoosePoint{"P001"};
}

}  // namespace parcours
