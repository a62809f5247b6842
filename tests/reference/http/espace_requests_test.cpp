// The Espace API through a merchant's day: the golden list of rules.md, section 6, and what a form is told.
#include <gtest/gtest.h>

#include "tests/reference/http/browser.h"

namespace parcours::http {
namespace {

using Json = nlohmann::ordered_json;
constexpr const char* kGuideClient = "ts-client2@yopmail.com";

class EspaceRequestsTest : public testing::Test {
 protected:
  EspaceRequestsTest() {
    cashier_.log_in("70890001", "Accueil-1");
    espace_.at("24/06/2020 11:06");
  }

  Json form(const std::string& parcours, const std::string& amount, const std::string& basket) {
    Json form{{"parcours", parcours}, {"amount", amount}, {"basket", basket}, {"identifier", kGuideClient}, {"mode", "email"}};
    if (parcours == "A") form["mode"] = "identifier";
    if (parcours == "B" || parcours == "D") form["paymentDays"] = 3;
    if (parcours == "C" || parcours == "D") form["validationDays"] = 2, form["notifyEmail"] = "accueil@canoe.example";
    return form;
  }
  Json with(Json form, const char* name, const Json& value) {
    form[name] = value;
    return form;
  }
  Reply send(const Json& form) { return cashier_.post("/operations", form); }
  std::string sent(const Json& form) {
    const Reply reply = send(form);
    EXPECT_EQ(reply.status, 201) << reply.raw.body;
    return reply.text("number");
  }
  Reply act(const std::string& number, const std::string& what, const Json& body = Json::object()) {
    return cashier_.post("/operations/" + number + "/" + what, body);
  }
  Answer pay(const std::string& number, const std::string& amount, const std::string& code = "") {
    return espace_.by_customer("alice", Verb::pay, number, amount, code);
  }
  Json look(const std::string& number) { return cashier_.get("/operations/" + number).body; }
  Json row(const std::string& basket) { return cashier_.get("/operations?basket=" + basket).body["rows"][0]; }
  std::string counters() {
    const Json list = cashier_.get("/operations").body;
    return std::to_string(list["toValidate"].get<int>()) + "/" + std::to_string(list["awaiting"].get<int>());
  }
  std::string field(const Json& form) { return send(form).text("field"); }

