// A recorded call as a step. Used inside scenarios/export only.
#pragma once

#include <optional>

#include "scenarios/export/record_names.h"
#include "scenarios/export/told.h"

namespace parcours {

// Without what was answered. None: the language has no words for it.
std::optional<ToldStep> recorded_step(const Recorded& event, RecordNames& names);

// Whether the step says who speaks for the merchant.
bool names_merchant(Verb verb);

}  // namespace parcours
