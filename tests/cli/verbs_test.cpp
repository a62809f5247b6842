// Verbs on the project's own suites: what a person sees first.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace parcours::cli {
namespace {

using testing::HasSubstr;

class Verbs : public testing::Test {
 protected:
  Workplace here;
};

TEST_F(Verbs, DemoShowsABrokenServiceCaught) {
  const Ended ended = here.parcours({"demo"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  for (const char* part : {"Caught:", "VAL-02", "expected:", "actual:", "again: ./parcours run"}) {
    EXPECT_THAT(ended.out, HasSubstr(part));
  }
}

TEST_F(Verbs, EveryRuleIsCovered) {
  const Ended ended = here.parcours({"rules"});
  EXPECT_EQ(ended.code, 0) << ended.out.substr(0, 1000);
  EXPECT_THAT(ended.out, HasSubstr("65 of 65 rules covered"));
}

TEST_F(Verbs, EveryDefectIsCaught) {
  const Ended ended = here.parcours({"defects", "--check"});
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr(" 0 survive\n"));
}

TEST_F(Verbs, CasesWrittenForOtherSettingsAreSetAsideAndTheRestStillJudges) {
  const Ended good = here.parcours({"run", "--profile", "window-3min"});
  EXPECT_EQ(good.code, 0) << good.out;
  EXPECT_THAT(good.out, HasSubstr("not_testable"));
  const Ended broken = here.parcours({"run", "--profile", "window-3min", "--defect", "tim-01-late-payment-accepted"});
  EXPECT_EQ(broken.code, 1) << broken.out;
}

TEST_F(Verbs, ListIsReadByPrograms) {
  const Ended ended = here.parcours({"list", "TIM-02", "--json"});
  ASSERT_EQ(ended.code, 0) << ended.err;
  const auto cases = nlohmann::json::parse(ended.out, nullptr, false);
  ASSERT_TRUE(cases.is_array());
  ASSERT_FALSE(cases.empty());
  for (const auto& one : cases) {
    EXPECT_TRUE(one.at("file").get<std::string>().starts_with("scenarios/"));
    EXPECT_THAT(one.at("rules").get<std::vector<std::string>>(), testing::Contains("TIM-02"));
  }
}

TEST_F(Verbs, SchemasAreJson) {
  for (const char* which : {"scenario", "record"}) {
    const Ended ended = here.parcours({"schema", which});
    EXPECT_EQ(ended.code, 0);
    EXPECT_TRUE(nlohmann::json::accept(ended.out)) << which;
  }
}

TEST_F(Verbs, ReplayTellsTheWholeStory) {
  here.write("sample.yaml", kSample);
  const Ended ended = here.parcours({"replay", "sample.yaml"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  for (const char* part : {"pays 30,00 €", "alice → service", "validated", "pass"})
    EXPECT_THAT(ended.out, HasSubstr(part));
}

TEST_F(Verbs, ExplainSpeaksTwoLanguages) {
  here.write("sample.yaml", kSample);
  const Ended english = here.parcours({"explain", "sample.yaml"});
  const Ended french = here.parcours({"explain", "sample.yaml", "--lang", "fr"});
  EXPECT_EQ(english.code, 0);
  EXPECT_EQ(french.code, 0);
  EXPECT_NE(english.out, french.out);
}

TEST_F(Verbs, FmtChangesOnceAndCheckChangesNothing) {
  here.write("sample.yaml", replaced("tags: [sample]", "tags:   [ sample ]"));
  const std::string before = here.read("sample.yaml");
  EXPECT_EQ(here.parcours({"fmt", "sample.yaml", "--check"}).code, 1);
  EXPECT_EQ(here.read("sample.yaml"), before);
  EXPECT_EQ(here.parcours({"fmt", "sample.yaml"}).out, "sample.yaml\n");
  EXPECT_EQ(here.parcours({"fmt", "sample.yaml", "--check"}).code, 0);
  EXPECT_EQ(here.parcours({"run", "sample.yaml"}).code, 0);
}

TEST_F(Verbs, TheScenarioOfTheReadmeIsRightAndPasses) {
  const std::string open = "```yaml\n";
  const std::string readme = text_of(PARCOURS_SOURCE_DIR "/README.md");
  const std::size_t start = readme.find(open);
  ASSERT_NE(start, std::string::npos);
  here.write("mine.yaml", readme.substr(start + open.size(), readme.find("```\n", start + 1) - start - open.size()));
  EXPECT_EQ(here.parcours({"lint", "mine.yaml"}).code, 0) << here.parcours({"lint", "mine.yaml"}).out;
  EXPECT_EQ(here.parcours({"run", "mine.yaml"}).code, 0) << here.parcours({"run", "mine.yaml"}).out;
}

TEST_F(Verbs, LintFindsNothingInTheSuites) {
  const Ended ended = here.parcours({"lint"});
  EXPECT_EQ(ended.code, 0) << ended.out;
}

TEST_F(Verbs, SuitesAreFoundFromAnyFolderByPathIdTagAndRule) {
  for (const char* word : {"guide", "scenarios/guide", "guide/walk-b.yaml", "guide-walk-b", "TIM-04", "tim-04"}) {
    EXPECT_EQ(here.parcours({"run", word, "--quiet"}).code, 0) << word;
  }
}

TEST_F(Verbs, BenchWithoutItsProgramSaysHowToBuildIt) {
  const Ended ended = here.bash("mkdir -p alone && cp \"$parcours\" alone/ && ./alone/parcours bench");
  EXPECT_EQ(ended.code, 3);
  EXPECT_THAT(ended.err, HasSubstr("./parcours bench"));
}

}  // namespace
}  // namespace parcours::cli
