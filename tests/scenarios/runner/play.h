// Plays a scenario written in a test against the reference or a service broken by a hook, and tells what came of it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "scenarios/runner/runner.h"
#include "sim/in_process_target.h"

namespace parcours {

// `steps`: the YAML below "steps:", each line beginning with two blanks. `head`: further lines above it.
// REQUIRES: it parses, as one case.
Scenario scenario_of(const std::string& steps, const std::string& head = "rules: [STA-01]");

CaseResult play(const std::string& steps, const std::string& head = "rules: [STA-01]");

// Against a service with this hook.
template <class Hook>
CaseResult play_broken(const std::string& steps, const std::string& head = "rules: [STA-01]") {
  InProcessTarget target{"broken", "broken", [] { return std::make_unique<Hook>(); }};
  return run_case(scenario_of(steps, head), target);
}

// Verdict, reason, expected and actual in a line, for EXPECT_EQ and for failures that explain themselves.
std::string told(const CaseResult& result);
std::string history_of(const CaseResult& result);

}  // namespace parcours
