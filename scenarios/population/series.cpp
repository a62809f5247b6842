#include "scenarios/population/series.h"

#include <algorithm>

namespace parcours {
namespace {

using namespace encaissement;

template <auto member>
constexpr Figure figure(std::string_view name) {
  return {name, [](const DayFigures& d) { return static_cast<std::int64_t>(d.*member); }};
}

constexpr std::array kFigures{
    figure<&DayFigures::requests>("requests"), figure<&DayFigures::paid>("paid"),
    figure<&DayFigures::paid_in_part>("paid_in_part"), figure<&DayFigures::validated>("validated"),
    figure<&DayFigures::refused>("refused"), figure<&DayFigures::cancelled>("cancelled"),
    figure<&DayFigures::unpaid>("unpaid"), figure<&DayFigures::unvalidated>("unvalidated"),
    figure<&DayFigures::lowered>("lowered"), figure<&DayFigures::late>("late"),
    figure<&DayFigures::refusals>("refusals"), figure<&DayFigures::awaiting>("awaiting"),
    figure<&DayFigures::to_validate>("to_validate"), figure<&DayFigures::commands>("commands"),
    figure<&DayFigures::notices>("notices"), figure<&DayFigures::credits>("credits"),
    figure<&DayFigures::requested_cents>("requested_cents"), figure<&DayFigures::paid_cents>("paid_cents"),
    figure<&DayFigures::collected_cents>("collected_cents"), figure<&DayFigures::credited_cents>("credited_cents")};

}  // namespace

// Most are in the hour of the one before.
std::size_t Series::hour_of(Instant at) {
  const auto hour = std::chrono::floor<std::chrono::hours>(at);
  if (hour != hour_at_) {
    hour_at_ = hour;
    hour_ = static_cast<std::size_t>(paris_time_of_day(at) / std::chrono::hours{1});
  }
  return hour_;
}

std::span<const Figure> figures() { return kFigures; }

void Series::begin_day(Day day) { days_.push_back({.day = day}); }

void Series::requested(const Operation& created) {
  ++today().requests;
  today().requested_cents += created.requested.cents();
  ++awaiting_;
  ++requests_by_hour_[hour_of(created.created)];
}

void Series::stepped(const Operation& o, const Step& step) {
  DayFigures& d = today();
  const bool was_to_validate = step.kind == EventKind::validate || step.kind == EventKind::validation_deadline ||
                               (step.kind == EventKind::cancel && was_paid(o));
  if (is_final(step.status)) --(was_to_validate ? to_validate_ : awaiting_);
  switch (step.kind) {
    case EventKind::pay:
      ++d.paid;
      d.paid_in_part += step.amount < o.requested;
      d.paid_cents += step.amount.cents();
      ++payments_by_hour_[hour_of(step.at)];
      if (step.status == Status::to_validate) {
        --awaiting_;
        ++to_validate_;
      } else {
        ++d.validated;
        d.collected_cents += step.amount.cents();
      }
      break;
    case EventKind::validate:
      ++d.validated;
      d.lowered += step.amount < o.paid;
      d.collected_cents += step.amount.cents();
      break;
    case EventKind::refuse: ++d.refused; break;
    case EventKind::change_mode:
    case EventKind::issuer_reject:
    case EventKind::cancel: ++d.cancelled; break;
    case EventKind::payment_deadline: ++d.unpaid, ++deadlines_; break;
    case EventKind::validation_deadline: ++d.unvalidated, ++deadlines_; break;
    case EventKind::reminder: ++deadlines_; break;
    case EventKind::scan:
    case EventKind::name: break;
  }
}

void Series::answered(const Outcome& outcome, bool is_validation) {
  ++today().commands;
  if (outcome.done()) return;
  ++today().refusals;
  ++refusals_[outcome.refusal->rule];
  const RuleId rule = outcome.refusal->rule;
  const bool too_late = rule == RuleId::tim_05 || rule == RuleId::sta_01 || rule == RuleId::acc_05;
  if (is_validation && too_late) ++today().late;
}

void Series::credited(Money amount) {
  ++today().credits;
  today().credited_cents += amount.cents();
}

void Series::end_day(std::uint64_t notices) {
  today().notices = notices;
  today().awaiting = awaiting_;
  today().to_validate = to_validate_;
}

DayFigures Series::sum() const {
  DayFigures all;
  for (const DayFigures& d : days_) {
    all.requests += d.requests, all.paid += d.paid, all.paid_in_part += d.paid_in_part;
    all.validated += d.validated, all.refused += d.refused, all.cancelled += d.cancelled;
    all.unpaid += d.unpaid, all.unvalidated += d.unvalidated, all.lowered += d.lowered, all.late += d.late;
    all.refusals += d.refusals, all.commands += d.commands, all.notices += d.notices, all.credits += d.credits;
    all.requested_cents += d.requested_cents, all.paid_cents += d.paid_cents;
    all.collected_cents += d.collected_cents, all.credited_cents += d.credited_cents;
    all.awaiting = std::max(all.awaiting, d.awaiting);
    all.to_validate = std::max(all.to_validate, d.to_validate);
  }
  return all;
}

}  // namespace parcours
