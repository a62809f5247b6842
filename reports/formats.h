// The formats a record can be read in, and what --report says. Everything is rendered from the record alone (and, where
// a format has a place for it, from the wall times beside it), so a stored record converts into any of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/record.h"
#include "reports/result.h"

namespace parcours {

enum class Format { json, console, junit, html, markdown, github, ctrf, ndjson };

inline constexpr Format kFormats[] = {Format::json,     Format::console, Format::junit, Format::html,
                                      Format::markdown, Format::github,  Format::ctrf,  Format::ndjson};

std::string_view to_string(Format format);

struct RenderOptions {
  const WallTimes* wall_times = nullptr;  // None: a duration is the virtual one.
  bool colour = false;                    // Console only.
};

// The text of a report. REQUIRES: complete(record) was called, or the record was read from a file.
std::string render(Format format, const Record& record, const RenderOptions& options = {});

struct ReportRequest {
  Format format{};
  std::string path{};  // "-": standard output.
  friend bool operator==(const ReportRequest&, const ReportRequest&) = default;
};

// "junit=out.xml,html=out.html". A format without a path ("github") goes to standard output. Refuses an unknown
// format (with "did you mean"), an empty path and two reports to one place.
Reported<std::vector<ReportRequest>> parse_report_option(std::string_view option);

// A format from its name, "html", with the same refusal.
Reported<Format> format_from_string(std::string_view name);

}  // namespace parcours
