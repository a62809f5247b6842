// Reads a trace, strictly: what is misspelt, missing, said twice or of another type is told with file and line.
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "reference/http/wire.h"
#include "reports/text.h"
#include "sim/trace.h"
#include "sim/trace_bytes.h"
#include "sim/trace_words.h"

namespace parcours {
namespace {

using http::Json;
using Names = std::initializer_list<std::string_view>;

struct Refusal {
  std::string message;
};

[[noreturn]] void refuse(std::string message) { throw Refusal{std::move(message)}; }

std::string in_quotes(std::string_view word) { return '"' + one_line(word, 60) + '"'; }

std::string did_you_mean(std::string_view word, std::span<const std::string_view> names) {
  const std::string_view near = nearest(word, names);
  return near.empty() ? "" : fmt::format(", did you mean \"{}\"?", near);
}

// One object of a line, with what it is for messages: "call", "answer".
class Members {
 public:
  Members(const Json& json, std::string what, Names names) : json_{json}, what_{std::move(what)} {
    if (!json.is_object()) refuse(fmt::format("expected {} to be an object, found {}", what_, json.type_name()));
    for (const auto& item : json.items())
      if (std::find(names.begin(), names.end(), item.key()) == names.end())
        refuse(fmt::format("{} has no member {}{}", what_, in_quotes(item.key()), did_you_mean(item.key(), {names.begin(), names.size()})));
  }

  const Json* find(const char* name) const {
    const auto found = json_.find(name);
    return found == json_.end() ? nullptr : &*found;
  }
  const Json& need(const char* name) const {
    if (const Json* found = find(name)) return *found;
    refuse(fmt::format("{} lacks \"{}\"", what_, name));
  }
  std::string text(const char* name) const {
    const Json* found = find(name);
    if (found == nullptr) return {};
    if (!found->is_string()) wrong(name, "a text", *found);
    return found->get<std::string>();
  }
  std::string needed_text(const char* name) const {
    need(name);
    return text(name);
  }
  Instant instant(const char* name) const {
    const auto at = http::instant_from_wire(needed_text(name));
    if (!at) refuse(fmt::format("{}: \"{}\" is an instant such as \"2020-06-24T09:06:00.000Z\", found {}", what_, name, in_quotes(text(name))));
    return *at;
  }
  int status(const char* name) const {
    const Json& found = need(name);
    if (!found.is_number_integer() || found.get<std::int64_t>() < 0 || found.get<std::int64_t>() > 999)
      wrong(name, "a status from 0 to 999", found);
    return found.get<int>();
  }
  bool flag(const char* name) const {
    const Json* found = find(name);
    if (found != nullptr && !found->is_boolean()) wrong(name, "true or false", *found);
    return found != nullptr && found->get<bool>();
  }
  std::vector<http::Header> headers() const {
    std::vector<http::Header> list;
    const Json* found = find("headers");
    if (found != nullptr && !found->is_array()) wrong("headers", "a list of [name, value]", *found);
    for (const Json& one : found == nullptr ? Json::array() : *found) {
      if (!one.is_array() || one.size() != 2 || !one[0].is_string() || !one[1].is_string())
        wrong("headers", "a list of [name, value]", one);
      list.push_back({one[0].get<std::string>(), one[1].get<std::string>()});
    }
    return list;
  }
  std::string body() const {
    if (find("bodyBase64") == nullptr) return text("body");
    if (find("body") != nullptr) refuse(fmt::format("{} has \"body\" and \"bodyBase64\": one of them", what_));
    const auto bytes = from_base64(text("bodyBase64"));
    if (!bytes) refuse(fmt::format("{}: \"bodyBase64\" is not base64", what_));
    return *bytes;
  }

