// Writes a trace. Members that say nothing are left out; read by trace_read.cpp.
#include <nlohmann/json.hpp>

#include "reference/http/wire.h"
#include "sim/trace.h"
#include "sim/trace_bytes.h"
#include "sim/trace_words.h"

namespace parcours {
namespace {

using http::Json;

void put(Json& into, const char* name, const std::string& text) {
  if (!text.empty()) into[name] = text;
}

void put_body(Json& into, const std::string& body) {
  if (body.empty()) return;
  if (is_utf8(body)) into["body"] = body;
  else into["bodyBase64"] = to_base64(body);
}

void put_headers(Json& into, const std::vector<http::Header>& headers) {
  if (headers.empty()) return;
  Json list = Json::array();
  for (const http::Header& one : headers) list.push_back(Json::array({one.name, one.value}));
  into["headers"] = std::move(list);
}

Json json_of(const http::Response& answer) {
  Json json{{"status", answer.status}};
  put_headers(json, answer.headers);
  put(json, "type", answer.type);
  put_body(json, answer.body);
  return json;
}

Json json_of(const TracedCall& call) {
  const http::Request& request = call.request;
  Json json{{"at", http::to_wire(call.at)}, {"method", request.method}};
  json["path"] = request.raw_path.empty() ? request.path : request.raw_path;
  put(json, "query", request.query);
  put_headers(json, request.headers);
  put_body(json, request.body);
  put(json, "peer", request.peer);
  if (request.secure) json["secure"] = true;
  json["fate"] = kFateWords[static_cast<std::size_t>(call.fate)];
  if (call.answer) {
    json["answered"] = http::to_wire(call.answered);
    json["answer"] = json_of(*call.answer);
  }
  put(json, "fault", call.fault);
  return {{"call", std::move(json)}};
}

Json json_of(const TracedNotice& notice) {
  Json json{{"at", http::to_wire(notice.at)}, {"url", notice.url}};
  put_headers(json, notice.headers);
  put_body(json, notice.body);
  json["status"] = notice.status;
  put(json, "fault", notice.fault);
  return {{"notice", std::move(json)}};
}

Json json_of(const TracedNote& note) { return {{"note", {{"at", http::to_wire(note.at)}, {"text", note.text}}}}; }

}  // namespace

std::string to_line(const TraceEntry& entry) {
  return http::dump(std::visit([](const auto& one) { return json_of(one); }, entry)) + '\n';
}

std::string trace_head(std::string_view source) {
  return http::dump({{"trace", kTraceForm}, {"source", source}}) + '\n';
}

std::string to_ndjson(const Trace& trace) {
  std::string text = trace_head(trace.source);
  for (const TraceEntry& entry : trace.entries) text += to_line(entry);
  return text;
}

}  // namespace parcours
