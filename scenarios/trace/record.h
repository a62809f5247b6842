// What was judged of a log, as the one record that every report is made from: a case for every rule that a log can show,
// and one for each thing that went wrong, with what the log says of it.
#pragma once

#include <string>

#include "reports/record.h"
#include "scenarios/trace/judge.h"

namespace parcours {

// `settings`: as typed, for whoever repeats it. `more`: cases beside those of the service.
Record record_of(const Books& books, const Log& log, const TraceOptions& options, const std::string& settings,
                 const std::vector<CaseResult>& more = {});

// "f123456789 ...": one paragraph a finding, then the counts.
std::string summary_of(const Books& books, const Log& log);

// Rules that a log between tills and a service can show.
bool is_shown_by_logs(encaissement::RuleId rule);

}  // namespace parcours
