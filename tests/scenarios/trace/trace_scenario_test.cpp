// A failing stretch becomes a scenario: the reference passes it, and the service that did wrong fails it.
#include "scenarios/runner/runner.h"
#include "scenarios/language/lint.h"
#include "scenarios/trace/record.h"
#include "scenarios/trace/scenario.h"
#include "tests/scenarios/trace/traced_service.h"

namespace parcours {
namespace {

using namespace encaissement;
using http::Json;

const char* kAlice = "ts-client2@yopmail.com";

Json own_b() { return {{"parcours", "B"}, {"mode", "email"}, {"identifier", kAlice}, {"paymentDays", 10}}; }

CaseResult play(const std::string& yaml, Target& target) {
  const Loaded loaded = parse_text("judged.yaml", yaml);
  EXPECT_EQ(loaded.cases.size(), 1u) << yaml;
  return loaded.cases.empty() ? CaseResult{} : run_case(loaded.cases.front(), target);
}

void expect_exported(const char* defect, RuleId rule, const std::function<void(TracedService&)>& story) {
  TracedService broken{defect};
  story(broken);
  const Log log = log_of(broken.trace);
  const Books books = judge_trace(log, {.slack = Duration{0}});
  ASSERT_FALSE(books.findings().empty()) << defect;
  const TraceFinding& finding = books.findings().front();
  EXPECT_EQ(finding.rule, rule) << summary_of(books, log);
  const StretchScenario made = scenario_of(finding, {});
  ASSERT_EQ(made.why_not, "") << defect;
  for (const Problem& problem : lint(parse_text("judged.yaml", made.yaml))) ADD_FAILURE() << problem.text() << made.yaml;
  InProcessTarget reference;
  const CaseResult good = play(made.yaml, reference);
  EXPECT_EQ(good.verdict, Verdict::pass) << good.reason << "\n" << made.yaml;
  const auto target = broken_target(*find_defect(defect));
  EXPECT_EQ(play(made.yaml, *target).verdict, Verdict::fail) << defect << "\n" << made.yaml;
}

std::string to_be_paid(TracedService& s, const std::string& amount = "40,00") {
  const std::string id = id_of(s.create({.capture_date = "2020-06-26T12:00:00Z"}));
  s.name(id, kAlice);
  s.pay("alice", id, amount);
  s.status(id);
  return id;
}

TEST(TraceScenarioTest, ALatePayment) {
  expect_exported("tim-01-late-payment-accepted", RuleId::tim_01, [](TracedService& s) {
    const std::string id = id_of(s.create({.own = own_b()}));
    s.until("05/07/2020 00:03:00.000");
    s.pay("alice", id, "40,00");
    s.status(id);
  });
}

TEST(TraceScenarioTest, APartOfB) {
  expect_exported("pay-03-any-amount", RuleId::pay_03, [](TracedService& s) {
    const std::string id = id_of(s.create({.own = own_b()}));
    s.pay("alice", id, "39,99");
    s.status(id);
  });
}

TEST(TraceScenarioTest, ARaisedAmount) {
  expect_exported("val-01-raised-at-validation", RuleId::val_01, [](TracedService& s) { s.validate(to_be_paid(s, "30,00"), 3500); });
}

TEST(TraceScenarioTest, ALateValidation) {
  expect_exported("tim-05-late-validation-accepted", RuleId::tim_05, [](TracedService& s) {
    const std::string id = to_be_paid(s);
    s.until("27/06/2020 00:03:00.000");
    s.validate(id);
  });
}

TEST(TraceScenarioTest, ALimitThatIsWrong) {
  expect_exported("tim-03-a-second-too-long", RuleId::tim_03, [](TracedService& s) { s.create({}); });
  expect_exported("tim-02-working-days", RuleId::tim_02, [](TracedService& s) { s.create({.own = own_b()}); });
}

TEST(TraceScenarioTest, ACreateThatIsToBeRefused) {
  expect_exported("frm-01-minimum-a-cent-too-low", RuleId::frm_01, [](TracedService& s) { s.create({.total = 1999}); });
}

TEST(TraceScenarioTest, AValidatedOneIsCancelled) {
  expect_exported("val-05-validated-is-cancelled", RuleId::val_05, [](TracedService& s) {
    const std::string id = to_be_paid(s);
    s.validate(id);
    s.cancel(id);
  });
}

TEST(TraceScenarioTest, AnAmountThatIsNotLowered) {
  expect_exported("val-02-received-not-lowered", RuleId::val_02, [](TracedService& s) { s.validate(to_be_paid(s), 2500); });
}

// It would pass on the broken service, too: a scenario sees no notifications.
TEST(TraceScenarioTest, WhatOnlyNotificationsShowHasNone) {
  TracedService s{"not-04-everything-to-return-url"};
  const std::string id = id_of(s.create({}));
  s.name(id, kAlice);
  s.cancel(id);
  const Books books = judge_trace(log_of(s.trace), {.slack = Duration{0}});
  ASSERT_FALSE(books.findings().empty());
  const StretchScenario made = scenario_of(books.findings().front(), {});
  EXPECT_EQ(made.yaml, "");
  EXPECT_EQ(made.why_not, "NOT-04: a scenario does not see where, or in which order, notifications arrive");
}

TEST(TraceScenarioTest, WithoutItsBeginningThereIsNone) {
  TracedService s{"val-01-raised-at-validation"};
  s.validate(to_be_paid(s, "30,00"), 3500);
  s.trace.entries.erase(s.trace.entries.begin());
  const Books books = judge_trace(log_of(s.trace), {.slack = Duration{0}});
  ASSERT_FALSE(books.findings().empty());
  EXPECT_NE(scenario_of(books.findings().front(), {}).why_not, "");
}

}  // namespace
}  // namespace parcours
