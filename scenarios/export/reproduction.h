// From a story that a service plays otherwise than the reference to what people can use: a scenario that passes on the
// reference and fails on that service, told as prose, as a unit test, as a case with its history, and as the command
// that plays it again. A story that cannot be told so is never handed out as a scenario: it is said why.
//   const Reproduction found = scenario_of(story, policies, start, *target);
//   if (found) write_reproduction(found, "build/found"); else say(found.why_not);
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/result.h"
#include "scenarios/language/model.h"
#include "scenarios/runner/runner.h"
#include "sim/act.h"
#include "sim/property.h"

namespace parcours {

struct ExportOptions {
  std::optional<Broken> broken = {};  // What was found; none: the seam twin is asked.
  std::string program_version = "0";  // For the record.
  PhoneReader* phone = nullptr;       // Borrowed; shared over many exports it makes them faster.
};

struct Reproduction {
  std::string id;        // "found-money-conserved-1a2b3c4d": the property, or the rule the twin names, and a digest
  std::string property;  // "as-the-reference"
  std::string yaml;      // The file: canonical, with nothing to mend. Empty: there is none.
  std::string why_not;   // A sentence; empty when there is a file.
  Scenario scenario;
  CaseResult on_reference, on_judged;  // As just run: pass, and fail or warn.
  TargetInfo judged;
  std::string version;
  std::string command;  // "./parcours run found-….yaml --defect NAME"
  explicit operator bool() const { return why_not.empty(); }
};

// Effect: resets and plays `judged` several times. Nothing is written.
Reproduction scenario_of(const Story& story, const encaissement::Policies& policies, Instant start, Target& judged,
                         const ExportOptions& options = {});

// A GoogleTest source text that plays the scenario through the project's own API: the reference passes, and the defect,
// where the judged service is one of the gallery's, does not. REQUIRES: found.
std::string unit_test_of(const Reproduction& found);

// Writes the scenario, its prose in English and French, the unit test, the record, the HTML report with the sequence
// diagram, and the command, into an existing folder. Their names, or why not. REQUIRES: found.
Reported<std::vector<std::string>> write_reproduction(const Reproduction& found, const std::string& folder);

}  // namespace parcours
