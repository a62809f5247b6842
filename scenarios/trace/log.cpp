#include "scenarios/trace/log.h"

#include <fmt/format.h>

namespace parcours {
namespace {

std::size_t first_of(std::string_view text, std::size_t from = 0) {
  return text.find_first_not_of(" \t\r\n", from);
}

}  // namespace

std::string_view to_string(LogFormat format) {
  switch (format) {
    case LogFormat::ndjson: return "ndjson";
    case LogFormat::har: return "har";
    case LogFormat::journal: return "journal";
  }
  return "";
}

std::string place_of(const Log& log, std::size_t entry) {
  const int line = log.lines[entry];
  if (log.format == LogFormat::har) return fmt::format("{}, entry {}", log.file, line);
  return fmt::format("{}:{}", log.file, line);
}

std::optional<LogFormat> format_of(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t at = first_of(bytes);
  if (at == bytes.npos || bytes[at] != '{') return std::nullopt;
  const std::string_view line = bytes.substr(at, bytes.find('\n', at) - at);
  if (line.find("parcours-trace/") != line.npos) return LogFormat::ndjson;
  if (line.find("\"fact\"") != line.npos) return LogFormat::journal;
  constexpr std::size_t kHead = 400;  // A HAR opens with its log, wherever lines end.
  return bytes.substr(at, kHead).find("\"log\"") != bytes.npos ? std::optional{LogFormat::har} : std::nullopt;
}

// One entry a line under the first, which says what it is; empty lines hold none.
Reported<Log> read_ndjson_log(std::string_view bytes, const std::string& file) {
  Reported<Trace> trace = read_trace(bytes, file);
  if (!trace) return trace.error();
  Log log{.file = file, .format = LogFormat::ndjson, .trace = std::move(trace.value()), .lines = {}};
  int line = 0;
  bool head = true;
  for (std::size_t at = 0; at < bytes.size(); ++line) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const bool filled = first_of(bytes.substr(at, end - at)) != bytes.npos;
    if (filled && !head) log.lines.push_back(line + 1);
    head = head && !filled;
    at = end + 1;
  }
  log.lines.resize(log.trace.entries.size(), line);
  return log;
}

}  // namespace parcours
