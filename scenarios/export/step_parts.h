// Fields that steps have in common, whatever was played: a story's act (step_of.cpp) or a call that was recorded
// (recorded_step.cpp). Used inside scenarios/export only.
#pragma once

#include <string>

#include "reference/desk/exchange.h"
#include "reference/desk/world.h"
#include "scenarios/export/told.h"

namespace parcours {

// "amount" where it is written as people do, else "typed" as it stands.
void add_amount(ToldStep& step, const std::string& text, bool even_empty);

// A customer by name where what was typed is what is written of him, else as typed.
void add_identifier(ToldStep& step, const std::string& typed, bool by_mail, const World& world);

ToldStep form_step(const char* verb, const RequestForm& form, const World& world);

// What was answered, as far as a scenario can say it. `concerns`: the name of its operation; empty: it has none.
// REQUIRES: the answer is not lost.
void add_answer(ToldStep& step, const Call& call, const Answer& answer, bool is_retry, const std::string& concerns);

// Whether the step can name the operation that it makes.
bool takes_alias(const ToldStep& step);

}  // namespace parcours
