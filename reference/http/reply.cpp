#include "reference/http/reply.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace parcours::http {
namespace {

struct Word {
  int status;
  std::string_view phrase, code;  // Code: what our errors call it; empty: not said by the socket.
};

constexpr std::array kWords{
    Word{200, "OK", ""},
    Word{201, "Created", ""},
    Word{202, "Accepted", ""},
    Word{204, "No Content", ""},
    Word{206, "Partial Content", ""},
    Word{301, "Moved Permanently", ""},
    Word{302, "Found", ""},
    Word{303, "See Other", ""},
    Word{304, "Not Modified", ""},
    Word{307, "Temporary Redirect", ""},
    Word{308, "Permanent Redirect", ""},
    Word{400, "Bad Request", "BAD_REQUEST"},
    Word{401, "Unauthorized", ""},
    Word{403, "Forbidden", ""},
    Word{404, "Not Found", ""},
    Word{405, "Method Not Allowed", ""},
    Word{406, "Not Acceptable", ""},
    Word{408, "Request Timeout", "BAD_REQUEST"},
    Word{409, "Conflict", ""},
    Word{411, "Length Required", "BAD_REQUEST"},
    Word{413, "Content Too Large", "BAD_REQUEST"},
    Word{415, "Unsupported Media Type", ""},
    Word{417, "Expectation Failed", "BAD_REQUEST"},
    Word{422, "Unprocessable Content", ""},
    Word{429, "Too Many Requests", "TOO_MANY_REQUESTS"},
    Word{431, "Request Header Fields Too Large", "BAD_REQUEST"},
    Word{500, "Internal Server Error", "INTERNAL_SERVER_ERROR"},
    Word{501, "Not Implemented", ""},
    Word{502, "Bad Gateway", ""},
    Word{503, "Service Unavailable", "SERVICE_UNAVAILABLE"},
    Word{504, "Gateway Timeout", ""},
};

const Word& word_of(int status) {
  static constexpr Word kOther{0, "Answer", "INTERNAL_SERVER_ERROR"};
  const auto* found = std::ranges::find(kWords, status, &Word::status);
  return found == kWords.end() ? kOther : *found;
}

bool same(std::string_view one, std::string_view other) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(one, other, {}, lower, lower);
}

bool has(const Response& response, std::string_view name) {
  return std::ranges::any_of(response.headers, [&](const Header& one) { return same(one.name, name); });
}

bool is_token(std::string_view name) {
  const auto fits = [](char c) { return c > 0x20 && c < 0x7f && c != ':'; };
  return !name.empty() && std::ranges::all_of(name, fits);
}

bool is_one_line(std::string_view value) {
  return std::ranges::none_of(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

bool is_ours_to_say(std::string_view name) {
  return same(name, "Content-Length") || same(name, "Connection") || same(name, "Transfer-Encoding") ||
         same(name, "Content-Type") || same(name, "Date");
}

void add(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

void add_handler_headers(std::string& head, const Response& response) {
  for (const Header& one : response.headers)
    if (is_sendable(one) && !is_ours_to_say(one.name)) add(head, one.name, one.value);
}

void add_security(std::string& head, const Response& response) {
  struct Rule {
    std::string_view name, value;
    bool pages_only = false;
  };
  static constexpr std::array kRules{
      Rule{"X-Content-Type-Options", "nosniff"},
      Rule{"X-Frame-Options", "DENY"},
      Rule{"Referrer-Policy", "no-referrer"},
      Rule{"Cache-Control", "no-store"},
      Rule{"Content-Security-Policy", "default-src 'self'", true},
  };
  const bool page = response.type.starts_with("text/html");
  for (const Rule& rule : kRules)
    if ((page || !rule.pages_only) && !has(response, rule.name)) add(head, rule.name, rule.value);
}

std::string utc(std::chrono::system_clock::time_point at, const char* format) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(at);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  return {text.data(), std::strftime(text.data(), text.size(), format, &parts)};
}

}  // namespace

Response socket_refusal(int status, std::string_view sentence) {
  Response response{.status = status};
  response.body = fmt::format(R"({{"errorCode":"{}","errorMessage":{}}})", word_of(status).code, json_quoted(sentence));
  return response;
}

bool is_sendable(const Header& header) { return is_token(header.name) && is_one_line(header.value); }

bool has_no_body(int status) { return status < 200 || status == 204 || status == 304; }

std::string head_of(const Response& response, bool keep_alive, std::string_view date) {
  const bool plain_type = is_one_line(response.type) && !response.type.empty();
  std::string head;
  head.reserve(512);
  head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  head.append(word_of(response.status).phrase).append("\r\n");
  if (!has_no_body(response.status)) {
    if (plain_type) add(head, "Content-Type", response.type);
    add(head, "Content-Length", std::to_string(response.body.size()));
  }
  add(head, "Date", date);
  add(head, "Connection", keep_alive ? "keep-alive" : "close");
  add_handler_headers(head, response);
  add_security(head, response);
  return head.append("\r\n");
}

std::string http_date(std::chrono::system_clock::time_point at) { return utc(at, "%a, %d %b %Y %H:%M:%S GMT"); }

std::string log_line(const LogEntry& entry) {
  const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(entry.at.time_since_epoch()).count() % 1000;
  const auto took = entry.took.count();
  return fmt::format(R"({{"time":"{}.{:03}Z","method":{},"path":{},"status":{},"ms":{}.{:03},"bytes":{},"peer":{}}})",
                     utc(entry.at, "%Y-%m-%dT%H:%M:%S"), millis, json_quoted(entry.method), json_quoted(entry.path),
                     entry.status, took / 1000, took % 1000, entry.bytes, json_quoted(entry.peer));
}

std::string json_quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') quoted += '\\';
    if (byte < 0x20 || byte >= 0x7f) quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(byte));
    else quoted += c;
  }
  return quoted + '"';
}

}  // namespace parcours::http
