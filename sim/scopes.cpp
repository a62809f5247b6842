// The scopes: acts are put together from what each person may try, sensible or not.
#include <algorithm>
#include <initializer_list>

#include "reference/core/text.h"
#include "sim/scope.h"

namespace parcours {
namespace {

using namespace encaissement;
using Acts = std::vector<Act>;

constexpr Money kAsked = 4000_cents;
const Acts kNothing;

Acts operator+(Acts all, const Acts& more) {
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

Instant paris(std::string_view moment) { return *parse_moment(moment); }

// -------- What people try -----------------------------------------------------------------------

struct Asked {
  Role who = Role::cashier;
  Parcours parcours{};
  Mode mode{};
  Addressee addressee = Addressee::alice;
  int payment_days = -1, validation_days = -1;
  Money amount = kAsked;
};

Act request(const Asked& a) {
  return {.kind = a.mode == Mode::qr ? ActKind::prepare : ActKind::request, .who = a.who,
          .form = {.parcours = a.parcours, .mode = a.mode, .addressee = a.addressee,
                   .payment_days = static_cast<std::int16_t>(a.payment_days),
                   .validation_days = static_cast<std::int16_t>(a.validation_days)},
          .amount = a.amount};
}

Act order(bool deferred, int validation_days = -1, Role till = Role::till, bool has_urls = false) {
  return {.kind = ActKind::request, .who = till,
          .form = {.validation_days = static_cast<std::int16_t>(validation_days), .is_public = true,
                   .deferred = deferred, .has_urls = has_urls},
          .amount = kAsked};
}

Act act(ActKind kind, Role who, int operation = 0, Money amount = {}) {
  return {.kind = kind, .who = who, .operation = static_cast<std::uint8_t>(operation), .amount = amount};
}

Act shown(Act a, CodeShown code) {
  a.code = code;
  return a;
}

Act twisted(Act a, Twist twist) {
  a.twist = twist;
  return a;
}

Act keyed(Act a, int key) {
  a.key = static_cast<std::uint8_t>(key);
  return a;
}

Act aimed(ActKind kind, Role target, Money amount = {}) {
  return {.kind = kind, .who = Role::control, .amount = amount, .target = target};
}

Act named(Addressee addressee, int operation = 0, Money total = kAsked, Role till = Role::till) {
  return {.kind = ActKind::name, .who = till, .operation = static_cast<std::uint8_t>(operation),
          .form = {.addressee = addressee}, .amount = total};
}

// Every class of amount: nothing, a cent, one below, all, one above.
Acts pays(Role who, int operation = 0, CodeShown code = CodeShown::none, Money asked = kAsked) {
  Acts all;
  for (const Money amount : {Money{}, 1_cents, asked - 1_cents, asked, asked + 1_cents})
    all.push_back(shown(act(ActKind::pay, who, operation, amount), code));
  return all;
}

Acts validates(Role who, int operation = 0, Money asked = kAsked) {
  Acts all{act(ActKind::validate, who, operation)};
  for (const Money amount : {1_cents, asked - 1_cents, asked, asked + 1_cents})
    all.push_back(act(ActKind::validate, who, operation, amount));
  return all;
}

Acts decides(Role who, int operation = 0) {
  return validates(who, operation) + Acts{act(ActKind::cancel, who, operation), act(ActKind::change_mode, who, operation)};
}

// What strangers to the operation try: another point, another convention, another customer, a till, the issuer.
Acts strangers(int operation = 0) {
  return {act(ActKind::cancel, Role::olivet, operation),     act(ActKind::cancel, Role::signatory, operation),
          act(ActKind::validate, Role::parc, operation),     act(ActKind::validate, Role::parc_till, operation),
          act(ActKind::cancel, Role::alice, operation),      act(ActKind::pay, Role::bob, operation, kAsked),
          act(ActKind::refuse, Role::bob, operation),        act(ActKind::pay, Role::cashier, operation, kAsked),
          act(ActKind::issuer_rejects, Role::control, operation), act(ActKind::issuer_rejects, Role::alice, operation),
          named(Addressee::alice, operation),                act(ActKind::cancel, Role::cashier, 200),
          act(ActKind::pay, Role::alice, 200, kAsked),       act(ActKind::change_mode, Role::parc, operation),
          act(ActKind::refuse, Role::cashier, operation),    act(ActKind::scan, Role::alice, operation),
          shown(act(ActKind::scan, Role::cashier, operation), CodeShown::genuine),
          shown(act(ActKind::pay, Role::cashier, operation, kAsked), CodeShown::genuine),
          named(Addressee::malformed, operation),            named(Addressee::alice, operation, kAsked, Role::parc_till),
          named(Addressee::alice, operation, kAsked, Role::cashier), named(Addressee::alice, operation, kAsked + 1_cents),
          twisted(named(Addressee::alice, operation), Twist::amount_missing),
          twisted(named(Addressee::alice, operation), Twist::other_currency),
          twisted(act(ActKind::cancel, Role::cashier, operation), Twist::wrong_seal),
          twisted(act(ActKind::validate, Role::cashier, operation), Twist::wrong_seal),
          twisted(act(ActKind::pay, Role::alice, operation, kAsked), Twist::wrong_seal),
          twisted(act(ActKind::refuse, Role::alice, operation), Twist::wrong_seal),
          act(ActKind::resume, Role::control, operation),    act(ActKind::resume, Role::alice, operation)};
}

// An operation of one customer, and all that anybody can try on it.
Acts one(const Act& made) {
  return Acts{made} + pays(Role::alice) + Acts{act(ActKind::refuse, Role::alice)} + decides(Role::cashier) + strangers() +
         Acts{shown(act(ActKind::scan, Role::alice), CodeShown::genuine),
              twisted(act(ActKind::pay, Role::alice, 0, kAsked), Twist::amount_malformed),
              twisted(act(ActKind::validate, Role::cashier), Twist::amount_malformed)};
}

Acts codes(Role who) {
  Acts all;
  for (const CodeShown code : {CodeShown::genuine, CodeShown::forged, CodeShown::altered}) {
    all.push_back(shown(act(ActKind::scan, who), code));
    all.push_back(shown(act(ActKind::refuse, who), code));
  }
  return all + pays(who, 0, CodeShown::genuine) + Acts{shown(act(ActKind::pay, who, 0, kAsked), CodeShown::forged)};
}

const Act kA = request({.parcours = Parcours::a, .mode = Mode::identifier});
const Act kQr = request({.parcours = Parcours::a, .mode = Mode::qr});
const Act kB = request({.parcours = Parcours::b, .mode = Mode::email, .payment_days = 1});
const Act kC = request({.parcours = Parcours::c, .mode = Mode::identifier, .validation_days = 1});
const Act kD = request({.parcours = Parcours::d, .mode = Mode::email, .payment_days = 1, .validation_days = 1});
const Act kNobodysB = request({.parcours = Parcours::b, .mode = Mode::email, .addressee = Addressee::stranger, .payment_days = 1});

// -------- Worlds --------------------------------------------------------------------------------

std::vector<Scope> of_one_operation() {
  const Acts naming{named(Addressee::bob), named(Addressee::chloe), named(Addressee::stranger), named(Addressee::malformed),
                    named(Addressee::alice, 0, kAsked + 1_cents), named(Addressee::alice, 0, kAsked, Role::olivet_till),
                    twisted(named(Addressee::alice), Twist::other_currency), twisted(named(Addressee::alice), Twist::wrong_seal),
                    act(ActKind::refuse, Role::bob), act(ActKind::resume, Role::control)};
  return {
      {"one-a", "One request on A by identifier: everybody tries everything, with every class of amount.", one(kA)},
      {"one-a-qr", "One QR request on A: scanned, shown, forged and altered by three customers, one of them blocked.",
       one(kQr) + codes(Role::alice) + codes(Role::bob) + codes(Role::chloe)},
      {"one-b", "One request on B.", one(kB) + Acts{kNobodysB}},
      {"one-c", "One pre-reservation on C.", one(kC)},
      {"one-d", "One pre-reservation on D.", one(kD)},
      {"one-order", "One order of a till on A, named afterwards or not at all.",
       one(order(false, -1, Role::till, true)) + naming},
      {"one-order-deferred", "One deferred order of a till, with its fixed limit day, named afterwards.",
       one(order(true, 1, Role::till, true)) + naming + Acts{order(true)}},
  };
}

Acts on_wallet(int operation) {
  return {act(ActKind::pay, Role::alice, operation, 5001_cents),  act(ActKind::pay, Role::alice, operation, 15000_cents),
          act(ActKind::pay, Role::alice, operation, 15001_cents), act(ActKind::refuse, Role::alice, operation),
          act(ActKind::cancel, Role::cashier, operation),         act(ActKind::validate, Role::cashier, operation),
          act(ActKind::validate, Role::cashier, operation, 1_cents)};
}

Acts on_wallet_briefly(int operation) {
  return {act(ActKind::pay, Role::alice, operation, 5001_cents), act(ActKind::pay, Role::alice, operation, 15000_cents),
          act(ActKind::cancel, Role::cashier, operation), act(ActKind::validate, Role::cashier, operation)};
}

Acts on_code(Role who) {
  return {shown(act(ActKind::scan, who), CodeShown::genuine), shown(act(ActKind::pay, who, 0, kAsked), CodeShown::genuine),
          shown(act(ActKind::pay, who, 0, 1_cents), CodeShown::genuine), act(ActKind::pay, who, 0, kAsked),
          shown(act(ActKind::refuse, who), CodeShown::genuine), act(ActKind::refuse, who)};
}

Acts two_on_one_code() {
  return Acts{kQr, act(ActKind::change_mode, Role::cashier), act(ActKind::cancel, Role::cashier),
              aimed(ActKind::block, Role::alice), aimed(ActKind::unblock, Role::alice),
              act(ActKind::issuer_rejects, Role::control)} +
         on_code(Role::alice) + on_code(Role::bob) + on_code(Role::chloe);
}

Acts of_everybody(int operation) {
  Acts all;
  for (const Role who : {Role::cashier, Role::olivet, Role::signatory, Role::parc, Role::parc_signatory, Role::till,
                         Role::olivet_till, Role::parc_till}) {
    all.push_back(act(ActKind::cancel, who, operation));
    all.push_back(act(ActKind::validate, who, operation));
  }
  for (const Role who : {Role::alice, Role::bob, Role::chloe}) {
    all.push_back(act(ActKind::pay, who, operation, kAsked));
    all.push_back(act(ActKind::refuse, who, operation));
  }
  return all;
}

std::vector<Scope> of_couplings() {
  const Asked big{.parcours = Parcours::d, .mode = Mode::email, .payment_days = 1, .validation_days = 1, .amount = 15000_cents};
  const Act at_olivet = request({.who = Role::olivet, .parcours = Parcours::d, .mode = Mode::email, .addressee = Addressee::bob, .payment_days = 1, .validation_days = 1});
  const Act at_parc = request({.who = Role::parc, .parcours = Parcours::c, .mode = Mode::identifier, .validation_days = 1});
  Policies bind_on_pay;
  bind_on_pay.qr_binds_on = QrBindsOn::pay;
  const Acts rights{aimed(ActKind::disable, Role::olivet), aimed(ActKind::enable, Role::olivet)};
  return {
      {"two-one-wallet", "Two requests of 150,00 € on D to one customer who has 200,00 €.",
       Acts{request(big)} + on_wallet(0) + on_wallet(1), 2, {}, {}, Scope{}.start, true},
      {"three-one-wallet", "Three of them: each payable alone, or two in part.",
       Acts{request(big)} + on_wallet_briefly(0) + on_wallet_briefly(1) + on_wallet_briefly(2), 3, {}, {}, Scope{}.start, true},
      {"two-one-code", "Two customers and a blocked one on one QR, which the scan binds.", two_on_one_code()},
      {"two-one-code-pay", "The same, bound by the payment.", two_on_one_code(), 1, bind_on_pay},
      {"two-points", "Two points of one convention: each acts on its own operations only.",
       Acts{kB, at_olivet} + of_everybody(0) + of_everybody(1) + rights, 2},
      {"two-conventions", "Two conventions that ask the same customer.",
       Acts{kC, at_parc} + of_everybody(0) + of_everybody(1), 2},
      {"two-orders", "Two orders of tills whose customers are named afterwards: one immediate request each (FRM-11).",
       Acts{order(false), order(true, 1, Role::parc_till), named(Addressee::alice, 0), named(Addressee::alice, 1),
            named(Addressee::alice, 0, kAsked, Role::parc_till), named(Addressee::alice, 1, kAsked, Role::parc_till),
            named(Addressee::bob, 0), named(Addressee::bob, 1, kAsked, Role::parc_till), kA,
            act(ActKind::pay, Role::alice, 0, kAsked), act(ActKind::pay, Role::alice, 1, kAsked),
            act(ActKind::refuse, Role::bob, 0), act(ActKind::cancel, Role::till, 0), act(ActKind::cancel, Role::parc_till, 1)},
       2},
  };
}

std::vector<Scope> of_repetition() {
  const Act other_amount = request({.parcours = Parcours::a, .mode = Mode::identifier, .amount = 4100_cents});
  Policies short_keys;
  short_keys.key_ttl_s = 120;
  const Acts keyed_acts{keyed(kA, 1), keyed(other_amount, 1), keyed(act(ActKind::pay, Role::alice, 0, kAsked), 2),
                        keyed(act(ActKind::pay, Role::alice, 0, 1_cents), 2), keyed(act(ActKind::cancel, Role::cashier), 1),
                        keyed(act(ActKind::cancel, Role::till), 1), twisted(keyed(kA, 1), Twist::wrong_seal)};
  return {
      {"repeated", "Commands with keys, again at any time, with another body, around the end of the key's life.", keyed_acts,
       2, short_keys, {}, Scope{}.start, false, false, std::chrono::minutes{6}},
      {"crash-a", "The service dies around every commit: a QR request on A, with keys.",
       Acts{keyed(kQr, 1), shown(act(ActKind::scan, Role::alice), CodeShown::genuine),
            keyed(act(ActKind::pay, Role::alice, 0, kAsked), 2), act(ActKind::pay, Role::alice, 0, 1_cents),
            act(ActKind::cancel, Role::cashier), act(ActKind::refuse, Role::alice), act(ActKind::log_in, Role::cashier)},
       1, {}, {}, Scope{}.start, false, true, std::chrono::hours{2}},
      {"crash-d", "The service dies around every commit: a pre-reservation on D, wrong passwords, a blocked customer.",
       Acts{kD, act(ActKind::pay, Role::alice, 0, kAsked), act(ActKind::pay, Role::alice, 0, 1_cents),
            act(ActKind::validate, Role::cashier), act(ActKind::validate, Role::cashier, 0, 1_cents),
            act(ActKind::cancel, Role::cashier), aimed(ActKind::block, Role::alice),
            {.kind = ActKind::log_in, .who = Role::cashier, .right_word = false}},
       1, {}, {}, Scope{}.start, false, true},
  };
}

std::vector<Scope> of_time() {
  const Act d2 = request({.parcours = Parcours::d, .mode = Mode::email, .addressee = Addressee::bob, .payment_days = 1, .validation_days = 1});
  const Acts small{kD, act(ActKind::pay, Role::alice, 0, kAsked), act(ActKind::validate, Role::cashier),
                   act(ActKind::cancel, Role::cashier)};
  Acts of_two{kD, d2};
  for (const int o : {0, 1})
    of_two = of_two + Acts{act(ActKind::pay, Role::alice, o, kAsked), act(ActKind::pay, Role::bob, o, kAsked),
                           act(ActKind::validate, Role::cashier, o), act(ActKind::cancel, Role::cashier, o)};
  return {
      {"same-instant", "Two pre-reservations whose deadlines, sweeps and reminders fall together.", of_two, 2},
      {"midnight", "A pre-reservation on C sent just before midnight and paid on either side of it.",
       Acts{kC} + pays(Role::alice) + decides(Role::cashier), 1, {}, {}, paris("24/06/2020 23:57")},
      {"short-day", "The same across the day of 23 hours.", of_two, 2, {}, {}, paris("28/03/2020 09:00")},
      {"long-day", "A pre-reservation across the day of 25 hours.", small, 1, {}, {}, paris("24/10/2020 09:00")},
      {"new-year", "A pre-reservation across the turn of the year.", small, 1, {}, {}, paris("31/12/2020 09:00")},
      {"leap-day", "A pre-reservation across 29 February.", small, 1, {}, {}, paris("28/02/2020 09:00")},
  };
}

Scope with(std::string name, std::string sentence, Acts acts, void (*change)(Policies&)) {
  Scope scope{std::move(name), std::move(sentence), std::move(acts)};
  change(scope.policies);
  return scope;
}

std::vector<Scope> of_policies() {
  std::vector<Scope> all{
      with("refund-full", "refund = full: what was validated goes back once, on A and C.", one(kA) + Acts{kC},
           [](Policies& p) { p.refund = Refund::full; }),
      with("refusal-stays", "on_refusal = stay, addressed and by QR.", Acts{kC} + two_on_one_code(),
           [](Policies& p) { p.on_refusal = OnRefusal::stay; }),
      with("ends-validated", "on_validation_deadline = validate.", one(kD),
           [](Policies& p) { p.on_validation_deadline = OnValidationDeadline::validate; }),
      with("ends-cancelled", "on_validation_deadline = cancel.", one(kD),
           [](Policies& p) { p.on_validation_deadline = OnValidationDeadline::cancel; }),
      with("instant-sweep", "sweep = instant.", one(kD) + Acts{kB}, [](Policies& p) { p.sweep = Sweep::instant; }),
      with("limit-day-excluded", "limit_day = exclusive.", one(kD) + Acts{kB},
           [](Policies& p) { p.limit_day = LimitDay::exclusive; }),
      with("many-immediate", "one_immediate_request_per_customer = off.", Acts{kA, kC, act(ActKind::cancel, Role::cashier, 0)},
           [](Policies& p) { p.one_immediate_request_per_customer = false; }),
      with("minimums", "Least amounts of 10,00 € to pay and 5,00 € to validate, and each a cent below.",
           one(kC) + Acts{act(ActKind::pay, Role::alice, 0, 999_cents), act(ActKind::pay, Role::alice, 0, 1000_cents),
                          act(ActKind::validate, Role::cashier, 0, 499_cents), act(ActKind::validate, Role::cashier, 0, 500_cents)},
           [](Policies& p) { p.min_partial = 1000_cents, p.min_validated = 500_cents; }),
  };
  for (Scope& scope : all)
    if (scope.name == "many-immediate") scope.operations_max = 2;
  return all;
}

Acts misfilled() {
  Acts all;
  for (int i = 1; i < static_cast<int>(Twist::other_body); ++i) all.push_back(twisted(kC, Twist(i)));
  for (int i = 1; i < static_cast<int>(Twist::other_body); ++i) all.push_back(twisted(kQr, Twist(i)));
  all.push_back(twisted(order(false), Twist::payment_id_longest));
  all.push_back(twisted(order(false), Twist::payment_id_too_long));
  all.push_back(twisted(order(false), Twist::other_currency));
  for (const Money amount : {Money{}, 1_cents, 1999_cents, 2000_cents}) {
    all.push_back(request({.parcours = Parcours::a, .mode = Mode::identifier, .amount = amount}));
    all.push_back(request({.parcours = Parcours::a, .mode = Mode::qr, .amount = amount}));
  }
  for (const Addressee to : {Addressee::chloe, Addressee::stranger, Addressee::malformed})
    all.push_back(request({.parcours = Parcours::a, .mode = Mode::identifier, .addressee = to}));
  all.push_back(request({.parcours = Parcours::b, .mode = Mode::email, .payment_days = 0}));
  all.push_back(request({.parcours = Parcours::b, .mode = Mode::email, .payment_days = 366}));
  all.push_back(request({.parcours = Parcours::c, .mode = Mode::qr, .validation_days = 1}));
  all.push_back(order(true, 366));
  for (const Act& made : {kB, kC, kD}) {
    all.push_back(made);
    all.back().amount = 1999_cents;
  }
  all.push_back(kA);
  all.back().kind = ActKind::prepare;
  for (Act made : {kA, kC, kB, kQr}) {  // By a till that speaks our extension, with notifications.
    made.who = Role::till;
    made.form.has_urls = true;
    all.push_back(made);
  }
  all.push_back(request({.who = Role::till, .parcours = Parcours::c, .mode = Mode::qr, .validation_days = 1}));
  all.push_back(request({.who = Role::till, .parcours = Parcours::b, .mode = Mode::identifier, .payment_days = 1}));
  all.push_back(twisted(request({.parcours = Parcours::c, .mode = Mode::email, .validation_days = 1}), Twist::identifier_in_capitals));
  for (Act& a : all)
    if (a.kind == ActKind::request && a.form.mode != Mode::qr && a.twist != Twist::none && a.who == Role::cashier) {
      Act prepared = a;
      prepared.kind = ActKind::prepare;
      if (a.twist == Twist::amount_malformed || a.twist == Twist::basket_missing) a = prepared;
    }
  return all;
}

std::vector<Scope> of_forms_and_access() {
  const auto log_in = [](Role who, bool right) { return Act{.kind = ActKind::log_in, .who = who, .right_word = right}; };
  const auto on_right = [](ActKind kind, Role who, Role target) { return Act{.kind = kind, .who = who, .target = target}; };
  Policies unique;
  unique.basket_unique = BasketUnique::pending;
  Policies taken_for_ever;
  taken_for_ever.basket_unique = BasketUnique::point;
  unique.dedupe_create = DedupeCreate::order_and_payment_id;
  return {
      {"forms", "Every way to fill in a form wrongly, and the boundaries of what is right.", misfilled()},
      {"baskets", "basket_unique = pending and dedupe_create: the same basket again.",
       Acts{kA, kQr, order(false), act(ActKind::cancel, Role::cashier, 0), act(ActKind::pay, Role::alice, 0, kAsked)}, 2, unique},
      {"baskets-for-ever", "basket_unique = point, and a notification e-mail to be remembered.",
       Acts{kA, kC, twisted(kC, Twist::remember_email), twisted(kA, Twist::remember_email), act(ActKind::cancel, Role::cashier, 0),
            act(ActKind::pay, Role::alice, 0, kAsked)}, 2, taken_for_ever},
      {"access", "Log-ins, lock-out, recovery and rights of two accounts.",
       Acts{log_in(Role::cashier, true), log_in(Role::cashier, false), twisted(log_in(Role::cashier, true), Twist::amount_missing),
            log_in(Role::signatory, false), {.kind = ActKind::ask_recovery, .who = Role::cashier},
            {.kind = ActKind::set_password, .who = Role::cashier}, {.kind = ActKind::set_password, .who = Role::cashier, .right_word = false},
            twisted({.kind = ActKind::set_password, .who = Role::cashier}, Twist::amount_missing),
            on_right(ActKind::take_right, Role::signatory, Role::cashier), on_right(ActKind::give_right, Role::signatory, Role::cashier),
            on_right(ActKind::take_right, Role::cashier, Role::cashier), on_right(ActKind::take_right, Role::parc_signatory, Role::cashier),
            aimed(ActKind::disable, Role::cashier), aimed(ActKind::enable, Role::cashier), kB, kQr, order(false),
            aimed(ActKind::credit, Role::alice), act(ActKind::cancel, Role::signatory), act(ActKind::cancel, Role::till)},
       1, {}, {aimed(ActKind::credit, Role::alice, 1000_cents)}, Scope{}.start, false, false, std::chrono::hours{2}},
  };
}

std::vector<Scope> gather() {
  std::vector<Scope> all;
  for (const auto& part : {of_one_operation(), of_couplings(), of_repetition(), of_time(), of_policies(), of_forms_and_access()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace

std::span<const Scope> scopes() {
  static const std::vector<Scope> all = gather();
  return all;
}

const Scope* find_scope(std::string_view name) {
  const auto found = std::find_if(scopes().begin(), scopes().end(), [&](const Scope& s) { return s.name == name; });
  return found == scopes().end() ? nullptr : &*found;
}

}  // namespace parcours
