// The gallery's chapters, for broken_service.cpp. One file each: defects_access.cpp and so on.
#pragma once

#include <span>

#include "fakes/broken_service.h"

namespace parcours {

std::span<const Defect> access_defects();      // ACC
std::span<const Defect> form_defects();        // FRM
std::span<const Defect> payment_defects();     // PAY
std::span<const Defect> time_defects();        // TIM
std::span<const Defect> validation_defects();  // VAL
std::span<const Defect> money_defects();       // STA, MON
std::span<const Defect> repetition_defects();  // REP
std::span<const Defect> notice_defects();      // NOT
std::span<const Defect> list_defects();        // LST
std::span<const Defect> rare_defects();        // Of any chapter: several operations, people, or a rare moment

// A service that leaves out the guards of one rule.
template <encaissement::RuleId rule>
Break without_rule() {
  return {.waives = [](const encaissement::Refusal& guard) { return guard.rule == rule; }};
}

// A service with other settings than it was asked to have.
template <auto change>
Break with_policies() {
  return {.policies = change};
}

}  // namespace parcours
