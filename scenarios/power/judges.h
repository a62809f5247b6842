// The judges whose power is measured. Each searches from nothing, with its seed, until it catches or its budget is spent.
#pragma once

#include <memory>
#include <vector>

#include "scenarios/language/model.h"
#include "scenarios/power/power.h"
#include "sim/swarm.h"

namespace parcours {

Judge scenario_judge(std::vector<Scenario> sound_cases);  // The suites, the cases of other rules last.
Judge strategy_judge(Strategy strategy);                  // Exploration on the bare core by one strategy.
Judge portfolio_judge();                                  // The mix of strategies, and the seam beside the core.
Judge rapidcheck_judge();                                 // RapidCheck's generators, its stories judged as ours.
Judge prove_judge();                                      // Exhaustive search of every scope, until one catches.

// The first catch of the portfolio, made small.
std::optional<SmallStory> small_story(const Defect& defect);

}  // namespace parcours
