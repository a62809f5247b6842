#include "scenarios/certify/wire_schema.h"

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "reference/http/embedded.h"

namespace parcours {
namespace {

using Plain = nlohmann::json;

const Plain& schemas() {
  static const Plain all = Plain::parse(http::embedded::kSchemas).at("schemas");
  return all;
}

// A service of the public API has states that ours lacks, numbers of its own kind, and nothing of ours.
Plain schemas_of(SchemaKind kind) {
  Plain all = schemas();
  if (kind == SchemaKind::ours) return all;
  Plain& required = all["Transaction"]["required"];
  required.erase(std::remove(required.begin(), required.end(), Plain("encaissement")), required.end());
  all["Transaction"]["properties"].erase("encaissement");
  all["ApiState"]["enum"].push_back("CONSIGNED");
  all["ApiState"]["enum"].push_back("PAID");
  all["TransactionNumber"] = {{"type", "string"}, {"minLength", 1}};
  all["Authorization"]["properties"]["number"] = {{"type", Plain::array({"string", "integer"})}};
  return all;
}

// Made once for each: reading a schema costs more than checking against it.
const valijson::Schema& schema_of(const std::string& name, SchemaKind kind) {
  static std::map<std::pair<std::string, SchemaKind>, std::unique_ptr<valijson::Schema>> made;
  auto& schema = made[{name, kind}];
  if (schema != nullptr) return *schema;
  schema = std::make_unique<valijson::Schema>();
  const Plain document{{"components", {{"schemas", schemas_of(kind)}}}, {"$ref", "#/components/schemas/" + name}};
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(document), *schema);
  return *schema;
}

// "<root>", "[order]", "[amount]" are order.amount.
std::string place_of(const std::vector<std::string>& context) {
  std::string place;
  for (std::string part : context) {
    if (part == "<root>") continue;
    if (part.starts_with('[') && part.ends_with(']')) part = part.substr(1, part.size() - 2);
    place += (place.empty() ? "" : ".") + part;
  }
  return place;
}

const Plain* resolved(const Plain& schema) {
  const auto reference = schema.find("$ref");
  if (reference == schema.end()) return &schema;
  const std::string name = reference->get<std::string>();
  return resolved(schemas().at(name.substr(name.rfind('/') + 1)));
}

void collect_unknown(const http::Json& json, const Plain& schema, const std::string& place, std::vector<std::string>& found) {
  const Plain& known = *resolved(schema);
  if (!json.is_object() || !known.contains("properties")) return;
  for (const auto& item : json.items()) {
    const std::string name = place.empty() ? item.key() : place + '.' + item.key();
    const auto property = known["properties"].find(item.key());
    if (property == known["properties"].end()) found.push_back(name);
    else collect_unknown(item.value(), *property, name, found);
  }
}

}  // namespace

std::vector<SchemaTrouble> schema_troubles(const http::Json& json, std::string_view name, SchemaKind kind) {
  const Plain plain = json;
  valijson::Validator validator{valijson::Validator::kStrongTypes};
  valijson::ValidationResults results;
  validator.validate(schema_of(std::string{name}, kind), valijson::adapters::NlohmannJsonAdapter(plain), &results);
  std::vector<SchemaTrouble> troubles;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    // What holds the wrong member is wrong by it alone.
    if (error.description.starts_with("Failed to validate against")) continue;
    troubles.push_back({place_of(error.context), error.description});
  }
  return troubles;
}

std::vector<std::string> unknown_members(const http::Json& json, std::string_view name) {
  std::vector<std::string> found;
  collect_unknown(json, schemas().at(std::string{name}), "", found);
  return found;
}

}  // namespace parcours
