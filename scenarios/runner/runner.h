// Plays scenario cases against a target and judges them: each case in a fresh world on a virtual clock of its own, its
// steps one after another, every call over a network that can fail, every expectation compared, and the rules that
// always hold (money, final statuses, counters) watched after each step. Same case, target and seed: same bytes.
//   const CaseResult result = run_case(scenario, target, {.seed = 7});
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "fakes/phone_reader.h"
#include "reports/record.h"
#include "scenarios/language/model.h"
#include "sim/target.h"

namespace parcours {

struct RunOptions {
  std::uint64_t seed = 1;
  // Under the scenario's own settings: the defaults, or what the command line says.
  encaissement::Policies policies = {};
  // Options that repeat this run, after the case's id: "--seed 7 --policy immediate_ttl_s=250".
  std::string repro_suffix = {};
  // Borrowed, may be null. Shared over cases it reads a photograph seen before at once; results do not depend on it.
  PhoneReader* phone = nullptr;
};

// Plays one case. Verdicts: pass; fail, or warn where the case's level is SHOULD; not_testable when the target lacks a
// capability the case needs; config when the case does not show what it says (an order that nothing met, a moment that
// has passed); error for our own fault. The target is reset first and left as the case ends.
CaseResult run_case(const Scenario& scenario, Target& target, const RunOptions& options = {});

struct RunAll {
  RunOptions options = {};
  // Hears every result as it comes; may be empty. False: no further case is run.
  std::function<bool(const CaseResult&, std::size_t done, std::size_t total)> on_case = {};
  bool fail_fast = false;  // No case after the first problem.
};

// The results of the cases that were run, in their order. One target is made for all of them.
std::vector<CaseResult> run_cases(std::span<const Scenario> scenarios,
                                  const std::function<std::unique_ptr<Target>()>& make_target, const RunAll& run = {});

// What the record says of a target.
TargetInfo target_info(const Target& target);

}  // namespace parcours
