#include "sim/moment.h"

#include <algorithm>

#include "reference/core/deadline.h"

namespace parcours {

using namespace encaissement;

namespace {

Instant moment_of(const When& when, Instant now, const Encaissement& service) {
  if (when.of == When::Of::recovery) {
    Instant latest = now;
    for (const Account& a : service.accounts())
      if (!a.recovery_token.empty()) latest = std::max(latest, a.recovery_expiry);
    return latest;
  }
  const auto& all = service.operations();
  if (when.of == When::Of::now || when.operation >= all.size()) return now;
  const Operation& o = all[when.operation];
  if (when.of == When::Of::payment) return o.payment_deadline;
  if (when.of == When::Of::payment_sweep) return expires_at(o, service.policies());
  if (!was_paid(o) || !has_validation_delay(o)) return now;
  if (when.of == When::Of::validation) return o.validation_deadline;
  return when.of == When::Of::validation_sweep ? validation_ends_at(o, service.policies()) : reminder_at(o);
}

}  // namespace

Duration after_all(const Policies& policies) {
  return Days{policies.max_payment_days + policies.max_validation_days + 10};
}

Instant instant_of(const When& when, Instant now, const Encaissement& service) {
  return std::clamp(moment_of(when, now, service) + when.offset, now, now + after_all(service.policies()));
}

}  // namespace parcours
