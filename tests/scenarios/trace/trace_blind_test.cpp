// What a log does not show is unknown, and never held against the service.
#include <algorithm>

#include "scenarios/trace/record.h"
#include "tests/scenarios/trace/traced_service.h"

namespace parcours {
namespace {

using namespace encaissement;
using http::Json;

const char* kAlice = "ts-client2@yopmail.com";

Trace lived() {
  TracedService s;
  const std::string id = id_of(s.create({.capture_date = "2020-06-26T12:00:00Z"}));
  s.name(id, kAlice);
  s.wait(Duration{1'000});
  s.status(id);
  s.pay("alice", id, "30,00");
  s.wait(Duration{2'000});
  s.status(id);
  s.wait(std::chrono::hours{20});
  s.validate(id, 2000);
  s.status(id);
  s.cancel(id);
  return s.trace;
}

// Every single hole, and every pair of them.
TEST(TraceBlindTest, WithoutAnyTwoEntriesNothingIsFoundWrong) {
  const Trace whole = lived();
  for (std::size_t a = 0; a < whole.entries.size(); ++a)
    for (std::size_t b = a; b < whole.entries.size(); ++b) {
      Trace holed = whole;
      holed.entries.erase(holed.entries.begin() + static_cast<std::ptrdiff_t>(b));
      if (b != a) holed.entries.erase(holed.entries.begin() + static_cast<std::ptrdiff_t>(a));
      const std::string wrong = broken_in(holed);
      EXPECT_TRUE(wrong.empty() || wrong == "NOT-04") << "without " << a << " and " << b << ": " << wrong;
    }
}

TEST(TraceBlindTest, AnswersThatWereNotSeenSayNothing) {
  Trace trace = lived();
  for (std::size_t i = 0; i < trace.entries.size(); ++i) {
    Trace blind = trace;
    auto* call = std::get_if<TracedCall>(&blind.entries[i]);
    if (call == nullptr) continue;
    call->fate = TracedCall::Fate::unknown;
    call->answer = std::nullopt;
    EXPECT_EQ(broken_in(blind), "") << i;
  }
}

// The public API only: no `encaissement`, and no authorisations.
Trace without(const Trace& trace, const std::function<void(Json&)>& strip) {
  Trace blind = trace;
  const auto strip_text = [&](std::string& body) {
    Json json = Json::parse(body, nullptr, false);
    if (!json.is_object() || !json.contains("transaction")) return;
    strip(json["transaction"]);
    body = json.dump();
  };
  for (TraceEntry& entry : blind.entries) {
    if (auto* call = std::get_if<TracedCall>(&entry); call != nullptr && call->answer) strip_text(call->answer->body);
    if (auto* notice = std::get_if<TracedNotice>(&entry)) strip_text(notice->body);
  }
  return blind;
}

TEST(TraceBlindTest, APaymentWhoseAmountIsNotShownIsUnknown) {
  const Trace blind = without(lived(), [](Json& t) {
    t.erase("encaissement");
    for (Json& payer : t["payers"]) payer.erase("authorizations");
  });
  const Log log = log_of(blind);
  const Books books = judge_trace(log, {});
  EXPECT_TRUE(books.findings().empty()) << summary_of(books, log);
  EXPECT_EQ(books.tally(RuleId::pay_03).held, 0u);
  EXPECT_TRUE(books.tally(RuleId::pay_03).unknown.contains("the log shows no payment amount"));
  const Record record = record_of(books, log, {}, "");
  const auto pay = std::find_if(record.cases.begin(), record.cases.end(), [](const CaseResult& c) { return c.id == "trace/PAY-03"; });
  ASSERT_NE(pay, record.cases.end());
  EXPECT_EQ(pay->verdict, Verdict::not_testable);
}

TEST(TraceBlindTest, AClientOfThePublicApiIsJudgedToo) {
  const auto strip = [](Json& t) { t.erase("encaissement"); };
  EXPECT_EQ(broken_in(without(lived(), strip)), "");
  TracedService late{"tim-05-late-validation-accepted"};
  const std::string id = id_of(late.create({.capture_date = "2020-06-26T12:00:00Z"}));
  late.name(id, kAlice);
  late.pay("alice", id, "40,00");
  late.status(id);
  late.until("27/06/2020 00:03:00.000");
  late.validate(id);
  EXPECT_EQ(broken_in(without(late.trace, strip)), "TIM-05");
}

TEST(TraceBlindTest, AClockOfTheLogThatIsWrongIsNoFault) {
  Trace trace = lived();
  for (TraceEntry& entry : trace.entries)
    if (auto* call = std::get_if<TracedCall>(&entry)) call->at += std::chrono::hours{5}, call->answered += std::chrono::hours{5};
  EXPECT_EQ(broken_in(trace, {}), "");
}

TEST(TraceBlindTest, SlackAtTheDeadlineLeavesAnErrorUnjudged) {
  TracedService s;
  const std::string id = id_of(s.create({}));
  s.wait(std::chrono::minutes{5});
  s.cancel(id);
  EXPECT_EQ(broken_in(s.trace), "");
  auto& call = std::get<TracedCall>(s.trace.entries.back());
  ASSERT_TRUE(call.answer.has_value());
  call.at = call.answered = call.at - Duration{1'500};  // By the log's clock it was in time.
  EXPECT_EQ(broken_in(s.trace, {.slack = Duration{2'000}}), "");
}

TEST(TraceBlindTest, AnEmptyLogVerifiesNothing) {
  const Log log = log_of({});
  EXPECT_EQ(exit_code(record_of(judge_trace(log, {}), log, {}, "")), ExitCode::nothing_verified);
}

}  // namespace
}  // namespace parcours
