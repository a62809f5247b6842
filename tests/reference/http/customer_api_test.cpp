// What a customer's phone sends, and what a stranger's gets.
#include <fstream>

#include "reference/qr/png.h"
#include "reference/qr/render.h"
#include "tests/reference/http/api_fixture.h"

namespace parcours::http {
namespace {

class CustomerApi : public ApiFixture {
 protected:
  std::string asked(const std::string& who, const std::string& id = "REF1") {
    const std::string number = create(order(4000, id)).id();
    EXPECT_EQ(name(number, who).status, 200);
    return number;
  }
  std::pair<std::string, std::string> shown() {  // Number and payload of a QR.
    Json body = order();
    body["encaissement"] = {{"parcours", "A"}, {"mode", "qr"}};
    const Seen made = create_own(body);
    return {made.id(), made.transaction().at("encaissement").at("qr")};
  }
  static std::string photo_of(const std::string& payload) {
    return encaissement::to_png(encaissement::render(std::get<encaissement::Symbol>(encaissement::encode_symbol(payload))));
  }
};

TEST_F(CustomerApi, TokenIsGotByNumberOrEmail) {
  EXPECT_FALSE(log_in("10000003051").empty());
  const std::string token = log_in(" TS-Client2@yopmail.com ");
  EXPECT_EQ(as(token, "GET", "/balance").body, Json({{"available", 20000}, {"held", 0}}));
  EXPECT_EQ(as(token, "DELETE", "/sessions").status, 204);
  EXPECT_EQ(as(token, "GET", "/balance").code(), "INVALID_SEAL");
}

TEST_F(CustomerApi, UnknownAndWrongReadTheSame) {
  const Seen wrong = post("/customer/api/sessions", {{"identifier", "10000003051"}, {"pin", "0000"}});
  const Seen unknown = post("/customer/api/sessions", {{"identifier", "99999999999"}, {"pin", "1234"}});
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.raw, unknown.raw);
  for (const char* body : {"", "{}", "[]", R"({"identifier":"10000003051"})", R"({"identifier":[],"pin":"1234"})"})
    EXPECT_EQ(send("POST", "/customer/api/sessions", body).code(), "BAD_REQUEST");
}

TEST_F(CustomerApi, AfterFiveWrongPinsNotEvenTheRightOneIsHeard) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(log_in("10000003051", "000" + std::to_string(i)), "");
  const Seen right = post("/customer/api/sessions", {{"identifier", "ts-client2@YOPMAIL.com"}, {"pin", "1234"}});
  EXPECT_EQ(right.status, 429) << "by whichever name";
  EXPECT_FALSE(log_in("10000004162").empty()) << "the others are not concerned";
  for (int i = 0; i < 5; ++i) log_in("Nobody@mail.example");
  EXPECT_EQ(post("/customer/api/sessions", {{"identifier", "nobody@mail.example"}, {"pin", "1"}}).raw, right.raw)
      << "nor does it tell who exists";
}

TEST_F(CustomerApi, EveryCallNeedsASession) {
  const std::string id = asked("10000003051");
  for (const Route& route : customer_routes()) {
    if (route.caller != Caller::customer) continue;
    std::string path{route.path};
    if (const auto at = path.find("{id}"); at != path.npos) path.replace(at, 4, id);
    for (const char* token : {"", "Bearer ", "Bearer nobody's", "Basic xyz"}) {
      const Seen seen = send(std::string{route.method}, path, "{}", {{"Authorization", token}});
      EXPECT_EQ(seen.status, 401) << path;
      EXPECT_EQ(seen.code(), "INVALID_SEAL") << path;
    }
  }
}

TEST_F(CustomerApi, SeesAndPaysItsRequest) {
  const std::string id = asked("10000003051"), token = log_in("10000003051");
  const Seen list = as(token, "GET", "/requests");
  ASSERT_EQ(list.body.at("requests").size(), 1u);
  EXPECT_EQ(list.body.at("requests").at(0).at("merchant"), "CANOE KAYAK CLUB ORLEANS - ST JEAN LE E");
  EXPECT_EQ(list.body.at("requests").at(0).at("returnUrl"), "") << "not the customer's business";
  const Seen paid = as(token, "POST", "/requests/" + id + "/pay", R"({"amount":"30,00"})");
  ASSERT_EQ(paid.status, 200) << paid.raw;
  EXPECT_EQ(paid.body.at("answer").at("remaining"), 1000);
  EXPECT_EQ(paid.body.at("request").at("status"), "validated");
  EXPECT_EQ(as(token, "GET", "/balance").body.at("available"), 17000);
  EXPECT_EQ(as(token, "POST", "/requests/" + id + "/pay", R"({"amount":"10,00"})").rule(), "PAY-05");
}

