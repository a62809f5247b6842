// HAR 1.2, as proxies and browsers write it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "reference/http/capture_date.h"
#include "reference/http/wire.h"
#include "scenarios/trace/log.h"
#include "scenarios/trace/told.h"

namespace parcours {
namespace {

using Json = nlohmann::ordered_json;

const Json* member(const Json& json, const char* name) {
  const auto found = json.is_object() ? json.find(name) : json.end();
  return json.is_object() && found != json.end() && !found->is_null() ? &*found : nullptr;
}

std::string text(const Json& json, const char* name) {
  const Json* value = member(json, name);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string{};
}

double number(const Json& json, const char* name) {
  const Json* value = member(json, name);
  return value != nullptr && value->is_number() ? value->get<double>() : 0;
}

std::optional<std::string> base64_decoded(std::string_view text) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=' || c == '\n' || c == '\r') continue;
    const std::size_t value = kAlphabet.find(c);
    if (value == kAlphabet.npos) return std::nullopt;
    bits = bits << 6 | static_cast<unsigned>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFFu);
  }
  return bytes;
}

// Where it stands in the file, as far as a reader can find it.
ReportError error_at(std::string_view bytes, const std::string& file, std::size_t byte, std::string what) {
  const auto line = 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(std::min(byte, bytes.size())), '\n');
  return {.place = fmt::format("{}:{}", file, line), .message = std::move(what)};
}

class HarReader {
 public:
  HarReader(std::string_view bytes, const std::string& file) : bytes_{bytes}, file_{file} {}

  Reported<Log> read() {
    std::size_t byte = 0;
    Json json;
    try {
      json = Json::parse(bytes_);
    } catch (const Json::parse_error& error) {
      byte = error.byte;
    }
    if (byte != 0) return error_at(bytes_, file_, byte, "expected HAR, found what is not JSON");
    const Json* log = member(json, "log");
    const Json* entries = log == nullptr ? nullptr : member(*log, "entries");
    if (entries == nullptr || !entries->is_array()) return error_at(bytes_, file_, 0, "expected HAR 1.2: an object \"log\" with a list \"entries\"");
    log_ = {.file = file_, .format = LogFormat::har, .trace = {.source = file_, .entries = {}}, .lines = {}};
    for (const Json& entry : *entries)
      if (auto trouble = take(entry)) return *trouble;
    return sorted();
  }

 private:
  std::optional<ReportError> trouble(std::string what) const { return ReportError{fmt::format("{}, entry {}", file_, at_), std::move(what)}; }

  std::optional<ReportError> take(const Json& entry) {
    ++at_;
    const Json *request = member(entry, "request"), *response = member(entry, "response");
    if (request == nullptr) return trouble("expected a request");
    const std::string url = text(*request, "url"), method = text(*request, "method");
    http::Request made{.method = method == "HEAD" ? "GET" : method};
    std::size_t host = url.find("://");
    host = host == url.npos ? 0 : url.find('/', host + 3);
    const std::string target = host == url.npos ? "/" : url.substr(host, url.find('#') - host);
    if (url.empty() || !http::read_target(target, made)) return trouble("expected a URL, found \"" + url.substr(0, 80) + '"');
    const auto when = encaissement::parse_capture_date(text(entry, "startedDateTime"));
    if (!when) return trouble("expected startedDateTime as an ISO instant, found \"" + text(entry, "startedDateTime") + '"');
    if (auto wrong = read_body(*request, "postData", made.body)) return trouble(*wrong);
    read_headers(*request, made.headers);
    const bool is_call = made.path.find("/payment-transactions") != std::string::npos;
    const bool is_notice = !is_call && made.method == "POST" && read_notice(made.body).kind == ToldAnswer::Kind::transaction;
    if (!is_call && !is_notice) return ++log_.skipped, std::nullopt;
    const int status = response == nullptr ? 0 : static_cast<int>(number(*response, "status"));
    log_.lines.push_back(at_);
    if (is_notice) return log_.trace.entries.push_back(TracedNotice{*when, url, made.headers, made.body, status}), std::nullopt;
    return call(entry, std::move(made), *when, status);
  }

  // Status 0: no answer came (blocked, cut, or the page left).
  std::optional<ReportError> call(const Json& entry, http::Request made, Instant when, int status) {
    TracedCall call{.at = when, .request = std::move(made), .fate = TracedCall::Fate::unknown};
    if (status > 0) {
      const Json& response = *member(entry, "response");
      http::Response answer{.status = status};
      if (auto wrong = read_body(response, "content", answer.body)) return trouble(*wrong);
      read_headers(response, answer.headers);
      call.fate = TracedCall::Fate::answered;
      call.answer = std::move(answer);
      call.answered = when + encaissement::Duration{static_cast<std::int64_t>(std::llround(std::clamp(number(entry, "time"), 0.0, 3.6e6)))};
    }
    log_.trace.entries.push_back(std::move(call));
    return std::nullopt;
  }

  static void read_headers(const Json& of, std::vector<http::Header>& into) {
    const Json* headers = member(of, "headers");
    if (headers == nullptr || !headers->is_array()) return;
    for (const Json& header : *headers) into.push_back({text(header, "name"), text(header, "value")});
  }

  // Plain, or in base64 where it says so.
  static std::optional<std::string> read_body(const Json& of, const char* name, std::string& into) {
    const Json* content = member(of, name);
    if (content == nullptr) return std::nullopt;
    into = text(*content, "text");
    if (text(*content, "encoding") != "base64") return std::nullopt;
    auto decoded = base64_decoded(into);
    if (!decoded) return "expected a body in base64";
    into = std::move(*decoded);
    return std::nullopt;
  }

  // Browsers write entries as they end.
  Log sorted() {
    std::vector<std::size_t> by(log_.lines.size());
    for (std::size_t i = 0; i < by.size(); ++i) by[i] = i;
    const auto began = [&](std::size_t i) {
      return std::visit([](const auto& entry) { return entry.at; }, log_.trace.entries[i]);
    };
    std::stable_sort(by.begin(), by.end(), [&](std::size_t a, std::size_t b) { return began(a) < began(b); });
    Log log{.file = log_.file, .format = log_.format, .trace = {.source = log_.trace.source, .entries = {}}, .lines = {}, .skipped = log_.skipped};
    for (const std::size_t i : by) {
      log.trace.entries.push_back(std::move(log_.trace.entries[i]));
      log.lines.push_back(log_.lines[i]);
    }
    return log;
  }

  const std::string_view bytes_;
  const std::string file_;
  Log log_;
  int at_ = 0;
};

}  // namespace

Reported<Log> read_har(std::string_view bytes, const std::string& file) { return HarReader{bytes, file}.read(); }

}  // namespace parcours
