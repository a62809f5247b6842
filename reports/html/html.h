// The parts of the HTML report, put together by page.cpp. Each returns markup in which every text from the record has
// been escaped. Used only inside reports/html.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "reports/record.h"

namespace parcours::html {

// Where a case stands in the page: id -> "case-12".
using Anchors = std::map<std::string, std::string>;

Anchors anchors_of(const Record& record);

// The verdict as a word in its colour with a sign, so that colour alone never tells.
std::string badge(std::optional<Verdict> verdict);

// "not testable", "not covered".
std::string words_of(std::optional<Verdict> verdict);

std::string_view sign(std::optional<Verdict> verdict);

// The style class of a verdict: "pass", "fail", "warn", "idle", "xfail", "none".
std::string_view tone(std::optional<Verdict> verdict);

// What a campaign played, reached and missed; empty for any other record.
std::string campaign_section(const Record& record);

std::string rules_section(const Record& record, const Anchors& anchors);

std::string cases_section(const Record& record, const Anchors& anchors);

// The history of a case as an SVG sequence diagram: a lifeline a participant, a row an event, virtual time on the left.
std::string sequence_diagram(const CaseResult& one);

}  // namespace parcours::html