TEST_F(CustomerApi, AmountsAreTypedOrWholeCents) {
  const std::string id = asked("10000003051"), token = log_in("10000003051");
  const auto pays = [&](const char* body) { return as(token, "POST", "/requests/" + id + "/pay", body); };
  for (const char* bad : {"{}", "", R"({"amount":""})", R"({"amount":"x"})", R"({"amount":[1]})", R"({"amountCents":12.5})",
                          R"({"amountCents":-1})", R"({"amountCents":"1,00"})", R"({"amount":"40,001"})"})
    EXPECT_EQ(pays(bad).rule(), "FRM-02") << bad;
  EXPECT_EQ(pays(R"({"amountCents":4001})").rule(), "PAY-03");
  EXPECT_EQ(pays("[]").code(), "BAD_REQUEST");
  EXPECT_EQ(pays(R"({"amountCents":3950})").body.at("answer").at("received"), 3950);
}

TEST_F(CustomerApi, AnothersRequestReadsAsIfItDidNotExist) {
  const std::string id = asked("10000003051"), bob = log_in("10000004162");
  EXPECT_EQ(as(bob, "GET", "/requests").body.at("requests"), Json::array());
  for (const auto& [method, what, body] : {std::tuple{"GET", "", ""}, {"POST", "/pay", R"({"amount":"40,00"})"}, {"POST", "/refuse", "{}"}}) {
    const Seen foreign = as(bob, method, "/requests/" + id + what, body);
    EXPECT_EQ(foreign.status, 404) << what;
    EXPECT_EQ(foreign.raw, as(bob, method, std::string{"/requests/fiawa31zot"} + what, body).raw);
  }
}

TEST_F(CustomerApi, RefusesItsRequest) {
  const std::string id = asked("10000003051"), token = log_in("10000003051");
  EXPECT_EQ(as(token, "POST", "/requests/" + id + "/refuse").body.at("request").at("cause"), "customer");
  EXPECT_EQ(status(id).state(), "ABORTED");
}

TEST_F(CustomerApi, ScansByPayloadAndByPhotograph) {
  const auto [id, payload] = shown();
  const std::string alice = log_in("10000003051"), bob = log_in("10000004162");
  const Seen bound = as(alice, "POST", "/scan/photo", photo_of(payload));
  ASSERT_EQ(bound.status, 200) << bound.raw;
  EXPECT_EQ(bound.body.at("request").at("number"), id);
  EXPECT_EQ(as(bob, "POST", "/scan", dump({{"code", payload}})).rule(), "PAY-09");
  EXPECT_EQ(as(alice, "POST", "/scan", dump({{"code", payload}})).status, 200) << "again";
  EXPECT_EQ(as(alice, "POST", "/requests/" + id + "/pay", R"({"amount":"40,00"})").status, 200);
}

TEST_F(CustomerApi, CodesThatAreNoneAreForged) {
  const std::string token = log_in("10000003051");
  for (const char* body : {"{}", R"({"code":""})", R"({"code":"CVC1:foo2udp610:4000:AAAAAAAAAAAAAAAAAAAAAA"})", R"({"code":5})",
                           R"({"code":["x"]})"}) {
    EXPECT_EQ(as(token, "POST", "/scan", body).rule(), "PAY-02") << body;
    EXPECT_EQ(as(token, "POST", "/scan", body).status, 400) << body;
  }
  EXPECT_EQ(as(token, "POST", "/pay", R"({"amount":"40,00"})").rule(), "PAY-02");
  EXPECT_EQ(as(token, "POST", "/scan/photo", photo_of("bonjour")).rule(), "PAY-02");
}

TEST_F(CustomerApi, PaysByTheCodeAlone) {
  policies.qr_binds_on = encaissement::QrBindsOn::pay;
  begin();
  const auto [id, payload] = shown();
  const std::string token = log_in("10000003051");
  EXPECT_EQ(as(token, "POST", "/requests/" + id + "/pay", R"({"amount":"40,00"})").code(), "TRANSACTION_NOT_FOUND");
  EXPECT_EQ(as(token, "POST", "/pay", dump({{"code", payload}, {"amount", "40,00"}})).body.at("answer").at("number"), id);
}

