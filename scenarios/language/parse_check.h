// What can only be said of a whole case: names used before they are given, fields that exclude each other, a case that
// would pass whatever the service does; and what its steps ask of a target.
#pragma once

#include "scenarios/language/model.h"
#include "scenarios/language/problem.h"

namespace parcours {

inline constexpr std::size_t kProblemsMax = 100;  // No file is told more; the rest is after these are mended.

// Effect: adds problems, and what the steps need to scenario.needs. REQUIRES: every field is typed (no problem so far).
void check_case(Scenario& scenario, Problems& problems);

}  // namespace parcours