  Espace espace_;
  Browser cashier_{espace_};
};

TEST_F(EspaceRequestsTest, Vector1ThePaymentLimitCountsCalendarDays) {
  for (const auto& [days, limit] : {std::pair{10, "04/07/2020"}, {4, "28/06/2020"}, {3, "27/06/2020"}}) {
    const Json b = with(form("B", "40,00", "REF"), "paymentDays", days);
    EXPECT_EQ(cashier_.post("/operations/prepare", b).text("limit"), limit);
    EXPECT_EQ(look(sent(b))["paymentLimit"], limit);
  }
}

TEST_F(EspaceRequestsTest, Vector2CIsGoodUntilTheLastInstantOfItsLimitDay) {
  espace_.at("24/06/2020 11:30");
  const std::string number = sent(form("C", "40,00", "REF202006248"));
  espace_.at("24/06/2020 11:33");
  EXPECT_EQ(pay(number, "40").status, "to_validate");
  EXPECT_EQ(row("REF202006248")["lastAction"], "24/06/2020 11h33");
  EXPECT_EQ(look(number)["validationLimit"], "26/06/2020");
  espace_.at("27/06/2020 00:00");
  EXPECT_EQ(act(number, "validate").text("rule"), "TIM-05");
  EXPECT_EQ(look(number)["status"], "to_validate");
}

TEST_F(EspaceRequestsTest, Vector2TheLastMillisecondIsInTime) {
  espace_.at("24/06/2020 11:33");
  const std::string number = sent(form("C", "40,00", "REF202006248"));
  pay(number, "40");
  espace_.at("26/06/2020 23:59:59.999");
  const Reply validated = act(number, "validate");
  EXPECT_EQ(validated.status, 200);
  EXPECT_EQ(validated.text("status"), "validated");
}

TEST_F(EspaceRequestsTest, Vector3DsValidationLimitCountsFromThePayment) {
  const std::string number = sent(form("D", "50,00", "REF2020062410"));
  EXPECT_EQ(look(number)["validationLimit"], "");
  espace_.at("24/06/2020 11:59:35");
  pay(number, "50");
  EXPECT_EQ(look(number)["validationLimit"], "26/06/2020");
  EXPECT_EQ(look(number)["customer"], "10000003051");
}

TEST_F(EspaceRequestsTest, Vector4AByQrIsPaidInPart) {
  const Reply prepared = cashier_.post("/operations/prepare", with(form("A", "40,00", "REF202006241"), "mode", "qr"));
  EXPECT_EQ(prepared.status, 200) << prepared.raw.body;
  const std::string number = prepared.text("number"), payload = prepared.body["qr"]["payload"];
  EXPECT_EQ(espace_.by_customer("alice", Verb::scan, number, "", payload).kind, Answer::Kind::done);
  EXPECT_EQ(pay(number, "30", payload).status, "validated");
  EXPECT_EQ(look(number)["remaining"], 1000);
  EXPECT_EQ(row("REF202006241")["requested"], "+40,00 €");
  EXPECT_EQ(row("REF202006241")["received"], "+30,00 €");
}

TEST_F(EspaceRequestsTest, Vector5BIsAllOrNothing) {
  const std::string number = sent(form("B", "40,00", "REF202006246"));
  EXPECT_EQ(row("REF202006246")["lastAction"], "24/06/2020 11h06");
  espace_.at("24/06/2020 11:15");
  EXPECT_EQ(pay(number, "39,99").rule, "PAY-03");
  pay(number, "40");
  EXPECT_EQ(row("REF202006246")["status"], "Validé");
  EXPECT_EQ(row("REF202006246")["lastAction"], "24/06/2020 11h15");
}

TEST_F(EspaceRequestsTest, Vector6UnpaidBExpiresAtTheNightSweep) {
  Espace june;
  Browser cashier{june};
  june.at("18/06/2020 10:00");  // Before the fixture's own instant: another service.
  june.desk.start(guide_world(), {}, june.now, 1);
  cashier.log_in("70890001", "Accueil-1");
  for (const char* basket : {"REF202006186", "REF202006187"})
    EXPECT_EQ(cashier.post("/operations", with(form("B", "40,00", basket), "paymentDays", 1)).status, 201);
  june.at("20/06/2020 09:00");
  const Json rows = cashier.get("/operations").body["rows"];
  EXPECT_EQ(rows[0]["basket"], "REF202006186");
  EXPECT_EQ(rows[0]["lastAction"], "20/06/2020 00h06");
  EXPECT_EQ(rows[1]["status"], "Expiré");
  EXPECT_EQ(rows[1]["received"], "-");
}

TEST_F(EspaceRequestsTest, Vector7BIsCancelledUnpaid) {
  EXPECT_EQ(act(sent(form("B", "25,00", "REF202004211")), "cancel").text("status"), "cancelled");
  EXPECT_EQ(row("REF202004211")["requested"], "+25,00 €");
  EXPECT_EQ(row("REF202004211")["received"], "-");
}

TEST_F(EspaceRequestsTest, Vector8TheCountersFollow) {
  for (int i = 0; i < 7; ++i) sent(form("B", "40,00", "REF"));
  EXPECT_EQ(counters(), "0/7");
  const std::string b = sent(form("B", "40,00", "B"));
  EXPECT_EQ(counters(), "0/8");
  pay(b, "40");
  EXPECT_EQ(counters(), "0/7");
  const std::string c = sent(form("C", "40,00", "C"));
  EXPECT_EQ(counters(), "0/8");
  pay(c, "40");
  EXPECT_EQ(counters(), "1/7");
  act(c, "validate");
  EXPECT_EQ(counters(), "0/7");
}

TEST_F(EspaceRequestsTest, ValidatingMayLowerAndNeverRaise) {
  const std::string number = sent(form("C", "40,00", "C"));
  pay(number, "40");
  const Reply raised = act(number, "validate", {{"amount", "40,01"}});
  EXPECT_EQ(raised.text("rule"), "VAL-01");
  EXPECT_EQ(raised.text("field"), "amount");
  EXPECT_EQ(act(number, "validate", {{"amount", "3o"}}).text("rule"), "FRM-02");
  EXPECT_EQ(act(number, "validate", {{"amount", "30,00"}}).body["received"], 3000);
  EXPECT_EQ(act(number, "validate").text("rule"), "VAL-03");
}

TEST_F(EspaceRequestsTest, AQrIsShownAsAPictureAndChangedForAnotherMode) {
  const std::string number = sent(with(form("A", "40,00", "QR"), "mode", "qr"));
  EXPECT_TRUE(cashier_.get("/operations/" + number + "/qr.png").raw.body.starts_with("\x89PNG"));
  EXPECT_NE(cashier_.get("/operations/" + number + "/qr.svg").raw.body.find("<svg"), std::string::npos);
  EXPECT_EQ(act(number, "change-mode").text("status"), "cancelled");
  EXPECT_EQ(act(number, "change-mode").text("rule"), "STA-01");
  const std::string unseen = sent(form("B", "40,00", "B"));
  EXPECT_EQ(cashier_.get("/operations/" + unseen + "/qr.png").status, 404);
}

TEST_F(EspaceRequestsTest, ThePictureSaysWhatTheAnswerSaid) {
  const Reply reply = send(with(form("A", "40,00", "QR"), "mode", "qr"));
  EXPECT_EQ(reply.header("Location"), "/espace/api/operations/" + reply.text("number"));
  EXPECT_EQ(reply.body["qr"]["png"], std::string{reply.header("Location")} + "/qr.png");
  EXPECT_EQ(espace_.desk.code_of({.door = Door::espace, .name = "70890001", .point = ""}, reply.text("number"), espace_.now),
            reply.body["qr"]["payload"]);
}

TEST_F(EspaceRequestsTest, ARefusalNamesItsFieldWhereItCanBeTold) {
  EXPECT_EQ(field(form("B", "19,99", "R")), "amount");
  EXPECT_EQ(field(form("B", "abc", "R")), "amount");
  EXPECT_EQ(field(form("B", "40", "")), "basket");
  EXPECT_EQ(field(form("E", "40", "R")), "parcours");
  EXPECT_EQ(field(with(form("C", "40", "R"), "mode", "qr")), "mode");
  EXPECT_EQ(field(with(form("A", "40", "R"), "identifier", "123")), "identifier");
  EXPECT_EQ(field(with(form("A", "40", "R"), "identifier", "19999999999")), "identifier");
  EXPECT_EQ(field(with(form("D", "40", "R"), "paymentDays", 0)), "paymentDays");
  EXPECT_EQ(field(with(form("D", "40", "R"), "validationDays", 366)), "validationDays");
  EXPECT_EQ(field(with(form("B", "40", "R"), "validationDays", 1)), "validationDays");
  EXPECT_EQ(field(with(form("C", "40", "R"), "notifyEmail", "")), "notifyEmail");
  EXPECT_EQ(field(with(form("B", "40", "R"), "seller", std::string(256, 's'))), "seller");
}

TEST_F(EspaceRequestsTest, DaysThatAreNoWholeNumberAreRefusedAtTheirOwnPlace) {
  for (const Json& odd : {Json(1.5), Json("3"), Json(-1), Json(99999999999), Json(18446744073709551615U), Json(true)})
    EXPECT_EQ(send(with(form("B", "40", "R"), "paymentDays", odd)).text("rule"), "FRM-07") << odd;
  EXPECT_EQ(send(with(form("B", "19", "R"), "paymentDays", 1.5)).text("rule"), "FRM-07");  // Before FRM-01.
}

TEST_F(EspaceRequestsTest, ABodyThatCannotBeReadIsToldSo) {
  for (const std::string& body : {std::string{"{"}, std::string{"[]"}, std::string{"40"}, std::string(100, '[')}) {
    const Reply reply = cashier_.send({.method = "POST", .path = "/espace/api/operations", .body = body});
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(reply.text("errorCode"), "BAD_REQUEST");
  }
  EXPECT_EQ(send(with(form("B", "40", "R"), "amount", 40)).status, 400);
  EXPECT_EQ(send(with(form("B", "40", "R"), "rememberEmail", "yes")).status, 400);
}

TEST_F(EspaceRequestsTest, AKeyRepeatedGivesTheSameAnswerAndOneEffect) {
  cashier_.extra = {{"Idempotency-Key", "one"}};
  const Reply first = send(form("B", "40,00", "R")), again = send(form("B", "40,00", "R"));
  EXPECT_EQ(again.text("number"), first.text("number"));
  EXPECT_EQ(again.body["remembered"], true);
  EXPECT_EQ(send(form("B", "41,00", "R")).text("rule"), "REP-01");
  EXPECT_EQ(counters(), "0/1");
  cashier_.extra = {{"Idempotency-Key", std::string(256, 'k')}};
  EXPECT_EQ(send(form("B", "40,00", "R")).status, 400);
}

TEST_F(EspaceRequestsTest, TheEmailIsRememberedWhereItWasAsked) {
  EXPECT_EQ(cashier_.get("/remembered-email").text("email"), "");
  sent(form("C", "40,00", "C"));
  EXPECT_EQ(cashier_.get("/remembered-email").text("email"), "");
  sent(with(form("D", "40,00", "D"), "rememberEmail", true));
  EXPECT_EQ(cashier_.get("/remembered-email").text("email"), "accueil@canoe.example");
}

TEST_F(EspaceRequestsTest, AnotherPointsOperationReadsAsNotThere) {
  const std::string number = sent(with(form("A", "40,00", "QR"), "mode", "qr"));
  Browser olivet{espace_}, parc{espace_};
  olivet.log_in("70890002", "Accueil-2");
  parc.log_in("708901", "Signataire-2");
  for (Browser* other : {&olivet, &parc}) {
    for (const char* look : {"", "/qr.png", "/qr.svg"})
      EXPECT_EQ(other->get("/operations/" + number + look).raw.body, other->get(std::string{"/operations/faaaaaaaaa"} + look).raw.body);
    for (const char* change : {"/cancel", "/validate", "/change-mode"})
      EXPECT_EQ(other->post("/operations/" + number + change).raw.body, other->post(std::string{"/operations/faaaaaaaaa"} + change).raw.body);
    EXPECT_EQ(other->get("/operations/" + number).status, 404);
  }
  EXPECT_EQ(look(number)["status"], "awaiting_customer");
}

TEST_F(EspaceRequestsTest, ADetailHasItsWholeHistoryAndActions) {
  const std::string number = sent(form("C", "40,00", "C"));
  EXPECT_EQ(look(number)["actions"], Json({"cancel", "detail"}));
  pay(number, "40");
  EXPECT_EQ(look(number)["actions"], Json({"validate", "cancel", "detail"}));
  act(number, "cancel");
  EXPECT_EQ(look(number)["actions"], Json::array({"detail"}));
  EXPECT_EQ(look(number)["history"].size(), 3U);
}

}  // namespace
}  // namespace parcours::http
