// --report of every verb that makes a record: what it says, and how the reports are written. What goes to standard
// output goes through the terminal, so that a reader that leaves is no error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reference/core/time.h"
#include "reports/formats.h"
#include "reports/record.h"
#include "scenarios/cli/options.h"

namespace parcours {

inline const std::string kReportHelp =
    "json, console, junit, html, markdown, github, ctrf, ndjson; without =FILE: printed";

using ReportRequests = std::vector<ReportRequest>;

// All the --report options together; none: wrong, and that was told.
std::optional<ReportRequests> read_report_requests(const Words& options, Terminal& terminal);

// True when one of them goes to standard output, which then holds nothing else.
bool any_to_output(const ReportRequests& requests);

// conforming when each was written, else could_not_judge; what could not be written was told, and the rest is written.
ExitCode write_all_reports(const ReportRequests& requests, const Record& record, const RenderOptions& options,
                           Terminal& terminal);

// The page and the record of a plain run, "parcours-report.html" and "parcours-record.json" of this stem, where the next
// one will look for them: build/report of the project. Their paths are said unless `quiet`.
ExitCode write_usual_reports(const std::string& stem, const Record& record, const RenderOptions& options, bool quiet,
                             Terminal& terminal);

// The civil day in Paris by the wall, until which a baseline's entries hold.
encaissement::Day today();

}  // namespace parcours
