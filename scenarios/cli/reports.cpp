#include "scenarios/cli/reports.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>

#include "reports/files.h"
#include "reports/text.h"
#include "scenarios/cli/suites.h"
#include "scenarios/cli/usual_report.h"

namespace parcours {
namespace {

ExitCode write_one(const ReportRequest& request, const Record& record, RenderOptions options, Terminal& terminal) {
  const bool to_output = request.path == "-";
  options.colour = to_output && terminal.out_style().colour;
  const std::string text = render(request.format, record, options);
  if (to_output) {
    terminal.say(text);
    return ExitCode::conforming;
  }
  if (const auto trouble = write_text_file(request.path, text)) {
    return terminal.fail(ExitCode::could_not_judge, trouble->text(),
                         "The run was judged, but this report of it is not there.");
  }
  return ExitCode::conforming;
}

}  // namespace

std::optional<ReportRequests> read_report_requests(const Words& options, Terminal& terminal) {
  const std::string all = joined(options, ",");
  if (options.empty()) return ReportRequests{};
  Reported<ReportRequests> requests = parse_report_option(all);
  if (requests) return std::move(requests.value());
  terminal.misused(requests.error().text(), "For example: --report html=report.html,junit=junit.xml");
  return std::nullopt;
}

bool any_to_output(const ReportRequests& requests) {
  return std::any_of(requests.begin(), requests.end(), [](const auto& request) { return request.path == "-"; });
}

ExitCode write_all_reports(const ReportRequests& requests, const Record& record, const RenderOptions& options,
                           Terminal& terminal) {
  ExitCode code = ExitCode::conforming;
  for (const ReportRequest& request : requests) code = stronger(code, write_one(request, record, options, terminal));
  return code;
}

ExitCode write_usual_reports(const std::string& stem, const Record& record, const RenderOptions& options, bool quiet,
                             Terminal& terminal) {
  const std::filesystem::path folder = usual_folder();
  std::error_code trouble;
  std::filesystem::create_directories(folder, trouble);
  const ReportRequests usual{{Format::html, usual_report(stem)},
                             {Format::json, (folder / (stem + "-record.json")).string()}};
  const ExitCode code = write_all_reports(usual, record, options, terminal);
  if (code == ExitCode::conforming && !quiet) {
    terminal.say(fmt::format("report {}\nrecord {}\n", usual[0].path, usual[1].path));
  }
  return code;
}

encaissement::Day today() {
  return encaissement::paris_day(std::chrono::floor<encaissement::Duration>(std::chrono::system_clock::now()));
}

}  // namespace parcours
