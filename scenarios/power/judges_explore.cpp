// Exploration as a judge: one strategy on the bare core, or the portfolio that `parcours explore` plays.
#include "scenarios/power/judges.h"
#include "sim/run.h"
#include "sim/shrink.h"
#include "sim/twin.h"

namespace parcours {
namespace {

constexpr std::uint64_t kSeamEvery = 8;         // One run in so many is played through the seam, too.
constexpr std::uint64_t kReproductionRuns = 200'000;

Subject subject_of(const Defect* defect) {
  if (defect == nullptr) return {};
  return [defect] {
    const CoreDefect core = core_defect(*defect);
    return Difference{core.make_hook, core.policies};
  };
}

bool in_core(const Defect* defect) { return defect == nullptr || core_defect(*defect).in_core; }

struct AtTheSeam {
  std::unique_ptr<Target> judged;
  explicit AtTheSeam(const Defect* defect)
      : judged{defect == nullptr ? std::make_unique<InProcessTarget>() : broken_target(*defect)} {}

  std::optional<Broken> broken_by(const Story& story, const RunPlan& plan) {
    SeamTwin twin{*judged, {.policies = plan.policies, .start = plan.start, .seed = plan.seed}};
    twin.play(story);
    twin.finish();
    return twin.broken();
  }
};

// Runs from 0 on until one breaks something. `seam`: every so many runs through it as well; null: never.
Try explore(const Defect* defect, std::uint64_t seed, double budget_s, const RunChoice& choice, AtTheSeam* seam) {
  const double start = thread_cpu_s();
  const Subject subject = subject_of(defect);
  const bool on_core = in_core(defect);
  Try result;
  for (std::uint64_t index = 0; !result.caught && result.cpu_s < budget_s; ++index) {
    const Run run = play_run(run_of(seed, index), choice, on_core ? subject : Subject{});
    result.steps += run.commands;
    std::optional<Broken> broken = run.broken;
    if (!broken && seam != nullptr && index % kSeamEvery == 0) {
      broken = seam->broken_by(run.story, run.plan);
      result.steps += run.story.size();
    }
    result.caught = broken.has_value();
    if (broken) result.by = broken->property->id;
    result.cpu_s = thread_cpu_s() - start;
  }
  return result;
}

Replay at_the_seam(AtTheSeam& seam, const RunPlan& plan) {
  return [&seam, plan](const Story& story) { return Replayed{.fails = seam.broken_by(story, plan).has_value(), .made = {}}; };
}

}  // namespace

Judge strategy_judge(Strategy strategy) {
  return {.name = std::string{to_string(strategy)}, .steps = "commands",
          .judge = [strategy](const Defect* defect, std::uint64_t seed, double budget_s) {
            if (!in_core(defect)) return Try{};  // It plays on the bare core, where such a defect is not.
            return explore(defect, seed, budget_s, {.mix = only(strategy)}, nullptr);
          }};
}

Judge portfolio_judge() {
  return {.name = "portfolio", .steps = "commands",
          .judge = [](const Defect* defect, std::uint64_t seed, double budget_s) {
            AtTheSeam seam{defect};
            return explore(defect, seed, budget_s, {}, &seam);
          }};
}

std::optional<Reproduction> reproduce(const Defect& defect) {
  const Subject subject = subject_of(&defect);
  AtTheSeam seam{&defect};
  const bool on_core = in_core(&defect);
  for (std::uint64_t index = 0; index < kReproductionRuns; ++index) {
    const Run run = play_run(run_of(1, index), {}, on_core ? subject : Subject{});
    if (run.broken) {
      const SmallRun small = shrink_run(run, subject);
      return Reproduction{.found = run.story.size(), .shrunk = small.story.size(), .is_shortest = small.is_shortest};
    }
    if (index % kSeamEvery != 0 || !seam.broken_by(run.story, run.plan)) continue;
    const Shrunk small = shrink(run.story, at_the_seam(seam, run.plan), {.plays = 4'000, .exhaustive = 4'000});
    return Reproduction{.found = run.story.size(), .shrunk = small.story.size(), .is_shortest = small.is_shortest};
  }
  return std::nullopt;
}

}  // namespace parcours
