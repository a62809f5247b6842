// The rows of the suites: one file a profile, each case told by a Story. Only profiles.cpp puts them together.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "scenarios/certify/story.h"

namespace parcours {

struct CaseRow {
  std::string_view id, title;
  std::vector<TillRuleId> rules;
  std::vector<std::string_view> needs;
  std::function<void(Story&)> tell;
};

using CaseRows = std::vector<CaseRow>;

const CaseRows& core_cases();
const CaseRows& qr_cases();
const CaseRows& identifier_cases();
const CaseRows& deferred_cases();
const CaseRows& validation_cases();
const CaseRows& partial_cases();
const CaseRows& notification_cases();
const CaseRows& resilience_cases();

// Days on which a Paris clock reads 02:00 never, or twice, in a year that is drawn.
Day short_day(Story& story);  // The last Sunday of March: 23 hours.
Day long_day(Story& story);   // The last Sunday of October: 25 hours.

}  // namespace parcours
