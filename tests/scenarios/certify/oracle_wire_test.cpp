// POS-01, POS-02, POS-03, POS-20: each defect beside the conforming neighbour.
#include "tests/scenarios/certify/wire_story.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;
using enum TillRuleId;

class SealRule : public WireStory {};

TEST_F(SealRule, RightSealsPass) {
  create();
  told("INITIALIZED");
  look();
  call(ApiCall::payer, "fozrfdcn43", payer_body("10000003051"));
  call(ApiCall::cancellation, "fozrfdcn43", {{"requestDate", http::to_wire(now)}, {"reason", "OTHER"}});
  call(ApiCall::validation, "fozrfdcn43", dated());
  call(ApiCall::list, "", nullptr);
  EXPECT_EQ(said(pos_01), "");
}

TEST_F(SealRule, ThePublicSealAloneWillDoForAPublicCall) {
  create({.key = "", .own = false});
  EXPECT_EQ(said(pos_01), "");
}

TEST_F(SealRule, WhatIsOursNeedsOurSeal) {
  create({.key = "k", .own = false});
  EXPECT_EQ(said(pos_01), "The call create carries no Parcours-Seal. | no Parcours-Seal\n");
}

TEST_F(SealRule, ASealOverOtherFieldsIsFound) {
  TracedCall& one = create();
  one.request.body.replace(one.request.body.find("4007"), 4, "4008");
  EXPECT_EQ(judged(pos_01).size(), 2U);
}

TEST_F(SealRule, AMissingOrFormlessSealIsFound) {
  create().request.headers.clear();
  EXPECT_EQ(said(pos_01), "The call create carries no ANCV-Security. | no ANCV-Security\n");
  last().request.headers = {{"ANCV-Security", "Hmac.1.x"}};
  EXPECT_EQ(said(pos_01), "The call create carries a ANCV-Security that is not of its form. | ANCV-Security: Hmac.1.x\n");
}

TEST_F(SealRule, AnotherShopsKeyIsFound) {
  options.keys[0].shop_id = "10000009";
  options.keys.push_back({"3", "third", "10000001"});
  create({.key = "", .own = false});
  EXPECT_EQ(judged(pos_01).size(), 1U);
}

TEST_F(SealRule, NothingIsSaidWhereNoKeyIsKnown) {
  create().request.headers.clear();
  options.keys.clear();
  EXPECT_EQ(said(pos_01), "");
  options.keys = {{"2", "other", "10000002"}};
  EXPECT_EQ(said(pos_01), "") << "the shop's key is not among them";
}

TEST_F(SealRule, TheReplayWindowHoldsToTheMillisecond) {
  for (const Duration off : {-300001ms, -300000ms, 0ms, 300000ms, 300001ms}) {
    trace.entries.clear();
    create();
    last().at = now + off;
    const bool within = off >= -300000ms && off <= 300000ms;
    EXPECT_EQ(judged(pos_01).size(), within ? 0U : 1U) << off.count();
  }
}

class FormRule : public WireStory {
 protected:
  std::string said_of(const Json& body, ApiCall kind = ApiCall::create) {
    trace.entries.clear();
    call(kind, kind == ApiCall::create ? "" : "fozrfdcn43", body);
    return said(pos_02);
  }
  Json with(const std::string& pointer, const Json& value) {
    Json body = create_body();
    body[Json::json_pointer{pointer}] = value;
    return body;
  }
};

TEST_F(FormRule, GoodBodiesPass) {
  EXPECT_EQ(said_of(create_body()), "");
  EXPECT_EQ(said_of(payer_body("10000003051"), ApiCall::payer), "");
  EXPECT_EQ(said_of(validation_body(3000), ApiCall::validation), "");
  EXPECT_EQ(said_of(dated(), ApiCall::validation), "");
  EXPECT_EQ(said_of(dated(), ApiCall::change_mode), "");
}

// acquisition-api: what gateways were seen to send.
TEST_F(FormRule, ThePublicClientsWaysPass) {
  Json body = create_body();
  body["requestDate"] = "2020-06-24T09:06:00Z";
  body["merchant"] = {{"shopId", 10000001}, {"serviceProviderId", 100001}};
  body["order"]["amount"] = {{"total", "4007"}, {"currency", "978"}};
  for (const Json& date : {Json("Jun 26, 2020 2:00:00 PM"), Json("2020-06-26T12:00:00Z"), Json(nullptr)}) {
    body["paymentMethod"] = {{"tspdMode", "001"}, {"captureMode", "DEFERRED"}, {"captureDate", date}};
    EXPECT_EQ(said_of(body), "");
  }
}

