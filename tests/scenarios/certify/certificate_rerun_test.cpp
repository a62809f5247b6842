// What was certified, run again: the same is recognised, and the first difference is named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/certify/certificate_rerun.h"
#include "tests/scenarios/certify/certified_run.h"

namespace parcours {
namespace {

using testing::ElementsAre, testing::HasSubstr, testing::IsEmpty;

class RunAgainTest : public testing::Test {
 protected:
  // As it comes from a run: without a baseline.
  static CertifiedRun bare() {
    CertifiedRun run = good_run();
    for (CaseResult& one : run.record.cases)
      if (one.id == "core/one-sale") one.verdict = Verdict::fail;
    complete(run.record);
    return run;
  }
  std::vector<std::string> differences() const { return compare_again(certificate, again).differences; }

  const Certificate certificate = certified(waived_run(), waiving());
  CertifiedRun again = bare();
};

TEST_F(RunAgainTest, TheSameRunIsTheSame) {
  EXPECT_THAT(differences(), IsEmpty());
  EXPECT_THAT(compare_again(certificate, again).remarks, IsEmpty());
}

TEST_F(RunAgainTest, TheFirstCaseWithAnotherVerdictIsNamed) {
  for (CaseResult& one : again.record.cases)
    if (one.verdict == Verdict::pass) one.verdict = Verdict::fail;
  complete(again.record);
  EXPECT_THAT(differences(), ElementsAre("immediate-qr/code: certified pass, found fail", HasSubstr("record: certified")));
}

TEST_F(RunAgainTest, ACaseThatWentOtherwiseWithTheSameVerdictIsNamed) {
  again.record.cases.front().history.front().label = "asks for 40,08 €";
  EXPECT_THAT(differences(), ElementsAre("core/amounts: the same verdict, but it went otherwise", HasSubstr("record")));
}

TEST_F(RunAgainTest, AFailureThatHasGoneIsADifference) {
  again = good_run();
  EXPECT_THAT(differences(), ElementsAre("core/one-sale: certified xfail, found xpass", HasSubstr("record")));
}

TEST_F(RunAgainTest, AMissingCaseIsNamed) {
  again.record.cases.pop_back();
  complete(again.record);
  EXPECT_THAT(differences(), ElementsAre("certified immediate-qr/code, found no case", HasSubstr("record")));
}

TEST_F(RunAgainTest, AnotherTillOrAdapterOrSuiteIsNamed) {
  again.till.version = "2.2";
  again.adapter.front().sha256.front() = 'e';
  again.suite.front().cases.front().content += '!';
  EXPECT_THAT(differences(), ElementsAre("version: certified \"2.1\", found \"2.2\"", HasSubstr("adapter: certified adapter.py bbb"),
                                         HasSubstr("suite: certified")));
}

TEST_F(RunAgainTest, AnotherProductIsNamedAndNoneIsRemarked) {
  again.product.front().sha256.front() = 'e';
  EXPECT_THAT(differences(), ElementsAre(HasSubstr("product: certified caisse.bin aaa")));
  again.product.clear();
  EXPECT_THAT(differences(), IsEmpty());
  EXPECT_THAT(compare_again(certificate, again).remarks, ElementsAre(HasSubstr("were not named again")));
}

TEST_F(RunAgainTest, AnotherBuildOfThisProgramIsOnlyRemarked) {
  again.program_sha256 = std::string(64, 'd');
  EXPECT_THAT(differences(), IsEmpty());
  EXPECT_THAT(compare_again(certificate, again).remarks, ElementsAre(HasSubstr("build of this program")));
}

TEST_F(RunAgainTest, TheSettingsAreThoseOfTheRun) {
  const Reported<RerunSettings> settings = settings_of(certificate);
  ASSERT_TRUE(settings.ok());
  EXPECT_EQ(settings.value().seed, "7");
  EXPECT_EQ(settings.value().policies.immediate_ttl_s, 250);
  EXPECT_EQ(settings.value().profiles, (std::vector<std::string>{"core", "immediate-qr"}));
  Certificate other = certificate;
  other.policies = {{"of_the_future", "1"}};
  EXPECT_FALSE(settings_of(other).ok());
}

}  // namespace
}  // namespace parcours
