// Files nobody should give, and what becomes of them: a clear answer, code 2, never a crash.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/program.h"

namespace parcours::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

struct OddFile {
  std::string name;
  std::string text;
  std::string answer;
};

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

class Input : public testing::TestWithParam<OddFile> {};

TEST_P(Input, OddFilesAreRefusedByEveryVerbThatReadsThem) {
  const Workplace here;
  here.write("odd.yaml", GetParam().text);
  for (const char* verb : {"run", "lint", "list", "explain", "replay", "fmt"}) {
    const Ended ended = here.parcours({verb, "odd.yaml"});
    const std::string said = ended.out + ended.err;
    EXPECT_EQ(ended.code, 2) << verb << said.substr(0, 500);
    EXPECT_THAT(said, HasSubstr("odd.yaml")) << verb;
    if (std::string_view{verb} != "fmt") {
      EXPECT_THAT(said, HasSubstr(GetParam().answer)) << verb;
    }
  }
  EXPECT_EQ(here.read("odd.yaml"), GetParam().text) << "nothing was rewritten";
}

INSTANTIATE_TEST_SUITE_P(
    Odd, Input,
    testing::Values(OddFile{"Binary",
                            std::string{"\x7f"
                                        "ELF\0\1\2",
                                        7},
                            "expected"},
                    OddFile{"TenMegabytes", repeated("# a long comment\n", 617'000), "at most 1 MB"},
                    OddFile{"DeepNesting", "id: " + repeated("[", 10'000), "expected"},
                    OddFile{"DeepMaps", repeated("{a: ", 10'000), "expected"},
                    OddFile{"NotText", "id: \xff\xfe\n", "expected"}, OddFile{"Empty", "", "expected"},
                    OddFile{"DuplicateKey", replaced("tags: [sample]", "title: twice"), "odd.yaml:4:1"}),
    [](const auto& one) { return one.param.name; });

TEST(InputOfFmt, MisspeltWordsAreLeftToLint) {
  const Workplace here;
  here.write("wrong.yaml", replaced("amount: \"40,00 €\"", "amount: \"40,0O €\""));
  EXPECT_THAT(here.parcours({"lint", "wrong.yaml"}).out, HasSubstr("wrong.yaml:6:"));
}

TEST(InputOfRecords, BrokenOnesAreRefused) {
  const Workplace here;
  for (const std::string& text : {std::string{}, std::string{"{"}, std::string{"[]"}, repeated("[", 100'000),
                                  std::string{"\0\1\2", 3}, std::string{"{\"schema\":\"parcours-record/1\"}"}}) {
    here.write("odd.json", text);
    for (const char* verb : {"replay", "rerun-failed"}) EXPECT_EQ(here.parcours({verb, "odd.json"}).code, 2) << verb;
    EXPECT_EQ(here.parcours({"report", "convert", "odd.json"}).code, 2);
    EXPECT_EQ(here.parcours({"report", "diff", "odd.json", "odd.json"}).code, 2);
  }
}

TEST(InputOfFolders, AnEmptyOneIsNothingVerified) {
  const Workplace here;
  here.write("empty/notes.txt", "no scenario");
  for (const char* verb : {"run", "lint", "fmt"}) EXPECT_EQ(here.parcours({verb, "empty"}).code, 4) << verb;
}

TEST(InputOfFolders, TheSameIdInTwoFilesIsRefused) {
  const Workplace here;
  here.write("both/a.yaml", kSample);
  here.write("both/b.yaml", kSample);
  const Ended ended = here.parcours({"run", "both"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("qr-partial"));
}

}  // namespace
}  // namespace parcours::cli
