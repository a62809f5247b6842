#include "scenarios/trace/journal_books.h"

#include <algorithm>

#include "reference/core/deadline.h"
#include "reference/core/text.h"
#include "reference/core/transition_table.h"

namespace parcours {

using namespace encaissement;

namespace {

bool happens_by_itself(EventKind kind) { return kind == EventKind::payment_deadline || kind == EventKind::validation_deadline; }

bool asks_at_once(const Operation& o) { return is_immediate(o) && o.mode != Mode::qr && o.named; }

}  // namespace

void JournalBooks::need(bool holds, RuleId rule, const Place& place, const char* sentence, std::string expected, std::string actual) {
  if (holds) return books.held(rule);
  books.fail({.rule = rule, .number = place.number, .at = now_, .entries = {place.line - 1}, .sentence = sentence,
              .expected = {std::move(expected)}, .actual = std::move(actual)});
}

void JournalBooks::take(const Fact& fact, const Place& place) {
  need(fact.at >= now_, RuleId::rep_03, place, "Time goes backwards.", "at or after " + format_instant(now_), format_instant(fact.at));
  now_ = std::max(now_, fact.at);
  const auto* step = std::get_if<OperationStepped>(&fact.body);
  if (step == nullptr || !happens_by_itself(step->event.kind)) overdue(fact.at, place);
  if (const auto* f = std::get_if<OperationCreated>(&fact.body)) created(f->operation, place);
  if (step != nullptr) stepped(step->operation, step->event, place);
  if (const auto* f = std::get_if<CustomerChanged>(&fact.body)) changed(*f);
  if (const auto* f = std::get_if<Answered>(&fact.body); f != nullptr && !is_export_) answered(*f, place);
  if (const auto* f = std::get_if<CustomerAdded>(&fact.body)) {
    wallets_[f->customer.id] = {f->customer.available, Money{}, f->customer.blocked};
    credited_ += f->customer.available;
  }
}

void JournalBooks::changed(const CustomerChanged& fact) {
  Wallet& wallet = wallets_[fact.customer];
  wallet.blocked = fact.blocked;
  wallet.available += fact.credited;
  credited_ += fact.credited;
}

// REP-01: one answer a key while it lives.
void JournalBooks::answered(const Answered& fact, const Place& place) {
  const auto [at, is_new] = answers_.try_emplace({fact.principal, fact.key}, Kept{fact.digest, now_});
  const bool lives = !is_new && now_ - at->second.at < std::chrono::seconds{policies_.key_ttl_s};
  need(!lives, RuleId::rep_01, place, "A key that lives was answered anew.", "the answer it had", "another");
  at->second = {fact.digest, now_};
}

// -------- Operations ----------------------------------------------------------------------------

void JournalBooks::created(const Operation& o, const Place& place) {
  ++books.transactions;
  operations_[o.id] = o;
  numbers_[o.id] = place.number;
  need(o.requested >= policies_.min_requested, RuleId::frm_01, place, "Less was asked for than may be.", format_amount(policies_.min_requested), format_amount(o.requested));
  const bool b_or_d = !is_immediate(o);
  const bool good_mode = b_or_d ? o.mode == Mode::email : o.parcours == Parcours::a ? o.mode != Mode::email || o.named : o.mode != Mode::qr;
  need(good_mode, RuleId::frm_05, place, "The customer is reached in a way that this parcours has not.", "a mode of parcours " + std::string{to_string(o.parcours)}, std::string{to_string(o.mode)});
  need(o.status == Status::awaiting_customer && o.received.is_zero() && o.paid.is_zero(), RuleId::sta_01, place, "A request begins awaiting, with nothing received.", "awaiting_customer", std::string{to_string(o.status)});
  if (!is_export_) {
    check_limits(o, place);
    if (asks_at_once(o) && policies_.one_immediate_request_per_customer)
      need(asked_at_once_[o.customer] == 0, RuleId::frm_11, place, "A customer was asked at once while another immediate request awaited him.", "refused", "created");
    if (asks_at_once(o)) ++asked_at_once_[o.customer];
  }
  expect_due(o);
}

// TIM-02, TIM-03; the limit days themselves are kept with the operation.
void JournalBooks::check_limits(const Operation& o, const Place& place) {
  Instant deadline = o.created + std::chrono::seconds{policies_.immediate_ttl_s};
  if (is_immediate(o) && o.validation_limit_fixed) deadline = std::min(deadline, deadline_after(o.validation_limit, LimitDay::inclusive));
  if (!is_immediate(o)) deadline = deadline_after(o.payment_limit, policies_.limit_day);
  need(o.payment_deadline == deadline, is_immediate(o) ? RuleId::tim_03 : RuleId::tim_02, place, "The payment deadline is not the one that follows from the sending.", format_instant(deadline), format_instant(o.payment_deadline));
}

void JournalBooks::expect_due(const Operation& o) {
  if (o.status == Status::awaiting_customer) due_.emplace(expires_at(o, policies_), o.id);
  if (o.status == Status::to_validate && !(is_export_ && o.validation_days == 0)) due_.emplace(validation_ends_at(o, policies_), o.id);
}

// STA-03, TIM-04, TIM-06: what was due before this fact has happened.
void JournalBooks::overdue(Instant at, const Place& place) {
  while (!due_.empty() && due_.begin()->first < at) {
    const auto [when, id] = *due_.begin();
    due_.erase(due_.begin());
    const Operation& o = operations_[id];
    const bool unpaid = o.status == Status::awaiting_customer && expires_at(o, policies_) == when;
    const bool unvalidated = o.status == Status::to_validate && validation_ends_at(o, policies_) == when;
    if (!unpaid && !unvalidated) continue;
    need(false, unpaid ? RuleId::tim_04 : RuleId::tim_06, {place.line, numbers_[id]}, "Its deadline passed and nothing happened.", "ended " + format_instant(when), std::string{to_string(o.status)});
  }
}

void JournalBooks::check_refusal(const Operation& before, const Event& event, const Place& place) {
  const Refusal* refusal = decide(before, event, policies_);
  if (happens_by_itself(event.kind)) {
    const bool pays = event.kind == EventKind::payment_deadline;
    const Instant due = pays ? expires_at(before, policies_) : validation_ends_at(before, policies_);
    if (refusal == nullptr && (pays || !is_export_ || before.validation_days > 0))
      need(event.at == due, pays ? RuleId::tim_04 : RuleId::tim_06, place, "It ended at another instant than its deadline or the sweep.", format_instant(due), format_instant(event.at));
  }
  if (refusal == nullptr) return books.held(RuleId::sta_01);
  const bool at_limit = (refusal->rule == RuleId::tim_01 && event.at == before.payment_deadline) || (refusal->rule == RuleId::tim_05 && event.at == before.validation_deadline);
  RuleId rule = at_limit ? RuleId::tim_08 : refusal->rule;
  if (rule == RuleId::sta_01 && is_final(before.status)) rule = RuleId::sta_02;
  books.fail({.rule = rule, .number = place.number, .at = event.at, .entries = {place.line - 1},
              .sentence = "\"" + std::string{to_string(event.kind)} + "\" was done. " + std::string{refusal->sentence},
              .expected = {"refused: " + std::string{to_string(refusal->code)}}, .actual = std::string{to_string(event.kind)} + " " + format_amount(event.amount)});
}

void JournalBooks::stepped(OperationId id, Event event, const Place& place) {
  const auto found = operations_.find(id);
  if (found == operations_.end()) return need(false, RuleId::sta_01, place, "A step of an operation that was not created.", "an operation", "none");
  const Operation before = found->second;
  if (is_export_) {  // Whom it addresses, and with what, the lines do not say.
    event.is_addressee = event.code_shown = true;
    event.available = event.kind == EventKind::pay ? wallets_[event.customer].available : Money{};
    event.customer_blocked = event.kind != EventKind::validate && event.kind != EventKind::cancel && wallets_[event.customer].blocked;
  }
  check_refusal(before, event, place);
  Operation& after = found->second = moved(before, event, policies_);
  if (asks_at_once(after) && !asks_at_once(before)) ++asked_at_once_[after.customer];
  if (asks_at_once(before) && before.status == Status::awaiting_customer && after.status != before.status) --asked_at_once_[before.customer];
  move_money(before, after, place);
  if (after.status != before.status) expect_due(after);
}

void JournalBooks::move_money(const Operation& before, const Operation& after, const Place& place) {
  const bool good = Money{} <= after.validated && after.validated <= after.received && after.received <= after.requested &&
                    (after.parcours != Parcours::b || after.received.is_zero() || after.received == after.requested);
  need(good, RuleId::mon_02, place, "0 <= validated <= received <= requested does not hold.", "at most " + format_amount(after.requested), format_amount(after.received));
  const Money to_hold = held(after) - held(before), to_collect = collected(after) - collected(before);
  if (to_hold.is_zero() && to_collect.is_zero()) return;
  Wallet& wallet = wallets_[after.customer];
  wallet.held += to_hold;
  wallet.available -= to_hold + to_collect;
  collected_ += to_collect;
  need(wallet.available >= Money{}, RuleId::pay_06, place, "A wallet is below zero.", "0,00 € at least", format_amount(wallet.available));
  need(wallet.held >= Money{}, RuleId::mon_03, place, "More was let go of than was held.", "0,00 € at least", format_amount(wallet.held));
}

// MON-01, MON-03: the whole.
void JournalBooks::end() {
  Money sum = collected_, holds, wallets_hold;
  for (const auto& [id, wallet] : wallets_) sum += wallet.available + wallet.held, wallets_hold += wallet.held;
  for (const auto& [id, o] : operations_) holds += held(o);
  const Place none{.line = 1};
  need(sum == credited_, RuleId::mon_01, none, "Wallets and collections are not what was credited.", format_amount(credited_), format_amount(sum));
  need(wallets_hold == holds, RuleId::mon_03, none, "What is held is not what is paid and undecided.", format_amount(holds), format_amount(wallets_hold));
}

}  // namespace parcours
