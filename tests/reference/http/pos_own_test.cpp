// What is ours: every parcours, QR codes, lowering, changing the mode, the list, idempotency; and odd public clients.
#include "reference/qr/picture.h"
#include "reference/qr/reader.h"
#include "tests/reference/http/api_fixture.h"

namespace parcours::http {
namespace {

class PosOwn : public ApiFixture {
 protected:
  Json order_on(const Json& own, const std::string& id = "REF1") const {
    Json body = order(4000, id);
    body["encaissement"] = own;
    return body;
  }
  std::string qr_order() { return create_own(order_on({{"parcours", "A"}, {"mode", "qr"}})).id(); }
};

TEST_F(PosOwn, EveryParcoursHasItsFields) {
  const Seen b = create_own(order_on({{"parcours", "B"}, {"mode", "email"}, {"identifier", "bob@mail.example"}, {"paymentDays", 10}}));
  EXPECT_EQ(b.transaction().at("encaissement").at("limit"), "04/07/2020") << b.raw;
  const Json c{{"parcours", "C"}, {"mode", "identifier"}, {"identifier", 10000003051}, {"validationDays", "2"},
               {"notifyEmail", "caisse@canoe.example"}, {"rememberEmail", true}, {"clientReference", "CL-1"}, {"seller", "V2"}};
  const Json made = create_own(order_on(c)).transaction();
  EXPECT_EQ(made.at("state"), "INITIALIZED") << "also where the customer is named";
  EXPECT_EQ(made.at("encaissement").at("validationLimit"), "26/06/2020");
  EXPECT_EQ(made.at("encaissement").at("clientReference"), "CL-1");
  EXPECT_EQ(made.at("encaissement").at("seller"), "V2");
  EXPECT_EQ(status(made.at("id")).state(), "PROCESSING");
  EXPECT_EQ(desk.remembered_email({Door::api, "10000001", ""}, now), "caisse@canoe.example");
}

TEST_F(PosOwn, FieldsOfTheWrongParcoursAreRefused) {
  const auto rule = [&](const Json& own) { return create_own(order_on(own)).rule(); };
  EXPECT_EQ(rule({{"parcours", "E"}}), "FRM-05");
  EXPECT_EQ(rule({{"parcours", "C"}, {"mode", "qr"}}), "FRM-05");
  EXPECT_EQ(rule({{"parcours", "A"}, {"mode", "qr"}, {"paymentDays", 3}}), "FRM-07");
  EXPECT_EQ(rule({{"parcours", "B"}, {"mode", "email"}, {"identifier", "bob@mail.example"}, {"paymentDays", 1.5}}), "FRM-07");
  EXPECT_EQ(rule({{"parcours", "C"}, {"validationDays", 2}}), "FRM-08");
  EXPECT_EQ(rule({{"parcours", "A"}, {"mode", "qr"}, {"rememberEmail", "yes"}}), "FRM-04");
}

TEST_F(PosOwn, CodeIsAnsweredAndDrawn) {
  const Seen made = create_own(order_on({{"parcours", "A"}, {"mode", "qr"}}));
  const std::string code = made.transaction().at("encaissement").at("qr");
  const std::string path = std::string{kBase} + "/" + made.id();
  const Seen png = own_get(path + "/qr.png", "scale=4");
  ASSERT_EQ(png.type, "image/png");
  const auto picture = encaissement::read_picture(png.raw);
  EXPECT_EQ(encaissement::read_symbol(std::get<encaissement::GreyImage>(picture), encaissement::ReadWay::rendered), code);
  EXPECT_EQ(own_get(path + "/qr.svg").type, "image/svg+xml");
  EXPECT_EQ(status(made.id()).transaction().at("encaissement").at("qr"), code);
  EXPECT_EQ(own_get(path + "/qr.png", "scale=0").status, 400);
  EXPECT_EQ(own_get(path + "/qr.png", "scale=33").status, 400);
}

TEST_F(PosOwn, WhatHasNoCodeShowsNone) {
  const std::string plain = create(order()).id(), path = std::string{kBase} + "/" + plain;
  EXPECT_EQ(own_get(path + "/qr.png").code(), "OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_FALSE(status(plain).transaction().at("encaissement").contains("qr"));
  EXPECT_EQ(own_get(std::string{kBase} + "/fiawa31zot/qr.svg").code(), "TRANSACTION_NOT_FOUND");
  const std::string qr = qr_order();
  EXPECT_EQ(own_get(std::string{kBase} + "/" + qr + "/qr.png", "", "2").code(), "TRANSACTION_NOT_FOUND") << "another shop's";
  EXPECT_EQ(own(qr, "change-mode").state(), "CANCELLED");
  EXPECT_EQ(own_get(std::string{kBase} + "/" + qr + "/qr.png").rule(), "STA-01") << "void";
}

TEST_F(PosOwn, ValidationLowersOnce) {
  Json body = order();
  body["paymentMethod"]["captureMode"] = "DEFERRED";
  const std::string id = create(body).id();
  ASSERT_EQ(name(id, "10000003051").status, 200);
  ASSERT_EQ(pay("alice", id, "40,00").api_state, "AUTHORIZED");
  EXPECT_EQ(own(id, "validation", {{"amount", {{"total", 4001}}}}).rule(), "VAL-01");
  EXPECT_EQ(own(id, "validation", {{"amount", {{"total", "35.00"}}}}).rule(), "FRM-02");
  EXPECT_EQ(own(id, "validation", {{"amount", 35}}).rule(), "FRM-02");
  const Seen lowered = own(id, "validation", {{"amount", {{"total", 3500}}}});
  ASSERT_EQ(lowered.state(), "VALIDATED") << lowered.raw;
  EXPECT_EQ(lowered.transaction().at("payers").at(0).at("authorizations").at(0).at("amount").at("total"), 3500);
  EXPECT_EQ(own(id, "validation").rule(), "VAL-03");
}

TEST_F(PosOwn, ValidationWithoutAmountIsTheWhole) {
  Json body = order();
  body["paymentMethod"]["captureMode"] = "DEFERRED";
  const std::string id = create(body).id();
  ASSERT_EQ(name(id, "10000003051").status, 200);
  ASSERT_EQ(pay("alice", id, "40,00").kind, Answer::Kind::done);
  EXPECT_EQ(own(id, "validation").transaction().at("encaissement").at("validated"), 4000);
}

TEST_F(PosOwn, CancelledAfterPaymentStillTellsWhatWasGranted) {
  Json body = order();
  body["paymentMethod"]["captureMode"] = "DEFERRED";
  const std::string id = create(body).id();
  ASSERT_EQ(name(id, "10000003051").status, 200);
  ASSERT_EQ(pay("alice", id, "40,00").kind, Answer::Kind::done);
  const Seen cancelled = cancel(id);
  EXPECT_EQ(cancelled.state(), "CANCELLED");
  EXPECT_EQ(cancelled.transaction().at("payers").at(0).at("authorizations").at(0).at("amount").at("total"), 4000);
  EXPECT_EQ(cancelled.transaction().at("encaissement").at("received"), 0);
}

TEST_F(PosOwn, SameKeyIsAnsweredAgainAndDoneOnce) {
  const Json body = order_on({{"parcours", "A"}, {"mode", "qr"}});
  const Seen first = create_own(body, {{"Idempotency-Key", "k1"}});
  now += std::chrono::seconds{2};
  Json later = body;
  later["requestDate"] = date();
  const Seen again = create_own(later, {{"Idempotency-Key", "k1"}});
  EXPECT_EQ(again.id(), first.id());
  EXPECT_TRUE(again.transaction().at("encaissement").at("remembered").get<bool>());
  EXPECT_EQ(again.transaction().at("encaissement").at("qr"), first.transaction().at("encaissement").at("qr"));
  EXPECT_NE(create_own(later, {{"Idempotency-Key", "k2"}}).id(), first.id());
}

TEST_F(PosOwn, SameKeyWithAnotherBodyOrPathIsRefused) {
  const Json body = order_on({{"parcours", "A"}, {"mode", "qr"}});
  const std::string id = create_own(body, {{"Idempotency-Key", "k1"}}).id();
  Json other = body;
  other["merchant"]["serviceProviderId"] = "654321";
  EXPECT_EQ(create_own(other, {{"Idempotency-Key", "k1"}}).rule(), "REP-01");
  EXPECT_EQ(own(id, "change-mode", Json::object(), {{"Idempotency-Key", "k1"}}).rule(), "REP-01");
  EXPECT_EQ(own(id, "change-mode", Json::object(), {{"Idempotency-Key", std::string(256, 'k')}}).rule(), "REP-01");
  EXPECT_EQ(status(id).state(), "INITIALIZED");
}

TEST_F(PosOwn, RememberedAnswerIsTheOneGivenThenWhateverCameAfter) {
  const Json body = order_on({{"parcours", "A"}, {"mode", "identifier"}, {"identifier", "10000003051"}});
  const Seen first = create_own(body, {{"Idempotency-Key", "k1"}});
  ASSERT_EQ(pay("alice", first.id(), "40,00").kind, Answer::Kind::done);
  const Seen again = create_own(body, {{"Idempotency-Key", "k1"}});
  EXPECT_EQ(again.state(), "INITIALIZED");
  EXPECT_EQ(again.transaction().at("encaissement").at("received"), 0);
  EXPECT_EQ(again.transaction().at("payers").at(0).at("authorizations"), Json::array());
}

TEST_F(PosOwn, DedupeAnswersTheOneThatExists) {
  policies.dedupe_create = encaissement::DedupeCreate::order_and_payment_id;
  begin();
  const std::string id = create(order()).id();
  ASSERT_EQ(name(id, "10000003051").state(), "PROCESSING");
  const Seen again = create(order());
  EXPECT_EQ(again.id(), id);
  EXPECT_EQ(again.state(), "INITIALIZED");
  EXPECT_NE(create(order(4100)).id(), id);
}

TEST_F(PosOwn, ListHasFiltersPagesAndCounters) {
  for (int i = 0; i < 5; ++i, now += std::chrono::seconds{1}) create(order(2000 + 1000 * i, "REF" + std::to_string(i)));
  const Seen all = own_get(kBase);
  EXPECT_EQ(all.body.at("total"), 5) << all.raw;
  EXPECT_EQ(all.body.at("awaiting"), 5);
  EXPECT_EQ(all.body.at("transactions").at(0).at("order").at("id"), "REF4");
  EXPECT_EQ(own_get(kBase, "minAmount=3000&maxAmount=5000").body.at("total"), 3);
  const Seen page = own_get(kBase, "offset=3&limit=1&from=2020-06-24&to=24/06/2020&type=immediate&status=awaiting_customer");
  EXPECT_EQ(page.body.at("total"), 5);
  ASSERT_EQ(page.body.at("transactions").size(), 1u);
  EXPECT_EQ(page.body.at("transactions").at(0).at("order").at("id"), "REF1");
  EXPECT_EQ(own_get(kBase, "offset=99").body.at("transactions"), Json::array());
  EXPECT_EQ(own_get(kBase, "", "2").body.at("total"), 0) << "another shop's list";
}

TEST_F(PosOwn, ListRefusesFiltersThatCannotBeRead) {
  for (const char* query : {"from=2020-02-30", "to=tomorrow", "minAmount=40,00", "maxAmount=-1", "type=other", "status=odd",
                            "offset=-1", "offset=x", "limit=0", "limit=201", "limit="})
    EXPECT_EQ(own_get(kBase, query).rule(), "LST-05") << query;
}

TEST_F(PosOwn, OddPublicClientsAreUnderstood) {
  Json body = order();
  body["merchant"] = {{"shopId", 10000001}, {"serviceProviderId", 123456}};
  body["order"]["amount"] = {{"total", "4000"}, {"currency", "978"}};
  body["unknown"] = {{"deep", Json::array({1, nullptr, "x"})}};
  body["order"]["extra"] = true;
  body.erase("redirectUrls");
  EXPECT_EQ(create(body).state(), "INITIALIZED");
  body["redirectUrls"] = nullptr;
  body.erase("paymentMethod");
  EXPECT_EQ(create(body).state(), "INITIALIZED");
}

TEST_F(PosOwn, CaptureDatesOfEveryKindSeen) {
  const auto limit = [&](const Json& date) {
    Json body = order();
    body["paymentMethod"] = {{"captureMode", "DEFERRED"}, {"captureDate", date}};
    const Seen made = create(body);
    return made.status == 200 ? made.transaction().at("encaissement").at("validationLimit").get<std::string>() : made.rule();
  };
  EXPECT_EQ(limit(nullptr), "30/06/2020");
  EXPECT_EQ(limit("2020-06-26T12:00:00Z"), "26/06/2020");
  EXPECT_EQ(limit("Jun 26, 2020 2:00:00 PM"), "26/06/2020");
  EXPECT_EQ(limit("2020-06-23T12:00:00Z"), "FRM-07") << "the day before sending";
  EXPECT_EQ(limit("26/06/2020"), "FRM-07");
  EXPECT_EQ(limit(1593172800000), "FRM-07");
  EXPECT_EQ(limit("2022-06-26T12:00:00Z"), "FRM-07") << "too far";
  Json normal = order();
  normal["paymentMethod"]["captureDate"] = "whenever";
  EXPECT_EQ(create(normal).status, 200) << "ignored with NORMAL";
}

TEST_F(PosOwn, UnknownCaptureModeIsRefused) {
  Json body = order();
  body["paymentMethod"]["captureMode"] = "LATER";
  EXPECT_EQ(create(body).rule(), "FRM-05");
}

}  // namespace
}  // namespace parcours::http
