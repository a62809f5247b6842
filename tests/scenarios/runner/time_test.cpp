// Time in a case: deadlines by the rules, whatever the service says, and everything at its own instant.
#include <gtest/gtest.h>

#include "reference/core/service_hook.h"
#include "tests/scenarios/runner/play.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;

const std::string kRequestA = "  - merchant requests: {parcours: A, amount: \"40,00 €\", customer: alice}\n";
const std::string kRequestB =
    "  - merchant requests: {parcours: B, amount: \"40,00 €\", customer: alice, payment_days: 2}\n";
const std::string kRequestD =
    "  - merchant requests: {parcours: D, amount: \"40,00 €\", customer: alice, payment_days: 5, validation_days: 2, "
    "notify: caisse@canoe.example}\n";

TEST(RunnerTime, APaymentAMillisecondBeforeTheDeadlineIsTaken) {
  EXPECT_EQ(told(play(kRequestA + "  - time reaches: {deadline: payment, offset: -1 ms}\n"
                                  "  - customer pays: {customer: alice}\n  - expect operation: {status: validated}\n")),
            "pass");
}

TEST(RunnerTime, APaymentAtTheDeadlineIsRefused) {
  EXPECT_EQ(told(play(kRequestA + "  - time reaches: {deadline: payment}\n"
                                  "  - customer pays: {customer: alice, refused: STA-01}\n")),
            "pass");
  EXPECT_EQ(told(play(kRequestB + "  - time reaches: {deadline: payment}\n"
                                  "  - customer pays: {customer: alice, refused: TIM-01}\n"
                                  "  - time reaches: {deadline: payment sweep, offset: -1 ms}\n"
                                  "  - expect operation: {status: awaiting_customer}\n  - time passes: 1 ms\n"
                                  "  - expect operation: {status: expired, last_action: 27/06/2020 00:06}\n")),
            "pass");
}

TEST(RunnerTime, TheDeadlineIsTheRulesAndNotTheServices) {
  struct ASecondMore : encaissement::ServiceHook {
    void creates(encaissement::Operation& operation) override { operation.payment_deadline += 1s; }
  };
  const CaseResult result = play_broken<ASecondMore>(kRequestA +
                                                     "  - time reaches: {deadline: payment}\n"
                                                     "  - customer pays: {customer: alice, refused: STA-01}\n");
  EXPECT_EQ(result.verdict, Verdict::fail) << told(result);
}

TEST(RunnerTime, ValidationRemindersAndSweepsAreReachedFromThePayment) {
  const std::string paid = kRequestD + "  - time passes: 1 day\n  - customer pays: {customer: alice}\n";
  EXPECT_EQ(told(play(paid + "  - time reaches: {deadline: reminder, offset: -1 ms}\n"
                             "  - expect mail: {kind: validation reminder, count: 0}\n  - time passes: 1 ms\n"
                             "  - expect mail: {kind: validation reminder, at: 27/06/2020 00:00}\n"
                             "  - time reaches: {deadline: validation, offset: -1 ms}\n  - merchant validates: {}\n")),
            "pass");
  EXPECT_EQ(
      told(play(paid + "  - time reaches: {deadline: validation}\n  - merchant validates: {refused: TIM-05}\n"
                       "  - time reaches: {deadline: validation sweep}\n  - expect operation: {status: expired}\n")),
      "pass");
}

TEST(RunnerTime, NoticesStandInTheHistoryAtTheirOwnInstants) {
  const CaseResult result = play(kRequestD + "  - time passes: 20 days\n  - expect operation: {status: expired}\n");
  ASSERT_EQ(told(result), "pass");
  EXPECT_NE(history_of(result).find("30/06/2020 00:06:00.000 service -> mail notice: payment limit passed"),
            std::string::npos)
      << history_of(result);
  for (std::size_t i = 1; i < result.history.size(); ++i)
    EXPECT_EQ(result.history[i].seq, static_cast<std::int64_t>(i));
}

TEST(RunnerTime, ARecoveryLinkIsReachedFromWhenItWasAsked) {
  const std::string asked = "  - merchant asks recovery: \"70890001\"\n";
  EXPECT_EQ(told(play(asked + "  - time reaches: {deadline: recovery, offset: -1 ms}\n"
                              "  - merchant sets password: {password: Neuf-1}\n  - merchant logs in: {sees: point}\n")),
            "pass");
  EXPECT_EQ(told(play(asked + "  - time reaches: {deadline: recovery}\n"
                              "  - merchant sets password: {password: Neuf-1, refused: ACC-03}\n")),
            "pass");
}

TEST(RunnerTime, SettingsOfTheCommandLineLieUnderTheCases) {
  RunOptions options;
  options.policies.immediate_ttl_s = 10;
  const std::string steps =
      kRequestA + "  - time passes: 11 s\n  - customer pays: {customer: alice, refused: STA-01}\n";
  InProcessTarget target;
  EXPECT_EQ(told(run_case(scenario_of(steps), target, options)), "pass");
  const CaseResult own =
      run_case(scenario_of(steps, "rules: [TIM-03]\npolicies: {immediate_ttl_s: \"300\"}"), target, options);
  EXPECT_EQ(own.verdict, Verdict::fail) << told(own);
}

}  // namespace
}  // namespace parcours
