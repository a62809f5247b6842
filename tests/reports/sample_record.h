// One small record that holds what a report must survive: each kind of verdict, and text that is nobody's friend
// (control characters, quotes, ]]>, tags, emoji, ten thousand letters). Used by the tests of reports/.
#pragma once

#include "reports/record.h"

namespace parcours {

Record sample_record();

// A case that passed, with this id and these rules.
CaseResult passed_case(const std::string& id, std::vector<std::string> rules = {"TIM-01"});

}  // namespace parcours
