#include "reference/http/call_log.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "reference/http/documents.h"
#include "reference/http/wire.h"

namespace parcours::http {
namespace {

constexpr std::string_view kPollHeader = "Parcours-Poll";
constexpr std::string_view kLeftOut = "•••";
constexpr std::size_t kReadMax = 65536;  // Longer bodies are not looked through: they are told by their length.

std::string_view door_of(std::string_view path) {
  if (path.starts_with("/acquisition/")) return "pos";
  if (path.starts_with("/espace/")) return "espace";
  if (path.starts_with("/customer/")) return "customer";
  return path.starts_with("/sandbox/") ? "sandbox" : "open";
}

std::string lower(std::string_view text) {
  std::string all{text};
  for (char& c : all)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return all;
}

// Whether what has this name is nobody else's business; in any case, and inside longer names ("newPassword").
bool is_secret(std::string_view name) {
  const std::string word = lower(name);
  for (const std::string_view whole : {"pin", "key", "code_pin", "codepin"})
    if (word == whole) return true;
  for (const std::string_view part : {"passw", "token", "secret", "csrf", "bearer", "cookie", "session", "seal", "verifier", "authorization"})
    if (word.find(part) != std::string::npos) return true;
  return false;
}

// -------- JSON, by its text: what is not secret stays as it was written --------

// After the string that begins at `at`. REQUIRES of these: the text is JSON.
std::size_t after_string(std::string_view json, std::size_t at) {
  for (++at; json[at] != '"'; ++at)
    if (json[at] == '\\') ++at;
  return at + 1;
}

std::size_t after_space(std::string_view json, std::size_t at) {
  const std::size_t found = json.find_first_not_of(" \t\r\n", at);
  return found == std::string_view::npos ? json.size() : found;
}

std::size_t after_value(std::string_view json, std::size_t at) {
  if (json[at] == '"') return after_string(json, at);
  if (json[at] != '{' && json[at] != '[') return std::min(json.find_first_of(",]} \t\r\n", at), json.size());
  int depth = 0;
  do {
    if (json[at] == '"') {
      at = after_string(json, at);
      continue;
    }
    if (json[at] == '{' || json[at] == '[') ++depth;
    if (json[at] == '}' || json[at] == ']') --depth;
    ++at;
  } while (depth > 0);
  return at;
}

// The name between quotes, with its escapes resolved.
std::string name_in(std::string_view quoted) {
  if (quoted.find('\\') == std::string_view::npos) return std::string{quoted.substr(1, quoted.size() - 2)};
  return Json::parse(quoted, nullptr, false).get<std::string>();
}

std::string without_secrets(std::string_view json) {
  std::string shown;
  std::size_t at = 0;
  while (at < json.size()) {
    const std::size_t begin = std::min(json.find('"', at), json.size());
    const std::size_t end = begin < json.size() ? after_string(json, begin) : begin;
    shown += json.substr(at, end - at);
    at = end;
    const std::size_t colon = after_space(json, end);
    if (colon >= json.size() || json[colon] != ':' || !is_secret(name_in(json.substr(begin, end - begin)))) continue;
    const std::size_t value = after_space(json, colon + 1);
    shown.append(json.substr(end, value - end)).append("\"").append(kLeftOut).append("\"");
    at = after_value(json, value);
  }
  return shown;
}

// -------- Lengths --------

// Not in the middle of a character.
std::string cut(std::string text) {
  if (text.size() <= CallLog::kBodyMax) return text;
  std::size_t end = CallLog::kBodyMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  const std::size_t left = text.size() - end;
  text.resize(end);
  return text + "… (" + std::to_string(left) + " more bytes)";
}

std::string told(std::string_view body, std::string_view type) {
  const std::string_view name = type.substr(0, type.find(';'));
  return "(" + std::string{name.empty() ? "no type" : name} + ", " + std::to_string(body.size()) + " bytes)";
}

// Of a text that is no JSON: a secret in it cannot be found, so that a word of one is enough.
bool speaks_of_secrets(std::string_view body) {
  const std::string text = lower(body);
  return is_secret(text) || text.find("pin") != std::string::npos || text.find("key") != std::string::npos || text.find("\\u") != std::string::npos;
}

bool begins_as_json(std::string_view body) {
  const std::size_t first = after_space(body, 0);
  return first < body.size() && (body[first] == '{' || body[first] == '[');
}

void name_refusal(CallSeen& call) {
  const auto refused = read_body(call.response);
  const auto text = [&](const char* name) {
    const auto found = refused ? refused->find(name) : Json::const_iterator{};
    return refused && found != refused->end() && found->is_string() ? found->get<std::string>() : std::string{};
  };
  call.rule = text("rule");
  call.code = text("errorCode");
}

}  // namespace

std::string shown_body(std::string_view body, std::string_view type, bool may_have_secrets) {
  if (body.empty()) return {};
  if (body.size() > kReadMax) return told(body, type);
  if (begins_as_json(body) && Json::accept(body)) return cut(without_secrets(body));
  const bool is_text = begins_as_json(body) || type.starts_with("application/json");
  return is_text && !may_have_secrets && !speaks_of_secrets(body) ? cut(std::string{body}) : told(body, type);
}

std::string shown_query(std::string_view query) {
  std::string shown;
  while (!query.empty()) {
    const std::string_view one = query.substr(0, query.find('&'));
    const std::string_view name = one.substr(0, one.find('='));
    const auto decoded = percent_decoded(name, true);
    const bool is_hidden = !decoded || is_secret(*decoded);
    shown += is_hidden ? std::string{name} + "=" + std::string{kLeftOut} : std::string{one};
    query.remove_prefix(std::min(one.size() + 1, query.size()));
    if (!query.empty()) shown += '&';
  }
  return cut(std::move(shown));
}

bool CallLog::keeps(const Request& request, const Found& found) {
  if (door_of(request.path) == "sandbox") return false;
  if (request.method == "GET" && !request.header(kPollHeader).empty()) return false;
  if (found.route == nullptr) return true;
  const bool is_page = found.route->type == "text/html" || found.route->type == "text/css";
  return !is_page && found.route->id != "now";
}

Server::Respond CallLog::heard(const Request& request, const Found& found, Instant at, Server::Respond respond) {
  auto kept = std::make_shared<Kept>();
  CallSeen& call = kept->call;
  call.at = at;
  call.door = door_of(request.path);
  call.method = request.method;
  call.path = request.path;
  call.query = shown_query(request.query);
  if (found.route != nullptr) call.id = found.route->id;
  kept->request_type = request.header("Content-Type");
  const bool is_till = call.door == "pos";
  kept->is_request_raw = is_till && request.body.size() <= kBodyMax;
  call.request = kept->is_request_raw ? request.body : shown_body(request.body, kept->request_type, !is_till);
  return [this, kept, is_till, begun = std::chrono::steady_clock::now(), respond = std::move(respond)](Response response) {
    CallSeen& seen = kept->call;
    seen.status = response.lost ? 0 : response.status;
    seen.micros = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun).count();
    kept->response_type = response.type;
    kept->is_response_raw = is_till && response.body.size() <= kBodyMax;
    seen.response = kept->is_response_raw ? response.body : shown_body(response.body, response.type, true);
    keep(std::move(*kept));
    respond(std::move(response));
  };
}

void CallLog::keep(Kept kept) {
  const std::lock_guard lock{mutex_};
  kept.call.seq = ++last_;
  calls_.push_back(std::move(kept));
  if (calls_.size() > kKept) calls_.pop_front();
}

CallLog::Page CallLog::page(const Asked& asked) const {
  std::vector<Kept> newer;
  Page page;
  {
    const std::lock_guard lock{mutex_};
    page.last = last_;
    for (const Kept& kept : calls_)
      if (kept.call.seq > asked.after && newer.size() < asked.limit) newer.push_back(kept);
  }
  for (Kept& kept : newer) {
    if (kept.call.status >= 400) name_refusal(kept.call);
    if (asked.with_bodies) show_bodies(kept);
    else kept.call.request = kept.call.response = {};
    page.calls.push_back(std::move(kept.call));
  }
  return page;
}

void CallLog::show_bodies(Kept& kept) {
  if (kept.is_request_raw) kept.call.request = shown_body(kept.call.request, kept.request_type, false);
  if (kept.is_response_raw) kept.call.response = shown_body(kept.call.response, kept.response_type, true);
}

}  // namespace parcours::http
