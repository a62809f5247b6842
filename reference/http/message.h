// A request and a response as plain values: what handlers read and write. The server makes them from bytes (server.h).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parcours::http {

struct Header {
  std::string name, value;
};

struct Request {
  std::string method;  // "GET"; a HEAD comes as GET, and the server leaves the body of its answer out.
  std::string path;    // Decoded, without query, without trailing slash: "/sandbox/clock"; "/" alone stays.
  std::string raw_path;  // As sent, without query: what a seal over the path covers.
  std::string query;   // As sent, without the question mark.
  std::vector<Header> headers;
  std::string body;
  std::string peer;    // The other side's address: "127.0.0.1"
  bool secure = false;  // Came over TLS.

  std::string_view header(std::string_view name) const;            // Empty: not there. Names in any case.
  std::optional<std::string> parameter(std::string_view name) const;  // Of the query, decoded; the first of that name.
  std::string_view cookie(std::string_view name) const;            // Empty: not there.
};

struct Response {
  int status = 200;
  std::vector<Header> headers = {};
  std::string body = {};
  std::string type = "application/json; charset=utf-8";
  std::chrono::milliseconds delay{0};  // Sent so much later, by the wall.
  bool lost = false;  // The connection is cut instead: the caller does not know what happened.
  // The connection is cut after so many bytes of the body, whose whole length was announced.
  std::optional<std::size_t> cut_after = std::nullopt;
};

// Text with %41 made A, and + made a space where forms are meant. None: a percent sign without two hex digits.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

// Reads what stands between method and version of a request's first line into path, raw_path and query. False: no path
// of ours (not decodable, control characters, an encoded slash, a NUL in the query).
bool read_target(std::string_view target, Request& into);

}  // namespace parcours::http
