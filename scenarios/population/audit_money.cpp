// The second set of books: wallets, holds, collections and counters (MON-01, MON-03, LST-04), and the whole each day.
#include <algorithm>

#include "scenarios/population/audit.h"

namespace parcours {

using namespace encaissement;

// What a step moves, from what was received before it: a payment leaves the wallet or is held, and a hold is emptied
// once, by what ends it.
void Audit::move_money(Track& t, const Operation& o, const Step& step) {
  Till& till = tills_[t.point - 1];
  const auto leave = [&](Status status) { (status == Status::to_validate ? till.to_validate : till.awaiting) -= 1; };
  if (t.status != step.status && !is_final(t.status)) leave(t.status);
  if (t.status != step.status && step.status == Status::to_validate) ++till.to_validate;
  if (t.customer == 0) return;  // A QR that nobody scanned.
  Wallet& wallet = wallets_[t.customer - 1];
  const auto amount = static_cast<std::int32_t>(step.amount.cents());
  if (step.kind == EventKind::pay) {
    wallet.available -= amount;
    (has_validation_delay(o) ? wallet.held : till.collected) += amount;
    t.cents = amount;
  } else if (t.status == Status::to_validate && is_final(step.status)) {
    const std::int32_t kept = step.kind == EventKind::validate ? amount : 0;
    wallet.held -= t.cents;
    wallet.available += t.cents - kept;
    till.collected += kept;
    t.cents = kept;
  }
}

// Once all that a command did is in the books.
void Audit::compare_touched(const Encaissement& service) {
  for (const Touched& one : touched_) {
    if (one.customer != CustomerId::nobody) compare(service.customer(one.customer), one.operation);
    if (one.point != PointId::none) compare(service.point(one.point), one.operation);
  }
  touched_.clear();
}

void Audit::compare(const Customer& c, OperationId operation) {
  const Wallet& wallet = wallets_[static_cast<std::size_t>(c.id) - 1];
  need(c.held.cents() == wallet.held, RuleId::mon_03, operation, "what is held is what is paid and not yet decided");
  need(c.available.cents() == wallet.available, RuleId::mon_01, operation, "the wallet has what nobody took from it");
  need(c.available >= Money{}, RuleId::pay_06, operation, "a wallet is never below zero");
}

void Audit::compare(const Point& p, OperationId operation) {
  const Till& till = tills_[static_cast<std::size_t>(p.id) - 1];
  need(p.collected.cents() == till.collected, RuleId::mon_01, operation, "the point has collected what was validated");
  need(p.awaiting == till.awaiting && p.to_validate == till.to_validate, RuleId::lst_04, operation,
       "the counters are the operations'");
}

// Everything, whether it was touched or not.
void Audit::day_ended(const Encaissement& service) {
  now_ = service.now();
  std::int64_t sum = 0, wrong = 0;
  const auto& customers = service.customers();
  for (std::size_t i = 0; i < customers.size(); ++i) {
    const std::int64_t available = customers[i].available.cents(), held = customers[i].held.cents();
    sum += available + held;
    wrong += available != wallets_[i].available || held != wallets_[i].held;
  }
  const auto& points = service.points();
  for (std::size_t i = 0; i < points.size(); ++i) {
    sum += points[i].collected.cents();
    wrong += points[i].collected.cents() != tills_[i].collected || points[i].awaiting != tills_[i].awaiting ||
             points[i].to_validate != tills_[i].to_validate;
  }
  checked_ += customers.size() + points.size();
  need(sum == total_, RuleId::mon_01, OperationId::none, "wallets and collections together change only by credit");
  need(wrong == 0, RuleId::mon_01, OperationId::none, "every wallet, point and counter is as the books say");
  constexpr Duration kSweep = std::chrono::minutes{6};
  const auto over = std::min(static_cast<std::size_t>((now_ - kSweep - origin_) / Duration{Days{1}}), pending_.size());
  const auto late = std::any_of(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(over),
                                [](std::int64_t many) { return many != 0; });
  need(!late, RuleId::sta_03, OperationId::none, "an operation is final once its deadlines have passed");
}

void Audit::released(const Encaissement& service) {
  const std::size_t first = service.operations().released();
  bool all_final = true;
  for (std::size_t i = tracks_.released(); i < first; ++i) all_final &= is_final(tracks_[i].status);
  need(all_final, RuleId::sta_03, OperationId::none, "only what is final is let go");
  tracks_.release_front(first);
}

void Audit::ended(const Encaissement& service) {
  day_ended(service);
  const auto pending = std::any_of(tracks_.begin(), tracks_.end(), [](const Track& t) { return !is_final(t.status); });
  need(!pending, RuleId::sta_03, OperationId::none, "every operation has reached a final status");
  need(!service.next_deadline(), RuleId::sta_03, OperationId::none, "nothing is due any more");
}

}  // namespace parcours
