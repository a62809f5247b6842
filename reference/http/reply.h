// What the socket itself says: the head of every answer with its security headers, refusals that no handler saw, and the
// line of the log. Texts only.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "reference/http/message.h"

namespace parcours::http {

// A refusal by the socket in the form of all our errors.
Response socket_refusal(int status, std::string_view sentence);

// Status line and headers, with the empty line. `date` as Date has it; a header of the handler's is kept out where its
// name or value would break the line.
std::string head_of(const Response& response, bool keep_alive, std::string_view date);

bool has_no_body(int status);

// Neither name nor value breaks the line: no header or message of somebody else's choice begins in it.
bool is_sendable(const Header& header);

// "Tue, 24 Nov 2026 19:42:01 GMT"
std::string http_date(std::chrono::system_clock::time_point at);

// One request, in the log. Neither query nor headers nor bodies: they carry secrets.
struct LogEntry {
  std::chrono::system_clock::time_point at;
  std::string_view method, path, peer;
  int status = 0;  // 0: the connection was cut instead.
  std::chrono::microseconds took{};
  std::size_t bytes = 0;  // Of the answer's body.
};
std::string log_line(const LogEntry& entry);

// In quotes, ASCII only.
std::string json_quoted(std::string_view text);

}  // namespace parcours::http
