// doctor --pos: whether a till can be judged at all, before any verdict. It is asked to make one sale at a service that
// watches, and what is configured wrongly is named with what was seen of it and what helps.
#pragma once

#include <optional>

#include "scenarios/cli/till_bench.h"
#include "scenarios/cli/till_options.h"

namespace parcours {

// REQUIRES: the till was opened on the bench's wire, and nothing was said to it.
Diagnosis examine(Till& till, TillBench& bench);

// Opens the till that the words name on a bench, looks at it, and says what was found. Ends as the diagnosis does; 130 when
// interrupted; else as the words were refused.
ExitCode look_at_till(const TillWords& words, Diagnosis (*look)(Till& till, TillBench& bench), Terminal& terminal);

// The verb's part: none where no till is named.
std::optional<ExitCode> doctor_of_till(const TillWords& words, Terminal& terminal);

}  // namespace parcours
