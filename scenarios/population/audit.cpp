#include "scenarios/population/audit.h"

#include <fmt/format.h>

#include "reference/core/deadline.h"

namespace parcours {
namespace {

using namespace encaissement;

constexpr std::size_t kBreachesKept = 20;
constexpr Duration kDay = Days{1};

bool happens_by_itself(EventKind kind) {
  return kind == EventKind::payment_deadline || kind == EventKind::validation_deadline || kind == EventKind::reminder;
}

// The event that an act is when it succeeds. A request and a credit are none.
std::optional<EventKind> event_of(Act::Kind kind) {
  switch (kind) {
    case Act::Kind::scan: return EventKind::scan;
    case Act::Kind::pay: return EventKind::pay;
    case Act::Kind::refuse: return EventKind::refuse;
    case Act::Kind::change_mode: return EventKind::change_mode;
    case Act::Kind::cancel: return EventKind::cancel;
    case Act::Kind::validate: return EventKind::validate;
    case Act::Kind::request:
    case Act::Kind::credit: break;
  }
  return std::nullopt;
}

// Section 3 again: where an event leads from a status; none: nowhere.
std::optional<Status> leads_to(Status from, EventKind kind, bool delayed) {
  const bool awaits = from == Status::awaiting_customer, validates = from == Status::to_validate;
  switch (kind) {
    case EventKind::scan:
    case EventKind::name: return awaits ? std::optional{from} : std::nullopt;
    case EventKind::pay:
      return awaits ? std::optional{delayed ? Status::to_validate : Status::validated} : std::nullopt;
    case EventKind::refuse:
    case EventKind::change_mode:
    case EventKind::issuer_reject: return awaits ? std::optional{Status::cancelled} : std::nullopt;
    case EventKind::cancel: return awaits || validates ? std::optional{Status::cancelled} : std::nullopt;
    case EventKind::validate: return validates ? std::optional{Status::validated} : std::nullopt;
    case EventKind::payment_deadline: return awaits ? std::optional{Status::expired} : std::nullopt;
    case EventKind::validation_deadline: return validates ? std::optional{Status::expired} : std::nullopt;
    case EventKind::reminder: return validates ? std::optional{from} : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

void Audit::begins(const Encaissement& service) {
  now_ = service.now();
  origin_ = now_;
  midnights_ = {start_of(paris_day(now_))};
  wallets_.reserve(service.customers().size());
  for (const Customer& c : service.customers()) {
    wallets_.push_back({c.available.cents(), c.held.cents()});
    total_ += c.available.cents() + c.held.cents();
  }
  tills_.resize(service.points().size());
  steps_seen_ = service.steps().size();
  notices_seen_ = service.notices().size();
}

void Audit::after(const Encaissement& service, const Asked& asked, const Outcome& outcome) {
  now_ = service.now();
  const std::size_t first = steps_seen_;
  const auto& steps = service.steps();
  for (; steps_seen_ < steps.size(); ++steps_seen_) {
    const Step& step = steps[steps_seen_];
    stepped(service, step, service.operation(step.operation).last_step == steps_seen_ + 1);
  }
  if (asked.what == Asked::What::act) check_answer(asked, outcome, first, service);
  compare_touched(service);
  check_notices(service);
}

// One effect, or a refusal and none (STA-01, REP-02).
void Audit::check_answer(const Asked& asked, const Outcome& outcome, std::size_t first, const Encaissement& service) {
  std::size_t commanded = 0;
  const auto event = event_of(asked.kind);
  for (std::size_t i = first; i < steps_seen_; ++i) {
    const Step& step = service.steps()[i];
    if (happens_by_itself(step.kind)) continue;
    ++commanded;
    need(event == step.kind && step.operation == asked.operation && step.at == asked.at, RuleId::sta_01,
         step.operation, "a step that nobody asked for");
  }
  need(commanded == (event && outcome.done() ? 1u : 0u), RuleId::sta_01, asked.operation,
       "a refusal with an effect, or an effect twice or not at all");
  if (!outcome.done()) return;
  if (asked.kind == Act::Kind::request) return created(service, asked, outcome);
  if (asked.kind != Act::Kind::credit) return;
  wallets_[static_cast<std::size_t>(asked.customer) - 1].available += asked.amount.cents();
  total_ += asked.amount.cents();
  touched_.push_back({.customer = asked.customer});
}

void Audit::created(const Encaissement& service, const Asked& asked, const Outcome& outcome) {
  const OperationId id = outcome.operation;
  need(static_cast<std::size_t>(id) == tracks_.size() + 1 && service.operations().size() == tracks_.size() + 1,
       RuleId::rep_01, id, "one request makes one operation");
  const Operation& o = service.operation(id);
  const Instant deadline = is_immediate(asked.parcours)
                               ? asked.at + std::chrono::seconds{service.policies().immediate_ttl_s}
                               : midnight_after(asked.at, asked.payment_days);
  const auto customer = static_cast<std::uint32_t>(o.customer);
  const Track track{.deadline = deadline, .customer = customer, .point = static_cast<std::uint32_t>(asked.point)};
  tracks_.push_back(track);
  need(o.requested == asked.amount && o.parcours == asked.parcours && o.point == asked.point, RuleId::frm_01, id,
       "the operation is what was asked for");
  need(o.customer == (o.mode == Mode::qr ? CustomerId::nobody : asked.customer), RuleId::frm_05, id,
       "the request goes to whom it was addressed to");
  need(o.validation_days == asked.validation_days, RuleId::frm_07, id, "the validation delay is the merchant's");
  need(o.payment_deadline == deadline, is_immediate(o) ? RuleId::tim_03 : RuleId::tim_02, id,
       "the payment deadline follows from the sending");
  check_operation(o, track);
  ++tills_[track.point - 1].awaiting;
  count_pending(track, +1);
  touched_.push_back({o.customer, asked.point, id});
  expect_notices(o, EventKind::name, asked.at);
}

void Audit::stepped(const Encaissement& service, const Step& step, bool is_last) {
  const Operation& o = service.operation(step.operation);
  Track& t = track(step.operation);
  check_step(o, step, t);
  check_time(o, step, t);
  const Status before = t.status;
  const Instant deadline = t.deadline;
  if (!is_final(before)) count_pending(t, -1);
  if (step.kind == EventKind::scan || step.kind == EventKind::pay) t.customer = static_cast<std::uint32_t>(step.customer);
  move_money(t, o, step);
  t.status = step.status;
  t.reminded = t.reminded || step.kind == EventKind::reminder;
  if (step.kind == EventKind::pay && t.status == Status::to_validate)
    t.deadline = midnight_after(step.at, o.validation_days);
  if (!is_final(t.status)) count_pending(t, +1);
  if (is_last) check_operation(o, t);
  if (step.kind == EventKind::pay && t.status == Status::to_validate && is_last)
    need(o.validation_deadline == t.deadline, RuleId::tim_05, o.id, "the validation deadline follows from the payment");
  if (before == t.status && deadline == t.deadline && step.kind != EventKind::scan)
    need(step.kind == EventKind::reminder, RuleId::sta_01, o.id, "a step that leads nowhere");
  touched_.push_back({CustomerId{t.customer}, PointId{t.point}, o.id});
  expect_notices(o, step.kind, step.at);
}

void Audit::check_step(const Operation& o, const Step& step, const Track& t) {
  need(!is_final(t.status), RuleId::sta_02, o.id, "a final status never changes");
  need(leads_to(t.status, step.kind, has_validation_delay(o)) == step.status, RuleId::sta_01, o.id,
       "the status that this step leads to");
  if (step.kind == EventKind::pay) {
    need(step.amount > Money{} && step.amount <= o.requested, RuleId::pay_03, o.id, "0 < paid <= requested");
    need(o.parcours != Parcours::b || step.amount == o.requested, RuleId::pay_03, o.id, "on B all is paid");
    need(t.customer == 0 || t.customer == static_cast<std::uint32_t>(step.customer), RuleId::pay_01, o.id,
         "who pays was asked, or has scanned");
  }
  if (step.kind == EventKind::validate)
    need(step.amount > Money{} && step.amount.cents() <= t.cents, RuleId::val_01, o.id, "0 < validated <= received");
}

// TIM-01, 04, 05, 06, 08, 10.
void Audit::check_time(const Operation& o, const Step& step, const Track& t) {
  constexpr Duration kSweep = std::chrono::minutes{6};
  const bool at_once = is_immediate(o) && t.status == Status::awaiting_customer;
  switch (step.kind) {
    case EventKind::payment_deadline:
    case EventKind::validation_deadline:
      return need(step.at == t.deadline + (at_once ? Duration{0} : kSweep),
                  step.kind == EventKind::payment_deadline ? RuleId::tim_04 : RuleId::tim_06, o.id,
                  "it expires at its deadline, or at the sweep after it");
    case EventKind::reminder:
      return need(!t.reminded && step.at == std::max(t.deadline - kDay, o.paid_at), RuleId::tim_10, o.id,
                  "one reminder, 24 hours before the deadline or at the payment");
    case EventKind::scan: case EventKind::name: case EventKind::pay: case EventKind::refuse:
    case EventKind::change_mode: case EventKind::cancel: case EventKind::issuer_reject: case EventKind::validate: break;
  }
  need(step.at < t.deadline, t.status == Status::to_validate ? RuleId::tim_05 : RuleId::tim_01, o.id,
       "what is done is done before the deadline");
}

// MON-02, and the sense of status and amounts together.
void Audit::check_operation(const Operation& o, const Track& t) {
  need(o.status == t.status, RuleId::sta_01, o.id, "the status is the one it was led to");
  need(o.received.cents() == t.cents, RuleId::mon_02, o.id, "received is what was paid, lowered or given back");
  need(Money{} <= o.validated && o.validated <= o.received && o.received <= o.requested, RuleId::mon_02, o.id,
       "0 <= validated <= received <= requested");
  need(o.validated == (o.status == Status::validated ? o.received : Money{}), RuleId::mon_02, o.id,
       "validated is received once it is validated");
  need((o.cause != Cause::none) == (o.status == Status::cancelled), RuleId::sta_01, o.id, "only what is cancelled has a cause");
}

// -------- Deadlines -----------------------------------------------------------------------------

// 00:00 Paris of the day after `days` days from that of `at`. REQUIRES: at is now, or in a day that has begun.
Instant Audit::midnight_after(Instant at, std::int64_t days) {
  const auto midnight = [&](std::size_t day) {
    while (midnights_.size() <= day) midnights_.push_back(start_of(paris_day(midnights_.back() + Days{1} + std::chrono::hours{2})));
    return midnights_[day];
  };
  while (midnight(today_ + 1) <= at) ++today_;
  std::size_t day = today_;
  while (midnight(day) > at) --day;
  return midnight(day + static_cast<std::size_t>(days) + 1);
}

void Audit::count_pending(const Track& t, int by) {
  const auto day = static_cast<std::size_t>((t.deadline - origin_) / kDay);
  if (pending_.size() <= day) pending_.resize(day + 1);
  pending_[day] += by;
}

// -------- Notices -------------------------------------------------------------------------------

void Audit::expect_notice(NoticeKind kind, OperationId operation, Instant at) {
  expected_.push_back({kind, operation, at});
}

// NOT-01, NOT-02 again. `name` stands for the sending.
void Audit::expect_notices(const Operation& o, EventKind kind, Instant at) {
  const bool tells_merchant = has_validation_delay(o);
  switch (kind) {
    case EventKind::name:
      if (o.mode == Mode::qr) return;
      return expect_notice(is_immediate(o) ? NoticeKind::payment_request_push : NoticeKind::payment_request_mail, o.id, at);
    case EventKind::pay: return tells_merchant ? expect_notice(NoticeKind::payment_received, o.id, at) : void();
    case EventKind::refuse: return tells_merchant ? expect_notice(NoticeKind::payment_refused, o.id, at) : void();
    case EventKind::payment_deadline:
      return tells_merchant ? expect_notice(NoticeKind::payment_limit_passed, o.id, at) : void();
    case EventKind::reminder: return tells_merchant ? expect_notice(NoticeKind::validation_reminder, o.id, at) : void();
    case EventKind::scan: case EventKind::change_mode: case EventKind::cancel: case EventKind::issuer_reject:
    case EventKind::validate: case EventKind::validation_deadline: return;
  }
}

// NOT-03: each once, and nothing else.
void Audit::check_notices(const Encaissement& service) {
  const auto& notices = service.notices();
  const std::size_t count = notices.size() - notices_seen_;
  bool same = count == expected_.size();
  for (std::size_t i = 0; same && i < count; ++i) {
    const Notice& n = notices[notices_seen_ + i];
    same = n.kind == expected_[i].kind && n.operation == expected_[i].operation && n.at == expected_[i].at;
  }
  const OperationId about = expected_.empty() ? OperationId::none : expected_.front().operation;
  need(same, RuleId::not_03, about, "people are told each thing once, and nothing else");
  notices_seen_ = notices.size();
  expected_.clear();
}

void Audit::breach(RuleId rule, OperationId operation, std::string_view what) {
  if (breaches_.size() < kBreachesKept) breaches_.push_back({rule, now_, operation, std::string{what}});
}

void Audit::prefetch(OperationId operation, CustomerId customer, PointId point) const {
  const auto at = static_cast<std::size_t>(operation) - 1;
  if (operation != OperationId::none && tracks_.has(at)) __builtin_prefetch(&tracks_[at]);
  if (customer != CustomerId::nobody) __builtin_prefetch(&wallets_[static_cast<std::size_t>(customer) - 1]);
  if (point != PointId::none) __builtin_prefetch(&tills_[static_cast<std::size_t>(point) - 1]);
}

}  // namespace parcours
