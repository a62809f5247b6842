#include "scenarios/certify/play.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "reference/core/text.h"
#include "scenarios/certify/oracle_belief.h"
#include "scenarios/certify/oracle_ledger.h"
#include "scenarios/certify/oracle_screen.h"

namespace parcours {

using encaissement::format_amount;

namespace {

constexpr std::chrono::seconds kWallRest{5};  // How long a till is really waited for before it is looked at.

std::string length_text(Duration length) {
  const auto ms = length.count() < 0 ? -length.count() : length.count();
  if (ms % 86'400'000 == 0 && ms > 0) return std::to_string(ms / 86'400'000) + " days";
  if (ms % 3'600'000 == 0 && ms > 0) return std::to_string(ms / 3'600'000) + " h";
  if (ms % 60'000 == 0 && ms > 0) return std::to_string(ms / 60'000) + " min";
  return ms % 1'000 == 0 ? std::to_string(ms / 1'000) + " s" : std::to_string(ms) + " ms";
}

std::string_view capability_of(const TillOrder& order) {
  if (order.verb == TillVerb::validate) return "validation";
  if (order.verb == TillVerb::change_mode) return "change_mode";
  if (order.verb != TillVerb::create) return "";
  if (order.parcours == "B") return "deferred";
  if (order.parcours == "C" || order.parcours == "D") return "validation";
  return order.mode == "qr" ? "qr" : "identifier";
}

// Whether the service would do at `now` what the cashier wants. Of a new sale only the amount is looked at.
bool is_possible(const TillOrder& order, const Ledger& ledger, Instant now, const encaissement::Policies& policies) {
  const auto amount = encaissement::parse_amount(order.amount);
  if (order.verb == TillVerb::create) return operations_of(ledger, order.sale).empty() && amount && *amount >= policies.min_requested;
  const OperationView* operation = operation_of(ledger, order.sale);
  if (operation == nullptr) return false;
  const bool held = operation->status == "to_validate" && now < operation->validation_deadline.value_or(Instant::max());
  if (order.verb == TillVerb::validate)
    return held && (order.amount.empty() || (amount && !amount->is_zero() && *amount <= operation->received));
  if (order.verb == TillVerb::cancel) return held || is_payable(*operation, now);
  return order.verb == TillVerb::change_mode && operation->mode == "qr" && is_payable(*operation, now);
}

}  // namespace

Play::Play(Scene& scene)
    : scene_{scene}, courier_{scene}, clock_{scene, courier_}, phones_{scene}, money_{scene.service.money()} {}

void Play::run() {
  clock_.settle();
  for (const TillStep& one : scene_.story.steps) {
    if (scene_.is_over() || !unmet_.empty()) break;
    std::visit([&](const auto& what) { step(what); }, one);
    if (!scene_.is_over()) clock_.settle();
    if (!scene_.is_over()) watch();
  }
  finish();
}

// -------- The cashier

void Play::step(const till_step::Cashier& step) {
  const TillOrder& order = step.order;
  scene_.history.add(scene_.now(), {.from = "cashier", .to = "till", .kind = "call", .label = label_of(order)});
  if (!scene_.till_is_up) {
    scene_.history.add(scene_.now(), {.from = "till", .to = "cashier", .kind = "note", .label = "is off"});
    return;
  }
  const std::size_t wire_before = scene_.narrated();
  const TillReply reply = scene_.till.order(order);
  scene_.narrate();
  if (scene_.lost(reply)) return;
  scene_.history.add(scene_.now(), {.from = "till", .to = "cashier", .kind = "answer", .label = label_of(reply)});
  scene_.orders.push_back(order);
  keep(order, reply);
  keep_own_refusal(order, reply, wire_before);
  if (reply.kind == TillReply::Kind::unsupported) judge_claim(order);
}

