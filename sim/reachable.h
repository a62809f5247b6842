// The true denominator of coverage: the (status, event, outcome) triples that exhaustive search reaches, over all of its
// scopes. Checked in, so that nobody has to wait for it; a test proves it anew.
#pragma once

#include <string>

#include "sim/reached.h"

namespace parcours {

// What `parcours prove` reaches on the reference.
const Reached& reachable();

// A line each, sorted: "awaiting_customer pay PAY-03". What sim/reachable_data.inc is made of:
//   ./parcours prove --triples | sed 's/.*/"&",/' > sim/reachable_data.inc
std::string reachable_text(const Reached& reached);

}  // namespace parcours
