// Proof that a property can refuse: for each of the catalogue something broken that this very property refuses. A Bite
// plays it twice, sound and broken; the chapters hand theirs to properties_test.cpp, which misses none.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/arena.h"

namespace parcours {

struct Bite {
  std::string_view property;  // By id.
  std::string_view broken;    // What is broken, as a test is called: "PaidTwice".
  std::function<std::string()> trouble;  // Empty: the sound one was accepted, the broken one refused by the property.
};

std::vector<Bite> creation_bites();
std::vector<Bite> step_bites();
std::vector<Bite> operation_bites();
std::vector<Bite> answer_bites();
std::vector<Bite> service_bites();
std::vector<Bite> monitor_bites();

// -------- Short stories of the guide ------------------------------------------------------------

inline Act ask(encaissement::Parcours parcours, Role who = Role::cashier) {
  using encaissement::Mode;
  using encaissement::Parcours;
  Act act{.kind = ActKind::request, .who = who, .amount = encaissement::Money::from_cents(4000)};
  const bool deferred = parcours == Parcours::b || parcours == Parcours::d;
  act.form = {.parcours = parcours, .mode = deferred ? Mode::email : Mode::identifier, .addressee = Addressee::alice};
  if (deferred) act.form.payment_days = 3;
  if (parcours == Parcours::c || parcours == Parcours::d) act.form.validation_days = 2;
  return act;
}
inline Act ask_qr() {
  Act act = ask(encaissement::Parcours::a);
  act.kind = ActKind::prepare;
  act.form.mode = encaissement::Mode::qr;
  return act;
}
inline Act ask_unnamed() {  // By a till that names the customer afterwards.
  Act act = ask(encaissement::Parcours::a, Role::till);
  act.form.is_public = true;
  return act;
}
inline Act pay(std::int64_t cents = 4000, Role who = Role::alice) {
  return {.kind = ActKind::pay, .who = who, .amount = encaissement::Money::from_cents(cents)};
}
inline Act scan(Role who = Role::alice) { return {.kind = ActKind::scan, .who = who, .code = CodeShown::genuine}; }
inline Act refuse() { return {.kind = ActKind::refuse, .who = Role::alice}; }
inline Act cancel() { return {.kind = ActKind::cancel, .who = Role::cashier}; }
inline Act validate(std::int64_t cents = 0) {
  return {.kind = ActKind::validate, .who = Role::cashier, .amount = encaissement::Money::from_cents(cents)};
}
inline Act wait(When::Of until, Duration more = {}) {
  return {.kind = ActKind::wait, .who = Role::control, .when = {.of = until, .offset = more}};
}

}  // namespace parcours