void Play::keep(const TillOrder& order, const TillReply& reply) {
  SaleBook* book = scene_.book(order.sale);
  if (book == nullptr) {
    if (order.verb != TillVerb::create) return;
    scene_.sales.push_back({.sale = order.sale});
    book = &scene_.sales.back();
  }
  book->ordered = scene_.now();
  if (order.verb == TillVerb::retry) return keep_retry(*book, reply);
  if (order.verb == TillVerb::look) return void(book->asked_again = true);
  book->asked_again = false;
  book->intents.push_back({order, reply});
}

// Whoever has asked nobody has ruled it out himself. Whether that was wrong shows at the end: a till that waits for an
// answer may refuse what comes meanwhile, and the sale comes to what it must all the same.
void Play::keep_own_refusal(const TillOrder& order, const TillReply& reply, std::size_t wire_before) {
  SaleBook* book = scene_.book(order.sale);
  if (book == nullptr) return;
  if (reply.is_ok()) book->own_refusal.clear();
  if (reply.kind != TillReply::Kind::error || !reply.definite) return;
  for (const TraceEntry& entry : scene_.wire.since(wire_before))
    if (const auto* call = std::get_if<TracedCall>(&entry); call != nullptr && call->request.method == "POST") return;
  if (!is_possible(order, scene_.service.operations(), scene_.now(), scene_.policies)) return;
  book->own_refusal = std::string{to_string(order.verb)} + ": " + reply.code;
  book->own_refusal_rule = order.verb == TillVerb::create ? TillRuleId::pos_03 : TillRuleId::pos_18;
}

// What could be done or not is certain once a retry says that it is done.
void Play::keep_retry(SaleBook& book, const TillReply& reply) {
  book.asked_again = true;
  SaleIntent& last = book.intents.back();
  const bool uncertain = last.reply.kind == TillReply::Kind::error && !last.reply.definite;
  if (reply.is_ok() && uncertain) last.reply = reply;
}

void Play::judge_claim(const TillOrder& order) {
  const std::string_view capability = capability_of(order);
  const std::string name{to_string(order.verb)};
  if (!capability.empty() && !scene_.hello.can(capability))
    return scene_.stop(Verdict::unsupported, "The till cannot do that (" + name + "), and does not claim to.");
  scene_.add({.oracle = Oracle::belief, .rule = TillRuleId::pos_20, .verdict = Verdict::fail, .at = scene_.now(), .sale = order.sale,
              .sentence = "The till says that it cannot do what it claims (" + name + ").",
              .expected = {capability.empty() ? "what every till can" : "what it claims: " + std::string{capability}}, .actual = "unsupported"});
}

void Play::step(const till_step::Customer& step) { phones_.act(step); }

// -------- Time

void Play::wait(Duration length, const std::string& label) {
  scene_.history.add(scene_.now(), {.from = "clock", .to = "", .kind = "time", .label = label});
  clock_.advance_to(scene_.now() + length);
}

void Play::step(const till_step::Wait& step) { wait(step.length, length_text(step.length) + " pass"); }

void Play::step(const till_step::WaitUntil& step) {
  const bool payment = step.limit == till_step::WaitUntil::Limit::payment;
  const Ledger ledger = scene_.service.operations();
  const OperationView* operation = operation_of(ledger, step.sale);
  std::optional<Instant> limit;
  if (operation != nullptr) limit = payment ? std::optional{operation->payment_deadline} : operation->validation_deadline;
  const std::string name = payment ? "the payment limit" : "the validation limit";
  if (!limit) return unmet(step.sale, "There is no such limit of the sale " + step.sale + ": " + name + ".");
  const Instant until = *limit + step.offset;
  if (until < scene_.now()) return unmet(step.sale, name + " of the sale " + step.sale + " is passed already.");
  const std::string offset = step.offset == Duration{0} ? "" : length_text(step.offset) + (step.offset < Duration{0} ? " before " : " after ");
  wait(until - scene_.now(), "until " + offset + name);
}

// A length of nothing: as long as it takes until nobody has an excuse.
void Play::step(const till_step::Rest& step) {
  Duration length = step.length;
  if (length == Duration{0}) length = all_rest();
  if (scene_.by_the_wall()) length = std::min<Duration>(length, kWallRest);
  wait(length, length_text(length) + " of rest");
  if (!scene_.is_over()) judge_rest();
}