TEST_F(FormRule, LengthsHoldToTheCharacter) {
  EXPECT_EQ(said_of(with("/order/id", std::string(20, 'x'))), "");
  EXPECT_NE(said_of(with("/order/id", std::string(21, 'x'))), "");
  EXPECT_NE(said_of(with("/order/id", "")), "");
  EXPECT_EQ(said_of(with("/order/paymentId", std::string(30, 'x'))), "");
  EXPECT_NE(said_of(with("/order/paymentId", std::string(31, 'x'))), "");
}

TEST_F(FormRule, WrongTypesAreFound) {
  for (const auto& [pointer, value] : std::initializer_list<std::pair<const char*, Json>>{
           {"/order/amount/total", 40.07}, {"/order/amount/total", "40,07"}, {"/order/amount/total", -1},
           {"/order/amount/currency", 840},  {"/order/amount/currency", nullptr}, {"/requestDate", 1592989560},
           {"/requestDate", "2020-06-24T11:06:00+02:00"}, {"/requestDate", "2020-06-24 09:06:00Z?"},
           {"/order/label", 12}, {"/paymentMethod/captureMode", "LATER"}, {"/merchant", "10000001"}})
    EXPECT_NE(said_of(with(pointer, value)), "") << pointer << ' ' << value;
  Json body = create_body();
  body["order"].erase("paymentId");
  EXPECT_NE(said_of(body), "");
  Json late = create_body();
  late["paymentMethod"] = {{"captureMode", "DEFERRED"}, {"captureDate", "26/06/2020"}};
  EXPECT_NE(said_of(late), "");
}

// Days that no month has, and the last one that each has.
TEST_F(FormRule, AMomentIsOfADayThatThereCanBe) {
  for (const char* day : {"2020-02-29", "2020-04-30", "2020-12-31"}) EXPECT_EQ(said_of(with("/requestDate", day + std::string{"T09:06:00Z"})), "") << day;
  for (const char* day : {"2020-02-30", "2020-04-31", "2020-12-32", "2020-13-01", "2020-00-10", "2020-06-00"})
    EXPECT_NE(said_of(with("/requestDate", day + std::string{"T09:06:00Z"})), "") << day;
  for (const char* time : {"24:00:00", "09:60:00", "09:06:61"}) EXPECT_NE(said_of(with("/requestDate", "2020-06-24T" + std::string{time} + 'Z')), "") << time;
}

TEST_F(FormRule, WhatIsNotWrittenAsItShouldIsToldWithAnExample) {
  EXPECT_EQ(said_of(with("/requestDate", "2020-06-24 09:06:00Z?")),
            "The call create: Its body is not as the API's schema has it. | requestDate: It is not written as \"2020-06-24T09:33:00Z\" is.\n"
            "The call create: Its requestDate is not an instant in UTC. | 2020-06-24 09:06:00Z?\n");
}

TEST_F(FormRule, AnUnknownMemberIsAWarning) {
  EXPECT_EQ(said_of(with("/order/colour", "red")),
            "The call create: Its body has a member that the API does not know. | order.colour\n");
  EXPECT_EQ(judged(pos_02).front().verdict, Verdict::warn);
}

TEST_F(FormRule, OtherCallsAndBodiesAreFound) {
  create().request.path = "/somewhere";
  EXPECT_EQ(said(pos_02), "The call other: It is no call of the acquisition API. | POST /somewhere\n");
  trace.entries.clear();
  create().request.body = "id=1";
  EXPECT_EQ(said(pos_02), "The call create: Its body is not a JSON object. | id=1\n");
}

class AmountRule : public WireStory {
 protected:
  AmountRule() { ordered({.verb = TillVerb::create, .sale = "S-1", .parcours = "A", .amount = "40,07", .mode = "qr"}); }
  std::string asked(int cents) {
    trace.entries.clear();
    call(ApiCall::create, "", create_body("S-1", cents));
    return said(pos_03);
  }
  std::string validated(const Json& body) {
    trace.entries.clear();
    look();
    told("AUTHORIZED", 3000);
    call(ApiCall::validation, "fozrfdcn43", body);
    return said(pos_03);
  }
};

TEST_F(AmountRule, HoldsToTheCent) {
  EXPECT_EQ(asked(4007), "");
  EXPECT_NE(asked(4006), "");
  EXPECT_NE(asked(4008), "");
  options.orders[0].amount = "40.07 ";
  EXPECT_EQ(asked(4007), "");
}

