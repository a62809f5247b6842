// The reference at the seam, with a look inside that only the judge's own side may take: its operations in order of
// creation, and when a story's moments are by the rules.
#pragma once

#include "sim/act.h"
#include "sim/in_process_target.h"

namespace parcours {

// Past every deadline of the longest delays.
inline Duration after_all(const encaissement::Policies& policies) {
  return encaissement::Days{policies.max_payment_days + policies.max_validation_days + 10};
}

class ReferenceService final : public InProcessTarget {
 public:
  const encaissement::Shelf<encaissement::Operation>& operations() const { return service().operations(); }

  // When `when` is, not before `now` and not after all is over. A deadline of an operation that is not there is now.
  Instant instant_of(const When& when, Instant now) const;

 private:
  Instant moment_of(const When& when, Instant now) const;
};

}  // namespace parcours