// -------- Trouble

void Play::step(const till_step::WireTrouble& step) {
  scene_.wire.order(step.order);
  const std::string which = step.order.call ? std::string{to_string(*step.order.call)} : "any call";
  scene_.history.add(scene_.now(), {.from = "network", .to = "", .kind = "note",
                                    .label = "will trouble " + which + ": " + std::string{to_string(step.order.fault)} +
                                             (step.order.times == 1 ? "" : ", " + std::to_string(step.order.times) + " times")});
}

void Play::step(const till_step::NoticeTrouble& step) {
  static constexpr std::array kKinds = {"lost", "late", "twice", "reordered", "forged", "stale"};
  courier_.order(step);
  scene_.history.add(scene_.now(), {.from = "network", .to = "", .kind = "note",
                                    .label = std::string{"will trouble notifications: "} + kKinds[static_cast<std::size_t>(step.kind)] +
                                             (step.times == 1 ? "" : ", " + std::to_string(step.times) + " times")});
}

void Play::step(const till_step::TillCrash&) {
  scene_.history.add(scene_.now(), {.from = "till", .to = "", .kind = "fault", .label = "goes down"});
  if (!scene_.till_is_up) return;
  const TillReply reply = scene_.till.crash();
  scene_.narrate();
  if (scene_.lost(reply)) return;
  scene_.till_is_up = false;
  for (SaleBook& book : scene_.sales) {
    book.till_crashed = true;
    book.acknowledged.clear();
  }
}

void Play::step(const till_step::TillRestart&) {
  scene_.history.add(scene_.now(), {.from = "till", .to = "", .kind = "note", .label = "is started again"});
  if (scene_.till_is_up) return;
  scene_.reset.now = scene_.now() + scene_.skew;
  if (scene_.lost(scene_.till.restart(scene_.reset))) return;
  if (scene_.lost(scene_.till.hello().reply)) return;
  scene_.till_is_up = true;
  scene_.disturb(scene_.now());
  scene_.wire.note(TracedNote{scene_.now(), "the till was started again"});
  scene_.narrate();
}

void Play::step(const till_step::ServiceRestart&) {
  scene_.history.add(scene_.now(), {.from = "service", .to = "", .kind = "fault", .label = "goes down and is started again"});
  if (const auto broken = scene_.service.restart()) return scene_.stop(Verdict::error, "The service did not start again: " + *broken);
  scene_.wire.note(TracedNote{scene_.now(), "the service was started again"});
}

// A clock that was set back strikes late by so much, for what waits already.
void Play::step(const till_step::Skew& step) {
  const Duration change = step.ahead - scene_.skew;
  scene_.skew = step.ahead;
  if (change < Duration{0} && !scene_.sales.empty()) scene_.disturb(scene_.now() - change);
  scene_.history.add(scene_.now(), {.from = "clock", .to = "till", .kind = "time",
                                    .label = "the till's clock is " + length_text(step.ahead) + (step.ahead < Duration{0} ? " behind" : " ahead")});
}

void Play::unmet(const std::string& sale, std::string why) {
  unmet_ = std::move(why);
  unmet_sale_ = sale;
  scene_.history.add(scene_.now(), {.from = "clock", .to = "", .kind = "note", .label = unmet_});
}

void Play::step(const till_step::Reach& step) {
  const Ledger ledger = scene_.service.operations();
  const OperationView* operation = operation_of(ledger, step.sale);
  const std::string status = operation == nullptr ? "none" : operation->status;
  if (status != step.status)
    return unmet(step.sale, "The case shows nothing: the sale " + step.sale + " must have come to " + step.status + ", and is " + status + ".");
  if (step.received && operation != nullptr && operation->received != *step.received)
    unmet(step.sale, "The case shows nothing: of the sale " + step.sale + " " + format_amount(*step.received) + " must have been received, and it is " +
          format_amount(operation->received) + ".");
}

}  // namespace parcours
