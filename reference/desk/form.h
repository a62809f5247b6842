// From a request form as typed to the core's: what the edge reads before the core decides.
#pragma once

#include "reference/core/command.h"
#include "reference/desk/exchange.h"

namespace parcours {

// Views into `form`: good as long as it is. A till without our extension speaks the public API: NORMAL is A, DEFERRED
// is C with a fixed limit day, the customer is named afterwards.
encaissement::RequestForm read_form(const RequestForm& form, Door door);

// An amount as typed: nothing, something unreadable, or a value (FRM-02).
encaissement::TypedAmount read_amount(const std::string& text);

}  // namespace parcours
