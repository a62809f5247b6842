// How fast the explorer is on one core, as a figure to set beside its peers.
#pragma once

#include <string>

namespace parcours {

struct ExploreSpeed {
  std::string who;              // What was measured, as the table says it.
  double steps_per_second = 0;  // Commands, each with every invariant checked after it, a second of processor time.
};

// Takes about a second. Measures, until there is an explorer to measure, the walk of the core's own tests, with the
// invariants that a command can break checked after every command: `who` says so.
ExploreSpeed explore_steps_per_second();

}  // namespace parcours
