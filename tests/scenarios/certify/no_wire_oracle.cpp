#include "scenarios/certify/oracle_wire.h"
namespace parcours {
Findings judge_wire(const Trace&, const WireOptions&) { return {}; }
}
