#include "tests/sim/stories.h"

#include <ostream>

#include "sim/random.h"

namespace parcours::stories {

using namespace encaissement;
using namespace std::chrono_literals;

namespace {

Act request(Parcours parcours, Mode mode, std::int64_t cents, Addressee to) {
  Act act{.kind = ActKind::request, .who = Role::cashier};
  act.form = {.parcours = parcours, .mode = mode, .addressee = to};
  act.amount = Money::from_cents(cents);
  return act;
}

Act of(ActKind kind, Role who, int operation) {
  Act act{.kind = kind, .who = who};
  act.operation = static_cast<std::uint8_t>(operation);
  return act;
}

}  // namespace

Act a_by_qr(std::int64_t cents) { return request(Parcours::a, Mode::qr, cents, Addressee::alice); }
Act a(std::int64_t cents, Addressee to) { return request(Parcours::a, Mode::identifier, cents, to); }

Act b(std::int64_t cents, int payment_days, Addressee to) {
  Act act = request(Parcours::b, Mode::email, cents, to);
  act.form.payment_days = static_cast<std::int16_t>(payment_days);
  return act;
}

Act c(std::int64_t cents, int validation_days, Addressee to) {
  Act act = request(Parcours::c, Mode::identifier, cents, to);
  act.form.validation_days = static_cast<std::int16_t>(validation_days);
  return act;
}

Act d(std::int64_t cents, int payment_days, int validation_days, Addressee to) {
  Act act = b(cents, payment_days, to);
  act.form.parcours = Parcours::d;
  act.form.validation_days = static_cast<std::int16_t>(validation_days);
  return act;
}

Act by_till(Act request) {
  request.who = Role::till;
  request.form.has_urls = true;
  return request;
}

Act wait(Duration time) { return {.kind = ActKind::wait, .when = {.offset = time}}; }

Act wait_for(When::Of deadline, int operation, Duration offset) {
  return {.kind = ActKind::wait,
          .when = {.of = deadline, .operation = static_cast<std::uint8_t>(operation), .offset = offset}};
}

Act scans(Role who, int operation, CodeShown code) {
  Act act = of(ActKind::scan, who, operation);
  act.code = code;
  return act;
}

Act pays(Role who, int operation, std::int64_t cents) {
  Act act = of(ActKind::pay, who, operation);
  act.amount = Money::from_cents(cents);
  return act;
}

Act refuses(Role who, int operation) { return of(ActKind::refuse, who, operation); }

Act validates(int operation, std::int64_t cents) {
  Act act = of(ActKind::validate, Role::cashier, operation);
  act.amount = Money::from_cents(cents);
  return act;
}

Act cancels(int operation, Role who) { return of(ActKind::cancel, who, operation); }
Act does(ActKind kind, Role who) { return {.kind = kind, .who = who}; }
Act looks() { return {.kind = ActKind::look, .who = Role::cashier}; }

Act with(Act act, Twist twist) {
  act.twist = twist;
  return act;
}

Act with(Act act, Mishap mishap) {
  act.mishap = mishap;
  return act;
}

Act keyed(Act act, int key) {
  act.key = static_cast<std::uint8_t>(key);
  return act;
}

Act of_operator(ActKind kind, Role target, std::int64_t cents) {
  Act act{.kind = kind, .who = Role::control};
  act.target = target;
  act.amount = Money::from_cents(cents);
  return act;
}

Act logs_in(Role who, bool right) {
  Act act{.kind = ActKind::log_in, .who = who};
  act.right_word = right;
  return act;
}

void PrintTo(const OfDefect& one, std::ostream* out) { *out << one.defect; }

// -------- Random --------------------------------------------------------------------------------

namespace {

Act random_request(Random& random) {
  constexpr std::array kWho{Role::cashier, Role::cashier, Role::olivet, Role::parc, Role::till, Role::signatory};
  constexpr std::array<std::int64_t, 7> kCents{4000, 4000, 2000, 1999, 2500, 15000, 30000};
  const auto to = static_cast<Addressee>(random.below(random.chance(1, 8) ? 5 : 2));
  const std::int64_t cents = random.pick(kCents);
  Act act;
  switch (random.below(5)) {
    case 0: act = a_by_qr(cents); break;
    case 1: act = a(cents, to); break;
    case 2: act = b(cents, static_cast<int>(random.between(1, 3)), to); break;
    case 3: act = c(cents, static_cast<int>(random.between(1, 3)), to); break;
    default: act = d(cents, static_cast<int>(random.between(1, 3)), static_cast<int>(random.between(1, 3)), to); break;
  }
  act.who = random.pick(kWho);
  act.form.basket = static_cast<std::uint8_t>(random.below(4));
  act.form.has_urls = act.who == Role::till;
  if (random.chance(1, 12)) act.kind = ActKind::prepare;
  return act;
}

Act random_deed(Random& random) {
  constexpr std::array kPayers{Role::alice, Role::alice, Role::bob, Role::chloe};
  constexpr std::array kSellers{Role::cashier, Role::cashier, Role::olivet, Role::parc, Role::till};
  constexpr std::array<std::int64_t, 5> kCents{4000, 4000, 3000, 2000, 1};
  const int operation = static_cast<int>(random.below(4));
  switch (random.below(9)) {
    case 0: case 1: case 2: return pays(random.pick(kPayers), operation, random.pick(kCents));
    case 3: return scans(random.pick(kPayers), operation, static_cast<CodeShown>(1 + random.below(3)));
    case 4: return refuses(random.pick(kPayers), operation);
    case 5: case 6: {
      Act act = validates(operation, random.chance(1, 2) ? 0 : random.pick(kCents));
      act.who = random.pick(kSellers);
      return act;
    }
    case 7: return cancels(operation, random.pick(kSellers));
    default: {
      Act act = of(random.chance(1, 2) ? ActKind::change_mode : ActKind::name, random.pick(kSellers), operation);
      act.amount = Money::from_cents(random.pick(kCents));
      return act;
    }
  }
}

Act random_rest(Random& random) {
  constexpr std::array kAccounts{Role::cashier, Role::olivet, Role::signatory, Role::parc};
  switch (random.below(9)) {
    case 0: return logs_in(random.pick(kAccounts), random.chance(1, 3));
    case 1: return does(ActKind::ask_recovery, random.pick(kAccounts));
    case 2: return does(ActKind::set_password, random.pick(kAccounts));
    case 3: {
      Act act = does(random.chance(1, 2) ? ActKind::take_right : ActKind::give_right, Role::signatory);
      act.target = random.pick(kAccounts);
      return act;
    }
    case 4: return of_operator(random.chance(1, 2) ? ActKind::block : ActKind::unblock, Role::bob);
    case 5: return of_operator(ActKind::credit, Role::alice, 1000);
    case 6: return of_operator(random.chance(1, 2) ? ActKind::disable : ActKind::enable, Role::olivet);
    case 7: return does(ActKind::crash, Role::control);
    default: return looks();
  }
}

Act random_wait(Random& random) {
  constexpr std::array<Duration, 5> kOffsets{-1ms, 0ms, 1ms, 1min, 1h};
  const auto of_what = static_cast<When::Of>(random.below(6));
  return wait_for(of_what, static_cast<int>(random.below(4)), random.pick(kOffsets));
}

}  // namespace

Story random_story(std::uint64_t seed, int acts) {
  constexpr std::array kSpeakers{Role::cashier, Role::till, Role::alice, Role::bob};
  Random random{seed};
  Story story;
  for (int i = 0; i < acts; ++i) {
    const std::uint64_t which = random.below(20);
    Act act = i == 0 || which < 5 ? random_request(random)
              : which < 12        ? random_deed(random)
              : which < 15        ? random_wait(random)
              : which < 17        ? random_rest(random)
              : which < 18        ? does(ActKind::retry, random.pick(kSpeakers))
                                  : looks();
    if (random.chance(1, 3)) act.key = static_cast<std::uint8_t>(1 + i % 20);
    if (random.chance(1, 12)) act.mishap = static_cast<Mishap>(random.below(6));
    if (act.kind == ActKind::retry && random.chance(1, 3)) act.twist = Twist::other_body;
    if (act.kind == ActKind::request && random.chance(1, 6)) act.twist = static_cast<Twist>(random.below(kTwistCount));
    if (act.twist == Twist::wrong_seal && act.who != Role::till) act.twist = Twist::none;
    story.push_back(act);
  }
  return story;
}

}  // namespace parcours::stories
