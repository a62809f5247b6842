#include "sim/shrink_moves.h"

#include <algorithm>
#include <bitset>
#include <cstdlib>

#include "sim/cast.h"

namespace parcours {
namespace {

using namespace encaissement;
using Of = When::Of;

constexpr Money kUsual = Money::from_cents(4000);
constexpr Money kTooMuch = Money::from_cents(20001);  // A cent more than the guide's customers have.
constexpr Money kCent = Money::from_cents(1);

int oddness(Role role) {
  if (role == Role::cashier || role == Role::alice || role == Role::control) return 0;
  return role == Role::bob || role == Role::till ? 1 : 2;
}

int oddness(const FormChoice& f) {
  const int parcours = f.parcours == Parcours::a && f.mode == Mode::identifier ? 0 : 1 + static_cast<int>(f.parcours);
  const int days = (f.payment_days > 1) + (f.payment_days > 10) + (f.validation_days > 1) + (f.validation_days > 10);
  return parcours + days + 2 * static_cast<int>(f.addressee) + f.by_email + (f.basket != 0) + 3 * f.is_public +
         f.deferred + f.has_urls;
}

int oddness(Money amount) {
  if (amount == kUsual || amount.is_zero()) return 0;
  if (amount == kUsual + kCent || amount == kUsual - kCent || amount == kCent) return 1;
  return amount.cents() % 1000 == 0 ? 2 : 3;
}

int oddness(const When& when) {
  if (when == When{}) return 0;
  if (when.of != Of::now && std::abs(when.offset.count()) <= 1) return 1 + (when.offset.count() != 0);
  if (when.of != Of::now) return 5;
  return when.offset.count() % 1000 == 0 ? 3 : 4;
}

bool is_about(const Act& act) { return act.kind >= ActKind::name && act.kind <= ActKind::issuer_rejects; }
bool has_form(const Act& act) { return act.kind == ActKind::request || act.kind == ActKind::prepare; }

template <class Change>
void add(std::vector<Act>& all, const Act& act, Change change) {
  Act changed = act;
  change(changed);
  if (!(changed == act)) all.push_back(changed);
}

void add_simpler_forms(std::vector<Act>& all, const Act& act) {
  add(all, act, [](Act& a) { a.kind = ActKind::request; });
  add(all, act, [](Act& a) { a.form = {.parcours = Parcours::a, .mode = Mode::identifier}; });
  add(all, act, [](Act& a) { a.form = {.parcours = Parcours::a, .mode = Mode::qr}; });
  add(all, act, [](Act& a) { a.form = {.parcours = Parcours::b, .mode = Mode::email, .payment_days = 1}; });
  add(all, act, [](Act& a) { a.form = {.parcours = Parcours::c, .mode = Mode::identifier, .validation_days = 1}; });
  add(all, act, [](Act& a) {
    a.form = {.parcours = Parcours::d, .mode = Mode::email, .payment_days = 1, .validation_days = 1};
  });
  add(all, act, [](Act& a) { a.form.payment_days = std::min<std::int16_t>(a.form.payment_days, 1); });
  add(all, act, [](Act& a) { a.form.validation_days = std::min<std::int16_t>(a.form.validation_days, 1); });
  add(all, act, [](Act& a) { a.form.is_public = a.form.deferred = false; });
  add(all, act, [](Act& a) { a.form.deferred = false; });
  add(all, act, [](Act& a) { a.form.has_urls = false; });
  add(all, act, [](Act& a) { a.form.by_email = false; });
  add(all, act, [](Act& a) { a.form.basket = 0; });
  add(all, act, [](Act& a) { a.form.addressee = Addressee::alice; });
}

void add_simpler_amounts(std::vector<Act>& all, const Act& act, Money asked) {
  const auto to = [&](Money amount) { add(all, act, [&](Act& a) { a.amount = std::max(amount, Money{}); }); };
  if (act.amount.is_zero() && act.kind == ActKind::validate) return;
  for (const Money limit : {kUsual, asked, Money::from_cents(2000), Money::from_cents(20000)})
    for (const Money amount : {limit, limit - kCent, limit + kCent}) to(amount);
  to(kCent);
  to(Money{});
}

void add_simpler_times(std::vector<Act>& all, const Act& act, int operations) {
  const auto to = [&](When when) { add(all, act, [&](Act& a) { a.when = when; }); };
  if (act.when == When{}) return;
  to({});
  for (const int offset : {0, -1, 1}) to({.of = Of::recovery, .operation = 0, .offset = Duration{offset}});
  for (int o = 0; o < std::min(operations, 4); ++o)
    for (const Of of : {Of::payment, Of::validation, Of::payment_sweep, Of::validation_sweep, Of::reminder})
      for (const int offset : {0, -1, 1}) to({of, static_cast<std::uint8_t>(o), Duration{offset}});
  if (act.when.of != Of::now) return;
  const std::int64_t ms = act.when.offset.count();
  for (const std::int64_t round : {86'400'000, 3'600'000, 60'000, 1000})
    if (ms > round) to({.of = Of::now, .operation = 0, .offset = Duration{ms / round * round}});
  to({.of = Of::now, .operation = 0, .offset = Duration{ms / 2}});
}

void add_simpler_people(std::vector<Act>& all, const Act& act) {
  if (is_customer(act.who)) add(all, act, [](Act& a) { a.who = Role::alice; });
  if (act.who <= Role::parc_till) add(all, act, [](Act& a) { a.who = Role::cashier; });
  if (act.kind == ActKind::name) add(all, act, [](Act& a) { a.form.addressee = Addressee::alice; a.form.by_email = false; });
}

}  // namespace

StoryWeight weight_of(const Story& story) {
  StoryWeight w{};
  std::bitset<kRoleCount> people;
  for (const Act& act : story) {
    ++w[0];
    w[1] += act.mishap != Mishap::none;
    w[2] += (act.twist != Twist::none) + (act.code > CodeShown::genuine) + (act.kind == ActKind::prepare);
    w[3] += act.key != 0;
    if (!people.test(static_cast<std::size_t>(act.who))) w[4] += 10 + oddness(act.who);
    people.set(static_cast<std::size_t>(act.who));
    if (has_form(act) || act.kind == ActKind::name) w[5] += oddness(act.form);
    w[5] += oddness(act.target) * (act.target != Role{});
    w[6] += oddness(act.amount);
    w[7] += oddness(act.when);
    w[8] += act.when.of == Of::now ? act.when.offset.count() : 0;
  }
  return w;
}

std::vector<Act> simpler_acts(const Act& act, Money asked, int operations) {
  std::vector<Act> all;
  add(all, act, [](Act& a) { a.mishap = Mishap::none; });
  add(all, act, [](Act& a) { a.twist = Twist::none; });
  add(all, act, [](Act& a) { a.key = 0; });
  add(all, act, [](Act& a) { a.code = std::min(a.code, CodeShown::genuine); });
  if (has_form(act)) add_simpler_forms(all, act);
  add_simpler_people(all, act);
  add_simpler_amounts(all, act, asked);
  add_simpler_times(all, act, operations);
  return all;
}

Story with_role(const Story& story, Role from, Role to) {
  Story changed = story;
  const auto addressee = [](Role role) {
    return static_cast<Addressee>(static_cast<int>(role) - static_cast<int>(Role::alice));
  };
  for (Act& act : changed) {
    if (act.who == from) act.who = to;
    if (act.target == from) act.target = to;
    if (is_customer(from) && is_customer(to) && act.form.addressee == addressee(from)) act.form.addressee = addressee(to);
  }
  return changed;
}

std::vector<Act> alphabet_of(const Story& story) {
  std::vector<Act> plain(story.begin(), story.end());
  const FormChoice qr{.parcours = Parcours::a, .mode = Mode::qr};
  const FormChoice reserve{.parcours = Parcours::c, .mode = Mode::identifier, .validation_days = 1};
  const FormChoice deferred{.parcours = Parcours::b, .mode = Mode::email, .payment_days = 1};
  for (const FormChoice& form : {qr, reserve, deferred})
    plain.push_back({.kind = ActKind::request, .who = Role::cashier, .form = form, .amount = kUsual});
  plain.push_back({.kind = ActKind::request, .who = Role::cashier, .form = deferred, .amount = kTooMuch});
  plain.push_back({.kind = ActKind::pay, .who = Role::alice, .amount = kTooMuch});
  plain.push_back({.kind = ActKind::scan, .who = Role::alice, .code = CodeShown::genuine});
  plain.push_back({.kind = ActKind::pay, .who = Role::alice, .amount = kUsual});
  plain.push_back({.kind = ActKind::validate, .who = Role::cashier});
  plain.push_back({.kind = ActKind::cancel, .who = Role::cashier});
  plain.push_back({.kind = ActKind::wait, .who = Role::control});
  std::vector<Act> all;
  const auto once = [&](const Act& act) {
    if (std::find(all.begin(), all.end(), act) == all.end()) all.push_back(act);
  };
  for (const Act& act : plain) once(act);
  for (const Act& act : plain) {
    if (!is_about(act) && act.kind != ActKind::wait) continue;
    for (const When when : {When{Of::payment, 0, {}}, When{Of::payment_sweep, 0, {}}, When{Of::validation, 0, {}},
                            When{Of::validation_sweep, 0, {}}}) {
      Act later = act;
      later.when = when;
      once(later);
    }
  }
  return all;
}

}  // namespace parcours
