// adapter check: an adapter alone, message by message, without a word on what the till does with its sales.
#pragma once

#include <optional>

#include "scenarios/cli/till_bench.h"

namespace parcours {

// REQUIRES: the till was opened on the bench's wire, and nothing was said to it. `code` of the result: conforming,
// nonconforming, or could_not_judge when hello is not answered.
Diagnosis check_adapter(Till& till, TillBench& bench);

}  // namespace parcours
