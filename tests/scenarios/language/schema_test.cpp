#include "scenarios/language/schema.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "scenarios/language/grammar.h"

namespace parcours {
namespace {

using Json = nlohmann::json;

TEST(Schema, NamesEveryVerbAndFieldOfTheGrammar) {
  const Json schema = Json::parse(scenario_schema());
  const Json& verbs = schema["$defs"]["steps"]["items"]["properties"];
  for (const StepSpec& spec : step_specs()) {
    ASSERT_TRUE(verbs.contains(std::string{spec.name})) << spec.name;
    const std::string verb = verbs[std::string{spec.name}].dump();
    for (const FieldSpec& field : fields_of(spec))
      EXPECT_NE(verb.find("\"" + std::string{field.name} + "\""), std::string::npos) << spec.name << "." << field.name;
  }
  for (const FieldSpec& field : case_fields()) EXPECT_TRUE(schema["properties"].contains(std::string{field.name}));
}

TEST(Schema, RefusesUnknownKeysEverywhere) {
  const Json schema = Json::parse(scenario_schema());
  EXPECT_EQ(schema["additionalProperties"], false);
  EXPECT_EQ(schema["$defs"]["steps"]["items"]["additionalProperties"], false);
  EXPECT_EQ(schema["required"], (Json{"id", "title", "rules", "steps"}));
  EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

TEST(Schema, KeepsTheKindsOfEachValue) {
  const Json schema = Json::parse(scenario_schema());
  EXPECT_EQ(schema["properties"]["steps"]["$ref"], "#/$defs/steps");
  EXPECT_EQ(schema["properties"]["id"]["type"], "string");
  EXPECT_EQ(schema["properties"]["matrix"]["items"]["required"], Json::array({"id"}));
  const Json& verbs = schema["$defs"]["steps"]["items"]["properties"];
  EXPECT_EQ(verbs["merchant cancels"]["type"], (Json::array({"object", "null"})));
  EXPECT_EQ(verbs["time passes"]["anyOf"][0]["anyOf"][1]["pattern"], "\\$\\{") << "a variable may stand there";
  EXPECT_EQ(verbs["customer pays"]["anyOf"][1]["required"], Json::array({"customer"}));
}

}  // namespace
}  // namespace parcours
