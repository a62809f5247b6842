// Every fault of the wire on every call of the API, as cases of the profile resilience: one case a fault on create, and
// for the other calls one of faults that take effect and one of faults that do not.
#pragma once

#include "scenarios/certify/cases.h"

namespace parcours {

CaseRows wire_fault_cases();

}  // namespace parcours
