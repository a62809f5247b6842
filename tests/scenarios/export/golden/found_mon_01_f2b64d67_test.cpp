// MON-01: The wallet of Alice: 160,01 € available [f2b64d67]
// ./parcours run found-mon-01-f2b64d67.yaml --defect val-02-difference-kept
#include <gtest/gtest.h>

#include "fakes/broken_service.h"
#include "scenarios/language/parse.h"
#include "scenarios/runner/runner.h"

namespace parcours {
namespace {

constexpr const char* kFoundMon01F2b64d67 = R"yaml(id: found-mon-01-f2b64d67
title: "MON-01: The wallet of Alice: 160,01 € available [f2b64d67]"
rules: [MON-01]
tags: [found]
policies: {sweep: instant}
start: 24/06/2020 09:00:00.000
steps:
  - merchant requests:
      as: op1
      parcours: D
      amount: 40,00 €
      basket: REF0
      customer: alice
      payment_days: 3
      validation_days: 2
  - time passes: 1 h
  - customer pays: {customer: alice, amount: "40,00 €", operation: op1}
  - merchant validates: {amount: "39,99 €", operation: op1}
  - expect wallet: {customer: alice, available: "160,01 €"}
)yaml";

TEST(Reproduction, FoundMon01F2b64d67PassesOnTheReference) {
  const Loaded loaded = parse_text("found-mon-01-f2b64d67.yaml", kFoundMon01F2b64d67);
  ASSERT_EQ(loaded.cases.size(), 1u);
  InProcessTarget reference;
  const CaseResult result = run_case(loaded.cases.front(), reference);
  EXPECT_EQ(result.verdict, Verdict::pass) << result.reason;
}

TEST(Reproduction, FoundMon01F2b64d67CatchesTheDefect) {
  const Loaded loaded = parse_text("found-mon-01-f2b64d67.yaml", kFoundMon01F2b64d67);
  ASSERT_EQ(loaded.cases.size(), 1u);
  const auto broken = broken_target(*find_defect("val-02-difference-kept"));
  const CaseResult result = run_case(loaded.cases.front(), *broken);
  EXPECT_EQ(result.verdict, Verdict::fail) << result.reason;
}

}  // namespace
}  // namespace parcours
