// What reaches a terminal, a pipe and a reader that leaves.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace parcours::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kColour = "\x1b[3";

class Console : public testing::Test {
 protected:
  Console() { here.write("sample.yaml", kSample); }
  Workplace here;
};

TEST_F(Console, ATerminalGetsColourAndAPipeNone) {
  EXPECT_THAT(here.on_terminal({"run", "sample.yaml"}).out, HasSubstr(kColour));
  EXPECT_THAT(here.parcours({"run", "sample.yaml"}).out, Not(HasSubstr("\x1b")));
}

TEST_F(Console, NoColourIsHeeded) {
  EXPECT_THAT(here.on_terminal({"run", "sample.yaml"}, {"NO_COLOR=1"}).out, Not(HasSubstr(kColour)));
  EXPECT_THAT(here.on_terminal({"run", "sample.yaml", "--no-color"}).out, Not(HasSubstr(kColour)));
  EXPECT_THAT(here.on_terminal({"run", "sample.yaml"}, {"NO_COLOR="}).out, HasSubstr(kColour)) << "empty is unset";
}

TEST_F(Console, NothingMovesInCi) {
  EXPECT_THAT(here.on_terminal({"run", "sample.yaml"}).out, HasSubstr("\r"));
  EXPECT_THAT(here.on_terminal({"run", "sample.yaml"}, {"CI=true"}).out, Not(HasSubstr("\x1b[2K")));
}

TEST_F(Console, QuietIsSilentWhenAllIsWellAndOnlyThen) {
  const Ended well = here.parcours({"run", "sample.yaml", "--quiet"});
  EXPECT_EQ(well.out + well.err, "");
  EXPECT_THAT(here.parcours({"run", "sample.yaml", "--quiet", "--defect", "pay-07-nothing-remains"}).out,
              HasSubstr("Not conforming"));
}

TEST_F(Console, AReaderThatLeavesIsNoError) {
  const Ended ended = here.bash("\"$parcours\" schema | head -n 1; echo ${PIPESTATUS[0]}");
  EXPECT_THAT(ended.out, HasSubstr("\n0\n"));
  EXPECT_EQ(ended.err, "");
}

TEST_F(Console, AVerdictSurvivesAReaderThatLeaves) {
  const Ended ended = here.bash(
      "\"$parcours\" run sample.yaml --defect pay-07-nothing-remains --quiet --report html=- 2>err | head -c 1 >part;"
      " echo ${PIPESTATUS[0]}");
  EXPECT_EQ(ended.out, "1\n");
  EXPECT_THAT(here.read("err"), Not(HasSubstr("cannot be written")));
}

TEST_F(Console, AReportOnStandardOutputStandsThereAlone) {
  const Ended ended = here.parcours({"run", "sample.yaml", "--report", "json"});
  EXPECT_EQ(ended.code, 0);
  EXPECT_TRUE(ended.out.starts_with("{\n")) << ended.out.substr(0, 200);
  EXPECT_THAT(ended.err, HasSubstr("seed 1"));
}

}  // namespace
}  // namespace parcours::cli
