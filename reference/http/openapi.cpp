// The OpenAPI document: what each route says of itself, dressed with the words of schemas.json.
#include <cassert>
#include <map>
#include <nlohmann/json.hpp>

#include "reference/http/app.h"
#include "reference/http/documents.h"
#include "reference/http/embedded.h"

namespace parcours::http {
namespace {

const Json& words() {
  static const Json all = Json::parse(embedded::kSchemas, nullptr, false);
  assert(all.is_object());
  return all;
}

Json at(const Json& part, std::string_view name) {
  const auto found = part.find(std::string{name});
  assert(found != part.end());
  return *found;
}

Json ref(std::string_view kind, std::string_view name) {
  return {{"$ref", "#/components/" + std::string{kind} + "/" + std::string{name}}};
}

std::vector<std::string_view> listed(std::string_view text) {
  std::vector<std::string_view> all;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) all.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

// -------- What is sent --------------------------------------------------------------------------

bool remembers(const Route& route) {  // REP-01
  const bool by_a_person = route.caller == Caller::till || route.caller == Caller::merchant || route.caller == Caller::customer;
  return route.method == "POST" && route.changes && by_a_person && route.status != 204;
}

Json parameters_of(const Route& route) {
  Json all = Json::array();
  std::string_view path = route.path;
  for (std::size_t from = path.find('{'); from != std::string_view::npos; from = path.find('{')) {
    path.remove_prefix(from + 1);
    all.push_back(ref("parameters", path.substr(0, path.find('}'))));
  }
  for (const std::string_view name : listed(route.query)) all.push_back(ref("parameters", name));
  if (route.caller == Caller::till && route.method == "GET") all.push_back(ref("parameters", "date"));
  if (remembers(route)) all.push_back(ref("parameters", "idempotencyKey"));
  return all;
}

// A body of a schema, with its examples.
Json content_of(std::string_view schema, std::string_view types) {
  const auto examples = words().at("examples").find(std::string{schema});
  Json content = Json::object();
  for (const std::string_view type : listed(types)) {
    Json& media = content[std::string{type}] = {{"schema", ref("schemas", schema)}};
    if (examples != words().at("examples").end()) media["examples"] = *examples;
  }
  return content;
}

Json security_of(const Route& route) {
  const Json none = Json::array();
  switch (route.caller) {
    case Caller::anyone: return Json::array();
    case Caller::till:
      if (route.ours) return Json::array({{{"parcoursSeal", none}}});
      return Json::array({{{"posSeal", none}}, {{"posSeal", none}, {"parcoursSeal", none}}});
    case Caller::merchant:
      if (route.method == "GET") return Json::array({{{"espaceSession", none}}});
      return Json::array({{{"espaceSession", none}, {"csrf", none}}});
    case Caller::customer: return Json::array({{{"customerToken", none}}});
    case Caller::control: return Json::array({{{"control", none}}});
  }
  return none;
}

// -------- What is answered ----------------------------------------------------------------------

Json success_of(const Route& route) {
  if (route.status == 204) return {{"description", "It was done"}};
  Json response{{"description", route.status == 201 ? "It was made" : "It was done"}};
  if (!route.gives.empty()) {
    response["content"] = content_of(route.gives, route.type);
  } else {
    const bool is_text = route.type.starts_with("text/") || route.type.find("json") != std::string_view::npos ||
                         route.type.ends_with("yaml") || route.type.ends_with("xml");
    response["content"][std::string{route.type}]["schema"] = is_text ? Json{{"type", "string"}} : Json::object();
  }
  return response;
}

// The codes of one status are one answer.
Json refusals_of(const Route& route) {
  std::map<int, std::vector<std::string_view>> by_status;
  for (const std::string_view code : listed(route.errors)) by_status[at(words().at("codes"), code).at("status")].push_back(code);
  Json all = Json::object();
  for (const auto& [status, codes] : by_status) {
    Json examples = Json::object();
    std::string names;
    for (const std::string_view code : codes) {
      names.append(names.empty() ? "" : ", ").append(code);
      examples[std::string{code}] = {{"summary", code}, {"value", at(words().at("codes"), code).at("example")}};
    }
    Json content{{"application/json", {{"schema", ref("schemas", "Error")}, {"examples", std::move(examples)}}}};
    all[std::to_string(status)] = {{"description", names}, {"content", std::move(content)}};
  }
  return all;
}

Json responses_of(const Route& route) {
  Json all = Json::object();
  all[std::to_string(route.status)] = success_of(route);
  all.update(refusals_of(route));
  all["default"] = ref("responses", "Trouble");
  return all;
}

// -------- One operation -------------------------------------------------------------------------

std::string description_of(const Route& route) {
  std::string text{route.summary};
  text += '.';
  const auto note = words().at("notes").find(std::string{route.id});
  if (note != words().at("notes").end()) text += "\n\n" + note->get<std::string>();
  if (route.ours && route.caller == Caller::till) text += "\n\nOurs: the public API lacks this call, which is sealed with Parcours-Seal.";
  if (route.ours && route.caller != Caller::till) text += "\n\nOurs: no public API has it.";
  return text;
}

Json operation_of(const Route& route) {
  Json operation{{"tags", Json::array({tag_of(route)})}, {"operationId", route.id}, {"summary", route.summary},
                 {"description", description_of(route)}};
  if (route.ours) operation["x-ours"] = true;
  if (Json parameters = parameters_of(route); !parameters.empty()) operation["parameters"] = std::move(parameters);
  if (!route.takes.empty()) {
    const bool optional = at(words().at("schemas"), route.takes).value("required", Json::array()).empty() && !route.uploads;
    operation["requestBody"] = {{"required", !optional}, {"content", content_of(route.takes, route.takes_types)}};
  }
  operation["responses"] = responses_of(route);
  operation["security"] = security_of(route);
  return operation;
}

std::string lower(std::string_view method) {
  std::string text{method};
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

// Each schema with the values that its examples show.
Json schemas_with_examples() {
  Json all = words().at("schemas");
  for (const auto& [name, examples] : words().at("examples").items()) {
    Json values = Json::array();
    for (const auto& [word, example] : examples.items()) values.push_back(example.at("value"));
    all.at(name)["examples"] = std::move(values);
  }
  return all;
}

Json components() {
  const Json trouble{{"description", "Any other trouble: no such path or method, a body or header too long, too many requests, the service down"},
                     {"content", {{"application/json", {{"schema", ref("schemas", "Error")}}}}}};
  Json parts{{"schemas", schemas_with_examples()}};
  parts["parameters"] = words().at("parameters");
  parts["responses"] = {{"Trouble", trouble}};
  parts["securitySchemes"] = words().at("securitySchemes");
  return parts;
}

}  // namespace

std::string_view tag_of(const Route& route) {
  if (route.path.starts_with("/acquisition/")) return "POS";
  if (route.path.starts_with("/espace/")) return "Espace";
  if (route.path.starts_with("/customer/")) return "Customer";
  return route.path.starts_with("/sandbox/") ? "Sandbox" : "Open";
}

Json openapi_of(const std::vector<const Route*>& routes) {
  Json document{{"openapi", "3.1.0"}, {"info", words().at("info")}};
  document["info"]["version"] = embedded::kVersion;
  document["servers"] = Json::array({{{"url", "/"}, {"description", "The service that gave this document"}}});
  document["tags"] = words().at("tags");
  Json& paths = document["paths"] = Json::object();
  for (const Route* route : routes) paths[std::string{route->path}][lower(route->method)] = operation_of(*route);
  document["components"] = components();
  return document;
}

const std::string& openapi_text() {
  static const std::string text = dump(openapi_of(App::routes())) + "\n";
  return text;
}

}  // namespace parcours::http
