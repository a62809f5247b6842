// Section 5 of the rules a second time: what a service must answer to a command, worked out from the rules' text and not
// from the core's table, so that one can catch the other. Sees the state before the command, everything due having
// happened. Says nothing of repetition (REP-01), which is the Monitor's.
#pragma once

#include <bitset>
#include <optional>
#include <string>

#include "reference/core/encaissement.h"

namespace parcours {

// The acceptable answers: done, or a refusal by one of these rules. Several where section 5 sets no order among them.
struct Expected {
  std::bitset<encaissement::kRuleCount> refusals;
  bool done = false;

  bool allows(const encaissement::Outcome& outcome) const;
  std::optional<encaissement::RuleId> first() const;  // The first of the refusals; none when only done will do.
  std::string text() const;  // "done", "TIM-01", "FRM-03 or FRM-04"
  static Expected to_be_done() { return {.refusals = {}, .done = true}; }
  static Expected to_be_refused(encaissement::RuleId rule) {
    Expected e;
    e.refusals.set(static_cast<std::size_t>(rule));
    return e;
  }
};

// `policies`: those that were asked for, whatever the service has. `subject`: what subject_of() says.
Expected expected_answer(const encaissement::Encaissement& before, const encaissement::Command& command,
                         const encaissement::Policies& policies, const encaissement::Operation* subject);

// The operation a command speaks of, whoever speaks; null when it speaks of none.
const encaissement::Operation* subject_of(const encaissement::Encaissement& service,
                                          const encaissement::Command& command);

}  // namespace parcours
