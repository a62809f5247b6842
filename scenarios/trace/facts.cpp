// What is told, in words, and what of it can be judged by itself.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "reference/core/text.h"
#include "scenarios/trace/play.h"

namespace parcours {

using namespace encaissement;

namespace {

constexpr std::size_t kWorded = 4;  // Phrases of what would have been possible.

std::string words(const Operation& o) {
  std::string text{to_string(api_state(o))};
  if (was_paid(o)) text += fmt::format(", {} paid {}", format_amount(o.paid), format_instant(o.paid_at));
  if (was_paid(o) && o.received != o.paid) text += fmt::format(", {} received", format_amount(o.received));
  return text;
}

Parcours parcours_of(const Told& told) {
  for (const Parcours p : {Parcours::a, Parcours::b, Parcours::c, Parcours::d})
    if (told.parcours == to_string(p)) return p;
  return told.capture_mode == "DEFERRED" ? Parcours::c : Parcours::a;
}

Mode mode_of(const Told& told) {
  for (const Mode m : {Mode::qr, Mode::identifier, Mode::email})
    if (told.mode == to_string(m)) return m;
  return Mode::unnamed;
}

void take_state(Operation& o, ApiState state) {
  o.reached = o.reached || state != ApiState::initialized;
  o.cause = Cause::none;
  switch (state) {
    case ApiState::initialized: case ApiState::processing: o.status = Status::awaiting_customer; return;
    case ApiState::authorized: o.status = Status::to_validate; return;
    case ApiState::validated: o.status = Status::validated; return;
    case ApiState::expired: o.status = Status::expired; return;
    case ApiState::aborted: o.cause = Cause::customer; break;
    case ApiState::rejected: o.cause = Cause::issuer; break;
    case ApiState::cancelled: o.cause = Cause::merchant; break;
  }
  o.status = Status::cancelled;
}

void take_money(Operation& o, const Told& told) {
  const bool shows = told.api == ApiState::authorized || told.api == ApiState::validated;
  o.requested = told.requested.value_or(o.requested);
  o.paid = told.paid.value_or(told.granted.value_or(shows && o.paid.is_zero() ? o.requested : o.paid));
  o.received = told.received.value_or(shows ? told.granted.value_or(o.paid) : Money{});
  o.validated = told.validated.value_or(o.status == Status::validated ? o.received : Money{});
  if (told.paid_at) o.paid_at = *told.paid_at;
}

}  // namespace

std::string words_of(const Told& told) {
  std::string text = told.state.empty() ? "no state" : told.state;
  if (told.granted) text += fmt::format(", {} granted", format_amount(*told.granted));
  if (told.received && told.received != told.granted) text += fmt::format(", {} received", format_amount(*told.received));
  if (told.paid_at) text += ", paid " + format_instant(*told.paid_at);
  return text;
}

std::vector<std::string> words_of(const MayBes& worlds) {
  std::vector<std::string> all;
  for (const MayBe& w : worlds) {
    std::string text = words(w.op);
    if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(std::move(text));
  }
  if (all.size() > kWorded) all.resize(kWorded);
  return all;
}

MayBe taken_at_its_word(const Told& told, Instant at, const MayBe* before) {
  MayBe w = before != nullptr ? *before : MayBe{};
  w.how = nullptr;
  w.since = at;
  w.vague = w.vague || before == nullptr;
  Operation& o = w.op;
  if (before == nullptr) {
    o = {.id = OperationId{1}, .parcours = parcours_of(told), .mode = mode_of(told)};
    o.created = told.created.value_or(at);
    constexpr Duration kFar = Days{800};  // Not known: never too late.
    o.payment_deadline = told.expires.value_or(o.created + kFar);
    o.validation_deadline = told.validation_deadline.value_or(o.created + kFar);
    o.validation_limit_fixed = true;
    o.validation_limit = paris_day(o.created) + Days{800};
    w.passed = kAnyState;
  }
  o.named = o.named || !told.beneficiary.empty();
  if (o.named || (told.api && *told.api != ApiState::initialized)) o.customer = CustomerId{1};
  if (told.api) take_state(o, *told.api);
  take_money(o, told);
  if (told.last_action) o.last_action = *told.last_action;
  if (told.api) w.passed |= bit(*told.api);
  return w;
}

void check_amounts(const Told& told, const FactsAsked& asked, std::size_t entry, Instant at, Books& books) {
  const auto need = [&](bool holds, RuleId rule, const char* sentence, std::string expected, std::string actual) {
    if (holds) return books.held(rule);
    books.fail({.rule = rule, .number = told.number, .at = at, .entries = {entry}, .sentence = sentence,
                .expected = {std::move(expected)}, .actual = std::move(actual)});
  };
  if (asked.create != nullptr && told.requested) {
    const auto wanted = parse_amount(asked.create->made.form.amount);
    if (wanted) need(*told.requested == *wanted, RuleId::frm_01, "The amount told is not the one that was asked for.",
                     format_amount(*wanted), format_amount(*told.requested));
  }
  if (asked.create != nullptr && !told.order.empty())
    need(told.order == trimmed(asked.create->made.form.basket), RuleId::frm_03, "The order told is not the one that was sent.",
         asked.create->made.form.basket, told.order);
  if (asked.create != nullptr && !told.label.empty())
    need(told.label == asked.create->made.form.label, RuleId::frm_04, "The label told is not the one that was sent.",
         asked.create->made.form.label, told.label);
  if (!told.requested) return books.unknown(RuleId::mon_02, "the log shows no amounts");
  const Money most = told.received.value_or(told.granted.value_or(Money{}));
  const Money validated = told.validated.value_or(Money{}), granted = told.granted.value_or(Money{});
  need(Money{} <= validated && validated <= told.received.value_or(Money::max()) && most <= *told.requested && granted <= *told.requested,
       RuleId::mon_02, "0 <= validated <= received <= requested does not hold.", "at most " + format_amount(*told.requested),
       format_amount(std::max(most, granted)) + " received, " + format_amount(validated) + " validated");
  if (told.remaining && told.received)
    need(*told.remaining == *told.requested - *told.received, RuleId::pay_07, "What remains is not requested less received.",
         format_amount(*told.requested - *told.received), format_amount(*told.remaining));
}

}  // namespace parcours
