// What people do in a case, one family of steps after another.
#include <gtest/gtest.h>

#include "tests/scenarios/runner/play.h"

namespace parcours {
namespace {

const std::string kQr = "  - merchant requests: {parcours: A, amount: \"40,00 €\"}\n";

TEST(RunnerSteps, ADraftExistsForNobodyUntilItIsSent) {
  const std::string draft =
      "  - merchant prepares: {parcours: B, amount: \"40,00 €\", customer: alice, payment_days: 10, shows_limit: "
      "04/07/2020}\n"
      "  - expect list: {count: 0}\n";
  EXPECT_EQ(told(play(draft +
                      "  - merchant sends: {as: sent}\n  - expect operation: {of: sent, status: awaiting_customer}\n")),
            "pass");
  EXPECT_EQ(told(play(draft + "  - merchant leaves: {}\n  - expect list: {count: 0}\n")), "pass");
}

TEST(RunnerSteps, ASignatoryStandsOnThePointItChose) {
  EXPECT_EQ(told(play("  - merchant requests: {by: signatory, parcours: A, amount: \"40,00 €\", refused: ACC-04}\n"
                      "  - merchant chooses point: P002\n"
                      "  - merchant requests: {by: signatory, parcours: A, amount: \"40,00 €\"}\n"
                      "  - expect list: {by: olivet, count: 1}\n  - expect operation: {by: cashier, exists: no}\n")),
            "pass");
}

TEST(RunnerSteps, PasswordsAreRightWrongAndForgotten) {
  EXPECT_EQ(told(play("  - merchant logs in: {sees: point}\n"
                      "  - merchant logs in: {password: wrong, times: 3, refused: ACC-07}\n"
                      "  - merchant logs in: {refused: ACC-07}\n"
                      "  - expect account: {account: \"70890001\", blocked: yes, failures: 3}\n"
                      "  - merchant asks recovery: \"70890001\"\n"
                      "  - merchant sets password: {password: Neuf-1, link: forged, refused: ACC-03}\n"
                      "  - merchant sets password: {password: Neuf-1}\n  - merchant logs in: {password: right}\n"
                      "  - merchant logs in: {password: Accueil-1, refused: ACC-07}\n")),
            "pass");
}

TEST(RunnerSteps, RightsAreGivenAndTaken) {
  const std::string refused = "  - merchant requests: {parcours: A, amount: \"40,00 €\", refused: ACC-08}\n";
  EXPECT_EQ(
      told(play("  - merchant takes right: \"70890001\"\n" + refused + "  - merchant gives right: \"70890001\"\n" +
                kQr + "  - expect account: {account: \"70890001\", may_collect: yes}\n")),
      "pass");
}

TEST(RunnerSteps, CodesThatAreNotGenuineAreRefusedThroughTheCamera) {
  for (const std::string code : {"forged", "unknown", "altered amount"}) {
    const CaseResult result =
        play(kQr + "  - customer scans: {customer: alice, code: " + code + ", refused: PAY-02}\n" +
             "  - customer scans: {customer: alice, render: ticket}\n  - customer pays: {customer: alice}\n");
    EXPECT_EQ(told(result), "pass") << code;
    EXPECT_NE(history_of(result).find("reads a QR code"), std::string::npos);
  }
}

TEST(RunnerSteps, ACodeThatCannotBeReadIsNotScanned) {
  const std::string hidden = "  - customer scans: {customer: alice, camera: {covered: 90}";
  const CaseResult unreadable =
      play(kQr + hidden + ", reads: no}\n  - customer pays: {customer: alice, refused: ACC-05}\n");
  EXPECT_EQ(told(unreadable), "pass") << history_of(unreadable);
  EXPECT_EQ(history_of(unreadable).find("scans the QR code"), std::string::npos);
  EXPECT_EQ(play(kQr + hidden + "}\n").verdict, Verdict::config);
  EXPECT_EQ(play(kQr + "  - customer scans: {customer: alice, reads: no}\n").verdict, Verdict::config);
}

struct MakesNoCode : InProcessTarget {
  Answer submit(const Call& call, Instant now) override {
    Answer answer = InProcessTarget::submit(call, now);
    if (!answer.text.empty()) answer.text.assign(5000, 'x');
    return answer;
  }
};
TEST(RunnerSteps, ACodeThatNoCameraReadsIsTheServicesFault) {
  MakesNoCode target;
  const CaseResult result = run_case(scenario_of(kQr + "  - customer scans: {customer: alice}\n"), target);
  EXPECT_EQ(result.verdict, Verdict::fail) << told(result);
}

TEST(RunnerSteps, TheFirstToScanIsBoundAndTheOtherIsRefused) {
  EXPECT_EQ(
      told(play(kQr + "  - together:\n      - customer scans: {customer: alice}\n"
                      "      - customer scans: {customer: bob, refused: PAY-09}\n"
                      "  - expect operation: {customer: alice}\n  - expect requests: {customer: bob, count: 0}\n")),
      "pass");
}

TEST(RunnerSteps, TwoRequestsOfOneSpeakerAtOnceKeepTheirOwnNames) {
  EXPECT_EQ(told(play("  - together:\n"
                      "      - merchant requests: {as: one, parcours: A, amount: \"40,00 €\"}\n"
                      "      - merchant requests: {as: two, parcours: A, amount: \"50,00 €\"}\n"
                      "  - expect operation: {of: one, requested: \"40,00 €\"}\n"
                      "  - expect operation: {of: two, requested: \"50,00 €\"}\n")),
            "pass");
}

TEST(RunnerSteps, APaymentCanCarryTheCode) {
  const std::string head = "rules: [PAY-09]\npolicies: {qr_binds_on: pay}";
  EXPECT_EQ(told(play(kQr + "  - customer pays: {customer: bob, with_code: yes, amount: \"5,00 €\"}\n"
                            "  - expect operation: {status: validated, remaining: \"35,00 €\", customer: bob}\n",
                      head)),
            "pass");
}

TEST(RunnerSteps, TheOperatorCreditsBlocksAndDisables) {
  EXPECT_EQ(
      told(play("  - operator credits: {customer: alice, amount: \"1,00 €\"}\n"
                "  - expect wallet: {customer: alice, available: \"201,00 €\"}\n"
                "  - operator blocks: bob\n"
                "  - merchant requests: {parcours: A, amount: \"40,00 €\", customer: bob, refused: FRM-06}\n"
                "  - operator unblocks: bob\n  - merchant requests: {parcours: A, amount: \"40,00 €\", customer: bob}\n"
                "  - issuer rejects: {}\n  - expect operation: {status: cancelled, cause: issuer}\n"
                "  - operator disables: P001\n"
                "  - merchant requests: {parcours: A, amount: \"40,00 €\", refused: ACC-06}\n"
                "  - operator enables: P001\n" +
                kQr)),
      "pass");
}

TEST(RunnerSteps, ATillSpeaksThroughTheApi) {
  EXPECT_EQ(told(play("  - merchant requests: {by: till, parcours: A, mode: none, amount: \"40,00 €\"}\n"
                      "  - merchant names: {customer: alice, seal: wrong, refused: ACC-01}\n"
                      "  - merchant names: {customer: alice, answers: {api_state: PROCESSING}}\n"
                      "  - merchant cancels: {by: till}\n  - expect operation: {api_state: CANCELLED}\n")),
            "pass");
}

TEST(RunnerSteps, ARetryWithAnotherBodyIsRefused) {
  EXPECT_EQ(told(play(kQr + "  - merchant retries: {amount: \"41,00 €\", refused: REP-01}\n"
                            "  - merchant retries: {basket: OTHER, refused: REP-01}\n"
                            "  - merchant retries: {refused: REP-01}\n")),
            "pass");
}

TEST(RunnerSteps, LookingAtADetailChangesNothing) {
  EXPECT_EQ(told(play(kQr + "  - time passes: 1 min\n  - merchant closes: {}\n"
                            "  - merchant closes: {by: parc, refused: ACC-05}\n"
                            "  - expect operation: {last_action: 24/06/2020 09:00:00}\n")),
            "pass");
}

}  // namespace
}  // namespace parcours
