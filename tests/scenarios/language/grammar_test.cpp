#include "scenarios/language/grammar.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "scenarios/language/model.h"
#include "scenarios/language/profiles.h"

namespace parcours {
namespace {

std::string language_page() {
  std::ifstream in{std::string{PARCOURS_SOURCE_DIR} + "/scenarios/language.md"};
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

bool names(const std::string& page, std::string_view word) {
  return page.find("`" + std::string{word} + "`") != std::string::npos;
}

void expect_named(const std::string& page, std::span<const FieldSpec> fields, std::string_view where) {
  for (const FieldSpec& field : fields) {
    EXPECT_TRUE(names(page, field.name)) << where << "." << field.name;
    expect_named(page, field.fields, field.name);
  }
}

TEST(Grammar, ThePageNamesEveryVerbAndField) {
  const std::string page = language_page();
  for (const StepSpec& spec : step_specs()) {
    EXPECT_TRUE(names(page, spec.name)) << spec.name;
    expect_named(page, fields_of(spec), spec.name);
  }
  expect_named(page, case_fields(), "case");
  expect_named(page, customer_fields(), "customer");
  expect_named(page, point_fields(), "point");
  expect_named(page, account_fields(), "account");
  for (const SpeakerSpec& speaker : speakers()) EXPECT_TRUE(names(page, speaker.name)) << speaker.name;
  for (const CapabilityName& capability : capability_names()) EXPECT_TRUE(names(page, capability.name));
  for (const Profile& profile : builtin_profiles()) EXPECT_TRUE(names(page, profile.name)) << profile.name;
}

TEST(Grammar, EveryVerbHasItsFieldsOnceAndItsMainField) {
  for (const StepSpec& spec : step_specs()) {
    std::set<std::string_view> seen;
    for (const FieldSpec& field : fields_of(spec)) EXPECT_TRUE(seen.insert(field.name).second) << field.name;
    EXPECT_TRUE(spec.main.empty() || find_field(spec, spec.main)) << spec.name;
    EXPECT_EQ(find_step(spec.name), &spec);
    EXPECT_FALSE(spec.en.empty() || spec.fr.empty()) << spec.name;
  }
}

TEST(Grammar, SpeakersAreInTheGuidesWorld) {
  for (const SpeakerSpec& speaker : speakers()) {
    const Speaker found = *speaker_named(speaker.name, guide_world());
    EXPECT_TRUE(found.door != Door::espace || guide_world().account(found.name)) << speaker.name;
    EXPECT_TRUE(found.point.empty() || guide_world().point(found.point)) << speaker.name;
  }
  EXPECT_EQ(speaker_named("alice", guide_world())->door, Door::phone);
  EXPECT_FALSE(speaker_named("nobody", guide_world()));
}

TEST(Grammar, TheProfilesOfTheProgramAreThoseOfTheIssue) {
  EXPECT_EQ(builtin_profiles().size(), 8u);
  EXPECT_EQ(find_profile(builtin_profiles(), "window-15min")->settings,
            (std::vector<Setting>{{"immediate_ttl_s", "900"}}));
  EXPECT_TRUE(find_profile(builtin_profiles(), "guide")->settings.empty());
}

TEST(Grammar, AProfileThatIsWrongIsTold) {
  const LoadedProfiles loaded = read_profiles("p.yaml", "a:\n  immediate_ttl_s: 1\nb:\n  about: x\n  sweep: never\n");
  ASSERT_EQ(loaded.problems.size(), 2u);
  EXPECT_EQ(loaded.problems[0].text(), "p.yaml:1:1: expected \"about\": who does so, in one sentence");
  EXPECT_EQ(loaded.problems[1].text(), "p.yaml:5:10: expected 00:06 or instant, found \"never\"");
}

}  // namespace
}  // namespace parcours
