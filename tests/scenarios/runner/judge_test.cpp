// Expectations can fail, and say why: refusals, answers, looks, promises, and the verdicts besides pass and fail.
#include <gtest/gtest.h>

#include "reference/core/service_hook.h"
#include "tests/scenarios/runner/play.h"

namespace parcours {
namespace {

using encaissement::operator""_cents;

const std::string kRequestA = "  - merchant requests: {parcours: A, amount: \"40,00 €\", customer: alice}\n";
const std::string kPaid = kRequestA + "  - customer pays: {customer: alice, amount: \"30,00 €\"}\n";

void expect_departure(const std::string& steps, const std::string& expected, const std::string& actual) {
  const CaseResult result = play(steps);
  EXPECT_EQ(result.verdict, Verdict::fail) << told(result);
  ASSERT_EQ(result.expected.size(), 1u);
  EXPECT_NE(result.expected[0].find(expected), std::string::npos) << told(result);
  EXPECT_NE(result.actual.find(actual), std::string::npos) << told(result);
}

TEST(RunnerJudge, ARefusalWhereSuccessWasExpectedNamesRuleLineAndEvent) {
  const CaseResult result = play(kRequestA +
                                 "  - customer pays: {customer: alice, amount: \"40,01 €\"}\n"
                                 "  - expect operation: {status: validated}\n");
  EXPECT_EQ(result.verdict, Verdict::fail);
  EXPECT_NE(result.reason.find("PAY-03: "), std::string::npos) << result.reason;
  EXPECT_EQ(result.expected, std::vector<std::string>{"success"});
  EXPECT_NE(result.actual.find("refused PAY-03 (INVALID_TRANSACTION_AMOUNT)"), std::string::npos) << result.actual;
  EXPECT_EQ(result.line, 6);
  ASSERT_GE(result.diverges_at, 0);
  EXPECT_EQ(result.history[static_cast<std::size_t>(result.diverges_at)].kind, "answer");
  EXPECT_EQ(history_of(result).find("expect operation"), std::string::npos) << "later steps are not played";
}

TEST(RunnerJudge, ASuccessWhereARefusalWasExpectedFails) {
  expect_departure(kRequestA + "  - customer pays: {customer: alice, refused: PAY-03}\n", "refused PAY-03",
                   "validated");
}

TEST(RunnerJudge, ARefusalByAnotherRuleFails) {
  expect_departure(kPaid + "  - customer pays: {customer: alice, refused: PAY-03}\n", "refused PAY-03", "PAY-05");
}

TEST(RunnerJudge, ARefusalWithAnotherCodeFails) {
  expect_departure(kPaid + "  - customer pays: {customer: alice, refused: {code: BAD_REQUEST}}\n", "BAD_REQUEST",
                   "OPERATION_TRANSACTION_NOT_ALLOWED");
}

TEST(RunnerJudge, WhatAnAnswerSaysIsCompared) {
  expect_departure(kRequestA +
                       "  - customer pays: {customer: alice, amount: \"30,00 €\", "
                       "answers: {status: validated, remaining: \"9,99 €\"}}\n",
                   "remaining 9,99 €", "remaining 10,00 €");
}

TEST(RunnerJudge, EveryFieldOfAnOperationThatDiffersIsTold) {
  const std::string steps =
      kPaid + "  - expect operation: {status: expired, received: \"30,00 €\", remaining: \"0,00 €\"}\n";
  expect_departure(steps, "status expired; remaining 0,00 €", "status validated; remaining 10,00 €");
}

TEST(RunnerJudge, AnAmountOfMoneyThatDiffersIsTold) {
  expect_departure(kPaid + "  - expect wallet: {customer: alice, available: \"160,00 €\"}\n", "160,00 €", "170,00 €");
  expect_departure(kPaid + "  - expect collected: {amount: \"40,00 €\"}\n", "40,00 €", "30,00 €");
}

TEST(RunnerJudge, RowsAndCountersThatDifferAreTold) {
  expect_departure(kPaid + "  - expect list: {rows: [{status: Annulé, received: \"+30,00 €\"}]}\n",
                   "row 1 status Annulé", "Validé");
  expect_departure(kPaid + "  - expect counters: {awaiting: 1}\n", "En attente de paiement client 1",
                   "En attente de paiement client 0");
}

TEST(RunnerJudge, AMailTooFewIsToldWithThoseThatWereWritten) {
  const std::string request =
      "  - merchant requests: {parcours: D, amount: \"40,00 €\", customer: alice, payment_days: 3, validation_days: "
      "2}\n";
  EXPECT_EQ(told(play(request + "  - expect mail: {to: alice, kind: payment request, contains: [\"40,00\"]}\n")),
            "pass");
  expect_departure(request + "  - expect mail: {to: bob}\n", "mails 1", "payment request to ts-client2@yopmail.com");
}

TEST(RunnerJudge, WhatIsPromisedNeverToHappenFailsAtTheEnd) {
  const std::string promise = "  - never: {status: validated}\n";
  const CaseResult kept = play(kRequestA + promise + "  - merchant cancels: {}\n");
  EXPECT_EQ(told(kept), "pass");
  const CaseResult broken = play(kRequestA + promise + "  - customer pays: {customer: alice}\n");
  EXPECT_EQ(broken.verdict, Verdict::fail);
  EXPECT_EQ(broken.line, 6);
}

TEST(RunnerJudge, EitherOutcomeOfARaceWillDo) {
  const std::string race =
      "  - together:\n      - customer pays: {customer: alice, outcome: any}\n"
      "      - merchant cancels: {outcome: any}\n  - expect operation: {status: ";
  EXPECT_EQ(told(play(kRequestA + race + "validated}\n")), "pass");
  expect_departure(kRequestA + race + "cancelled}\n", "cancelled", "validated");
}

TEST(RunnerJudge, AnotherAnswerThanTheOneNamedFails) {
  const std::string steps =
      "  - merchant logs in: {account: \"99999999\", refused: ACC-07, answer_as: unknown_number}\n"
      "  - merchant logs in: {password: wrong, refused: ACC-07, same_answer_as: unknown_number}\n";
  EXPECT_EQ(told(play(steps)), "pass");
  expect_departure(steps + "  - merchant logs in: {password: \"\", refused: ACC-01, same_answer_as: unknown_number}\n",
                   "ACC-07", "ACC-01");
}

// -------- Targets that show less ----------------------------------------------------------------

struct NamesNoRule : InProcessTarget {
  Capabilities capabilities() const override {
    Capabilities can = InProcessTarget::capabilities();
    can.names_rules = false;
    return can;
  }
  Answer submit(const Call& call, Instant now) override {
    Answer answer = InProcessTarget::submit(call, now);
    answer.rule.clear();
    return answer;
  }
};

TEST(RunnerJudge, WithoutNamedRulesTheCodeDecides) {
  NamesNoRule target;
  EXPECT_EQ(told(run_case(scenario_of(kPaid + "  - customer pays: {customer: alice, refused: PAY-05}\n"), target)),
            "pass");
  const CaseResult result =
      run_case(scenario_of(kPaid + "  - customer pays: {customer: alice, refused: PAY-03}\n"), target);
  EXPECT_EQ(result.verdict, Verdict::fail);
  EXPECT_NE(result.reason.find("may stand for STA-01, PAY-01"), std::string::npos) << result.reason;
}

struct CannotCrash : InProcessTarget {
  Capabilities capabilities() const override {
    Capabilities can = InProcessTarget::capabilities();
    can.crashes = can.reads_wallets = false;
    return can;
  }
};

TEST(RunnerJudge, WhatTheTargetLacksIsNotTestableAndNamed) {
  CannotCrash target;
  const std::string steps = kPaid + "  - service crashes: {}\n  - expect wallet: {customer: alice, held: \"0,00 €\"}\n";
  const CaseResult result = run_case(scenario_of(steps), target);
  EXPECT_EQ(result.verdict, Verdict::not_testable);
  EXPECT_EQ(result.reason, "The target lacks what the case needs: wallets, crash.");
  EXPECT_TRUE(result.history.empty());
}

TEST(RunnerJudge, AShouldThatIsNotKeptIsAWarning) {
  const std::string steps = kPaid + "  - expect operation: {status: expired}\n";
  EXPECT_EQ(play(steps, "rules: [TIM-11]").verdict, Verdict::warn);
  EXPECT_EQ(play(steps, "rules: [TIM-10]").verdict, Verdict::fail);
}

TEST(RunnerJudge, AStepThatCannotBeCarriedOutSaysWhatIsMissing) {
  const CaseResult no_link = play("  - merchant sets password: {password: Neuf-1, refused: ACC-03}\n");
  EXPECT_EQ(no_link.verdict, Verdict::fail);
  EXPECT_NE(no_link.reason.find("No recovery mail has arrived"), std::string::npos) << told(no_link);
  const CaseResult no_code = play(kRequestA + "  - customer scans: {customer: alice, refused: PAY-02}\n");
  EXPECT_NE(no_code.reason.find("no QR code to read"), std::string::npos) << told(no_code);
}

TEST(RunnerJudge, AMomentThatHasPassedIsTheScenariosFault) {
  const CaseResult result =
      play(kPaid + "  - time reaches: 24/06/2020 08:00\n  - expect operation: {status: validated}\n");
  EXPECT_EQ(result.verdict, Verdict::config) << told(result);
}

}  // namespace
}  // namespace parcours
