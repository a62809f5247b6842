// The rules on a request as it is filled in (FRM-01 to FRM-08), one constant each, in the order in which they answer.
#pragma once

#include <span>

#include "reference/core/command.h"
#include "reference/core/operation.h"

namespace encaissement {

struct FormSituation {
  const RequestForm& form;
  const Policies& policies;
  Instant now;
};

struct FormGuard : Refusal {
  bool (*holds)(const FormSituation&) = nullptr;
};

// Syntax, then currency, then the minimum amount.
std::span<const FormGuard> form_guards();

// API DEFERRED: the fixed limit day of validation, captureDate's or the default. REQUIRES: the form passed its guards.
Day fixed_validation_day(const RequestForm& form, const Policies& policies, Instant now);

// Whether the form says who pays: everything but a QR and a request to be named later.
bool names_customer(const RequestForm& form);

}  // namespace encaissement
