// What a customer may pay of a request, as PAY-03 says it: for the rule itself (transition_table.h), and for whoever asks
// before he pays.
#pragma once

#include <algorithm>

#include "reference/core/operation.h"
#include "reference/core/policy.h"

namespace encaissement {

struct PaymentBounds {
  Money least, most;  // Both included.
};

// PAY-03: on B the whole; elsewhere any part that is not below the policy's least.
constexpr PaymentBounds payment_bounds(Parcours parcours, Money requested, const Policies& policies) {
  return {.least = parcours == Parcours::b ? requested : std::min(policies.min_partial, requested), .most = requested};
}

}  // namespace encaissement
