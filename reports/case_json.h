// One case as it stands in a record, for whoever shows it alone.
#pragma once

#include <string>

#include "reports/record.h"

namespace parcours {

// On one line. Stray bytes that are not UTF-8 become U+FFFD.
std::string to_json(const CaseResult& one);

}  // namespace parcours
