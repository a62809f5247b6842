#include "reference/core/requirement.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "reference/core/policy.h"
#include "reference/core/text.h"

namespace encaissement {
namespace {

// Settings of the acquisition API: no rule of the catalogue names them.
constexpr std::string_view kApi = "acquisition API";

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> words;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    words.emplace_back(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return words;
}

// Setting -> the rules that name it.
using Links = std::map<std::string, std::set<std::string>>;

Links links_of_catalogue() {
  Links links;
  for (const Requirement& entry : catalogue())
    for (const std::string& name : split(entry.policies)) links[name].emplace(entry.id);
  return links;
}

Links links_of_settings() {
  Links links;
  for (const PolicyField& field : policy_fields()) {
    if (field.rules == kApi) continue;
    for (const std::string& rule : split(field.rules)) links[std::string{field.name}].insert(rule);
  }
  return links;
}

TEST(Requirement, EveryRuleIsAtItsPlaceUnderItsOwnId) {
  int index = 0;
  for (const Requirement& entry : catalogue()) {
    EXPECT_EQ(static_cast<int>(entry.rule), index++);
    EXPECT_EQ(&requirement(entry.rule), &entry);
    EXPECT_EQ(to_string(entry.rule), entry.id);
    EXPECT_EQ(find_rule(entry.id), entry.rule);
  }
  EXPECT_EQ(index, kRuleCount);
}

TEST(Requirement, IdsAreUnique) {
  std::set<std::string_view> ids;
  for (const Requirement& entry : catalogue()) EXPECT_TRUE(ids.insert(entry.id).second) << entry.id;
}

TEST(Requirement, ChaptersCountFromOneWithoutAGap) {
  std::map<std::string, int> last;
  for (const Requirement& entry : catalogue()) {
    const std::string chapter{entry.id.substr(0, 4)};
    const int number = ++last[chapter];
    EXPECT_EQ(entry.id, chapter + (number < 10 ? "0" : "") + std::to_string(number));
  }
  const std::map<std::string, int> expected{{"ACC-", 8}, {"FRM-", 11}, {"PAY-", 10}, {"TIM-", 11}, {"VAL-", 6},
                                            {"STA-", 3}, {"MON-", 3},  {"REP-", 3},  {"NOT-", 4},  {"LST-", 6}};
  EXPECT_EQ(last, expected);
}

TEST(Requirement, AnUnknownIdIsNoRule) {
  for (const std::string_view id : {"", "TIM-12", "tim-02", "TIM-2", " TIM-02", "TIM-02 "}) {
    EXPECT_FALSE(find_rule(id).has_value()) << id;
  }
}

TEST(Requirement, EverySentenceIsOne) {
  for (const Requirement& entry : catalogue()) {
    EXPECT_TRUE(code_points(entry.sentence).has_value()) << entry.id;
    EXPECT_FALSE(has_control(entry.sentence)) << entry.id;
    EXPECT_TRUE(entry.sentence.ends_with('.')) << entry.id;
    EXPECT_EQ(entry.sentence.find("  "), std::string_view::npos) << entry.id;
    EXPECT_EQ(trimmed(entry.sentence), entry.sentence) << entry.id;
    EXPECT_FALSE(entry.guide.empty()) << entry.id;
  }
}

TEST(Requirement, LevelsAreThoseOfTheRules) {
  for (const Requirement& entry : catalogue()) {
    const Level level = entry.rule == RuleId::frm_11   ? Level::policy
                        : entry.rule == RuleId::tim_11 ? Level::should
                                                       : Level::must;
    EXPECT_EQ(entry.level, level) << entry.id;
  }
}

TEST(Requirement, SettingsAndRulesNameEachOther) { EXPECT_EQ(links_of_catalogue(), links_of_settings()); }

TEST(Requirement, AClauseIsLeftForLaterOnlyWhereItNeedsAPage) {
  std::set<RuleId> later;
  for (const Requirement& entry : catalogue())
    if (!entry.later.empty()) later.insert(entry.rule);
  EXPECT_EQ(later, (std::set{RuleId::val_06, RuleId::frm_09}));
}

TEST(Requirement, LevelsAndCodesReadAsOnTheWire) {
  EXPECT_EQ(to_string(Level::must), "MUST");
  EXPECT_EQ(to_string(Level::should), "SHOULD");
  EXPECT_EQ(to_string(Level::policy), "POLICY");
  std::set<std::string_view> codes;
  for (int i = 0; i <= static_cast<int>(Code::internal_server_error); ++i) {
    const std::string_view code = to_string(static_cast<Code>(i));
    EXPECT_TRUE(codes.insert(code).second) << code;
    EXPECT_TRUE(std::all_of(code.begin(), code.end(), [](char c) { return c == '_' || (c >= 'A' && c <= 'Z'); }));
  }
  EXPECT_TRUE(codes.contains("TRANSACTION_NOT_FOUND"));
  EXPECT_FALSE(codes.contains(""));
}

}  // namespace
}  // namespace encaissement
