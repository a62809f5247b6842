// Exploration as a judge: one strategy on the bare core, or the portfolio that `parcours explore` plays.
#include "scenarios/explore/subject.h"
#include "scenarios/power/judges.h"
#include "sim/shrink.h"

namespace parcours {
namespace {

constexpr std::uint64_t kRunsForAStory = 200'000;  // Until a defect is given up that the portfolio does not find.

// Runs from 0 on until one breaks something.
Try explore(const Subject& subject, std::uint64_t seed, double budget_s, const RunChoice& choice) {
  const double start = thread_cpu_s();
  Try result;
  for (std::uint64_t index = 0; !result.caught && result.cpu_s < budget_s; ++index) {
    const Run run = play_run(run_of(seed, index), choice, subject);
    result.steps += run.commands;
    result.caught = run.broken.has_value();
    if (run.broken) result.by = run.broken->property->id;
    if (run.broken) result.length = deeds_in(run.story);
    result.cpu_s = thread_cpu_s() - start;
  }
  return result;
}

}  // namespace

Judge strategy_judge(Strategy strategy) {
  return {.name = std::string{to_string(strategy)}, .steps = "commands",
          .judge = [strategy](const Defect* defect, std::uint64_t seed, double budget_s) {
            if (defect != nullptr && !core_defect(*defect).in_core) return Try{};  // It is not where this plays.
            const Subject subject = defect == nullptr ? Subject{} : core_subject_of(*defect);
            return explore(subject, seed, budget_s, {.mix = only(strategy)});
          }};
}

Judge portfolio_judge() {
  return {.name = "portfolio", .steps = "commands",
          .judge = [](const Defect* defect, std::uint64_t seed, double budget_s) {
            return explore(defect == nullptr ? Subject{} : subject_of(*defect), seed, budget_s, {});
          }};
}

std::optional<SmallStory> small_story(const Defect& defect) {
  const Subject subject = subject_of(defect);
  for (std::uint64_t index = 0; index < kRunsForAStory; ++index) {
    const Run run = play_run(run_of(1, index), {}, subject);
    if (!run.broken) continue;
    const SmallRun small = shrink_run(run, subject);
    return SmallStory{.found = deeds_in(run.story), .shrunk = deeds_in(small.story), .is_shortest = small.is_shortest};
  }
  return std::nullopt;
}

}  // namespace parcours
