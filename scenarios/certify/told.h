// A story as prose, for reports and `certify --explain`. Beside told(step), case.h.
#pragma once

#include <string>

#include "scenarios/certify/case.h"

namespace parcours {

// Its start and its settings, then one numbered line a step; each line with its end.
std::string told(const TillStory& story);

// "1 h 30 min", "4 min 0.001 s", "0 s".
std::string told(Duration length);

}  // namespace parcours
