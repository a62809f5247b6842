// Whether a story makes sense as it stands, before anybody plays it: what is made smaller, drawn or read from a file must.
#pragma once

#include <optional>
#include <string>

#include "scenarios/certify/case.h"

namespace parcours {

// Why not, with the step ("step 3: the sale T1 was never asked for"); none: it does. A sale is asked for once and before
// anything else befalls it; a till that is down is started again and nobody works at it meanwhile; something is asked for.
std::optional<std::string> trouble_with(const TillStory& story);

// Whose sale a step is about; empty: nobody's.
std::string sale_of(const TillStep& step);

}  // namespace parcours
