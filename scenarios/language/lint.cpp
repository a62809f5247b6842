#include "scenarios/language/lint.h"

#include <algorithm>
#include <map>
#include <set>

namespace parcours {
namespace {

Problem at(const Scenario& scenario, Place place, std::string expected, std::string_view found) {
  return {.file = scenario.file, .place = place, .expected = std::move(expected), .found = std::string{found}};
}

// Every step, those that happen together too.
std::vector<const Step*> all_steps(const Scenario& scenario) {
  std::vector<const Step*> all;
  for (const Step& step : scenario.steps) {
    all.push_back(&step);
    if (step.verb == StepVerb::together)
      for (const Step& inner : step.steps("actions")) all.push_back(&inner);
  }
  return all;
}

void service_left_dead(const Scenario& scenario, Problems& problems) {
  const Step* crash = nullptr;
  for (const Step& step : scenario.steps) {
    if (step.verb == StepVerb::service_crashes) crash = &step;
    if (step.verb == StepVerb::service_recovers) crash = nullptr;
  }
  if (crash) problems.push_back(at(scenario, crash->at, "\"service recovers\" after it", crash->spec().name));
}

void answers_never_compared(const Scenario& scenario, Problems& problems) {
  std::set<std::string> compared;
  const std::vector<const Step*> steps = all_steps(scenario);
  for (const Step* step : steps)
    if (step->kind() == StepKind::action) compared.insert(step->text("same_answer_as"));
  for (const Step* step : steps)
    if (step->kind() == StepKind::action && step->has("answer_as") && !compared.contains(step->text("answer_as")))
      problems.push_back(at(scenario, step->place("answer_as"), "an answer that a later same_answer_as names",
                            step->text("answer_as")));
}

void same_titles(const std::vector<Scenario>& cases, Problems& problems) {
  std::map<std::string, std::string> file_of;
  for (const Scenario& scenario : cases) {
    const auto [known, fresh] = file_of.emplace(scenario.title, scenario.file);
    if (!fresh && known->second != scenario.file)
      problems.push_back(at(scenario, scenario.place, "a title no other file has; " + known->second + " has it",
                            scenario.title));
  }
}

}  // namespace

Problems lint(const Loaded& loaded) {
  Problems problems = loaded.problems;
  for (const Scenario& scenario : loaded.cases) {
    service_left_dead(scenario, problems);
    answers_never_compared(scenario, problems);
  }
  same_titles(loaded.cases, problems);
  sort_problems(problems);
  return problems;
}

}  // namespace parcours
