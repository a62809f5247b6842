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

// A moment of RFC 3339, each month with the days that it can have.
constexpr const char* kDateTime =
    R"(^[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9])))"
    R"([Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$)";

// A service of the public API has states that ours lacks, numbers of its own kind, and nothing of ours. What has the format
// of a moment gets its pattern instead: patterns are compiled once, a format with each value.
Plain schemas_of(SchemaKind kind) {
  Plain all = schemas();
  for (Plain& schema : all)
    if (schema.value("format", "") == "date-time") {
      schema.erase("format");
      schema["allOf"] = Plain::array({{{"pattern", kDateTime}}});
    }
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

// What it ought to be at a place of the library's words ("<root>", "[order]"); null: not known by name.
const Plain* schema_at(const std::vector<std::string>& context, std::string_view name) {
  const Plain* schema = resolved(schemas().at(std::string{name}));
  for (const std::string& part : context) {
    if (part == "<root>") continue;
    const std::string member = part.substr(1, part.size() - 2);
    if (schema->contains("properties") && (*schema)["properties"].contains(member)) schema = resolved((*schema)["properties"][member]);
    else if (schema->contains("items")) schema = resolved((*schema)["items"]);
    else return nullptr;
  }
  return schema;
}

// The library's sentence, or an example where it could only say that some pattern does not match.
std::string sentence_of(const valijson::ValidationResults::Error& error, std::string_view name) {
  if (!error.description.starts_with("Failed to match regex")) return error.description;
  const Plain* schema = schema_at(error.context, name);
  if (schema == nullptr || !schema->contains("examples")) return error.description;
  return "It is not written as " + (*schema)["examples"][0].dump() + " is.";
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
  thread_local valijson::Validator validator{valijson::Validator::kStrongTypes};  // Keeps the patterns it has compiled.
  valijson::ValidationResults results;
  validator.validate(schema_of(std::string{name}, kind), valijson::adapters::NlohmannJsonAdapter(plain), &results);
  std::vector<SchemaTrouble> troubles;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    // What holds the wrong member is wrong by it alone.
    if (error.description.starts_with("Failed to validate against")) continue;
    SchemaTrouble trouble{place_of(error.context), sentence_of(error, name)};
    if (troubles.empty() || troubles.back() != trouble) troubles.push_back(std::move(trouble));  // Two patterns, one example.
  }
  return troubles;
}

std::vector<std::string> unknown_members(const http::Json& json, std::string_view name) {
  std::vector<std::string> found;
  collect_unknown(json, schemas().at(std::string{name}), "", found);
  return found;
}

}  // namespace parcours
