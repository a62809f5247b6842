// The reference at the seam, with a look inside that only the judge's own side may take: its operations in order of
// creation, and when a story's moments are by the rules.
#pragma once

#include "sim/in_process_target.h"
#include "sim/moment.h"

namespace parcours {

class ReferenceService final : public InProcessTarget {
 public:
  const auto& operations() const { return service().operations(); }
  Instant instant_of(const When& when, Instant now) const { return parcours::instant_of(when, now, service()); }
  Instant after_everything(Instant now) const { return now + after_all(kept_policies()); }
};

}  // namespace parcours
