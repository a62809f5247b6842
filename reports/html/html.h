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

// The mark of every page.
inline constexpr std::string_view kLogo =
    "<svg class=\"logo\" aria-hidden=\"true\" width=\"34\" height=\"34\" viewBox=\"0 0 34 34\"><path d=\"M5 27c7 0 "
    "5-10 12-10"
    "s5-10 12-10\"/><circle cx=\"5\" cy=\"27\" r=\"3\"/><circle cx=\"17\" cy=\"17\" r=\"3\"/><circle cx=\"29\" "
    "cy=\"7\" r=\"3\"/></svg>";

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
