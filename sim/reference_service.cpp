#include "sim/reference_service.h"

#include <algorithm>

#include "reference/core/deadline.h"

namespace parcours {

using namespace encaissement;

Instant ReferenceService::instant_of(const When& when, Instant now) const {
  return std::clamp(moment_of(when, now) + when.offset, now, now + after_all(kept_policies()));
}

Instant ReferenceService::moment_of(const When& when, Instant now) const {
  if (when.of == When::Of::recovery) {
    Instant latest = now;
    for (const Account& a : service().accounts())
      if (!a.recovery_token.empty()) latest = std::max(latest, a.recovery_expiry);
    return latest;
  }
  if (when.of == When::Of::now || when.operation >= operations().size()) return now;
  const Operation& o = operations()[when.operation];
  if (when.of == When::Of::payment) return o.payment_deadline;
  if (when.of == When::Of::payment_sweep) return expires_at(o, kept_policies());
  if (!was_paid(o) || !has_validation_delay(o)) return now;
  if (when.of == When::Of::validation) return o.validation_deadline;
  return when.of == When::Of::validation_sweep ? validation_ends_at(o, kept_policies()) : reminder_at(o);
}

}  // namespace parcours
