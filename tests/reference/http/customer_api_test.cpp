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
  Seen by_code(const std::string& token, const std::string& id, const std::string& code) {
    return send("GET", "/customer/api/requests/" + id, "", {{"Authorization", "Bearer " + token}}, "code=" + code);
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

// PAY-09, qr_binds_on = pay: who holds the code sees what it asks for, until somebody paid.
TEST_F(CustomerApi, AScanThatBindsNobodyShowsTheRequestToWhoeverHoldsTheCode) {
  policies.qr_binds_on = encaissement::QrBindsOn::pay;
  begin();
  const auto [id, payload] = shown();
  const std::string alice = log_in("10000003051"), bob = log_in("10000004162");
  for (const std::string& token : {alice, bob}) {
    const Seen scanned = as(token, "POST", "/scan/photo", photo_of(payload));
    ASSERT_EQ(scanned.status, 200) << scanned.raw;
    EXPECT_EQ(scanned.body.at("code"), payload);
    EXPECT_EQ(scanned.body.at("request").at("customer"), "");
    EXPECT_EQ(scanned.body.at("request").at("refusable"), false) << "nobody is bound";
    EXPECT_EQ(by_code(token, id, payload).body.at("request").at("payable").at("max"), 4000);
  }
  EXPECT_EQ(as(alice, "GET", "/requests/" + id).code(), "TRANSACTION_NOT_FOUND");
  std::string forged = payload;
  forged.back() = forged.back() == 'A' ? 'B' : 'A';
  EXPECT_EQ(by_code(alice, id, forged).code(), "TRANSACTION_NOT_FOUND");
  EXPECT_EQ(as(bob, "POST", "/requests/" + id + "/pay", dump({{"code", payload}, {"amount", "40,00"}})).status, 200);
  EXPECT_EQ(by_code(bob, id, payload).body.at("request").at("status"), "validated");
  EXPECT_EQ(by_code(alice, id, payload).code(), "TRANSACTION_NOT_FOUND") << "it is another's now";
}

TEST_F(CustomerApi, ACodeOpensItsOwnRequestOnly) {
  policies.qr_binds_on = encaissement::QrBindsOn::pay;
  begin();
  const std::string named = asked("10000003051");
  const auto [id, payload] = shown();
  const std::string alice = log_in("10000003051"), bob = log_in("10000004162");
  EXPECT_EQ(by_code(bob, id, payload).status, 200);
  EXPECT_EQ(by_code(bob, named, payload).status, 404) << "another's, asked for by name";
  EXPECT_EQ(by_code(bob, id, "").status, 404);
  EXPECT_EQ(by_code("nobody's", id, payload).status, 401) << "a code is no log-in";
  const auto acts = [&](const std::string& number, const char* what, Json body) { return as(bob, "POST", "/requests/" + number + what, dump(body)).status; };
  EXPECT_EQ(acts(named, "/pay", {{"code", payload}, {"amount", "40,00"}}), 404);
  EXPECT_EQ(acts(id, "/pay", {{"amount", "40,00"}}), 404) << "without the code";
  EXPECT_NE(acts(id, "/refuse", {{"code", payload}}), 200) << "nobody may";
  EXPECT_EQ(as(alice, "GET", "/requests/" + named).body.at("request").at("refusable"), true) << "it was addressed to her";
  EXPECT_EQ(as(alice, "GET", "/requests").body.at("requests").size(), 1u);
  EXPECT_EQ(as(bob, "GET", "/requests").body.at("requests").size(), 0u) << "what was only scanned is nobody's";
}

TEST_F(CustomerApi, WhoeverHoldsTheCodeSeesThatTheMerchantCancelled) {
  policies.qr_binds_on = encaissement::QrBindsOn::pay;
  begin();
  const auto [id, payload] = shown();
  const std::string token = log_in("10000003051");
  ASSERT_EQ(cancel(id).status, 200);
  const Json request = by_code(token, id, payload).body.at("request");
  EXPECT_EQ(request.at("status"), "cancelled");
  EXPECT_EQ(request.at("payable"), nullptr);
  EXPECT_EQ(request.at("refusable"), false);
}

TEST_F(CustomerApi, WhereAScanBindsACodeAloneShowsNothing) {
  const auto [id, payload] = shown();
  const std::string token = log_in("10000003051");
  EXPECT_EQ(by_code(token, id, payload).code(), "TRANSACTION_NOT_FOUND");
  const Json bound = as(token, "POST", "/scan", dump({{"code", payload}})).body.at("request");
  EXPECT_EQ(bound.at("customer"), "10000003051");
  EXPECT_EQ(bound.at("refusable"), true);
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

TEST_F(CustomerApi, InboxMayBeAskedForTheLatestOnly) {
  for (const char* id : {"REF1", "REF2", "REF3"}) {
    const std::string number = asked("10000003051", id);
    ASSERT_EQ(cancel(number).status, 200);
  }
  const std::string token = log_in("10000003051");
  const auto latest = [&](const std::string& count) {
    return send("GET", "/customer/api/inbox", "", {{"Authorization", "Bearer " + token}}, "latest=" + count);
  };
  const Json all = as(token, "GET", "/inbox").body.at("notices");
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(latest("2").body.at("notices"), Json::array({all.at(1), all.at(2)}));
  EXPECT_EQ(latest("5").body.at("notices"), all);
  EXPECT_EQ(latest("0").body.at("notices"), Json::array());
  for (const char* bad : {"-1", "x", ""}) EXPECT_EQ(latest(bad).code(), "BAD_REQUEST") << bad;
}

// -------- Requests by pages, and what may be paid of one

class CustomerPages : public CustomerApi {
 protected:
  Seen page(const std::string& token, const std::string& query) {
    return send("GET", "/customer/api/requests", "", {{"Authorization", "Bearer " + token}}, query);
  }
  static std::vector<std::string> baskets(const Seen& seen) {
    std::vector<std::string> names;
    for (const Json& one : seen.body.at("requests")) names.push_back(one.at("basket"));
    return names;
  }
  std::string deferred(const std::string& basket, const std::string& parcours, int total) {
    Json body = order(total, basket);
    body["encaissement"] = {{"parcours", parcours}, {"mode", "email"}, {"identifier", "ts-client2@yopmail.com"}, {"paymentDays", 3}};
    if (parcours == "D") body["encaissement"].update({{"validationDays", 2}, {"notifyEmail", "mail@mail.com"}});
    return create_own(body).id();
  }
};

TEST_F(CustomerPages, AwaitingOnesComeFirstThenTheLatestAction) {
  const std::string token = log_in("10000003051");
  const auto pay = [&](const std::string& id) { return as(token, "POST", "/requests/" + id + "/pay", R"({"amount":"25,00"})").status; };
  const std::string one = deferred("ONE", "B", 2500), two = deferred("TWO", "B", 2500);
  deferred("THREE", "B", 2500);
  ASSERT_EQ(pay(two), 200);
  now += std::chrono::minutes{1};
  ASSERT_EQ(pay(one), 200);
  deferred("FOUR", "B", 2500);
  const Seen first = page(token, "page=1&size=3"), second = page(token, "size=3&page=2");
  EXPECT_EQ(baskets(first), (std::vector<std::string>{"FOUR", "THREE", "ONE"}));
  EXPECT_EQ(baskets(second), (std::vector<std::string>{"TWO"}));
  EXPECT_EQ(first.body.at("total"), 4);
  EXPECT_EQ(second.body.at("page"), 2);
  EXPECT_EQ(second.body.at("size"), 3);
  EXPECT_EQ(baskets(page(token, "page=3&size=3")), std::vector<std::string>{});
  EXPECT_EQ(page(token, "page=1").body.at("size"), 50);
  EXPECT_EQ(baskets(page(token, "")), (std::vector<std::string>{"ONE", "TWO", "THREE", "FOUR"})) << "in order of creation";
}

TEST_F(CustomerPages, PagesThatCannotBeAreRefused) {
  const std::string token = log_in("10000003051");
  for (const char* bad : {"page=0", "page=x", "page=", "page=-1", "size=0", "size=1001", "size=1.5", "page=1&size=", "page=99999999999999999999"})
    EXPECT_EQ(page(token, bad).code(), "BAD_REQUEST") << bad;
  EXPECT_EQ(page(token, "page=1000000000&size=1000").body.at("requests"), Json::array());
}

TEST_F(CustomerPages, NobodyElsesRequestsAreOnThem) {
  asked("10000003051");
  EXPECT_EQ(page(log_in("10000004162"), "page=1").body.at("total"), 0);
  EXPECT_EQ(page(log_in("10000003051"), "page=1").body.at("total"), 1);
}

TEST_F(CustomerPages, PayableSaysWhatTheRequestAndTheBalanceAllow) {
  const std::string token = log_in("10000003051");
  const auto payable = [&](const std::string& id) { return as(token, "GET", "/requests/" + id).body.at("request").at("payable"); };
  EXPECT_EQ(payable(deferred("D", "D", 4000)), Json({{"min", 1}, {"max", 4000}, {"covered", 4000}}));
  EXPECT_EQ(payable(deferred("B", "B", 4000)), Json({{"min", 4000}, {"max", 4000}, {"covered", 4000}}));
  EXPECT_EQ(payable(deferred("LARGE-D", "D", 30000)), Json({{"min", 1}, {"max", 30000}, {"covered", 20000}}));
  const std::string large = deferred("LARGE-B", "B", 30000);
  EXPECT_EQ(payable(large), Json({{"min", 30000}, {"max", 30000}, {"covered", 0}})) << "the whole or nothing";
  now += std::chrono::days{4};  // After E, and before the sweep: it reads awaiting, and nothing may be paid (TIM-07).
  EXPECT_TRUE(payable(large).is_null());
}

TEST_F(CustomerPages, PayableIsWhatIsAcceptedAndNothingBeyond) {
  policies.min_partial = Money::from_cents(500);
  begin();
  const std::string token = log_in("10000003051"), id = deferred("D", "D", 4000);
  const Json payable = as(token, "GET", "/requests/" + id).body.at("request").at("payable");
  const auto pay = [&](int cents) { return as(token, "POST", "/requests/" + id + "/pay", dump({{"amountCents", cents}})).rule(); };
  EXPECT_EQ(payable.at("min"), 500);
  EXPECT_EQ(pay(payable.at("min").get<int>() - 1), "PAY-03");
  EXPECT_EQ(pay(payable.at("max").get<int>() + 1), "PAY-03");
  EXPECT_EQ(pay(payable.at("min").get<int>()), "");
  EXPECT_TRUE(as(token, "GET", "/requests/" + id).body.at("request").at("payable").is_null());
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
