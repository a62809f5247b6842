// Stories that a service plays as it should: nothing is found wrong in their traces, and much is kept.
#include "scenarios/trace/record.h"
#include "tests/scenarios/trace/traced_service.h"

namespace parcours {
namespace {

using namespace encaissement;
using http::Json;

const char* kAlice = "ts-client2@yopmail.com";

// Nothing wrong, and these rules were put to the test.
void expect_kept(const Trace& trace, std::initializer_list<RuleId> rules, const Policies& policies = {}) {
  const Log log = log_of(trace);
  const Books books = judge_trace(log, {.policies = policies, .slack = Duration{0}});
  EXPECT_TRUE(books.findings().empty()) << summary_of(books, log);
  for (const RuleId rule : rules) EXPECT_GT(books.tally(rule).held, 0u) << to_string(rule);
  const Books patient = judge_trace(log, {.policies = policies, .slack = Duration{2'000}});
  EXPECT_TRUE(patient.findings().empty()) << "with 2 s of slack: " << summary_of(patient, log);
}

Json own(const char* parcours, const char* mode) { return {{"parcours", parcours}, {"mode", mode}}; }

Json own_d() {
  return {{"parcours", "D"}, {"mode", "email"}, {"identifier", kAlice}, {"paymentDays", 3}, {"validationDays", 2}, {"notifyEmail", "m@example.fr"}};
}

TEST(TraceConformingTest, APublicClientIsPaidInPart) {
  TracedService s;
  const std::string id = id_of(s.create({}));
  s.wait(Duration{3'000});
  s.status(id);
  s.name(id, kAlice);
  s.status(id);
  s.wait(Duration{20'000});
  s.pay("alice", id, "30,00");
  s.status(id);
  s.wait(std::chrono::hours{24});
  s.status(id);
  s.cancel(id);
  expect_kept(s.trace, {RuleId::pay_03, RuleId::pay_05, RuleId::tim_01, RuleId::tim_03, RuleId::sta_01, RuleId::sta_02, RuleId::mon_02,
                        RuleId::not_04, RuleId::val_05, RuleId::frm_01});
}

TEST(TraceConformingTest, AQrCodeIsScannedAndPaid) {
  TracedService s;
  const std::string id = id_of(s.create({.own = own("A", "qr")}));
  s.status(id);
  s.wait(Duration{10'000});
  s.scan("alice", id);
  s.status(id);
  s.pay("alice", id, "40,00");
  s.status(id);
  expect_kept(s.trace, {RuleId::pay_03, RuleId::tim_01, RuleId::not_04});
}

TEST(TraceConformingTest, ACodeIsLeftForANameAndThatIsCancelled) {
  TracedService s;
  const std::string id = id_of(s.create({.own = own("A", "qr")}));
  s.change_mode(id);
  s.status(id);
  const std::string named = id_of(s.create({.own = {{"parcours", "A"}, {"mode", "identifier"}, {"identifier", kAlice}}}));
  s.status(named);
  s.cancel(named);
  s.cancel(named);
  s.status(named);
  s.list();
  expect_kept(s.trace, {RuleId::val_03, RuleId::tim_01, RuleId::sta_02});
}

TEST(TraceConformingTest, AnImmediateRequestExpires) {
  TracedService s;
  const std::string id = id_of(s.create({}));
  s.name(id, kAlice);
  s.wait(Duration{299'999});
  s.status(id);
  s.wait(Duration{1});
  s.pay("alice", id, "40,00");
  s.cancel(id);
  s.status(id);
  expect_kept(s.trace, {RuleId::tim_04, RuleId::sta_01, RuleId::not_04});
}

TEST(TraceConformingTest, BIsPaidOnItsLastDayAndExpiresAtTheSweep) {
  TracedService s;
  const Json b{{"parcours", "B"}, {"mode", "email"}, {"identifier", kAlice}, {"paymentDays", 10}};
  const std::string paid = id_of(s.create({.own = b})), late = id_of(s.create({.id = "REF2", .own = b}));
  s.until("04/07/2020 23:59:59.999");
  s.pay("alice", paid, "40,00");
  s.status(paid);
  s.until("05/07/2020 00:03:00.000");
  s.status(late);
  s.cancel(late);
  s.until("05/07/2020 00:06:00.000");
  s.status(late);
  expect_kept(s.trace, {RuleId::tim_01, RuleId::tim_02, RuleId::tim_04, RuleId::pay_03});
}

TEST(TraceConformingTest, CIsLoweredAtValidation) {
  TracedService s;
  const std::string id = id_of(s.create({.capture_date = "2020-06-26T12:00:00Z"}));
  s.name(id, kAlice);
  s.pay("alice", id, "40,00");
  s.status(id);
  s.wait(std::chrono::hours{30});
  s.validate(id, 5000);
  s.validate(id, 2500);
  s.validate(id, 2500);
  s.status(id);
  expect_kept(s.trace, {RuleId::val_01, RuleId::val_02, RuleId::val_03, RuleId::tim_05, RuleId::sta_02});
}

TEST(TraceConformingTest, DOverTheShortDayIsCancelledAndExpires) {
  TracedService s{"", "27/03/2021 18:00:00.000"};
  const std::string kept = id_of(s.create({.own = own_d()})), left = id_of(s.create({.id = "REF2", .own = own_d()}));
  s.until("28/03/2021 01:30:00.000");
  s.pay("alice", kept, "10,00");
  s.pay("alice", left, "40,00");
  s.status(kept), s.status(left);
  s.until("30/03/2021 23:59:59.999");
  s.cancel(kept);
  s.until("31/03/2021 00:00:00.000");
  s.validate(left);
  s.status(left);
  s.until("31/03/2021 00:06:00.000");
  s.status(left), s.status(kept);
  expect_kept(s.trace, {RuleId::tim_02, RuleId::tim_05, RuleId::tim_06, RuleId::val_04});
}

TEST(TraceConformingTest, RefusalsAndErrorsOfEveryKind) {
  TracedService s;
  s.create({.total = 1999});
  s.create({.id = "THIS-IS-LONGER-THAN-TWENTY"});
  s.create({.own = own("C", "qr")});
  const std::string id = id_of(s.create({}));
  s.name(id, "nobody@example.fr");
  s.name(id, "12");
  s.name(id, kAlice, 3000);
  s.status("fzzzzzzzzz");
  s.status(id, "10000002");
  s.cancel(id, "10000002");
  s.name(id, kAlice);
  s.name(id, kAlice);
  const std::string other = id_of(s.create({.id = "REF2"}));
  s.name(other, kAlice);
  s.refuse("alice", id);
  s.status(id);
  s.validate(id);
  s.name(other, kAlice);
  s.status(other);
  expect_kept(s.trace, {RuleId::frm_01, RuleId::frm_03, RuleId::frm_05, RuleId::frm_06, RuleId::frm_11, RuleId::acc_05});
}

TEST(TraceConformingTest, KeysAreUsedAgain) {
  TracedService s;
  const std::string id = id_of(s.create({.key = "k1"}));
  s.create({.key = "k1"});
  s.create({.total = 5000, .key = "k1"});
  s.cancel(id, "10000001", "k2");
  s.wait(Duration{5'000});
  s.cancel(id, "10000001", "k2");
  s.create({.key = "k1"});
  expect_kept(s.trace, {RuleId::rep_01});
}

TEST(TraceConformingTest, SealsAreJudgedWithTheKeys) {
  TracedService s;
  const std::string id = id_of(s.create({.own = own("C", "identifier")}));
  s.status(id);
  s.ill_sealed(true);
  s.status(id), s.cancel(id), s.list();
  s.ill_sealed(false);
  s.list();
  const Log log = log_of(s.trace);
  const Books books = judge_trace(log, {.keys = guide_world().keys, .slack = Duration{0}});
  EXPECT_TRUE(books.findings().empty()) << summary_of(books, log);
  EXPECT_GE(books.tally(RuleId::acc_01).held, 5u);
}

}  // namespace
}  // namespace parcours
