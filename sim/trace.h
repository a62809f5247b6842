// What went over a wire between tills and a service, as somebody in between saw it: every call with its answer, every
// notification. The one form for certification, for `parcours record` and for `parcours judge`. On paper NDJSON, one entry
// a line, the first line says what it is ("parcours-trace/1"); docs in scenarios/certify/trace.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "reference/core/time.h"
#include "reference/http/message.h"
#include "reports/result.h"

namespace parcours {

using encaissement::Instant;

// A call of a till.
struct TracedCall {
  Instant at;                  // When it arrived.
  http::Request request;
  // answered: the caller got the answer. lost: the service answered, the caller did not get it (whole). unknown: nothing
  // is known of an answer. not_served: it never reached the service.
  enum class Fate : std::uint8_t { answered, lost, unknown, not_served } fate = Fate::answered;
  std::optional<http::Response> answer = {};  // answered; lost, where it was seen.
  Instant answered{};          // Where there is an answer.
  std::string fault = {};      // What was done to it on purpose: "lost_after"; empty: nothing.
};

// A notification to a till.
struct TracedNotice {
  Instant at;
  std::string url;
  std::vector<http::Header> headers;
  std::string body;
  int status = 0;              // What the till answered; 0: nothing.
  std::string fault = {};      // "twice", "forged"; empty: nothing.
};

// Something a trace's reader must know: the service was started again, the till was, a hole in the log.
struct TracedNote {
  Instant at;
  std::string text;
};

using TraceEntry = std::variant<TracedCall, TracedNotice, TracedNote>;

struct Trace {
  std::string source;  // Who wrote it: "parcours certify", "proxy.har"
  std::vector<TraceEntry> entries;  // In the order in which they began.
};

// Which call of the acquisition API a request is.
enum class ApiCall : std::uint8_t { create, payer, status, cancellation, validation, change_mode, qr, list, other };
ApiCall api_call(const http::Request& request);
std::string_view to_string(ApiCall call);  // "create"
std::string number_in(const http::Request& request);  // The transaction's, of its path; empty: none.

std::string to_ndjson(const Trace& trace);
std::string trace_head(std::string_view source);  // The first line, with its end.
std::string to_line(const TraceEntry& entry);     // With its end.
// Trouble with file and line.
Reported<Trace> read_trace(std::string_view ndjson, std::string_view file);

}  // namespace parcours
