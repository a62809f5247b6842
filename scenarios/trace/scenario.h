// A failing stretch of a log as a scenario: the calls of the operation, what customers must have done between them, and
// what the RULES say to each. It passes on the reference by the way it is made: the reference plays it.
#pragma once

#include <string>

#include "scenarios/trace/judge.h"

namespace parcours {

struct StretchScenario {
  std::string yaml;     // Canonical.
  std::string why_not;  // A sentence; empty when there is a file.
};

StretchScenario scenario_of(const TraceFinding& finding, const encaissement::Policies& policies);

}  // namespace parcours
