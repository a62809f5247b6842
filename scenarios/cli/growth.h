// How a simulation's time and memory grow with the network: each scale in a process of its own, so that each has its own
// peak of memory. For the verb simulate.
#pragma once

#include <vector>

#include "scenarios/cli/terminal.h"
#include "scenarios/population/report.h"

namespace parcours {

// Peak memory of this process so far, bytes.
std::uint64_t peak_memory();

// Runs at each scale and prints a line as each ends. conforming when every one held.
ExitCode show_growth(const PopulationSettings& settings, const SimulationOptions& options,
                     const std::vector<std::uint32_t>& scales, Terminal& terminal);

// "simulated 365 days in 61.2 s: 515,000 times real time, 1,320,000 commands/s, peak memory 3.1 GiB"
std::string run_line(int days, std::uint64_t commands, const RunFigures& run);

}  // namespace parcours
