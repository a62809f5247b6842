// POS-04, POS-05, POS-18: repetitions, polling, and acting on what is over; each defect beside its conforming neighbour.
#include "tests/scenarios/certify/wire_story.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;
using enum TillRuleId;

constexpr const char* kNumber = "fozrfdcn43";

class RepeatRule : public WireStory {};

TEST_F(RepeatRule, WhoeverClaimsToSendKeysSendsOneWithEachCallThatChangesSomething) {
  create({.key = "k"});
  told("INITIALIZED");
  look();
  call(ApiCall::validation, "fozrfdcn43", dated());
  EXPECT_EQ(said(pos_04), "");
  options.claims_keys = true;
  EXPECT_EQ(said(pos_04), "The till claims to send idempotency keys, and this call has none. | no key with validation\n");
}

TEST_F(RepeatRule, ALostCreateIsMadeAgainWithItsKey) {
  create({.key = "k"});
  lost();
  now += 2s;
  create({.key = "k"});
  told("INITIALIZED");
  EXPECT_EQ(said(pos_04), "");
}

TEST_F(RepeatRule, WithoutAKeyItMayHappenTwice) {
  create();
  lost();
  create();
  told("INITIALIZED", 0, "fother0001");
  EXPECT_EQ(said(pos_04), "A create whose answer is lost is made again without an idempotency key. | no key\n");
}

TEST_F(RepeatRule, WithAnotherKeyItMayHappenTwice) {
  create({.key = "k"});
  lost();
  create({.key = "l"});
  EXPECT_EQ(said(pos_04), "A create whose answer is lost is made again with another idempotency key. | the key l\n");
}

TEST_F(RepeatRule, AnErrorOfTheServiceSettlesNothing) {
  create();
  refused(500, "INTERNAL_SERVER_ERROR");
  create();
  EXPECT_EQ(judged(pos_04).size(), 1U);
  trace.entries.clear();
  create();
  last().fate = TracedCall::Fate::answered;
  last().answer = http::Response{.status = 503};
  create();
  EXPECT_EQ(judged(pos_04).size(), 1U);
}

TEST_F(RepeatRule, AfterARefusalANewCreateIsRight) {
  create({.key = "k"});
  refused(404, "BENEFICIARY_NOT_FOUND");
  create({.key = "l"});
  told("INITIALIZED");
  EXPECT_EQ(said(pos_04), "");
}

TEST_F(RepeatRule, AKeyStandsForOneBody) {
  create({.key = "k"});
  lost();
  call(ApiCall::create, "", create_body("S-1", 4008), {.key = "k"});
  EXPECT_EQ(judged(pos_04).size(), 1U);
}

TEST_F(RepeatRule, AKeyIsFreshAfterADay) {
  create({.key = "k"});
  told("CANCELLED");
  now += 24h - 1ms;
  call(ApiCall::create, "", create_body("S-2"), {.key = "k"});
  EXPECT_EQ(judged(pos_04).size(), 1U);
  trace.entries.pop_back();
  now += 1ms;
  call(ApiCall::create, "", create_body("S-2"), {.key = "k"});
  EXPECT_EQ(said(pos_04), "");
}

TEST_F(RepeatRule, ASecondOperationBesideALivingOneIsFound) {
  create({.key = "k"});
  told("INITIALIZED");
  create({.key = "l"});
  EXPECT_EQ(said(pos_04), "A second operation is asked for a sale whose first can still be paid. | the first is fozrfdcn43, told as INITIALIZED\n");
}

TEST_F(RepeatRule, ASecondOperationBesideAPaidOneIsFound) {
  create();
  told("INITIALIZED");
  notified("VALIDATED", 4007);
  create();
  EXPECT_EQ(said(pos_04), "A second operation is asked for a sale whose first was paid. | the first is fozrfdcn43, told as VALIDATED\n");
}

TEST_F(RepeatRule, WhereTheFirstIsOverASecondIsRight) {
  create();
  told("INITIALIZED");
  notified("ABORTED");
  create();
  EXPECT_EQ(said(pos_04), "");
}

TEST_F(RepeatRule, AfterAChangeOfModeASecondIsRight) {
  create();
  told("INITIALIZED");
  call(ApiCall::change_mode, kNumber, dated(), {.key = "m"});
  told("CANCELLED");
  create();
  EXPECT_EQ(said(pos_04), "");
}

TEST_F(RepeatRule, AChangeOfModeThatIsLostLeavesTheFirstAlive) {
  create();
  told("INITIALIZED");
  call(ApiCall::change_mode, kNumber, dated(), {.key = "m"});
  lost("CANCELLED");
  create();
  EXPECT_EQ(judged(pos_04).size(), 1U);
}

