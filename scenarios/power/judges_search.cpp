// Exhaustive search and RapidCheck as judges.
#include "scenarios/explore/subject.h"
#include "scenarios/power/judges.h"
#include "scenarios/power/rapid_stories.h"
#include "sim/explorer.h"
#include "sim/scope.h"

namespace parcours {
namespace {

Explorer::Options options_for(const Defect* defect, double deadline_s) {
  Explorer::Options options;
  options.goes_on = [deadline_s] { return thread_cpu_s() < deadline_s; };
  if (defect != nullptr) options.subject = core_subject_of(*defect);
  return options;
}

constexpr std::uint64_t kNoEnd = 50'000'000;

void search(const Scope& scope, const Defect* defect, std::uint64_t states_max, double deadline_s, Try& result) {
  Explorer::Options options = options_for(defect, deadline_s);
  options.states_max = states_max;
  Explorer explorer{scope, options};
  const Exploration found = explorer.run();
  result.steps += found.transitions;
  result.caught = found.counterexample.has_value();
  if (!result.caught) return;
  result.by = found.counterexample->broken.property->id;
  if (found.counterexample->replayed) result.length = deeds_in(found.counterexample->story);
}

}  // namespace

// Every scope up to so many states, then the large ones to their end: what is visible in a small one is caught soon.
constexpr std::uint64_t kStatesAtFirst = 5'000;

Judge prove_judge() {
  return {.name = "prove", .steps = "transitions", .is_seeded = false,
          .judge = [](const Defect* defect, std::uint64_t, double budget_s) {
            const double start = thread_cpu_s();
            Try result;
            if (defect != nullptr && !core_defect(*defect).in_core) return result;
            for (const std::uint64_t states_max : {kStatesAtFirst, kNoEnd}) {
              for (const Scope& scope : scopes()) {
                if (result.caught || result.cpu_s > budget_s) return result;
                search(scope, defect, states_max, start + budget_s, result);
                result.cpu_s = thread_cpu_s() - start;
              }
            }
            return result;
          }};
}

Judge rapidcheck_judge() {
  return {.name = "rapidcheck", .steps = "commands",
          .judge = [](const Defect* defect, std::uint64_t seed, double budget_s) {
            const double start = thread_cpu_s();
            Try result;
            if (defect != nullptr && !core_defect(*defect).in_core) return result;
            const Random root{seed};
            for (std::uint64_t index = 0; !result.caught && result.cpu_s < budget_s; ++index) {
              const RapidCase drawn = rapid_case(root.stream(index).seed(), 100);
              Arena::Setup setup{.policies = drawn.policies, .start = drawn.start};
              encaissement::Policies policies = drawn.policies;
              if (defect != nullptr) {
                const CoreDefect core = core_defect(*defect);
                setup.make_hook = core.make_hook;
                core.policies(policies);
              }
              Arena arena{setup, policies};
              arena.play(drawn.story);
              arena.finish();
              result.steps += arena.commands();
              result.caught = arena.monitor().broken().has_value();
              if (result.caught) result.by = arena.monitor().broken()->property->id;
              result.cpu_s = thread_cpu_s() - start;
            }
            return result;
          }};
}

}  // namespace parcours
