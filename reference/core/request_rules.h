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

// FRM-02, wherever an amount is typed.
inline constexpr Refusal kMalformedAmount{RuleId::frm_02, Code::bad_request,
                                          "An amount is written like 40, 40,5 or 40,00."};

// Syntax, then currency, then the minimum amount.
std::span<const FormGuard> form_guards();

// API DEFERRED: the fixed limit day of validation, captureDate's or the default.
Day fixed_validation_day(const RequestForm& form, const Policies& policies, Instant now);

// Whether the form says who pays: everything but a QR and a request to be named later.
bool names_customer(const RequestForm& form);

}  // namespace encaissement