TEST_F(RepeatRule, AServiceThatDedupesMayBeAskedAgain) {
  create();
  lost();
  create();
  told("INITIALIZED");
  EXPECT_EQ(said(pos_04), "") << "the same transaction was answered";
  told("INITIALIZED", 0, "fother0001");
  EXPECT_NE(said(pos_04), "");
  options.dedupes = true;
  EXPECT_EQ(said(pos_04), "");
  last().request.body = http::dump(create_body("S-1", 4008));
  EXPECT_NE(said(pos_04), "") << "another amount is another operation";
}

TEST_F(RepeatRule, ALookIntoTheListSettlesALostCreate) {
  create();
  last().fault = "lost_before";
  now += 1s;
  call(ApiCall::list, "", nullptr);
  last().fate = TracedCall::Fate::answered;
  last().answer = http::Response{.status = 200, .body = R"({"transactions":[]})"};
  create();
  EXPECT_EQ(said(pos_04), "");
  std::get<TracedCall>(trace.entries[1]).answer->body = R"({"transactions":[{"order":{"id":"S-1"}}]})";
  EXPECT_NE(said(pos_04), "");
}

TEST_F(RepeatRule, ALostValidationIsMadeAgainWithItsKey) {
  call(ApiCall::validation, kNumber, dated(), {.key = "v"});
  call(ApiCall::validation, kNumber, dated(), {.key = "v"});
  EXPECT_EQ(said(pos_04), "");
  call(ApiCall::validation, kNumber, dated(), {.key = "w"});
  ASSERT_EQ(judged(pos_04).size(), 1U);
  EXPECT_EQ(judged(pos_04)[0].verdict, Verdict::warn);
}

class PollingRule : public WireStory {
 protected:
  std::string after(Duration time) {
    trace.entries.clear();
    look();
    told("PROCESSING");
    now += time;
    look();
    return said(pos_05);
  }
};

TEST_F(PollingRule, HoldsToTheMillisecond) {
  ordered({.verb = TillVerb::create, .sale = "S-1"});
  EXPECT_EQ(after(1000ms), "");
  EXPECT_EQ(after(1001ms), "");
  EXPECT_EQ(after(999ms), "The till asks again too soon. | 999 ms after the last look at fozrfdcn43\n");
}

TEST_F(PollingRule, TheCashiersLooksAreNoPolling) {
  options.orders = {{.verb = TillVerb::create, .sale = "S-1"}, {.verb = TillVerb::look, .sale = "S-1"}};
  EXPECT_EQ(after(10ms), "");
  now += 10ms;
  look();
  EXPECT_EQ(judged(pos_05).size(), 1U);
}

TEST_F(PollingRule, AskingAfterTheEndIsFound) {
  ordered({.verb = TillVerb::create, .sale = "S-1"});
  look();
  told("VALIDATED", 4007);
  now += 60s;
  look();
  EXPECT_EQ(said(pos_05), "The till asks for a transaction of which it was told a final state. | status of fozrfdcn43 after VALIDATED\n");
  ordered({.verb = TillVerb::look, .sale = "S-1"});
  EXPECT_EQ(said(pos_05), "");
}

TEST_F(PollingRule, AnEndThatWasNotToldEndsNothing) {
  ordered({.verb = TillVerb::create, .sale = "S-1"});
  look();
  lost("VALIDATED");
  notified("VALIDATED", 4007, "forged");
  now += 1s;
  look();
  EXPECT_EQ(said(pos_05), "");
  notified("CANCELLED");
  now += 1s;
  look();
  EXPECT_EQ(judged(pos_05).size(), 1U);
}

TEST_F(PollingRule, ATillThatWasStartedAgainMayAskAtOnce) {
  ordered({.verb = TillVerb::create, .sale = "S-1"});
  look();
  trace.entries.emplace_back(TracedNote{.at = now, .text = "the till was started again"});
  look();
  EXPECT_EQ(said(pos_05), "");
}

class SenseRule : public WireStory {
 protected:
  SenseRule() {
    look();
    told("AUTHORIZED", 3000);
  }
  std::string then(ApiCall kind, const Json& body) {
    call(kind, kNumber, body);
    const std::string text = said(pos_18);
    trace.entries.pop_back();
    return text;
  }
};

TEST_F(SenseRule, ValidatingAboveWhatWasReceivedIsFound) {
  EXPECT_EQ(then(ApiCall::validation, validation_body(2999)), "");
  EXPECT_EQ(then(ApiCall::validation, validation_body(3000)), "");
  EXPECT_EQ(then(ApiCall::validation, validation_body(3001)), "The till validates more than it was told that it received. | 3001 cents\n");
}

