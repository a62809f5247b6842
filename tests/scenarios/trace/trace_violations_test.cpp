// Broken services: what they do wrong shows in the trace, and the judge names the rule.
#include "scenarios/trace/record.h"
#include "tests/scenarios/trace/traced_service.h"

namespace parcours {
namespace {

using namespace encaissement;
using http::Json;

const char* kAlice = "ts-client2@yopmail.com";

Json own(const char* parcours, const char* mode) { return {{"parcours", parcours}, {"mode", mode}}; }
Json own_b() { return {{"parcours", "B"}, {"mode", "email"}, {"identifier", kAlice}, {"paymentDays", 10}}; }
Json own_d() {
  return {{"parcours", "D"}, {"mode", "email"}, {"identifier", kAlice}, {"paymentDays", 3}, {"validationDays", 2}, {"notifyEmail", "m@example.fr"}};
}

// The story on the reference has nothing wrong, and on the broken service just this.
void expect_caught(const char* defect, const char* rules, const std::function<void(TracedService&)>& story, Policies policies = {}) {
  TracedService good{"", "24/06/2020 11:33:00.000", policies}, broken{defect, "24/06/2020 11:33:00.000", policies};
  story(good), story(broken);
  const TraceOptions options{.policies = policies, .slack = Duration{0}};
  EXPECT_EQ(broken_in(good.trace, options), "") << "the reference";
  const Log log = log_of(broken.trace);
  EXPECT_EQ(broken_in(broken.trace, options), rules) << defect << "\n" << summary_of(judge_trace(log, options), log);
}

std::string to_be_paid(TracedService& s, const std::string& amount = "40,00") {
  const std::string id = id_of(s.create({.capture_date = "2020-06-26T12:00:00Z"}));
  s.name(id, kAlice);
  s.pay("alice", id, amount);
  s.status(id);
  return id;
}

TEST(TraceViolationsTest, APaymentAfterTheDeadline) {
  expect_caught("tim-01-late-payment-accepted", "TIM-01", [](TracedService& s) {
    const std::string id = id_of(s.create({.own = own_b()}));
    s.until("05/07/2020 00:03:00.000");
    s.pay("alice", id, "40,00");
    s.status(id);
  });
}

TEST(TraceViolationsTest, APaymentAtTheVeryDeadline) {
  expect_caught("tim-01-late-payment-accepted", "TIM-08", [](TracedService& s) {
    const std::string id = id_of(s.create({.own = own_b()}));
    s.until("05/07/2020 00:00:00.000");
    s.pay("alice", id, "40,00");
    s.status(id);
  });
}

TEST(TraceViolationsTest, AValidationAfterTheDeadline) {
  expect_caught("tim-05-late-validation-accepted", "TIM-05", [](TracedService& s) {
    const std::string id = to_be_paid(s);
    s.until("27/06/2020 00:03:00.000");
    s.validate(id);
    s.status(id);
  });
}

TEST(TraceViolationsTest, AValidationLimitCountedFromTheSending) {
  expect_caught("tim-05-counted-from-sending", "TIM-05", [](TracedService& s) {
    const std::string id = id_of(s.create({.own = own_d()}));
    s.wait(std::chrono::hours{24});
    s.pay("alice", id, "40,00");
    s.status(id);
  });
}

TEST(TraceViolationsTest, APaymentLimitOfWorkingDays) {
  expect_caught("tim-02-working-days", "TIM-02", [](TracedService& s) { s.create({.own = own_b()}); });
}

TEST(TraceViolationsTest, ARequestThatLivesTooLong) {
  expect_caught("tim-03-a-second-too-long", "TIM-03", [](TracedService& s) { s.status(id_of(s.create({}))); });
}

TEST(TraceViolationsTest, ARequestThatWaitsForTheSweep) {
  expect_caught("tim-04-immediate-waits-for-sweep", "TIM-04", [](TracedService& s) {
    const std::string id = id_of(s.create({}));
    s.wait(std::chrono::minutes{6});
    s.status(id);
  });
}

TEST(TraceViolationsTest, AnUnvalidatedOneThatIsValidatedByItself) {
  expect_caught("tim-06-validates-by-itself", "TIM-06", [](TracedService& s) {
    const std::string id = to_be_paid(s);
    s.until("27/06/2020 00:10:00.000");
    s.status(id);
  });
}

TEST(TraceViolationsTest, APartOfB) {
  expect_caught("pay-03-any-amount", "PAY-03", [](TracedService& s) {
    const std::string id = id_of(s.create({.own = own_b()}));
    s.pay("alice", id, "39,99");
    s.status(id);
  });
}

TEST(TraceViolationsTest, AnAmountRaisedAtValidation) {
  expect_caught("val-01-raised-at-validation", "VAL-01", [](TracedService& s) { s.validate(to_be_paid(s, "30,00"), 3500); });
}

TEST(TraceViolationsTest, ALoweredAmountThatIsNotKept) {
  expect_caught("val-02-received-not-lowered", "VAL-02", [](TracedService& s) {
    const std::string id = to_be_paid(s);
    s.validate(id, 2500);
    s.status(id);
  });
}

TEST(TraceViolationsTest, ASecondDecision) {
  expect_caught("val-03-second-decision-answered", "VAL-03", [](TracedService& s) {
    const std::string id = to_be_paid(s);
    s.validate(id, 3000);
    s.validate(id, 3000);
  });
}

TEST(TraceViolationsTest, AValidatedOneThatIsCancelled) {
  expect_caught("val-05-validated-is-cancelled", "VAL-05", [](TracedService& s) {
    const std::string id = to_be_paid(s);
    s.validate(id);
    s.cancel(id);
    s.status(id);
  });
}

TEST(TraceViolationsTest, AnExpiredOneThatIsCancelledLater) {
  expect_caught("sta-02-expired-is-cancelled", "STA-02", [](TracedService& s) {
    const std::string id = id_of(s.create({}));
    s.wait(std::chrono::minutes{6});
    s.status(id);
    s.cancel(id);
    s.status(id);
  });
}

TEST(TraceViolationsTest, ARequestBelowTheMinimum) {
  expect_caught("frm-01-minimum-a-cent-too-low", "FRM-01", [](TracedService& s) { s.create({.total = 1999}); });
}

TEST(TraceViolationsTest, AModeThatTheParcoursHasNot) {
  expect_caught("frm-05-any-mode", "FRM-05", [](TracedService& s) {
    Json c = own("C", "qr");
    c["validationDays"] = 2;
    c["notifyEmail"] = "m@example.fr";
    s.create({.own = c});
  });
}

TEST(TraceViolationsTest, ACustomerAskedTwiceAtOnce) {
  expect_caught("frm-11-any-number-of-requests", "FRM-11", [](TracedService& s) {
    const std::string first = id_of(s.create({})), second = id_of(s.create({.id = "REF2"}));
    s.name(first, kAlice);
    s.wait(Duration{1'000});
    s.name(second, kAlice);
    s.wait(Duration{1'000});
    s.status(first);
  });
}

TEST(TraceViolationsTest, AKeyThatIsNotHeeded) {
  expect_caught("rep-01-key-ignored", "REP-01", [](TracedService& s) {
    s.create({.key = "k"});
    s.create({.key = "k"});
  });
}

TEST(TraceViolationsTest, AKeyWithAnyBody) {
  expect_caught("rep-01-any-body", "REP-01", [](TracedService& s) {
    s.create({.key = "k"});
    s.create({.total = 5000, .key = "k"});
  });
}

TEST(TraceViolationsTest, EverythingToTheReturnUrl) {
  expect_caught("not-04-everything-to-return-url", "NOT-04", [](TracedService& s) {
    const std::string id = id_of(s.create({}));
    s.name(id, kAlice);
    s.cancel(id);
  });
}

TEST(TraceViolationsTest, AForeignTransactionIsShown) {
  TracedService s;
  const std::string id = id_of(s.create({}));
  s.status(id);
  const auto shown = std::get<TracedCall>(s.trace.entries.back()).answer;
  s.status(id, "10000002");
  s.create({.id = "REF2", .shop = "10000002"});
  EXPECT_EQ(broken_in(s.trace), "");
  std::get<TracedCall>(s.trace.entries[2]).answer = shown;
  EXPECT_EQ(broken_in(s.trace), "ACC-05");
}

// ---- Not in the gallery: planted by hand.

// `from` made `to` in the last answer of the trace.
void forge_last(Trace& trace, const std::string& from, const std::string& to) {
  auto& body = std::get<TracedCall>(trace.entries.back()).answer->body;
  const std::size_t at = body.find(from);
  ASSERT_NE(at, body.npos) << body;
  body.replace(at, from.size(), to);
}

TEST(TraceViolationsTest, AWrongSealThatIsAccepted) {
  TracedService s;
  const std::string id = id_of(s.create({}));
  s.status(id);
  auto& call = std::get<TracedCall>(s.trace.entries.back());
  call.request.headers.front().value.back() = call.request.headers.front().value.back() == 'A' ? 'Q' : 'A';
  EXPECT_EQ(broken_in(s.trace, {.keys = guide_world().keys, .slack = Duration{0}}), "ACC-01");
  EXPECT_EQ(broken_in(s.trace), "") << "without keys nobody knows";
}

TEST(TraceViolationsTest, AFinalStateThatGoesBack) {
  TracedService s;
  const std::string id = id_of(s.create({}));
  s.name(id, kAlice);
  s.cancel(id);
  s.status(id);
  forge_last(s.trace, "\"state\":\"CANCELLED\"", "\"state\":\"PROCESSING\"");
  EXPECT_EQ(broken_in(s.trace), "STA-02");
}

TEST(TraceViolationsTest, MoreThanWasAskedFor) {
  TracedService s;
  const std::string id = id_of(s.create({}));
  s.name(id, kAlice);
  s.pay("alice", id, "40,00");
  s.status(id);
  forge_last(s.trace, "\"type\":\"CVCo\",\"amount\":{\"total\":4000", "\"type\":\"CVCo\",\"amount\":{\"total\":4100");
  EXPECT_NE(broken_in(s.trace).find("MON-02"), std::string::npos) << broken_in(s.trace);
}

TEST(TraceViolationsTest, AnAmountThatIsNotTheOneAskedFor) {
  TracedService s;
  s.create({});
  forge_last(s.trace, "\"amount\":{\"total\":4000", "\"amount\":{\"total\":4001");
  forge_last(s.trace, "\"requested\":4000", "\"requested\":4001");
  forge_last(s.trace, "\"remaining\":4000", "\"remaining\":4001");
  EXPECT_EQ(broken_in(s.trace), "FRM-01");
}

TEST(TraceViolationsTest, ACodeThatTheStateDoesNotAllow) {
  TracedService s;
  const std::string id = id_of(s.create({}));
  s.name(id, kAlice, 3000);
  forge_last(s.trace, "INVALID_TRANSACTION_AMOUNT", "INVALID_TRANSACTION_CURRENCY");
  EXPECT_EQ(broken_in(s.trace), "FRM-01");
}

// The merchant may have cancelled elsewhere; that it still awaits afterwards shows that nobody did.
TEST(TraceViolationsTest, ARefusalOfWhatIsToBeDone) {
  TracedService s;
  const std::string id = id_of(s.create({}));
  s.status(id);
  TraceEntry refused = s.trace.entries.back(), later = refused;
  auto& call = std::get<TracedCall>(refused);
  s.cancel(id);
  call.request = std::get<TracedCall>(s.trace.entries[2]).request;
  call.answer->body = R"({"errorCode":"OPERATION_TRANSACTION_NOT_ALLOWED","errorMessage":"no"})";
  s.trace.entries.resize(2);
  s.trace.entries.push_back(refused);
  EXPECT_EQ(broken_in(s.trace), "");
  s.trace.entries.push_back(later);
  EXPECT_EQ(broken_in(s.trace), "STA-01");
}

TEST(TraceViolationsTest, ANumberGivenTwice) {
  TracedService s;
  s.create({});
  const std::string first = id_of(Json::parse(std::get<TracedCall>(s.trace.entries.back()).answer->body));
  const std::string second = id_of(s.create({.id = "REF2"}));
  forge_last(s.trace, second, first);
  EXPECT_NE(broken_in(s.trace).find("REP-01"), std::string::npos);
}

TEST(TraceViolationsTest, AChangeThatIsNotTold) {
  TracedService s;
  const std::string id = to_be_paid(s);
  s.validate(id);
  std::erase_if(s.trace.entries, [](const TraceEntry& e) {
    const auto* notice = std::get_if<TracedNotice>(&e);
    return notice != nullptr && notice->body.find("\"state\":\"AUTHORIZED\"") != std::string::npos;
  });
  EXPECT_EQ(broken_in(s.trace), "NOT-04");
}

// The last of all may be under way for as long as the service tries again.
TEST(TraceViolationsTest, ALastChangeThatIsNotToldIsUnknown) {
  TracedService s;
  const std::string id = to_be_paid(s);
  s.wait(std::chrono::hours{2});
  s.status(id);
  std::erase_if(s.trace.entries, [](const TraceEntry& e) {
    const auto* notice = std::get_if<TracedNotice>(&e);
    return notice != nullptr && notice->body.find("\"state\":\"AUTHORIZED\"") != std::string::npos;
  });
  EXPECT_EQ(broken_in(s.trace), "");
  const Books books = judge_trace(log_of(s.trace), {.slack = Duration{0}});
  EXPECT_TRUE(books.tally(encaissement::RuleId::not_04).unknown.contains("a change that was shown is not told in the log, nor anything after it"));
}

std::vector<TracedNotice*> notices_of(Trace& trace) {
  std::vector<TracedNotice*> all;
  for (TraceEntry& entry : trace.entries)
    if (auto* notice = std::get_if<TracedNotice>(&entry)) all.push_back(notice);
  return all;
}

// Behind a proxy the address is another; the same path is the right one, the other URL's is wrong.
TEST(TraceViolationsTest, NotificationsAtTheAddressBehindAProxy) {
  TracedService s;
  const std::string id = to_be_paid(s);
  s.cancel(id);
  s.wait(Duration{1'000});
  const auto notices = notices_of(s.trace);
  ASSERT_EQ(notices.size(), 3u);
  const auto behind = [](const std::string& url) { return "http://10.0.0.1:81" + url.substr(url.find('/', 8)); };
  const std::string right = notices[0]->url, other = notices[2]->url;
  for (TracedNotice* one : notices) one->url = behind(one->url);
  EXPECT_EQ(broken_in(s.trace), "");
  notices[0]->url = "http://10.0.0.1:81/inside";
  EXPECT_EQ(broken_in(s.trace), "");
  notices[0]->url = behind(other);
  EXPECT_EQ(broken_in(s.trace), "NOT-04");
  notices[0]->url = right + "/elsewhere";
  EXPECT_EQ(broken_in(s.trace), "NOT-04");
}

// Sent while it was to be validated, seen when it was cancelled already.
TEST(TraceViolationsTest, ANotificationThatComesLateIsNone) {
  TracedService s;
  const std::string id = to_be_paid(s);
  s.cancel(id);
  s.wait(Duration{1'000});
  std::size_t told = 0, cancelled = 0;
  for (std::size_t i = 0; i < s.trace.entries.size(); ++i) {
    if (const auto* notice = std::get_if<TracedNotice>(&s.trace.entries[i]); notice != nullptr && notice->body.find("\"state\":\"AUTHORIZED\"") != std::string::npos) told = i;
    if (const auto* call = std::get_if<TracedCall>(&s.trace.entries[i]); call != nullptr && api_call(call->request) == ApiCall::cancellation) cancelled = i;
  }
  ASSERT_TRUE(told > 0 && told < cancelled);
  TracedNotice late = std::get<TracedNotice>(s.trace.entries[told]);
  late.at = std::get<TracedCall>(s.trace.entries[cancelled]).answered;
  s.trace.entries.insert(s.trace.entries.begin() + static_cast<std::ptrdiff_t>(cancelled) + 1, late);
  s.trace.entries.erase(s.trace.entries.begin() + static_cast<std::ptrdiff_t>(told));
  EXPECT_EQ(broken_in(s.trace), "");
}

// Written down before the call is over whose doing it tells of.
TEST(TraceViolationsTest, ANotificationDuringItsCallIsNone) {
  TracedService s;
  const std::string id = to_be_paid(s);
  s.wait(Duration{1'000});
  s.cancel(id);
  s.wait(Duration{1'000});
  std::size_t call = s.trace.entries.size(), told = call;
  for (std::size_t i = 0; i < s.trace.entries.size(); ++i) {
    if (const auto* one = std::get_if<TracedCall>(&s.trace.entries[i]); one != nullptr && api_call(one->request) == ApiCall::cancellation) call = i;
    if (const auto* one = std::get_if<TracedNotice>(&s.trace.entries[i]); one != nullptr && one->body.find("\"state\":\"CANCELLED\"") != std::string::npos) told = i;
  }
  ASSERT_LT(call, told);
  ASSERT_LT(told, s.trace.entries.size());
  auto notice = std::get<TracedNotice>(s.trace.entries[told]);
  notice.at = std::get<TracedCall>(s.trace.entries[call]).at;
  s.trace.entries.erase(s.trace.entries.begin() + static_cast<std::ptrdiff_t>(told));
  s.trace.entries.insert(s.trace.entries.begin() + static_cast<std::ptrdiff_t>(call), notice);
  EXPECT_EQ(broken_in(s.trace), "");
}

TEST(TraceViolationsTest, ChangesToldOutOfOrder) {
  TracedService s;
  const std::string id = to_be_paid(s);
  std::vector<std::size_t> notices;
  for (std::size_t i = 0; i < s.trace.entries.size(); ++i)
    if (std::holds_alternative<TracedNotice>(s.trace.entries[i])) notices.push_back(i);
  ASSERT_EQ(notices.size(), 2u);
  std::swap(std::get<TracedNotice>(s.trace.entries[notices[0]]).body, std::get<TracedNotice>(s.trace.entries[notices[1]]).body);
  EXPECT_NE(broken_in(s.trace).find("NOT-04"), std::string::npos) << broken_in(s.trace);
}

}  // namespace
}  // namespace parcours
