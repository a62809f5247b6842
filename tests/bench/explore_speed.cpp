#include "tests/bench/explore_speed.h"

#include <cstdlib>
#include <iostream>

#include "sim/run.h"
#include "tests/bench/cpu_time.h"

namespace parcours {
namespace {

constexpr double kSeconds = 3;

}  // namespace

ExploreSpeed explore_steps_per_second() {
  const double start = cpu_seconds();
  std::uint64_t commands = 0;
  for (std::uint64_t index = 0; cpu_seconds() - start < kSeconds; ++index) {
    const Run run = play_run(run_of(1, index), {}, {});
    if (run.broken) {
      std::cerr << "parcours_bench: run " << index << " of seed 1 breaks " << run.broken->property->id << "\n";
      std::abort();
    }
    commands += run.commands;
  }
  return {.who = "parcours explore (the whole service, all commands, every property)",
          .steps_per_second = static_cast<double>(commands) / (cpu_seconds() - start)};
}

}  // namespace parcours
