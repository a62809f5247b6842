// When there is a certificate, and each reason why there is none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/certify/certified_run.h"

namespace parcours {
namespace {

using namespace encaissement;
using testing::ElementsAre, testing::HasSubstr, testing::IsEmpty, testing::SizeIs;

class WhyNot : public testing::Test {
 protected:
  CertificateRefusals refusals() const { return why_not(run, baseline, today); }
  CaseResult& find(const std::string& id) {
    for (CaseResult& one : run.record.cases)
      if (one.id == id) return one;
    throw std::out_of_range(id);
  }
  void judge(const std::string& id, Verdict verdict, const std::string& reason = {}) {
    find(id).verdict = verdict;
    find(id).reason = reason;
    complete(run.record);
  }

  CertifiedRun run = good_run();
  Baseline baseline;
  Day today = kIssued;
};

TEST_F(WhyNot, NothingForbidsACertificateOfAGoodRun) { EXPECT_THAT(refusals(), IsEmpty()); }

TEST_F(WhyNot, ARunWhoseCasesWerePickedIsRefused) {
  run.filtered = true;
  EXPECT_THAT(refusals(), ElementsAre(HasSubstr("picked")));
}

TEST_F(WhyNot, ACaseOfTheSuiteThatWasNotRunIsRefused) {
  std::erase_if(run.record.cases, [](const CaseResult& one) { return one.id == "core/amounts"; });
  complete(run.record);
  EXPECT_THAT(refusals(), ElementsAre("core/amounts was not run"));
}

TEST_F(WhyNot, AnInterruptedRunIsRefused) {
  run.record.interrupted = true;
  EXPECT_THAT(refusals(), ElementsAre(HasSubstr("stopped before its last case")));
}

TEST_F(WhyNot, ARunInShardsIsRefused) {
  run.record.shard = Shard{.parts = {1}, .count = 2, .suite = "x"};
  EXPECT_THAT(refusals(), ElementsAre(HasSubstr("shards")));
}

TEST_F(WhyNot, TheRecordOfAServiceIsRefused) {
  run.record.target.kind = "reference";
  EXPECT_THAT(refusals(), ElementsAre(HasSubstr("not of a till")));
}

TEST_F(WhyNot, NoCaseAtAllIsRefused) {
  run.record.cases.clear();
  run.suite.clear();
  complete(run.record);
  EXPECT_THAT(refusals(), ElementsAre("no case was run", "no profile was asked for"));
}

TEST_F(WhyNot, AProfileWithoutCasesIsRefused) {
  run.suite.push_back({.name = "partial", .cases = {}});
  EXPECT_THAT(refusals(), ElementsAre("profile partial has no case"));
}

TEST_F(WhyNot, EveryVerdictThatIsNotGoodIsRefused) {
  for (const Verdict verdict : kVerdicts) {
    run = good_run();
    judge("core/one-sale", verdict, "because");
    const bool good = verdict == Verdict::pass || verdict == Verdict::warn;
    EXPECT_THAT(refusals(), SizeIs(good ? 0 : 1)) << to_string(verdict);
  }
}

TEST_F(WhyNot, AFailureOutsideTheCertifiedProfilesIsRefusedAndASkipIsNot) {
  judge("deferred/days", Verdict::not_testable);
  EXPECT_THAT(refusals(), IsEmpty());
  judge("deferred/days", Verdict::fail, "late");
  EXPECT_THAT(refusals(), ElementsAre("deferred/days: fail: late"));
}

TEST_F(WhyNot, EachReasonIsALineOfItsOwn) {
  judge("core/one-sale", Verdict::fail, "two operations");
  judge("core/amounts", Verdict::crash);
  run.filtered = true;
  EXPECT_THAT(refusals(), ElementsAre(HasSubstr("picked"), "core/amounts: crash", "core/one-sale: fail: two operations"));
}

TEST_F(WhyNot, AKnownFailureNeedsSomebodyWhoAnswersForItToday) {
  run = waived_run();
  EXPECT_THAT(refusals(), ElementsAre(HasSubstr("no entry of the baseline waives it")));
  baseline = waiving();
  EXPECT_THAT(refusals(), IsEmpty());
  baseline.front().owner.clear();
  EXPECT_THAT(refusals(), ElementsAre(HasSubstr("has no owner")));
}

TEST_F(WhyNot, AWaiverHoldsOnItsLastDayAndNotOnTheNext) {
  run = waived_run();
  baseline = waiving();
  const Day last = baseline.front().expires;
  for (const int days : {-1, 0}) {
    today = last + Days{days};
    EXPECT_THAT(refusals(), IsEmpty()) << days;
  }
  today = last + Days{1};
  EXPECT_THAT(refusals(), ElementsAre(HasSubstr("was waived until 2026-12-31 by Zoé Martin")));
}

TEST_F(WhyNot, AStaleBaselineIsRefused) {
  run.record.stale_baseline = {"baseline.yaml:1:3: core/old (owner Zoé): there is no such case"};
  EXPECT_THAT(refusals(), ElementsAre(HasSubstr("stale baseline: baseline.yaml:1:3")));
}

TEST_F(WhyNot, PoliciesMustBeKnown) {
  run.record.policies.clear();
  EXPECT_THAT(refusals(), ElementsAre(HasSubstr("does not say which were in force")));
  run.record.policies = {{"immediate_ttl", "250"}, {"immediate_ttl_s", "soon"}, {"pos_poll_min_ms", "900"}};
  EXPECT_THAT(refusals(), ElementsAre(HasSubstr("none of the name \"immediate_ttl\""), HasSubstr("immediate_ttl_s is \"soon\"")));
}

TEST(ACertificate, SaysWhatWasJudgedAndHow) {
  const Certificate c = certified(waived_run(), waiving());
  EXPECT_EQ(c.policies, (Details{{"immediate_ttl_s", "250"}}));
  EXPECT_EQ(c.manners, (Details{{"pos_poll_min_ms", "1000"}, {"pos_immediate_rest_s", "60"}, {"pos_deferred_rest_h", "24"},
                                {"pos_clock_skew_min", "4"}}));
  EXPECT_THAT(c.profiles, ElementsAre(CertifiedProfile{"core", 2, 0, 1, 1}, CertifiedProfile{"immediate-qr", 1, 1, 0, 0}));
  EXPECT_THAT(c.waivers, ElementsAre(Waiver{"core/one-sale", "POS-04", "the gateway loses \"answers\" & retries",
                                            "Zoé Martin", Day{std::chrono::year{2026} / 12 / 31}}));
  EXPECT_THAT(c.cases, SizeIs(4));
  EXPECT_EQ(c.issued, kIssued);
}

TEST(ACertificate, IsNotGivenForABadRun) {
  CertifiedRun run = good_run();
  run.filtered = true;
  EXPECT_TRUE(std::holds_alternative<CertificateRefusals>(certificate_of(run, {}, kIssued, test_key())));
}

TEST(DigestOfARecord, LeavesOutHowACaseIsRepeatedAndNothingElse) {
  Record record = good_run().record;
  const std::string before = record_sha256(record);
  record.cases.front().repro = "/elsewhere/parcours certify";
  EXPECT_EQ(record_sha256(record), before);
  record.cases.front().history.front().label += '.';
  EXPECT_NE(record_sha256(record), before);
}

TEST(DigestOfASuite, ChangesWithAnyPartOfIt) {
  const CertifiedSuite suite = good_run().suite;
  CertifiedSuite other = suite;
  other[0].cases[0].content += '.';
  EXPECT_NE(suite_sha256(other), suite_sha256(suite));
  other = suite;
  other[0].cases[0].id += other[0].cases[0].content[0];
  other[0].cases[0].content.erase(0, 1);
  EXPECT_NE(suite_sha256(other), suite_sha256(suite));
  other = suite;
  std::swap(other[0], other[1]);
  EXPECT_NE(suite_sha256(other), suite_sha256(suite));
}

TEST(Manners, AreSetByNameWithinReason) {
  TillManners manners;
  EXPECT_TRUE(set_manner(manners, "pos_clock_skew_min", "0"));
  EXPECT_EQ(manners.clock_skew, std::chrono::minutes{0});
  for (const char* value : {"", "-1", "1.5", "1234567890", "x"}) EXPECT_FALSE(set_manner(manners, "pos_poll_min_ms", value)) << value;
  EXPECT_FALSE(set_manner(manners, "pos_poll", "1"));
}

}  // namespace
}  // namespace parcours
