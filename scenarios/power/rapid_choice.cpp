#include "scenarios/power/rapid_choice.h"

#include <algorithm>
#include <array>

#include "sim/arena.h"

namespace parcours {
namespace {

using namespace encaissement;
using encaissement::Parcours;
using Of = When::Of;

// A number below kChoiceMax as one of a table: its first entries are the simplest.
template <class Table>
auto pick(const Table& table, int choice) {
  return table[static_cast<std::size_t>(choice) % table.size()];
}

constexpr std::array kKinds{
    ActKind::wait,       ActKind::request,      ActKind::request,      ActKind::request,        ActKind::request,
    ActKind::request,    ActKind::request,      ActKind::request,      ActKind::pay,            ActKind::pay,
    ActKind::pay,        ActKind::pay,          ActKind::pay,          ActKind::scan,           ActKind::scan,
    ActKind::scan,       ActKind::validate,     ActKind::validate,     ActKind::validate,       ActKind::cancel,
    ActKind::cancel,     ActKind::refuse,       ActKind::refuse,       ActKind::prepare,        ActKind::name,
    ActKind::name,       ActKind::change_mode,  ActKind::retry,        ActKind::retry,          ActKind::log_in,
    ActKind::log_in,     ActKind::ask_recovery, ActKind::set_password, ActKind::issuer_rejects, ActKind::credit,
    ActKind::block,      ActKind::unblock,      ActKind::enable,       ActKind::disable,        ActKind::resume,
    ActKind::give_right, ActKind::take_right,   ActKind::look,         ActKind::crash,          ActKind::wait};

// -------- Who -----------------------------------------------------------------------------------

Role any_of(int first, int count, int choice) { return static_cast<Role>(first + choice % count); }

Role merchant_of(const Operation& o) {
  const int place = static_cast<int>(o.point) - 1;
  if (o.from_api) return any_of(static_cast<int>(Role::till), 3, place);
  constexpr std::array kAccounts{Role::cashier, Role::olivet, Role::parc};
  return pick(kAccounts, place);
}

Role actor(ActKind kind, const Operation* o, int choice) {
  const Role customer = any_of(static_cast<int>(Role::alice), 3, choice % 5 == 4 ? 2 : choice / 5 % 2);  // Mostly not chloe.
  switch (kind) {
    case ActKind::request: case ActKind::prepare: return any_of(0, 8, choice);
    case ActKind::name: return o == nullptr ? Role::till : any_of(static_cast<int>(Role::till), 3, static_cast<int>(o->point) - 1);
    case ActKind::change_mode: case ActKind::cancel: case ActKind::validate:
      return o == nullptr ? Role::cashier : merchant_of(*o);
    case ActKind::scan: case ActKind::pay: case ActKind::refuse:
      if (o == nullptr || o->customer == CustomerId::nobody || choice % 9 == 8) return customer;
      return role_of(o->customer);
    case ActKind::issuer_rejects: case ActKind::credit: case ActKind::block: case ActKind::unblock:
    case ActKind::enable: case ActKind::disable: case ActKind::resume:
    case ActKind::wait: case ActKind::look: case ActKind::crash: return Role::control;
    case ActKind::log_in: case ActKind::ask_recovery: case ActKind::set_password: return any_of(0, 2, choice);
    case ActKind::give_right: case ActKind::take_right: return choice % 2 == 0 ? Role::signatory : Role::parc_signatory;
    case ActKind::retry: return any_of(0, 11, choice);
  }
  return Role::control;
}

Role target_of(ActKind kind, int choice) {
  const bool is_person = kind == ActKind::credit || kind == ActKind::block || kind == ActKind::unblock;
  return is_person ? any_of(static_cast<int>(Role::alice), 3, choice) : any_of(0, 5, choice);
}

// -------- What ----------------------------------------------------------------------------------

Money cents(std::int64_t value) { return Money::from_cents(std::max<std::int64_t>(value, 0)); }

// Of what is asked for or was received: all of it mostly, and what lies beside the limits.
Money beside(Money whole, int choice) {
  const std::int64_t all = whole.cents();
  const std::array<std::int64_t, 16> amounts{all, all,     all,     all, all, all,     all, all / 2,
                                             all - 1, all - 1, all + 1, 1,   500, 499, 25000, 0};
  return cents(pick(amounts, choice));
}

Money amount_of(ActKind kind, const Operation* o, int choice) {
  constexpr std::array<std::int64_t, 10> kAsked{2000, 4000, 4000, 2001, 3000, 9999, 20000, 12000, 25000, 20001};
  constexpr std::array<std::int64_t, 4> kTooLow{1999, 1, 0, 1998};
  constexpr std::array<std::int64_t, 4> kCredits{5000, 1, 20000, 0};
  if (kind == ActKind::request || kind == ActKind::prepare)
    return cents(choice < 112 ? pick(kAsked, choice) : pick(kTooLow, choice));
  if (kind == ActKind::credit) return cents(pick(kCredits, choice));
  if (o == nullptr) return cents(4000);
  if (kind == ActKind::name) return choice < 100 ? o->requested : beside(o->requested, choice);
  if (kind == ActKind::pay) return beside(o->requested, choice);
  if (kind == ActKind::validate) return beside(o->received, choice);
  return {};
}

Mode mode_of(Parcours parcours, int choice) {
  if (choice >= 115) return static_cast<Mode>(choice % 4);
  if (parcours == Parcours::a) return choice < 70 ? Mode::qr : Mode::identifier;
  return parcours == Parcours::c ? Mode::identifier : Mode::email;
}

FormChoice form_of(const Choice& c, const RapidMix& mix) {
  constexpr std::array<std::int16_t, 8> kDays{1, 2, 3, 1, 10, 1, 30, 365};
  constexpr std::array<std::int16_t, 3> kBadDays{366, 0, -1};
  const auto days = [&](int choice) { return choice < 114 ? pick(kDays, choice) : pick(kBadDays, choice); };
  FormChoice form;
  form.parcours = mix.only.value_or(static_cast<Parcours>(c.parcours % 4));
  form.mode = mode_of(form.parcours, c.mode);
  form.addressee = static_cast<Addressee>(c.addressee < 100 ? c.addressee % 2 : c.addressee % 5);
  form.by_email = c.addressee % 3 == 2;
  const bool deferred = form.parcours == Parcours::b || form.parcours == Parcours::d;
  const bool delayed = form.parcours == Parcours::c || form.parcours == Parcours::d;
  if (deferred || c.days == kChoiceMax - 1) form.payment_days = days(c.days);
  if (delayed || c.till % 16 == 15) form.validation_days = days(c.validation_days);
  form.basket = static_cast<std::uint8_t>(c.basket % 4);
  form.is_public = c.till % 3 == 1;
  form.deferred = c.till / 3 % 3 == 1;
  form.has_urls = c.till / 9 % 2 == 1;
  return form;
}

CodeShown code_of(ActKind kind, const Operation* o, int choice) {
  if (kind != ActKind::scan && kind != ActKind::pay && kind != ActKind::refuse) return CodeShown::none;
  if (choice >= 105) return static_cast<CodeShown>(choice % 4);
  const bool is_qr = o != nullptr && o->mode == Mode::qr;
  return kind == ActKind::scan || (is_qr && choice % 2 == 1) ? CodeShown::genuine : CodeShown::none;
}

// -------- When ----------------------------------------------------------------------------------

// Beside a lapse of time that the settings speak of.
Duration magic(const Policies& p, int choice) {
  const std::array lapses{std::chrono::seconds{p.immediate_ttl_s}, std::chrono::seconds{p.recovery_ttl_s},
                          std::chrono::seconds{p.key_ttl_s}};
  constexpr std::array<std::int64_t, 4> kBeside{0, -1, 1, -1000};
  return Duration{pick(lapses, choice)} + Duration{pick(kBeside, choice / 3)};
}

When when_of(const Choice& c, ActKind kind, const Operation* o, std::uint8_t operation, const Policies& p) {
  using namespace std::chrono_literals;
  constexpr std::array<Duration, 10> kSoon{0s, 1s, 7s, 20s, 60s, 3s, 1ms, 2ms, 0s, 0s};
  constexpr std::array<Duration, 8> kLater{1h, 23h, 24h, 25h, 48h, 10 * 24h, 100 * 24h, 366 * 24h};
  constexpr std::array<std::int64_t, 4> kBeside{-1, 0, 1, -1};
  if (kind == ActKind::set_password && c.when % 2 == 1) return {.of = Of::recovery, .offset = Duration{pick(kBeside, c.offset)}};
  const int moment = kind == ActKind::wait ? 104 + c.when % 16 : c.when;
  if (moment < 104) return {.offset = pick(kSoon, c.offset)};
  if (moment < 107) return {.offset = pick(kLater, c.offset)};
  if (moment < 110) return {.offset = magic(p, c.offset)};
  const bool held = o != nullptr && o->status == Status::to_validate;
  constexpr std::array kUnpaid{Of::payment, Of::payment, Of::payment_sweep};
  constexpr std::array kHeld{Of::validation, Of::reminder, Of::validation_sweep};
  return {.of = held ? pick(kHeld, c.when) : pick(kUnpaid, c.when), .operation = operation,
          .offset = Duration{pick(kBeside, c.offset)}};
}

Twist twist_of(const Choice& c, ActKind kind) {
  const bool is_form = kind == ActKind::request || kind == ActKind::prepare;
  if (kind == ActKind::retry && c.twist % 3 == 2) return Twist::other_body;
  if (c.twist >= 100) return static_cast<Twist>(c.twist - 100);
  return is_form && c.twist >= 92 ? Twist::remember_email : Twist::none;
}
static_assert(100 + kTwistCount <= kChoiceMax);

Mishap mishap_of(int choice, const RapidMix& mix) {
  if (choice < 100) return Mishap::none;
  const auto drawn = static_cast<Mishap>(choice % 6);
  const bool dies = drawn == Mishap::crash_before || drawn == Mishap::crash_after;
  return dies && !mix.has_crashes ? Mishap::answer_lost : drawn;
}

// -------- An act, a case ------------------------------------------------------------------------

// Whether an act of this kind has something to do on `o`.
bool wants(ActKind kind, const Operation& o) {
  if (kind == ActKind::validate) return o.status == Status::to_validate;
  if (kind == ActKind::scan) return o.mode == Mode::qr && o.status == Status::awaiting_customer;
  if (kind == ActKind::name) return o.mode == Mode::unnamed && o.status == Status::awaiting_customer;
  const bool has_payer = o.customer != CustomerId::nobody || o.mode == Mode::qr;
  return kind != ActKind::pay || (has_payer && o.status == Status::awaiting_customer);
}

// Mostly the last on which there is something to do; else the last but so many, or one that is not there.
std::uint8_t operation_of(const Shelf<Operation>& operations, ActKind kind, int choice) {
  const std::size_t count = std::min<std::size_t>(operations.size(), 255);
  if (count == 0) return 0;
  if (choice >= 115) return static_cast<std::uint8_t>(count);
  for (std::size_t i = count; choice < 60 && i-- > 0;)
    if (wants(kind, operations[i])) return static_cast<std::uint8_t>(i);
  const std::size_t back = choice < 80 ? 0 : choice < 100 ? 1 : static_cast<std::size_t>(choice - 98);
  return static_cast<std::uint8_t>(count - 1 - std::min(back, count - 1));
}

Act act_of(const Choice& c, const Arena& arena, const RapidMix& mix) {
  const auto& operations = arena.service().operations();
  Act act{.kind = pick(kKinds, c.kind)};
  if (act.kind == ActKind::crash && !mix.has_crashes) act.kind = ActKind::look;
  act.operation = operation_of(operations, act.kind, c.back);
  const Operation* o = act.operation < operations.size() ? &operations[act.operation] : nullptr;
  act.who = c.who < 108 ? actor(act.kind, o, c.who) : any_of(0, kRoleCount, c.who);
  act.target = target_of(act.kind, c.addressee);
  act.form = form_of(c, mix);
  act.amount = amount_of(act.kind, o, c.amount);
  act.code = code_of(act.kind, o, c.code);
  act.right_word = c.code % 2 == 0;
  act.twist = twist_of(c, act.kind);
  act.key = c.key < 80 ? std::uint8_t{0} : static_cast<std::uint8_t>(1 + c.key % 4);
  act.mishap = mishap_of(c.mishap, mix);
  act.when = when_of(c, act.kind, o, act.operation, arena.service().policies());
  return act;
}

Policies policies_of(const std::vector<int>& settings) {
  Policies p;
  std::size_t next = 0;
  const auto drawn = [&](auto& field, auto odd, auto odder) {
    const int value = settings[next++];
    if (value >= 5) field = value < 7 ? odd : odder;
  };
  if (settings.empty()) return p;
  drawn(p.qr_binds_on, QrBindsOn::pay, QrBindsOn::pay);
  drawn(p.refund, Refund::full, Refund::full);
  drawn(p.on_refusal, OnRefusal::stay, OnRefusal::stay);
  drawn(p.dedupe_create, DedupeCreate::order_and_payment_id, DedupeCreate::order_and_payment_id);
  drawn(p.basket_unique, BasketUnique::pending, BasketUnique::point);
  drawn(p.sweep, Sweep::instant, Sweep::instant);
  drawn(p.on_validation_deadline, OnValidationDeadline::cancel, OnValidationDeadline::validate);
  drawn(p.limit_day, LimitDay::exclusive, LimitDay::exclusive);
  drawn(p.min_partial, 500_cents, 1999_cents);
  drawn(p.min_validated, 500_cents, 1999_cents);
  drawn(p.min_requested, 1_cents, 3000_cents);
  drawn(p.one_immediate_request_per_customer, false, false);
  drawn(p.immediate_ttl_s, 250, 86400);
  drawn(p.max_password_failures, 1, 5);
  drawn(p.notify_attempts, 3, 1);
  drawn(p.key_ttl_s, 300, 3600);
  drawn(p.recovery_ttl_s, 60, 86400);
  return p;
}

// 09:00 Paris or so of the guide's day, then days beside which a clock is moved, a leap day, the turn of the year.
Instant start_of_case(int choice) {
  using namespace std::chrono;
  constexpr std::array<year_month_day, 10> kDays{
      year{2020} / 6 / 24,  year{2020} / 6 / 24, year{2021} / 3 / 26,  year{2021} / 3 / 27,  year{2020} / 10 / 24,
      year{2020} / 10 / 23, year{2020} / 2 / 28, year{2020} / 12 / 31, year{2020} / 12 / 30, year{2022} / 3 / 27};
  constexpr std::array<Duration, 4> kHours{9h, 23h + 58min, 1h + 59min, 0h};
  const Day day{local_days{pick(kDays, choice)}};
  return at_paris(day, pick(kHours, choice / 10));
}

}  // namespace

RapidCase case_of(const Choices& choices, const RapidMix& mix) {
  RapidCase drawn{.story = {}, .policies = policies_of(choices.settings), .start = start_of_case(choices.start)};
  Arena arena{{.policies = drawn.policies, .start = drawn.start, .can_crash = false}};
  for (const Choice& choice : choices.acts) {
    drawn.story.push_back(act_of(choice, arena, mix));
    arena.play(drawn.story.back());
  }
  return drawn;
}

}  // namespace parcours
