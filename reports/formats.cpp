#include "reports/formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "reports/record_json.h"
#include "reports/text.h"
#include "reports/views.h"

namespace parcours {
namespace {

constexpr std::array<std::string_view, 8> kNames = {"json",     "console", "junit", "html",
                                                    "markdown", "github",  "ctrf",  "ndjson"};

Reported<ReportRequest> parse_one(std::string_view item) {
  const std::size_t equals = item.find('=');
  const Reported<Format> format = format_from_string(item.substr(0, equals));
  if (!format) return format.error();
  if (equals == std::string_view::npos) return ReportRequest{format.value(), "-"};
  const std::string path(item.substr(equals + 1));
  if (path.empty()) return ReportError{"--report", fmt::format("no file after \"{}\"", item)};
  return ReportRequest{format.value(), path};
}

}  // namespace

std::string_view to_string(Format format) { return kNames[static_cast<std::size_t>(format)]; }

Reported<Format> format_from_string(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found != kNames.end()) return static_cast<Format>(found - kNames.begin());
  const std::string_view near = nearest(name, kNames);
  return ReportError{
      "--report", fmt::format("unknown format \"{}\"{}; formats are {}", one_line(name, 60),
                              near.empty() ? "" : fmt::format(", did you mean \"{}\"?", near), joined(kNames, ", "))};
}

Reported<std::vector<ReportRequest>> parse_report_option(std::string_view option) {
  std::vector<ReportRequest> requests;
  while (true) {
    const std::size_t comma = option.find(',');
    Reported<ReportRequest> one = parse_one(option.substr(0, comma));
    if (!one) return one.error();
    for (const ReportRequest& other : requests) {
      if (other.path != one.value().path) continue;
      return ReportError{"--report", fmt::format("two reports would be written to {}",
                                                 other.path == "-" ? "standard output" : '"' + other.path + '"')};
    }
    requests.push_back(std::move(one.value()));
    if (comma == std::string_view::npos) return requests;
    option.remove_prefix(comma + 1);
  }
}

std::string render(Format format, const Record& record, const RenderOptions& options) {
  switch (format) {
    case Format::json: return to_json(record);
    case Format::console: return console_report(record, options);
    case Format::junit: return junit_report(record, options);
    case Format::html: return html_report(record);
    case Format::markdown: return markdown_report(record);
    case Format::github: return github_report(record);
    case Format::ctrf: return ctrf_report(record, options);
    case Format::ndjson: return ndjson_report(record);
  }
  return {};
}

}  // namespace parcours
