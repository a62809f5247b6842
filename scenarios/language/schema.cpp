#include "scenarios/language/schema.h"

#include <nlohmann/json.hpp>

#include "reference/core/requirement.h"
#include "scenarios/language/grammar.h"

namespace parcours {
namespace {

using Json = nlohmann::ordered_json;

// YAML editors give numbers and truth values where we read text.
Json any_scalar() { return {{"type", {"string", "number", "boolean"}}}; }

Json pattern(std::string_view regex, std::string_view words) {
  Json text{{"type", {"string", "number"}}, {"pattern", std::string{regex}}};
  if (words.empty()) return text;
  return {{"anyOf", Json::array({text, Json{{"enum", split_words(words)}}})}};
}

Json rule_schema(std::string_view words) {
  Json ids = Json::array();
  for (const encaissement::Requirement& known : encaissement::catalogue()) ids.push_back(known.id);
  for (const std::string_view word : split_words(words)) ids.push_back(word);
  return {{"enum", ids}};
}

Json map_schema(std::span<const FieldSpec> fields);

Json with_variable(Json schema);

Json or_main(Json map, std::span<const FieldSpec> fields, std::string_view main);

Json field_schema(const FieldSpec& field) {
  using enum FieldType;
  switch (field.type) {
    case text: case typed: case alias: case answer_name: case account: return any_scalar();
    case customer: case point: return {{"type", "string"}};
    case new_alias: case new_answer_name: return pattern("^[a-z0-9_-]+$", "");
    case money: return pattern("^\\+?[0-9]+([.,][0-9]{1,2})?( ?€)?$", field.words);
    case day: return pattern("^[0-9]{2}/[0-9]{2}/[0-9]{4}$", field.words);
    case moment: return pattern("^[0-9]{2}/[0-9]{2}/[0-9]{4} [0-9]{2}[:h][0-9]{2}", field.words);
    case duration: return pattern("^[0-9]+ (ms|s|min|h|days?)( [0-9]+ (ms|s|min|h))*$", field.words);
    case offset: return pattern("^[-+]?[0-9]+ (ms|s|min|h|days?)( [0-9]+ (ms|s|min|h))*$", field.words);
    case integer: return {{"type", "integer"}, {"minimum", field.lowest}, {"maximum", field.highest}};
    case yes_no: return {{"enum", {"yes", "no", true, false}}};
    case word: return {{"enum", split_words(field.words)}};
    case rule: return rule_schema(field.words);
    case speaker: {
      Json names = Json::array();
      for (const SpeakerSpec& known : speakers()) names.push_back(known.name);
      return {{"enum", names}};
    }
    case onlooker: return {{"type", "string"}};
    case texts: case aliases: return {{"type", "array"}, {"items", any_scalar()}};
    case words: return {{"type", "array"}, {"items", {{"enum", split_words(field.words)}}}};
    case map: return or_main(map_schema(field.fields), field.fields, field.main);
    case maps: return {{"type", "array"}, {"items", map_schema(field.fields)}};
    case steps: return {{"$ref", "#/$defs/steps"}};
  }
  return {};
}

// Text with ${…} may stand wherever a scalar does.
Json with_variable(Json schema) {
  const bool scalar = !schema.contains("type") || schema["type"] != "array";
  if (!scalar || schema.contains("$ref")) return schema;
  return {{"anyOf", Json::array({std::move(schema), Json{{"type", "string"}, {"pattern", "\\$\\{"}}})}};
}

Json described(const FieldSpec& field) {
  Json schema = with_variable(field_schema(field));
  schema["description"] = std::string{field.en} + " / " + std::string{field.fr};
  if (!field.fallback.empty()) schema["default"] = field.fallback;
  return schema;
}

Json map_schema(std::span<const FieldSpec> fields) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const FieldSpec& field : fields) {
    properties[std::string{field.name}] = described(field);
    if (field.required) required.push_back(field.name);
  }
  Json map{{"type", "object"}, {"additionalProperties", false}, {"properties", properties}};
  if (!required.empty()) map["required"] = required;
  return map;
}

Json or_main(Json map, std::span<const FieldSpec> fields, std::string_view main) {
  if (main.empty()) return map;
  return {{"anyOf", Json::array({with_variable(field_schema(*find_field(fields, main))), std::move(map)})}};
}

Json verb_schema(const StepSpec& spec) {
  const auto fields = fields_of(spec);
  Json map = map_schema(fields);
  if (!map.contains("required")) map["type"] = {"object", "null"};
  Json schema = or_main(std::move(map), fields, spec.main);
  schema["description"] = std::string{spec.en} + " / " + std::string{spec.fr};
  return schema;
}

Json steps_schema() {
  Json verbs = Json::object();
  for (const StepSpec& spec : step_specs()) verbs[std::string{spec.name}] = verb_schema(spec);
  const Json step{{"type", "object"}, {"minProperties", 1}, {"maxProperties", 1}, {"additionalProperties", false},
                  {"properties", verbs}};
  return {{"type", "array"}, {"minItems", 1}, {"items", step}};
}

Json settings_schema() {
  Json settings = Json::object();
  for (const encaissement::PolicyField& field : encaissement::policy_fields()) {
    Json schema = any_scalar();
    schema["description"] = std::string{field.rules} + ": " + std::string{field.expected};
    schema["default"] = field.get(encaissement::Policies{});
    settings[std::string{field.name}] = schema;
  }
  return {{"type", "object"}, {"additionalProperties", false}, {"properties", settings}};
}

Json by_name(std::span<const FieldSpec> fields) {
  return {{"type", "object"}, {"additionalProperties", map_schema(fields)}};
}

Json world_schema() {
  const Json parts{{"customers", by_name(customer_fields())}, {"points", by_name(point_fields())},
                   {"accounts", by_name(account_fields())}};
  return {{"type", "object"}, {"additionalProperties", false}, {"properties", parts}};
}

Json matrix_schema() {
  const Json row{{"type", "object"}, {"required", {"id"}},
                 {"properties", {{"id", {{"type", "string"}, {"pattern", "^[a-z0-9-]+$"}}}}},
                 {"additionalProperties", any_scalar()}};
  return {{"type", "array"}, {"minItems", 1}, {"items", row}};
}

// The keys above the steps that the table's types do not tell whole.
void refine(Json& properties) {
  const auto put = [&](const char* key, Json schema) {
    schema["description"] = properties[key]["description"];
    properties[key] = std::move(schema);
  };
  put("id", {{"type", "string"}, {"pattern", "^[a-z0-9-]+$"}});
  put("rules", {{"type", "array"}, {"minItems", 1}, {"items", with_variable(rule_schema(""))}});
  put("policies", settings_schema());
  put("world", world_schema());
  put("matrix", matrix_schema());
}

}  // namespace

std::string scenario_schema() {
  Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"$id", "parcours-scenario/1"},
              {"title", "Parcours scenario"}};
  const Json top = map_schema(case_fields());
  for (const auto& [key, value] : top.items()) schema[key] = value;
  refine(schema["properties"]);
  schema["$defs"] = {{"steps", steps_schema()}};
  return schema.dump(2) + "\n";
}

}  // namespace parcours
