// Every exit code, each by a situation that somebody meets.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace parcours::cli {
namespace {

using testing::HasSubstr;

class ExitCode : public testing::Test {
 protected:
  ExitCode() { here.write("sample.yaml", kSample); }
  Workplace here;
};

TEST_F(ExitCode, AConformingServiceEndsZero) {
  const Ended ended = here.parcours({"run", "sample.yaml"});
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
  EXPECT_TRUE(ended.out.starts_with("seed 1, 1 case, against the reference\n")) << ended.out;
  EXPECT_EQ(ended.err, "");
}

TEST_F(ExitCode, ABrokenServiceEndsOneAndNamesTheRule) {
  const Ended ended = here.parcours({"run", "sample.yaml", "--defect", "pay-07-nothing-remains"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.out, HasSubstr("expected"));
  EXPECT_THAT(ended.out, HasSubstr("actual"));
  EXPECT_THAT(ended.out, HasSubstr("--defect pay-07-nothing-remains"));
}

TEST_F(ExitCode, AKnownFailureEndsZeroAndAnOldOneOne) {
  const std::string entry = "- case: qr-partial\n  reason: being mended\n  owner: Zoé\n  expires: ";
  here.write("known.yaml", entry + "2999-12-31\n");
  here.write("old.yaml", entry + "2020-01-01\n");
  const std::vector<std::string> words{"run", "sample.yaml", "--defect", "pay-07-nothing-remains", "--baseline"};
  auto with = [&](const char* file) {
    auto all = words;
    all.emplace_back(file);
    return here.parcours(all);
  };
  EXPECT_EQ(with("known.yaml").code, 0);
  EXPECT_EQ(with("old.yaml").code, 1);
}

TEST_F(ExitCode, AnUnexpectedPassEndsOne) {
  here.write("known.yaml", "- case: qr-partial\n  reason: being mended\n  owner: Zoé\n  expires: 2999-12-31\n");
  EXPECT_EQ(here.parcours({"run", "sample.yaml", "--baseline", "known.yaml"}).code, 1);
}

TEST_F(ExitCode, AWrongScenarioEndsTwoWithItsPlace) {
  here.write("wrong.yaml", replaced("- customer pays", "- customer pay"));
  const Ended ended = here.parcours({"run", "wrong.yaml"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("wrong.yaml:8:5: "));
  EXPECT_THAT(ended.err, HasSubstr("did you mean \"customer pays\"?"));
  EXPECT_EQ(ended.out, "");
}

TEST_F(ExitCode, AReportThatCannotBeWrittenEndsThreeAndTheOthersAreWritten) {
  const Ended ended = here.parcours({"run", "sample.yaml", "--report", "html=nowhere/a.html,json=a.json"});
  EXPECT_EQ(ended.code, 3);
  EXPECT_THAT(ended.err, HasSubstr("nowhere/a.html"));
  EXPECT_TRUE(here.has("a.json"));
}

TEST_F(ExitCode, ANonconformingServiceIsWorseThanALostReport) {
  EXPECT_EQ(
      here.parcours({"run", "sample.yaml", "--defect", "pay-07-nothing-remains", "--report", "html=no/a.html"}).code,
      1);
}

TEST_F(ExitCode, AFullDiskEndsThree) {
  const Ended ended = here.bash("\"$parcours\" policies >/dev/full");
  EXPECT_EQ(ended.code, 3);
  EXPECT_THAT(ended.err, HasSubstr("standard output cannot be written"));
}

TEST_F(ExitCode, NoMatchEndsFourWithNearNames) {
  const Ended ended = here.parcours({"run", "sample.yaml", "--id", "qr-partail"});
  EXPECT_EQ(ended.code, 4);
  EXPECT_THAT(ended.err, HasSubstr("Near names: qr-partial"));
}

TEST_F(ExitCode, AMissingShardEndsFour) {
  here.write("more.yaml", replaced("id: qr-partial", "id: qr-again"));
  ASSERT_EQ(here.parcours({"run", "sample.yaml", "more.yaml", "--shard", "1/2", "--report", "json=1.json"}).code, 0);
  const Ended ended = here.parcours({"report", "merge", "1.json"});
  EXPECT_EQ(ended.code, 4);
  EXPECT_THAT(ended.err, HasSubstr("missing: 2"));
}

TEST_F(ExitCode, NothingToRunAgainEndsFour) {
  ASSERT_EQ(here.parcours({"run", "sample.yaml", "--report", "json=a.json"}).code, 0);
  EXPECT_EQ(here.parcours({"rerun-failed", "a.json"}).code, 4);
}

TEST_F(ExitCode, AnInterruptedRunEnds130WithTheRecordOfWhatWasRun) {
  here.write("more.yaml", replaced("id: qr-partial", "id: qr-again"));
  const Ended ended = here.interrupted({"run", "sample.yaml", "more.yaml", "--report", "json=a.json"});
  EXPECT_EQ(ended.code, 130);
  EXPECT_THAT(ended.out, HasSubstr("Interrupted after 1 case."));
  EXPECT_THAT(here.read("a.json"), HasSubstr("\"interrupted\": true"));
}

}  // namespace
}  // namespace parcours::cli
