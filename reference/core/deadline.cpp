#include "reference/core/deadline.h"

#include <algorithm>

namespace encaissement {
namespace {
constexpr Duration kSweepTime = std::chrono::minutes{6};  // 00:06 Paris
}

Day payment_limit_day(Instant sent, int days) { return paris_day(sent) + Days{days}; }

Instant deadline_after(Day day, LimitDay limit_day) {
  return start_of(limit_day == LimitDay::inclusive ? day + Days{1} : day);
}

Day validation_limit_day(Instant paid, int days) { return paris_day(paid) + Days{days}; }

Instant sweep_after(Instant deadline, Sweep sweep) {
  if (sweep == Sweep::instant) return deadline;
  const Instant same_day = at_paris(paris_day(deadline), kSweepTime);
  return same_day >= deadline ? same_day : at_paris(paris_day(deadline) + Days{1}, kSweepTime);
}

Instant expires_at(const Operation& operation, const Policies& policies) {
  if (is_immediate(operation)) return operation.payment_deadline;
  return sweep_after(operation.payment_deadline, policies.sweep);
}

Instant validation_ends_at(const Operation& operation, const Policies& policies) {
  return sweep_after(operation.validation_deadline, policies.sweep);
}

Instant reminder_at(const Operation& operation) {
  return std::max(operation.validation_deadline - std::chrono::hours{24}, operation.paid_at);
}

}  // namespace encaissement
