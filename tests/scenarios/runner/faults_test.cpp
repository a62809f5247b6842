// Networks, channels and services that fail, as scenarios order it.
#include <gtest/gtest.h>

#include "tests/scenarios/runner/play.h"

namespace parcours {
namespace {

const std::string kRequestA = "  - merchant requests: {parcours: A, amount: \"40,00 €\", customer: alice}\n";
const std::string kRequestC =
    "  - merchant requests: {parcours: C, amount: \"40,00 €\", customer: alice, "
    "validation_days: 2, notify: caisse@canoe.example}\n";

TEST(RunnerFaults, ALostAnswerIsLostAfterTheEffectAndRememberedAtTheRetry) {
  EXPECT_EQ(told(play(kRequestA + "  - network does: {of: alice, to: answer, does: lose}\n"
                                  "  - customer pays: {customer: alice, lost: yes}\n"
                                  "  - expect operation: {status: validated}\n"
                                  "  - customer retries: {customer: alice, remembered: yes}\n"
                                  "  - customer pays: {customer: alice, refused: PAY-05}\n")),
            "pass");
}

TEST(RunnerFaults, ALostRequestHasNoEffect) {
  EXPECT_EQ(told(play(kRequestA + "  - network does: {of: alice, to: request, does: lose}\n"
                                  "  - customer pays: {customer: alice, lost: yes}\n"
                                  "  - expect operation: {status: awaiting_customer}\n"
                                  "  - customer retries: {customer: alice, remembered: no}\n")),
            "pass");
}

TEST(RunnerFaults, AnOperationWhoseAnswerWasLostIsFoundInTheList) {
  const std::string lost =
      "  - network does: {to: answer, does: lose}\n"
      "  - merchant requests: {as: lost_one, parcours: A, amount: \"40,00 €\", customer: alice, lost: yes}\n";
  EXPECT_EQ(told(play(lost + "  - expect operation: {of: lost_one, status: awaiting_customer}\n")), "pass");
  EXPECT_EQ(told(play(lost + "  - merchant retries: {remembered: yes, answers: {concerns: lost_one}}\n")), "pass");
}

TEST(RunnerFaults, AHeldRequestArrivesWhenItIsReleased) {
  EXPECT_EQ(told(play(kRequestC + "  - network does: {of: alice, to: request, does: hold}\n"
                                  "  - customer pays: {customer: alice, lost: yes}\n"
                                  "  - expect operation: {status: awaiting_customer}\n"
                                  "  - network releases: alice\n  - expect operation: {status: to_validate}\n")),
            "pass");
}

TEST(RunnerFaults, ADuplicatedRequestWithItsKeyHasOneEffect) {
  const CaseResult result =
      play("  - network does: {to: request, does: duplicate}\n" + kRequestA + "  - expect list: {count: 1}\n");
  EXPECT_EQ(told(result), "pass");
  EXPECT_NE(history_of(result).find("the request is duplicated"), std::string::npos);
}

TEST(RunnerFaults, AReorderedRequestLetsTheOtherGoFirst) {
  EXPECT_EQ(told(play(kRequestA + "  - network does: {of: alice, to: request, does: reorder}\n  - together:\n"
                                  "      - customer pays: {customer: alice, refused: STA-01}\n"
                                  "      - merchant cancels: {}\n")),
            "pass");
}

TEST(RunnerFaults, ACutFailsTheCallAndTheNextOneFindsTheLineWhole) {
  EXPECT_EQ(told(play(kRequestA + "  - network does: {of: alice, to: answer, does: cut}\n"
                                  "  - customer pays: {customer: alice, lost: yes}\n"
                                  "  - customer retries: {customer: alice, remembered: yes}\n")),
            "pass");
}

TEST(RunnerFaults, AnOrderThatNothingMetIsTheScenariosFault) {
  EXPECT_EQ(play(kRequestA + "  - network does: {of: bob, to: answer, does: lose}\n"
                             "  - expect operation: {status: awaiting_customer}\n")
                .verdict,
            Verdict::config);
  EXPECT_EQ(play(kRequestA + "  - channel does: {channel: mail, does: lose}\n"
                             "  - expect operation: {status: awaiting_customer}\n")
                .verdict,
            Verdict::config);
}

TEST(RunnerFaults, AServiceThatDiesAroundItsCommitKeepsAllOrNothing) {
  const std::string dies = "  - customer pays: {customer: alice, lost: yes}\n  - service recovers: {}\n";
  EXPECT_EQ(told(play(kRequestA + "  - service crashes: before commit\n" + dies +
                      "  - expect operation: {status: awaiting_customer}\n  - customer retries: {customer: alice}\n")),
            "pass");
  EXPECT_EQ(told(play(kRequestA + "  - service crashes: after commit\n" + dies +
                      "  - expect operation: {status: validated}\n"
                      "  - customer retries: {customer: alice, remembered: yes}\n")),
            "pass");
}

TEST(RunnerFaults, ACreditWhoseAnswerWasLostIsNotMoneyFromNowhere) {
  const std::string steps =
      "  - service crashes: after commit\n  - operator credits: {customer: alice, amount: \"5,00 €\"}\n";
  const CaseResult result = play(steps + "  - expect wallet: {customer: alice, available: \"205,00 €\"}\n");
  EXPECT_EQ(result.reason.find("MON-01"), std::string::npos) << told(result);
}

TEST(RunnerFaults, WhatAChannelDoesChangesNothingThatWasWritten) {
  const CaseResult lost =
      play("  - channel does: {channel: push, does: lose}\n" + kRequestC + "  - expect push: {to: alice}\n");
  EXPECT_EQ(told(lost), "pass");
  EXPECT_EQ(history_of(lost).find("-> push"), std::string::npos) << history_of(lost);
  const CaseResult twice =
      play("  - channel does: {channel: push, does: repeat}\n" + kRequestC + "  - expect push: {to: alice}\n");
  EXPECT_EQ(told(twice), "pass");
  EXPECT_NE(history_of(twice).find(", again"), std::string::npos) << history_of(twice);
}

TEST(RunnerFaults, AnIntegratorWhoFailsIsToldAgainInOrder) {
  const std::string steps =
      "  - merchant requests: {by: till, parcours: A, mode: none, amount: \"40,00 €\", return_url: https://r.example}\n"
      "  - notifications fail: 2\n  - merchant names: {customer: alice}\n  - customer pays: {customer: alice}\n"
      "  - expect notifications: {states: [PROCESSING, VALIDATED], attempts: 1}\n  - time passes: 1 min\n"
      "  - expect notifications: {delivered: [PROCESSING, VALIDATED], attempts: 4, url: https://r.example}\n";
  const CaseResult result = play(steps);
  EXPECT_EQ(told(result), "pass") << history_of(result);
}

}  // namespace
}  // namespace parcours
