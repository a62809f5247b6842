// Reading and writing report files. Trouble is a value that names the file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reports/formats.h"
#include "reports/record.h"
#include "reports/result.h"

namespace parcours {

// The whole file, or why not (missing, a folder, over 256 MB).
Reported<std::string> read_text_file(const std::string& path);

// Replaces the file in one step: a reader never sees half a report. None: written. "-" is standard output.
std::optional<ReportError> write_text_file(const std::string& path, std::string_view text);

// "report convert": a stored record in another format, and what merge and diff start from.
Reported<Record> read_record_file(const std::string& path);

// Renders and writes each report that --report asked for; stops at the first that cannot be written.
std::optional<ReportError> write_reports(const std::vector<ReportRequest>& requests, const Record& record,
                                         const RenderOptions& options);

}  // namespace parcours
