// What is watched without being asked for, each shown to bite on a service that breaks it.
#include <gtest/gtest.h>

#include "reference/core/service_hook.h"
#include "tests/scenarios/runner/play.h"

namespace parcours {
namespace {

using namespace encaissement;  // NOLINT: the hooks speak the core's words.

constexpr const char* kPaidOnC =
    R"(  - merchant requests: {parcours: C, amount: "40,00 €", customer: alice, validation_days: 2}
  - customer pays: {customer: alice, amount: "30,00 €"}
)";
constexpr const char* kPaidOnA = R"(  - merchant requests: {parcours: A, amount: "40,00 €", customer: alice}
  - customer pays: {customer: alice, amount: "30,00 €"}
)";

void expect_broken(const CaseResult& result, const std::string& rule, int line) {
  EXPECT_EQ(result.verdict, Verdict::fail) << told(result);
  EXPECT_NE(result.reason.find(rule + ": "), std::string::npos) << told(result);
  EXPECT_EQ(result.line, line) << told(result);
  EXPECT_EQ(result.expected.size(), 1u);
  EXPECT_GE(result.diverges_at, 0);
}

struct MakesACent : ServiceHook {
  void transfers(const Operation&, Money& available, Money&, Money&) override { available += 1_cents; }
};
TEST(RunnerWatch, ACentThatIsMadeIsNoticedAtThatStep) { expect_broken(play_broken<MakesACent>(kPaidOnA), "MON-01", 6); }

struct HoldsForEver : ServiceHook {
  void transfers(const Operation& after, Money& available, Money& held, Money&) override {
    if (after.status == Status::cancelled) available = held = Money{};
  }
};
TEST(RunnerWatch, AHoldThatIsNotEmptiedIsNoticed) {
  expect_broken(play_broken<HoldsForEver>(std::string{kPaidOnC} + "  - merchant cancels: {}\n"), "MON-03", 7);
}

struct ReceivesTooMuch : ServiceHook {
  void steps(const Operation&, const Event&, Operation& after) override { after.received = after.requested + 1_cents; }
};
TEST(RunnerWatch, MoreReceivedThanRequestedIsNoticed) {
  expect_broken(play_broken<ReceivesTooMuch>(kPaidOnA), "MON-02", 6);
}

struct PaysInPart : ServiceHook {
  bool waives(const Refusal& guard) override { return guard.rule == RuleId::pay_03; }
};
TEST(RunnerWatch, APartReceivedOnBIsNoticed) {
  const std::string steps =
      "  - merchant requests: {parcours: B, amount: \"40,00 €\", customer: alice, payment_days: 2}\n"
      "  - customer pays: {customer: alice, amount: \"30,00 €\"}\n"
      "  - expect operation: {status: validated}\n";
  expect_broken(play_broken<PaysInPart>(steps), "MON-02", 6);
}

struct CancelsWhatHasEnded : ServiceHook {
  bool waives(const Refusal& guard) override { return guard.rule == RuleId::val_05; }
};
TEST(RunnerWatch, AFinalOperationThatChangesIsNoticed) {
  const std::string steps = std::string{kPaidOnA} + "  - merchant cancels: {outcome: any}\n";
  expect_broken(play_broken<CancelsWhatHasEnded>(steps), "STA-02", 7);
}

struct Miscounts : InProcessTarget {
  std::optional<ListView> list(const Speaker& who, const ListFilter& filter, Instant now) override {
    auto view = InProcessTarget::list(who, filter, now);
    if (view && !view->rows.empty()) ++view->awaiting;
    return view;
  }
};
TEST(RunnerWatch, ACounterThatIsNotTheOperationsIsNoticed) {
  Miscounts target;
  expect_broken(run_case(scenario_of(std::string{kPaidOnA} + "  - expect operation: {status: validated}\n"), target),
                "LST-04", 5);
}

struct CountsTheFilter : InProcessTarget {
  std::optional<ListView> list(const Speaker& who, const ListFilter& filter, Instant now) override {
    auto view = InProcessTarget::list(who, filter, now);
    if (view && view->rows.empty()) view->awaiting = 0;
    return view;
  }
};
TEST(RunnerWatch, ACounterThatFollowsTheFilterIsNoticed) {
  CountsTheFilter target;
  expect_broken(run_case(scenario_of(std::string{kPaidOnA} + "  - expect operation: {status: validated}\n"), target),
                "LST-04", 5);
}

struct ForgetsWhatRemains : InProcessTarget {
  OperationView view_of(const Operation& operation) const override {
    OperationView view = InProcessTarget::view_of(operation);
    view.remaining = Money{};
    return view;
  }
  NoticeView view_of(const Notice& notice) const override { return InProcessTarget::view_of(notice); }
};
TEST(RunnerWatch, ARemainderThatDoesNotAddUpIsNoticed) {
  ForgetsWhatRemains target;
  expect_broken(run_case(scenario_of(std::string{kPaidOnA} + "  - expect operation: {status: validated}\n"), target),
                "PAY-07", 5);
}

struct RepeatsIds : InProcessTarget {
  std::vector<NoticeView> notices(std::uint64_t) override { return InProcessTarget::notices(0); }
};
TEST(RunnerWatch, ANoticeIdGivenTwiceIsNoticed) {
  RepeatsIds target;
  expect_broken(run_case(scenario_of(std::string{kPaidOnC} + "  - expect push: {to: alice}\n"), target), "NOT-03", 5);
}

struct OpensAnyJournal : InProcessTarget {
  std::optional<std::string> recover(Instant now, const Policies&) override {
    return InProcessTarget::recover(now, kept_policies());
  }
};
TEST(RunnerWatch, AJournalOpenedUnderOtherSettingsIsNoticed) {
  OpensAnyJournal target;
  const std::string steps = std::string{kPaidOnC} +
                            "  - service crashes: {}\n  - service recovers: {}\n"
                            "  - expect operation: {status: to_validate}\n";
  expect_broken(run_case(scenario_of(steps), target), "REP-03", 8);
}

struct WithoutMoneyToSee : InProcessTarget {
  Capabilities capabilities() const override {
    Capabilities can = InProcessTarget::capabilities();
    can.reads_wallets = can.espace = can.reads_outbox = false;
    return can;
  }
  std::optional<WalletView> wallet(const std::string&, Instant) override {
    return WalletView{Money::from_cents(-1), Money{}};
  }
};
TEST(RunnerWatch, WhatTheTargetCannotShowIsNotWatched) {
  WithoutMoneyToSee target;
  const std::string steps =
      "  - merchant requests: {by: till, parcours: A, mode: none, amount: \"40,00 €\"}\n"
      "  - merchant names: {customer: alice}\n"
      "  - customer pays: {customer: alice}\n"
      "  - expect operation: {by: till, status: validated}\n";
  EXPECT_EQ(told(run_case(scenario_of(steps), target)), "pass");
}

}  // namespace
}  // namespace parcours
