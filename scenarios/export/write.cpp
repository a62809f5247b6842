// The files of a reproduction.
#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "reports/files.h"
#include "scenarios/export/reproduction.h"
#include "scenarios/language/explain.h"

namespace parcours {
namespace {

std::string test_name(const Reproduction& found) {
  std::string name;
  bool start = true;
  for (const char c : found.id) {
    if (c != '-') name += start && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    start = c == '-';
  }
  return name;
}

constexpr std::string_view kTest = R"(// {title}
// {command}
{gtest}

#include "fakes/broken_service.h"
#include "scenarios/language/parse.h"
#include "scenarios/runner/runner.h"

namespace parcours {{
namespace {{

constexpr const char* k{name} = R"yaml({yaml})yaml";

TEST(Reproduction, {name}PassesOnTheReference) {{
  const Loaded loaded = parse_text("{id}.yaml", k{name});
  ASSERT_EQ(loaded.cases.size(), 1u);
  InProcessTarget reference;
  const CaseResult result = run_case(loaded.cases.front(), reference);
  EXPECT_EQ(result.verdict, Verdict::pass) << result.reason;
}}
{on_defect}
}}  // namespace
}}  // namespace parcours
)";

constexpr std::string_view kTestOnDefect = R"(
TEST(Reproduction, {name}CatchesTheDefect) {{
  const Loaded loaded = parse_text("{id}.yaml", k{name});
  ASSERT_EQ(loaded.cases.size(), 1u);
  const auto broken = broken_target(*find_defect("{defect}"));
  const CaseResult result = run_case(loaded.cases.front(), *broken);
  EXPECT_EQ(result.verdict, Verdict::{verdict}) << result.reason;
}}
)";

Record record_of(const Reproduction& found) {
  Record record{.tool = {.version = found.version}, .target = found.judged, .seed = "1"};
  for (const encaissement::PolicyField& field : encaissement::policy_fields())
    record.policies.emplace_back(field.name, field.get(found.scenario.policies));
  record.cases = {found.on_judged};
  complete(record);
  return record;
}

}  // namespace

std::string unit_test_of(const Reproduction& found) {
  assert(found && "REQUIRES: there is a scenario");
  const std::string name = test_name(found);
  const bool from_gallery = found.judged.kind == "broken";
  const std::string on_defect =
      !from_gallery ? ""
                    : fmt::format(kTestOnDefect, fmt::arg("name", name), fmt::arg("id", found.id),
                                  fmt::arg("defect", found.judged.name),
                                  fmt::arg("verdict", to_string(found.on_judged.verdict)));
  return fmt::format(kTest, fmt::arg("gtest", "#include <gtest/gtest.h>"), fmt::arg("title", found.scenario.title), fmt::arg("command", found.command),
                     fmt::arg("name", name), fmt::arg("id", found.id), fmt::arg("yaml", found.yaml),
                     fmt::arg("on_defect", on_defect));
}

Reported<std::vector<std::string>> write_reproduction(const Reproduction& found, const std::string& folder) {
  assert(found && "REQUIRES: there is a scenario");
  std::string test_file = found.id + "_test.cpp";
  std::replace(test_file.begin(), test_file.end(), '-', '_');
  const Record record = record_of(found);
  const std::pair<std::string, std::string> files[] = {
      {found.id + ".yaml", found.yaml},
      {found.id + ".en.txt", explain(found.scenario, Tongue::english)},
      {found.id + ".fr.txt", explain(found.scenario, Tongue::french)},
      {test_file, unit_test_of(found)},
      {found.id + ".json", render(Format::json, record)},
      {found.id + ".html", render(Format::html, record)},
      {found.id + ".command.txt", found.command + "\n"}};
  std::vector<std::string> names;
  for (const auto& [name, text] : files) {
    if (auto error = write_text_file(folder + "/" + name, text)) return *error;
    names.push_back(name);
  }
  return names;
}

}  // namespace parcours
