// The other side of a log: what the tills said, by the wire oracle of certification (POS-01 to 05, 18), as cases beside
// those of the service. What the cashier did is not in a log: POS-03 and POS-20 are judged as far as the calls alone tell.
#pragma once

#include <string>
#include <vector>

#include "reports/record.h"
#include "scenarios/trace/judge.h"

namespace parcours {

struct TillSide {
  std::vector<CaseResult> cases;
  std::string summary;           // A paragraph a finding; what is alike is told once.
  std::string counts;            // "tills: 1 found wrong, 2 warnings"
};

TillSide judge_tills(const Log& log, const TraceOptions& options);

}  // namespace parcours
