#include "scenarios/trace/worlds.h"

#include <algorithm>

#include "reference/core/deadline.h"
#include "reference/core/transition_table.h"

namespace parcours {
namespace {

using namespace encaissement;

constexpr std::size_t kMost = 4'000;  // Worlds; a log that leaves more open says next to nothing.
constexpr int kDeepest = 6;           // Hidden events between two things seen.
constexpr Duration kTick{1};

class Waiver final : public GuardHook {
 public:
  explicit Waiver(std::optional<RuleId> rule) : rule_{rule} {}
  bool waives(const Refusal& guard) override { return rule_ == guard.rule; }

 private:
  const std::optional<RuleId> rule_;
};

bool is_over(const MayBe& w, const Policies& policies) {
  return is_final(w.op.status) && !(w.op.status == Status::validated && policies.refund == Refund::full && !w.op.refunded);
}

// From where something else is still to come on the way to `goal`.
bool leads_on(ApiState state, unsigned goal) {
  const unsigned to_come = bit(ApiState::validated) | bit(ApiState::cancelled) | bit(ApiState::expired);
  switch (state) {
    case ApiState::initialized:
    case ApiState::processing: return true;
    case ApiState::authorized: return (goal & (to_come | bit(ApiState::authorized))) != 0;
    case ApiState::validated: case ApiState::aborted: case ApiState::cancelled: case ApiState::expired:
    case ApiState::rejected: break;
  }
  return (goal & bit(state)) != 0;
}

void step_to(MayBe& w, const Event& event, const Policies& policies, const Refusal* broken) {
  w.op = moved(w.op, event, policies);
  w.passed |= bit(api_state(w.op));
  w.how = std::make_shared<const Passage>(Passage{event, broken, w.how});
}

// What falls due by itself, as an event; none: nothing until `at`.
std::optional<Event> due_by(const MayBe& w, Instant at, const Policies& policies) {
  if (w.op.status == Status::awaiting_customer && expires_at(w.op, policies) <= at)
    return Event{.kind = EventKind::payment_deadline, .at = expires_at(w.op, policies)};
  if (w.op.status == Status::to_validate && validation_ends_at(w.op, policies) <= at)
    return Event{.kind = EventKind::validation_deadline, .at = validation_ends_at(w.op, policies)};
  return std::nullopt;
}

// VAL-04: what was granted stays told when it was given back.
Money granted_of(const Operation& o) { return o.received.is_zero() ? o.paid : o.received; }

bool same(const std::optional<Money>& told, Money exact) { return !told || *told == exact; }

bool fits_money(const Operation& o, const Told& told) {
  if (told.granted && (!was_paid(o) || *told.granted != granted_of(o))) return false;
  return same(told.received, o.received) && same(told.validated, o.validated) && same(told.paid, o.paid);
}

bool fits_times(const Operation& o, const Told& told) {
  if (told.paid_at && (!was_paid(o) || !same_moment(*told.paid_at, o.paid_at))) return false;
  return !told.last_action || same_moment(*told.last_action, o.last_action);
}

}  // namespace

void put(MayBe world, MayBes& into) {
  for (MayBe& there : into) {
    if (there.op.status != world.op.status || there.passed != world.passed || there.who != world.who) continue;
    if (!(there.op == world.op)) continue;
    there.since = std::min(there.since, world.since);
    return;
  }
  if (into.size() < kMost) into.push_back(std::move(world));
}

bool fits(const MayBe& w, const Told& told, const Leniency& lenient) {
  if (told.api && api_state(w.op) != *told.api) return false;
  if (!lenient.money && !fits_money(w.op, told)) return false;
  return lenient.times || fits_times(w.op, told);
}

MayBe Histories::at(const MayBe& from, Instant at, const Leniency& lenient) const {
  MayBe w = from;
  if (lenient.never_late || w.vague) return w;
  for (int i = 0; i < 2; ++i)
    if (const auto due = due_by(w, at, policies_)) step_to(w, *due, policies_, nullptr);
  return w;
}

const Refusal* Histories::decide(const MayBe& from, const Event& event) const {
  return encaissement::decide(from.op, event, policies_);
}

std::optional<MayBe> Histories::after(const MayBe& from, const Event& event, const Leniency& lenient) const {
  Waiver waiver{lenient.rule};
  if (encaissement::decide(from.op, event, policies_, lenient.rule ? &waiver : nullptr) != nullptr) return std::nullopt;
  MayBe w = from;
  step_to(w, event, policies_, lenient.rule ? encaissement::decide(from.op, event, policies_) : nullptr);
  w.since = std::max(w.since, event.at);
  return w;
}

// When something hidden can have happened: told instants, the ends of the span, the last moment before a deadline, and
// where the day of the payment decides on a limit, each day.
std::vector<Instant> Histories::moments(const MayBe& from, Instant until) const {
  std::vector<Instant> all{from.since, until};
  const auto add = [&](Instant at) {
    if (at > from.since && at < until) all.push_back(at);
  };
  for (const Instant at : evidence_.moments) add(at);
  const bool awaits = from.op.status == Status::awaiting_customer;
  add((awaits ? from.op.payment_deadline : from.op.validation_deadline) - kTick);
  constexpr Duration kLongest = Days{400};
  if (awaits && has_validation_delay(from.op) && !from.op.validation_limit_fixed && until - from.since < kLongest)
    for (Day day = paris_day(from.since) + Days{1}; start_of(day) < until; day += Days{1}) add(start_of(day));
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// What can have happened to it at `at` that no call of the log is.
std::vector<Event> Histories::hidden(const MayBe& from, Instant at, const Leniency& lenient) const {
  std::vector<Event> events;
  const auto add = [&](EventKind kind, Money amount) {
    events.push_back({.kind = kind, .at = at, .customer = CustomerId{1}, .amount = amount, .code_shown = true,
                      .available = Money::max()});
  };
  for (const EventKind kind : {EventKind::scan, EventKind::refuse, EventKind::cancel, EventKind::change_mode,
                               EventKind::issuer_reject})
    add(kind, Money{});
  add(EventKind::name, from.op.requested);
  for (const Money amount : evidence_.amounts) {
    add(EventKind::pay, amount);
    add(EventKind::validate, amount);
  }
  if (lenient.early || from.vague) {
    add(EventKind::payment_deadline, Money{});
    add(EventKind::validation_deadline, Money{});
  }
  return events;
}

void Histories::explore(const MayBe& from, Instant until, unsigned goal, const Leniency& lenient, MayBes& into,
                        int depth) const {
  const MayBe end = at(from, until, lenient);
  if ((goal & bit(api_state(end.op))) != 0) put(end, into);
  if ((is_over(from, policies_) && !lenient.rule) || depth == kDeepest || into.size() >= kMost) return;
  for (const Instant moment : moments(from, until)) {
    const MayBe then = at(from, moment, lenient);
    for (const Event& event : hidden(then, moment, lenient)) {
      auto next = after(then, event, lenient);
      if (!next || !leads_on(api_state(next->op), goal)) continue;
      if (next->op == then.op) continue;  // Nothing came of it.
      explore(*next, until, goal, next->how->broken != nullptr ? Leniency{.never_late = lenient.never_late} : lenient,
              into, depth + 1);
    }
  }
}

MayBes Histories::reach(const MayBes& from, Instant at, unsigned goal, const Leniency& lenient) const {
  MayBes reached;
  for (const MayBe& w : from) explore(w, std::max(at, w.since), goal, lenient, reached, 0);
  return reached;
}

}  // namespace parcours
