// The words of `prove`, read into what is to be proved.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fakes/broken_service.h"
#include "scenarios/cli/options.h"
#include "scenarios/cli/reports.h"
#include "sim/scope.h"

namespace parcours {

struct ProveWords {
  Words scopes, reports;
  std::string defect, states_max;
  bool without_symmetry = false, triples = false;
};
void add_prove_options(Options& options, ProveWords& words);

struct ProvePlan {
  std::vector<const Scope*> scopes;
  const Defect* defect = nullptr;
  std::uint64_t states_max = 0;
  bool uses_symmetry = true;
  bool prints_triples = false;
  ReportRequests reports;
  bool only_words() const { return prints_triples || any_to_output(reports); }  // Standard output is for programs.
};
// None: a word was wrong, and that was told.
std::optional<ProvePlan> read_prove_words(const ProveWords& words, Terminal& terminal);

// The command that proves this scope again.
std::string repro_of(const ProvePlan& plan, const Scope& scope);

// Every rule that a property stands for, once, in the order of the catalogue.
std::vector<std::string> rules_of_properties();

}  // namespace parcours
