// When a When is: the instants that stories speak of, read from a service.
#pragma once

#include "reference/core/encaissement.h"
#include "sim/act.h"

namespace parcours {

// Past every deadline that these settings allow, and every notification.
Duration after_all(const encaissement::Policies& policies);

// When `when` is, not before `now` and not later than after_all(). A deadline that is not there is now.
Instant instant_of(const When& when, Instant now, const encaissement::Encaissement& service);

}  // namespace parcours
