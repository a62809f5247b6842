// Cases a second: every scenario of the project, played and judged against the reference in process, QR images and
// cameras included. `warm`: photographs seen before are read at once, as in one run of the program; `cold`: none is.
#include <benchmark/benchmark.h>

#include <cstddef>

#include "scenarios/language/parse.h"
#include "scenarios/runner/runner.h"
#include "sim/in_process_target.h"

namespace parcours {
namespace {

void play_all(benchmark::State& state, PhoneReader* phone) {
  const Loaded suites = load({PARCOURS_SUITES});
  if (!suites.problems.empty() || suites.cases.empty()) return state.SkipWithError("the suites do not load");
  InProcessTarget target;
  for (auto _ : state)
    for (const Scenario& scenario : suites.cases)
      if (run_case(scenario, target, {.phone = phone}).verdict != Verdict::pass) state.SkipWithError("a case fails");
  state.SetItemsProcessed(static_cast<std::int64_t>(static_cast<std::size_t>(state.iterations()) * suites.cases.size()));
}

void cases_cold(benchmark::State& state) { play_all(state, nullptr); }
BENCHMARK(cases_cold)->Name("cases/cold")->Unit(benchmark::kMillisecond);

void cases_warm(benchmark::State& state) {
  PhoneReader phone;
  play_all(state, &phone);
}
BENCHMARK(cases_warm)->Name("cases/warm")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace parcours
