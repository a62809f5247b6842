// What calls and answers are called in a history: "pays 30,00 €", "refused PAY-03: …", "validated, received 30,00 €".
#pragma once

#include <string>

#include "reports/events.h"
#include "sim/fault.h"
#include "sim/target.h"

namespace parcours {

std::string label_of(const Call& call);
std::string label_of(const Answer& answer);  // lost: "no answer".
Details details_of(const Call& call);
Details details_of(const Answer& answer);
Details details_of(const encaissement::Policies& policies);  // Every setting with its value.

// What befell a message, for people: "the answer is lost on the way". Empty where nothing unusual happened.
std::string label_of(const LegEvent& event);

// "refused PAY-03 (INVALID_TRANSACTION_AMOUNT)", as much as is known.
std::string refusal_text(const std::string& rule, const std::string& code);

// "PAY-03: On A, C, D a customer pays …", from the catalogue. The id alone when the catalogue does not know it.
std::string rule_text(const std::string& id);

// The rules a wire code may stand for, "PAY-03, PAY-06, VAL-01": what a target that names no rule leaves open.
std::string rules_behind(const std::string& code);

}  // namespace parcours
