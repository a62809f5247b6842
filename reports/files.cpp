#include "reports/files.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>

#include "reports/record_json.h"

namespace parcours {
namespace {

constexpr std::uintmax_t kFileMost = 256ULL * 1024 * 1024;

std::optional<ReportError> write_standard_output(std::string_view text) {
  std::cout << text << std::flush;
  if (std::cout) return std::nullopt;
  return ReportError{"standard output", "cannot be written"};
}

std::optional<ReportError> write_straight(const std::string& path, std::string_view text, const std::string& named) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text << std::flush;
  if (out) return std::nullopt;
  return ReportError{named, "cannot be written; does its folder exist?"};
}

// A pipe or a device is written to; only a plain file may be replaced.
bool is_replaceable(const std::string& path) {
  std::error_code trouble;
  const auto status = std::filesystem::symlink_status(path, trouble);
  return !std::filesystem::exists(status) || std::filesystem::is_regular_file(status);
}

}  // namespace

Reported<std::string> read_text_file(const std::string& path) {
  std::error_code trouble;
  if (!std::filesystem::exists(path, trouble)) return ReportError{path, "there is no such file"};
  if (!std::filesystem::is_regular_file(path, trouble))
    return ReportError{path, "expected a file, found something else"};
  const std::uintmax_t size = std::filesystem::file_size(path, trouble);
  if (trouble) return ReportError{path, trouble.message()};
  if (size > kFileMost) return ReportError{path, "larger than 256 MB, which no record is"};
  std::ifstream in(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(size), '\0');
  in.read(text.data(), static_cast<std::streamsize>(size));
  if (!in) return ReportError{path, "cannot be read"};
  return text;
}

std::optional<ReportError> write_text_file(const std::string& path, std::string_view text) {
  if (path == "-") return write_standard_output(text);
  if (!is_replaceable(path)) return write_straight(path, text, path);
  const std::string draft = path + ".part";
  if (auto trouble = write_straight(draft, text, path)) return trouble;
  std::error_code trouble;
  std::filesystem::rename(draft, path, trouble);
  if (!trouble) return std::nullopt;
  std::remove(draft.c_str());
  return ReportError{path, trouble.message()};
}

Reported<Record> read_record_file(const std::string& path) {
  const Reported<std::string> text = read_text_file(path);
  if (!text) return text.error();
  return record_from_json(text.value(), path);
}

std::optional<ReportError> write_reports(const std::vector<ReportRequest>& requests, const Record& record,
                                         const RenderOptions& options) {
  for (const ReportRequest& request : requests) {
    if (auto trouble = write_text_file(request.path, render(request.format, record, options))) return trouble;
  }
  return std::nullopt;
}

}  // namespace parcours
