// How fast the explorer is on one core, as a figure to set beside its peers.
#pragma once

#include <string>

namespace parcours {

struct ExploreSpeed {
  std::string who;              // What was measured, as the table says it.
  double steps_per_second = 0;  // Commands, each with every invariant checked after it, a second of processor time.
};

// Takes about three seconds: runs of the usual mix, made, played and watched by every property as `parcours explore` does.
ExploreSpeed explore_steps_per_second();

}  // namespace parcours
