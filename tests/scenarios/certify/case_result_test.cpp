// A case at a till, as the record has it.
#include "tests/scenarios/certify/stage_fixture.h"

namespace parcours {
namespace {

class CaseAtATill : public StageFixture {
 protected:
  TillCase a_case(std::vector<TillStep> steps, std::vector<std::string_view> needs = {}) const {
    TillCase one{.id = "core/sample", .title = "A sample.", .rules = {TillRuleId::pos_07}, .needs = std::move(needs)};
    one.story = [at = start, steps = std::move(steps)](Fresh&, const TillHello&) { return TillStory{at, {}, steps}; };
    return one;
  }
  CaseResult run(const TillCase& one, Twist twist = {}) {
    const auto till = twisted(conforming(), std::move(twist));
    return run_till_case(one, stage, *till, till->hello().value, options, "--seed 1").result;
  }
};

TEST_F(CaseAtATill, PassesWithItsHistory) {
  const CaseResult result = run(a_case({ask_alice("40,00"), pays(), rest()}));
  EXPECT_EQ(result.id, "core/sample");
  EXPECT_EQ(result.verdict, Verdict::pass) << result.reason;
  EXPECT_EQ(result.rules, std::vector<std::string>{"POS-07"});
  EXPECT_EQ(result.repro, "./parcours certify --seed 1");
  EXPECT_FALSE(result.history.empty());
}

TEST_F(CaseAtATill, FailsWithTheRuleTheMomentAndWhatWasExpected) {
  Twist twist;
  twist.views = [](std::vector<SaleView>& views) { for (SaleView& one : views) one.remaining = 1_cents; };
  const CaseResult result = run(a_case({ask_alice("40,00"), rest()}), twist);
  EXPECT_EQ(result.verdict, Verdict::fail);
  EXPECT_EQ(result.rules, std::vector<std::string>{"POS-08"}) << "POS-07, which it is about, was not broken";
  EXPECT_EQ(result.expected, std::vector<std::string>{"40,00 €"});
  EXPECT_EQ(result.actual, "0,01 €");
  EXPECT_TRUE(result.reason.starts_with("POS-08: ")) << result.reason;
  ASSERT_GE(result.diverges_at, 0);
  EXPECT_EQ(result.history.at(static_cast<std::size_t>(result.diverges_at)).kind, "expectation");
}

TEST_F(CaseAtATill, IsNotAskedForWhatTheTillDoesNotClaim) {
  Twist twist;
  twist.hello = [](TillHello& hello) { hello.capabilities = {"qr"}; hello.notices = TillNotices::none; };
  const CaseResult result = run(a_case({}, {"qr", "screen", "notices"}), twist);
  EXPECT_EQ(result.verdict, Verdict::unsupported);
  EXPECT_EQ(result.reason, "The till does not claim: screen, notices.");
}

TEST_F(CaseAtATill, IsNotTestableWhereTimeMustPassAndCannotBeMoved) {
  Twist twist;
  twist.hello = [](TillHello& hello) { hello.clock = TillClock::wall; };
  EXPECT_EQ(run(a_case({wait(61s)}), twist).verdict, Verdict::not_testable);
  const CaseResult result = run(a_case({ask_alice("40,00"), rest(1s)}), twist);
  EXPECT_EQ(result.verdict, Verdict::pass) << result.reason;
}

}  // namespace
}  // namespace parcours
