// A scenario in the making, and how it is cut: the steps up to the first that the judged service does not keep, without
// the expectations that it keeps. Used inside scenarios/export only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/export/told.h"
#include "scenarios/language/parse.h"
#include "scenarios/runner/runner.h"
#include "sim/in_process_target.h"

namespace parcours {

class Draft {
 public:
  Draft(std::string id, std::string rule, std::string settings, const encaissement::Policies& policies, Instant start);

  const std::vector<ToldStep>& steps() const { return steps_; }
  void set_steps(std::vector<ToldStep> steps) { steps_ = std::move(steps); }
  void set_title(std::string title) { title_ = std::move(title); }
  const encaissement::Policies& policies() const { return policies_; }
  Instant start() const { return start_; }

  std::string text() const;  // One step a line.
  // Parsed; none and `trouble` when it has a problem.
  std::optional<Scenario> scenario(std::string* trouble = nullptr) const;
  // Which step stands on that line; steps().size() when none does.
  std::size_t step_at(int line) const;

 private:
  std::string head() const;

  std::string id_, rule_, settings_, title_ = "A draft";
  encaissement::Policies policies_;
  Instant start_;
  std::vector<ToldStep> steps_;
};

// The two services a scenario is run on.
class Judges {
 public:
  Judges(Target& judged, PhoneReader& phone) : judged_{judged}, phone_{phone} {}
  CaseResult on_judged(const Scenario& scenario) { return run_case(scenario, judged_, {.phone = &phone_}); }
  CaseResult on_reference(const Scenario& scenario) { return run_case(scenario, reference_, {.phone = &phone_}); }

 private:
  Target& judged_;
  PhoneReader& phone_;
  InProcessTarget reference_;
};

// fail, or warn where the rule is a SHOULD; a service that never comes to rest.
bool is_departure(Verdict verdict);

// Cuts the draft. False: it passes on the judged service, or fails on the reference, and `why_not` says so.
bool reduce(Draft& draft, Judges& judges, std::string& why_not);

}  // namespace parcours
