// A case told step by step: everything that happened, in order, with virtual Paris times. Used by replay and demo.
#pragma once

#include <string>

#include "reports/record.h"

namespace parcours {

// One line an event: when, from whom to whom, what; its details below it. A new day gets a line of its own, and the
// event where expectation and history part is marked.
std::string told(const CaseResult& one);

}  // namespace parcours