TEST_F(CustomerApi, PhotographsThatShowNothingSayWhy) {
  const std::string token = log_in("10000003051");
  const auto why = [&](const std::string& photo) {
    const Seen seen = as(token, "POST", "/scan/photo", photo);
    EXPECT_EQ(seen.code(), "BAD_REQUEST");
    return seen.body.at("errorMessage").get<std::string>();
  };
  EXPECT_NE(why("").find("neither a PNG nor a JPEG"), std::string::npos);
  EXPECT_NE(why("GIF89a").find("neither"), std::string::npos);
  EXPECT_NE(why(photo_of("x").substr(0, 60)).find("damaged"), std::string::npos);
  EXPECT_NE(why(encaissement::to_png(encaissement::blank_image(50, 50, 255))).find("no QR code"), std::string::npos);
}

TEST_F(CustomerApi, InboxHoldsItsOwnPushesAndMailsOnly) {
  asked("10000003051");
  Json b = order(5000, "REF2");
  b["encaissement"] = {{"parcours", "B"}, {"mode", "email"}, {"identifier", "TS-CLIENT2@yopmail.com"}, {"paymentDays", 3}};
  ASSERT_EQ(create_own(b).status, 200);
  asked("10000004162", "REF3");
  const std::string token = log_in("10000003051");
  const Json notices = as(token, "GET", "/inbox").body.at("notices");
  ASSERT_EQ(notices.size(), 2u);
  EXPECT_EQ(notices.at(0).at("channel"), "push");
  EXPECT_EQ(notices.at(1).at("channel"), "mail");
  const auto after = [&](const std::string& text) {
    return send("GET", "/customer/api/inbox", "", {{"Authorization", "Bearer " + token}}, "after=" + text);
  };
  EXPECT_EQ(after(std::to_string(notices.at(0).at("id").get<int>())).body.at("notices").size(), 1u);
  EXPECT_EQ(after("999999999999999999").body.at("notices"), Json::array());
  for (const char* bad : {"-1", "x", "", "9999999999999999999"}) EXPECT_EQ(after(bad).code(), "BAD_REQUEST") << bad;
}

TEST_F(CustomerApi, SameKeyPaysOnce) {
  const std::string id = asked("10000003051"), token = log_in("10000003051");
  const auto pays = [&](const char* body) {
    return send("POST", "/customer/api/requests/" + id + "/pay", body, {{"Authorization", "Bearer " + token}, {"Idempotency-Key", "p"}});
  };
  EXPECT_EQ(pays(R"({"amount":"30,00"})").body.at("answer").at("remembered"), false);
  const Seen again = pays(R"({"amount":"30,00"})");
  EXPECT_EQ(again.body.at("answer").at("remembered"), true);
  EXPECT_EQ(again.body.at("answer").at("received"), 3000);
  EXPECT_EQ(pays(R"({"amount":"31,00"})").rule(), "REP-01");
}

TEST_F(CustomerApi, RefusalThatUnbindsAnswersWithoutARequest) {
  policies.on_refusal = encaissement::OnRefusal::stay;
  begin();
  const auto [id, payload] = shown();
  const std::string token = log_in("10000003051");
  ASSERT_EQ(as(token, "POST", "/scan", dump({{"code", payload}})).status, 200);
  const Seen refused = as(token, "POST", "/requests/" + id + "/refuse");
  EXPECT_EQ(refused.status, 200);
  EXPECT_EQ(refused.body.at("answer").at("number"), id);
  EXPECT_TRUE(refused.body.at("request").is_null());
}

TEST(Guesses, FiveInARowAreHeardThenNoneForAMinute) {
  Guesses guesses;
  Guesses::Clock::time_point now{};
  for (int i = 0; i < 5; ++i, guesses.was_wrong("a", now)) EXPECT_TRUE(guesses.is_heard("a", now));
  EXPECT_FALSE(guesses.is_heard("a", now + std::chrono::milliseconds{59'999}));
  EXPECT_TRUE(guesses.is_heard("a", now + std::chrono::seconds{60}));
  for (int i = 0; i < 4; ++i) guesses.was_wrong("b", now);
  guesses.was_right("b");
  guesses.was_wrong("b", now);
  EXPECT_TRUE(guesses.is_heard("b", now));
}

TEST(Guesses, ForgetsTheLongestQuietWhenThereAreTooMany) {
  Guesses guesses;
  Guesses::Clock::time_point now{};
  for (int i = 0; i < 5; ++i) guesses.was_wrong("first", now);
  for (std::size_t i = 1; i < Guesses::kNamesMax; ++i) guesses.was_wrong(std::to_string(i), now += std::chrono::nanoseconds{1});
  EXPECT_FALSE(guesses.is_heard("first", now));
  guesses.was_wrong("one more", now);
  EXPECT_TRUE(guesses.is_heard("first", now));
}

}  // namespace
}  // namespace parcours::http
