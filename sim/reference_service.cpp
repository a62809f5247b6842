#include "sim/reference_service.h"

#include <algorithm>

#include "reference/core/deadline.h"

namespace parcours {

Instant ReferenceService::instant_of(const When& when, Instant now) const {
  using namespace encaissement;
  Instant at = now;
  if (when.of == When::Of::recovery)
    for (const Account& a : service().accounts())
      if (!a.recovery_token.empty()) at = std::max(at, a.recovery_expiry);
  if (when.of != When::Of::now && when.operation < operations().size()) {
    const Operation& o = operations()[when.operation];
    const bool delayed = was_paid(o) && has_validation_delay(o);
    switch (when.of) {
      case When::Of::now:
      case When::Of::recovery: break;
      case When::Of::payment: at = o.payment_deadline; break;
      case When::Of::payment_sweep: at = expires_at(o, kept_policies()); break;
      case When::Of::validation: at = delayed ? o.validation_deadline : now; break;
      case When::Of::validation_sweep: at = delayed ? validation_ends_at(o, kept_policies()) : now; break;
      case When::Of::reminder: at = delayed ? reminder_at(o) : now; break;
    }
  }
  return std::clamp(at + when.offset, now, now + kAfterAll);
}

}  // namespace parcours
