// Wrong words, and what the program answers: what was wrong, the nearest right word, how to go on; always code 2.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace parcours::cli {
namespace {

using testing::HasSubstr;

struct WrongWords {
  std::vector<std::string> words;
  std::string answer;
};

class Words : public testing::TestWithParam<WrongWords> {};

TEST_P(Words, WrongOnesEndTwoAndAreAnswered) {
  const Workplace here;
  here.write("sample.yaml", kSample);
  const Ended ended = here.parcours(GetParam().words);
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr(GetParam().answer));
  EXPECT_TRUE(ended.err.starts_with("parcours: ")) << ended.err;
  EXPECT_EQ(ended.out, "");
}

INSTANTIATE_TEST_SUITE_P(Verbs, Words,
                         testing::Values(WrongWords{{"rnu"}, "unknown verb \"rnu\", did you mean \"run\"?"},
                                         WrongWords{{"--run"}, "unknown verb"}, WrongWords{{""}, "unknown verb \"\""},
                                         WrongWords{{"help", "lsit"}, "did you mean \"list\"?"},
                                         WrongWords{{"report", "merg"}, "did you mean \"merge\"?"},
                                         WrongWords{{"report"}, "convert, merge or diff?"},
                                         WrongWords{{"explain"}, "which scenario?"},
                                         WrongWords{{"schema", "recrod"}, "did you mean \"record\"?"},
                                         WrongWords{{"version", "please"}, "one word too many"},
                                         WrongWords{{"replay"}, "what is required"}));

INSTANTIATE_TEST_SUITE_P(
    Options, Words,
    testing::Values(WrongWords{{"run", "--seeed", "3"}, "unknown option --seeed, did you mean \"--seed\"?"},
                    WrongWords{{"run", "--seed=x"}, "--seed: expected a whole number, found \"x\""},
                    WrongWords{{"run", "--seed"}, "--seed"}, WrongWords{{"run", "--seed", "-1"}, "--seed"},
                    WrongWords{{"run", "--policy", "immediate_ttl=3"}, "did you mean \"immediate_ttl_s\"?"},
                    WrongWords{{"run", "--policy", "immediate_ttl_s"}, "expected whole seconds"},
                    WrongWords{{"run", "--policy", "qr_binds_on=scna"}, "expected scan or pay"},
                    WrongWords{{"run", "--profile", "window-250"}, "did you mean \"window-250s\"?"},
                    WrongWords{{"run", "--defect", "tim-04-no-swep"}, "did you mean \"tim-04-no-sweep\"?"},
                    WrongWords{{"run", "--report", "htlm=a.html"}, "did you mean \"html\"?"},
                    WrongWords{{"run", "--report", "html=a", "--report", "json=a"}, "two reports would be written to"},
                    WrongWords{{"run", "--shard", "3/2"}, "--shard: expected"},
                    WrongWords{{"run", "--shard", "0/2"}, "--shard"},
                    WrongWords{{"run", "--shard", "auto"}, "--shard: auto: no engine says which part this is"},
                    WrongWords{{"run", "--order", "random"}, "--order: expected"},
                    WrongWords{{"run", "--baseline", "nowhere.yaml"}, "nowhere.yaml"},
                    WrongWords{{"run", "sample.yaml", "--shard", "2/2"}, "more parts than cases"},
                    WrongWords{{"explain", "sample.yaml", "--lang", "de"}, "expected en or fr"},
                    WrongWords{{"rules", "TIM-99"}, "did you mean \"TIM-"}));

INSTANTIATE_TEST_SUITE_P(Files, Words,
                         testing::Values(WrongWords{{"run", "nowhere.yaml"}, "no file or folder \"nowhere.yaml\""},
                                         WrongWords{{"lint", "nowhere"}, "no file or folder \"nowhere\""},
                                         WrongWords{{"report", "convert", "nowhere.json"}, "nowhere.json"},
                                         WrongWords{{"report", "convert", "sample.yaml"}, "sample.yaml:1:1"},
                                         WrongWords{{"replay", "nowhere.json"}, "nowhere.json"},
                                         WrongWords{{"rerun-failed", "nowhere.json"}, "nowhere.json"}));

TEST(Help, StandsForEveryVerbAndEndsZero) {
  const Workplace here;
  const Ended all = here.parcours({"help"});
  EXPECT_EQ(all.code, 0);
  for (const char* verb : {"run", "demo", "list", "explain", "replay", "rerun-failed", "rules", "policies", "profiles",
                           "defects", "lint", "fmt", "schema"}) {
    EXPECT_THAT(all.out, HasSubstr(std::string{"  "} + verb)) << verb;
    const Ended one = here.parcours({verb, "--help"});
    EXPECT_EQ(one.code, 0) << verb;
    EXPECT_THAT(one.out, HasSubstr(std::string{"parcours "} + verb)) << verb;
    EXPECT_EQ(here.parcours({"help", verb}).out, one.out);
  }
}

TEST(Help, IsWhatNoWordsGive) {
  const Workplace here;
  EXPECT_EQ(here.parcours({}).out, here.parcours({"--help"}).out);
}

}  // namespace
}  // namespace parcours::cli
