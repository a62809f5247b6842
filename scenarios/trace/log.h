// A log of what happened between tills and a service, as it is judged: the entries, and where in the file each stands.
// NDJSON of `parcours record` or `parcours certify`, or HAR 1.2 of a proxy or browser.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/trace.h"

namespace parcours {

enum class LogFormat : std::uint8_t { ndjson, har, journal };
std::string_view to_string(LogFormat format);

struct Log {
  std::string file;
  LogFormat format = LogFormat::ndjson;
  Trace trace;
  std::vector<int> lines;       // Of each entry: its line, or in a HAR its place in `entries`, from 1.
  std::size_t skipped = 0;      // HAR: exchanges with other hosts or paths.
};

// "trace.ndjson:17", "proxy.har, entry 17"
std::string place_of(const Log& log, std::size_t entry);

// What the bytes are, by their beginning. None: nothing that is known.
std::optional<LogFormat> format_of(std::string_view bytes);

// Trouble with file and line.
Reported<Log> read_ndjson_log(std::string_view bytes, const std::string& file);

// Entries whose path holds /payment-transactions are calls, POSTs whose body is a notification are notices; the rest is
// skipped and counted.
Reported<Log> read_har(std::string_view bytes, const std::string& file);

}  // namespace parcours
