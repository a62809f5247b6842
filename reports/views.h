// One function a view: a record in, the text of a report out. The rest of the program goes through render() of
// formats.h; these are for it and for the tests.
#pragma once

#include <string>

#include "reports/formats.h"
#include "reports/record.h"

namespace parcours {

std::string console_report(const Record& record, const RenderOptions& options);
std::string junit_report(const Record& record, const RenderOptions& options);
std::string html_report(const Record& record);
std::string markdown_report(const Record& record);
std::string github_report(const Record& record);
std::string ctrf_report(const Record& record, const RenderOptions& options);
std::string ndjson_report(const Record& record);

// What every view shares.

// The record in one sentence: "Not conforming: 2 of 7 cases failed."
std::string headline(const Record& record);

// Cases a person must look at, the worst first, then by id.
std::vector<const CaseResult*> problems(const Record& record);

// Rule, sentence, expected, actual, place, reproduction: the whole story of a case as plain lines.
std::string explanation(const CaseResult& one);

// How long a case took, in milliseconds: wall when known, else virtual.
double milliseconds_of(const CaseResult& one, const RenderOptions& options);

// "scenarios/tim/late.yaml:12:5", as far as it is known.
std::string place_of(const CaseResult& one);

// The sentence of a rule of the service's catalogue or a till's, or empty.
std::string_view sentence_of(std::string_view rule);

}  // namespace parcours