TEST_F(AmountRule, WhatIsNoAmountAsksForNothing) {
  for (const char* typed : {"40,075", "", "-40", "abc", "19,99"}) {
    options.orders[0].amount = typed;
    EXPECT_NE(asked(4007), "") << typed;
  }
  options.orders[0].amount = "20,00";
  EXPECT_EQ(asked(2000), "");
}

TEST_F(AmountRule, NothingIsSaidWhereNobodyKnowsTheCashier) {
  options.orders.clear();
  EXPECT_EQ(asked(1), "");
}

TEST_F(AmountRule, ValidatesWhatWasTyped) {
  EXPECT_NE(validated(dated()), "") << "nobody validated";
  ordered({.verb = TillVerb::validate, .sale = "S-1", .amount = "25,00"});
  EXPECT_EQ(validated(validation_body(2500)), "");
  EXPECT_NE(validated(validation_body(2499)), "");
  EXPECT_NE(validated(validation_body(2501)), "");
  EXPECT_NE(validated(dated()), "") << "the whole is more";
  options.orders.back().amount = "";
  EXPECT_EQ(validated(dated()), "");
  EXPECT_EQ(validated(validation_body(3000)), "") << "the whole, by its amount";
  EXPECT_NE(validated(validation_body(2999)), "");
}

class OrderRule : public WireStory {
 protected:
  OrderRule() {
    order = {.verb = TillVerb::create, .sale = "S-1", .parcours = "D", .amount = "40,07", .mode = "email",
             .customer = "a@b.fr", .payment_days = 3, .validation_days = 2, .notify_email = "shop@b.fr"};
    own = {{"parcours", "D"}, {"mode", "email"}, {"identifier", "a@b.fr"}, {"paymentDays", 3}, {"validationDays", 2},
           {"notifyEmail", "shop@b.fr"}};
  }
  std::string asked(const Json& changed) {
    trace.entries.clear();
    options.orders = {order};
    Json body = create_body();
    body["encaissement"] = own;
    body["encaissement"].merge_patch(changed);
    call(ApiCall::create, "", body);
    return said(pos_20);
  }
  TillOrder order;
  Json own;
};

TEST_F(OrderRule, TheRequestCarriesWhatTheCashierSaid) {
  EXPECT_EQ(asked(Json::object()), "");
  for (const Json& changed : {Json{{"parcours", "B"}}, Json{{"mode", "identifier"}}, Json{{"identifier", "c@b.fr"}},
                              Json{{"paymentDays", 4}}, Json{{"validationDays", 1}}, Json{{"validationDays", nullptr}},
                              Json{{"notifyEmail", "x@b.fr"}}})
    EXPECT_NE(asked(changed), "") << changed;
}

TEST_F(OrderRule, ASaleOfNobodyIsFound) {
  order.sale = "S-2";
  EXPECT_EQ(asked(Json::object()), "Its order.id is none of the cashier's sales. | S-1\n");
}

TEST_F(OrderRule, TheCustomerMayBeNamedByACallOfItsOwn) {
  options.orders = {{.verb = TillVerb::create, .sale = "S-1", .parcours = "A", .amount = "40,07", .mode = "identifier",
                     .customer = "10000003051"}};
  create();
  told("INITIALIZED");
  call(ApiCall::payer, "fozrfdcn43", payer_body("10000003051"));
  EXPECT_EQ(said(pos_20), "");
  call(ApiCall::payer, "fozrfdcn43", payer_body("10000003052"));
  EXPECT_EQ(said(pos_20), "The request's customer is not what the cashier said. | 10000003052\n");
}

TEST_F(OrderRule, AfterAChangeOfModeTheNewWayIsAsked) {
  options.orders = {{.verb = TillVerb::create, .sale = "S-1", .parcours = "A", .amount = "40,07", .mode = "qr"},
                    {.verb = TillVerb::change_mode, .sale = "S-1", .mode = "identifier", .customer = "10000003051"}};
  Json body = create_body();
  body["encaissement"] = {{"parcours", "A"}, {"mode", "qr"}};
  call(ApiCall::create, "", body);
  told("INITIALIZED");
  call(ApiCall::change_mode, "fozrfdcn43", dated());
  told("CANCELLED");
  body["encaissement"] = {{"parcours", "A"}, {"mode", "identifier"}, {"identifier", "10000003051"}};
  call(ApiCall::create, "", body);
  EXPECT_EQ(said(pos_20), "");
  body["encaissement"] = {{"parcours", "A"}, {"mode", "qr"}};
  call(ApiCall::create, "", body);
  EXPECT_NE(said(pos_20), "");
}

}  // namespace
}  // namespace parcours