TEST_F(SenseRule, ActingAfterTheLimitIsFound) {
  for (const Duration off : {-1ms, 0ms, 1ms}) {
    now = validation_limit + off;
    EXPECT_EQ(then(ApiCall::validation, dated()).empty(), off < 0ms) << off.count();
    EXPECT_EQ(then(ApiCall::cancellation, dated()).empty(), off < 0ms) << off.count();
  }
}

TEST_F(SenseRule, CancellingAfterThePaymentLimitIsFound) {
  trace.entries.clear();
  look();
  told("PROCESSING");
  for (const Duration off : {-1ms, 0ms, 1ms}) {
    now = payment_limit + off;
    EXPECT_EQ(then(ApiCall::cancellation, dated()).empty(), off < 0ms) << off.count();
  }
}

TEST_F(SenseRule, AWallClockIsJudgedWithAMargin) {
  options.virtual_time = false;
  now = validation_limit + 4min - 1ms;
  EXPECT_EQ(then(ApiCall::validation, dated()), "");
  now += 1ms;
  EXPECT_NE(then(ApiCall::validation, dated()), "");
}

TEST_F(SenseRule, ActingOnWhatIsOverIsFound) {
  notified("VALIDATED", 3000);
  EXPECT_NE(then(ApiCall::validation, dated()), "");
  EXPECT_NE(then(ApiCall::cancellation, dated()), "");
  EXPECT_NE(then(ApiCall::change_mode, dated()), "");
}

TEST_F(SenseRule, ATransactionHasOnePayer) {
  trace.entries.clear();
  call(ApiCall::payer, kNumber, payer_body("10000003051"));
  lost();
  call(ApiCall::payer, kNumber, payer_body("10000003051"));
  EXPECT_EQ(said(pos_18), "");
  call(ApiCall::payer, kNumber, payer_body("10000003052"));
  EXPECT_EQ(judged(pos_18).size(), 1U);
}

TEST_F(SenseRule, AfterARefusalAnotherCustomerMayBeNamed) {
  trace.entries.clear();
  call(ApiCall::payer, kNumber, payer_body("10000003051"));
  refused(404, "BENEFICIARY_NOT_FOUND");
  call(ApiCall::payer, kNumber, payer_body("10000003052"));
  EXPECT_EQ(said(pos_18), "");
}

class AnswerRule : public WireStory {
 protected:
  std::string said_of_answers() const {
    std::string text;
    for (const Finding& one : judge_answers(trace)) text += one.sentence + " | " + one.actual + '\n';
    return text;
  }
  std::string with(const std::string& pointer, const Json& value) {
    Json body = *http::read_body(last().answer->body);
    body[Json::json_pointer{pointer}] = value;
    const std::string before = std::exchange(last().answer->body, http::dump(body));
    std::string text = said_of_answers();
    last().answer->body = before;
    return text;
  }
};

TEST_F(AnswerRule, AGoodServicePasses) {
  create();
  told("INITIALIZED");
  look();
  told("VALIDATED", 4007);
  look();
  refused(404, "TRANSACTION_NOT_FOUND");
  EXPECT_EQ(said_of_answers(), "");
}

TEST_F(AnswerRule, AServiceOfThePublicApiAlonePasses) {
  create();
  told("INITIALIZED");
  Json body = *http::read_body(last().answer->body);
  body["transaction"].erase("encaissement");
  last().answer->body = http::dump(body);
  EXPECT_EQ(said_of_answers(), "");
}

TEST_F(AnswerRule, WhatIsAnsweredWronglyIsNamed) {
  create();
  told("INITIALIZED");
  for (const auto& [pointer, value] : std::initializer_list<std::pair<const char*, Json>>{
           {"/transaction/state", "PROCESSING"}, {"/transaction/state", "OPEN"}, {"/transaction/order/id", "S-2"},
           {"/transaction/order/amount/total", 4008}, {"/transaction/order/amount/currency", 978},
           {"/transaction/creationDate", "2020-06-24T09:06:00Z"}, {"/responseDate", nullptr}, {"/transaction", nullptr}})
    EXPECT_NE(with(pointer, value), "") << pointer << ' ' << value;
}

TEST_F(AnswerRule, AFinalStateStays) {
  look();
  told("CANCELLED");
  look();
  told("VALIDATED", 4007);
  EXPECT_EQ(said_of_answers(), "The service's answer to status leaves a final state (acquisition-api: Answer). | VALIDATED\n");
}

TEST_F(AnswerRule, ErrorsHaveTheirCodes) {
  look();
  refused(404, "TRANSACTION_GONE");
  EXPECT_NE(said_of_answers(), "");
  refused(200, "INVALID_SEAL");
  EXPECT_EQ(said_of_answers(), "") << "clients read the body only";
  last().answer->body = "<html>";
  EXPECT_NE(said_of_answers(), "");
}

}  // namespace
}  // namespace parcours
