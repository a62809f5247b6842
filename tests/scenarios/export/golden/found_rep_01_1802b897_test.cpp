// REP-01: The cashier makes the last call again. The answer is the one given before [1802b897]
// ./parcours run found-rep-01-1802b897.yaml --defect rep-01-forgotten-at-expiry
#include <gtest/gtest.h>

#include "fakes/broken_service.h"
#include "scenarios/language/parse.h"
#include "scenarios/runner/runner.h"

namespace parcours {
namespace {

constexpr const char* kFoundRep011802b897 = R"yaml(id: found-rep-01-1802b897
title: "REP-01: The cashier makes the last call again. The answer is the one given before [1802b897]"
rules: [REP-01]
tags: [found]
start: 24/06/2020 09:00:00.000
steps:
  - network does: {of: cashier, to: answer, does: lose}
  - merchant requests:
      as: op1
      parcours: A
      mode: identifier
      amount: 40,00 €
      basket: REF0
      customer: alice
      key: cashier-ab
      lost: yes
  - time passes: 4 min 30 s
  - merchant retries: {remembered: yes}
)yaml";

TEST(Reproduction, FoundRep011802b897PassesOnTheReference) {
  const Loaded loaded = parse_text("found-rep-01-1802b897.yaml", kFoundRep011802b897);
  ASSERT_EQ(loaded.cases.size(), 1u);
  InProcessTarget reference;
  const CaseResult result = run_case(loaded.cases.front(), reference);
  EXPECT_EQ(result.verdict, Verdict::pass) << result.reason;
}

TEST(Reproduction, FoundRep011802b897CatchesTheDefect) {
  const Loaded loaded = parse_text("found-rep-01-1802b897.yaml", kFoundRep011802b897);
  ASSERT_EQ(loaded.cases.size(), 1u);
  const auto broken = broken_target(*find_defect("rep-01-forgotten-at-expiry"));
  const CaseResult result = run_case(loaded.cases.front(), *broken);
  EXPECT_EQ(result.verdict, Verdict::fail) << result.reason;
}

}  // namespace
}  // namespace parcours