 private:
  [[noreturn]] void wrong(const char* name, const char* expected, const Json& found) const {
    refuse(fmt::format("{}: \"{}\" is {}, found {}", what_, name, expected, one_line(http::dump(found), 60)));
  }
  const Json& json_;
  const std::string what_;
};

// A name said twice would silently hide what was said first.
Json parsed(std::string_view line) {
  std::vector<std::set<std::string>> open;
  std::string twice;
  const auto watch = [&](int, Json::parse_event_t event, Json& value) {
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end) open.pop_back();
    if (event == Json::parse_event_t::key && !open.back().insert(value.get<std::string>()).second) twice = value.get<std::string>();
    return true;
  };
  Json json = Json::parse(line, watch, false);
  if (json.is_discarded()) refuse(fmt::format("expected a JSON object, found {}; is the line cut off?", in_quotes(line)));
  if (!twice.empty()) refuse(fmt::format("{} is said twice", in_quotes(twice)));
  if (!json.is_object()) refuse(fmt::format("expected a JSON object, found {}", in_quotes(line)));
  return json;
}

http::Response answer_in(const Json& json) {
  const Members m{json, "answer", {"status", "headers", "type", "body", "bodyBase64"}};
  return {.status = m.status("status"), .headers = m.headers(), .body = m.body(), .type = m.text("type")};
}

TracedCall::Fate fate_in(const std::string& word) {
  const auto found = std::find(kFateWords.begin(), kFateWords.end(), word);
  if (found == kFateWords.end())
    refuse(fmt::format("fate is answered, lost, unknown or not_served, found {}{}", in_quotes(word), did_you_mean(word, kFateWords)));
  return static_cast<TracedCall::Fate>(found - kFateWords.begin());
}

TracedCall call_in(const Json& json) {
  const Members m{json, "call", {"at", "method", "path", "query", "headers", "body", "bodyBase64", "peer", "secure", "fate",
                                 "answered", "answer", "fault"}};
  TracedCall call{.at = m.instant("at"), .fate = fate_in(m.needed_text("fate")), .fault = m.text("fault")};
  http::Request& request = call.request;
  const std::string query = m.text("query");
  if (!http::read_target(m.needed_text("path") + (query.empty() ? "" : '?' + query), request))
    refuse("call: \"path\" is a path such as \"/acquisition/api/public/v1/payment-transactions/\", found " + in_quotes(m.text("path")));
  request.method = m.needed_text("method");
  request.headers = m.headers();
  request.body = m.body();
  request.peer = m.text("peer");
  request.secure = m.flag("secure");
  if (const Json* answer = m.find("answer")) {
    call.answer = answer_in(*answer);
    call.answered = m.instant("answered");
  }
  if (call.fate == TracedCall::Fate::answered && !call.answer) refuse("call: it was answered, and \"answer\" is missing");
  return call;
}

TracedNotice notice_in(const Json& json) {
  const Members m{json, "notice", {"at", "url", "headers", "body", "bodyBase64", "status", "fault"}};
  return {.at = m.instant("at"), .url = m.needed_text("url"), .headers = m.headers(), .body = m.body(),
          .status = m.status("status"), .fault = m.text("fault")};
}

TraceEntry entry_in(const Json& json) {
  const Members line{json, "a line", {"call", "notice", "note"}};
  if (json.size() != 1) refuse("a line holds one of call, notice and note");
  if (const Json* call = line.find("call")) return call_in(*call);
  if (const Json* notice = line.find("notice")) return notice_in(*notice);
  const Members note{*line.find("note"), "note", {"at", "text"}};
  return TracedNote{.at = note.instant("at"), .text = note.needed_text("text")};
}

Instant at_of(const TraceEntry& entry) {
  return std::visit([](const auto& one) { return one.at; }, entry);
}

std::string source_in(const Json& json) {
  const Members head{json, "the first line", {"trace", "source"}};
  if (head.needed_text("trace") != kTraceForm)
    refuse(fmt::format("expected the form \"{}\", found {}", kTraceForm, in_quotes(head.text("trace"))));
  return head.text("source");
}

}  // namespace

Reported<Trace> read_trace(std::string_view ndjson, std::string_view file) {
  Trace trace;
  int number = 0;
  bool begun = false;
  try {
    while (!ndjson.empty()) {
      const std::string_view line = ndjson.substr(0, ndjson.find('\n'));
      ndjson.remove_prefix(std::min(line.size() + 1, ndjson.size()));
      ++number;
      if (line.find_first_not_of(" \t\r") == line.npos) continue;
      const Json json = parsed(line);
      if (std::exchange(begun, true)) trace.entries.push_back(entry_in(json));
      else trace.source = source_in(json);
    }
    if (!begun) refuse(fmt::format("expected a first line {{\"trace\":\"{}\"}}, found nothing", kTraceForm));
  } catch (const Refusal& refusal) {
    return ReportError{fmt::format("{}:{}", file, std::max(number, 1)), refusal.message};
  }
  // A recorder writes a call when it is over, which others may have begun after and ended before.
  std::stable_sort(trace.entries.begin(), trace.entries.end(), [](const auto& one, const auto& other) { return at_of(one) < at_of(other); });
  return trace;
}

}  // namespace parcours
