// The last calls on the wire, as the control room shows them: what is kept, what is not, and that no secret is.
#include "reference/http/call_log.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reference/http/session.h"
#include "reference/http/wire.h"
#include "reference/seal/api_seal.h"
#include "tests/scenarios/serve/room.h"
#include "tests/scenarios/serve/serving.h"

namespace parcours::http {
namespace {

constexpr const char* kLogIn = "/espace/api/log-in";
constexpr const char* kTill = "/acquisition/api/public/v1/payment-transactions";

class CallLogTest : public testing::Test {
 protected:
  Json calls(const std::string& query = "after=0") {
    Request request{.method = "GET", .path = "/sandbox/calls", .raw_path = "/sandbox/calls", .query = query};
    return Json::parse(serving_.send(request).body);
  }
  Json last_call() {
    const Json all = calls();
    return all["calls"].empty() ? Json{} : all["calls"].back();
  }
  Response post(const std::string& path, const std::string& body, std::vector<Header> headers = {}) {
    headers.push_back({"Content-Type", "application/json"});
    return serving_.send({.method = "POST", .path = path, .raw_path = path, .headers = std::move(headers), .body = body});
  }
  Response get(const std::string& path, std::vector<Header> headers = {}, const std::string& query = {}) {
    return serving_.send({.method = "GET", .path = path, .raw_path = path, .query = query, .headers = std::move(headers)});
  }

  Serving serving_{HouseOptions{.start = kStart, .seed = 5, .cheap_passwords = true}};
};

// -------- Secrets --------

// What is said on every route in every way: under names of secrets, in texts that are no JSON, in queries and headers.
constexpr const char* kSecret = "Xy7-THE-SECRET-zZ";

std::vector<std::string> bodies_with_secrets() {
  const std::string s = kSecret;
  std::vector<std::string> bodies;
  for (const std::string name : {"password", "newPassword", "Password", "pin", "PIN", "token", "csrf", "bearer", "cookie", "key", "secret", "sessionId"})
    bodies.push_back("{\"login\":\"708900\",\"" + name + "\" : \"" + s + "\",\"basket\":\"REF\"}");
  bodies.push_back(R"({"p\u0061ssword":")" + s + "\"}");
  bodies.push_back(R"({"a":[{"pin":[")" + s + R"(",{"x":")" + s + "\"}]}]}");
  bodies.push_back(R"({"password":"a\")" + s + "\"}");
  bodies.push_back(R"({"password":")" + s);
  bodies.push_back(R"({"p\u0061ssword":")" + s);
  bodies.push_back("{'password':'" + s + "'}");
  bodies.push_back("login=708900&password=" + s);
  bodies.push_back("[{\"token\":\"" + s + "\"}]");
  bodies.push_back("{\"password\":\"" + s + "\",\"padding\":\"" + std::string(5000, 'x') + "\"}");
  bodies.push_back("{\"padding\":\"" + std::string(5000, 'x') + "\",\"password\":\"" + s + "\"}");
  return bodies;
}

std::string filled(std::string_view pattern) {
  std::string path;
  while (!pattern.empty()) {
    const std::size_t from = std::min(pattern.find('{'), pattern.size()), to = std::min(pattern.find('}'), pattern.size());
    path += pattern.substr(0, from);
    if (from < pattern.size()) path += "fiawa31zot";
    pattern.remove_prefix(std::min(to + 1, pattern.size()));
  }
  return path;
}

TEST_F(CallLogTest, NoSecretIsInItWhateverRouteItWasSentTo) {
  const std::vector<Header> headers{{"Authorization", std::string{"Bearer "} + kSecret}, {"Cookie", std::string{kSessionCookie} + "=" + kSecret},
                                    {"X-CSRF-Token", kSecret}, {"ANCV-Security", std::string{"HmacSHA256.1."} + kSecret}};
  const std::string query = std::string{"token="} + kSecret + "&p%69n=" + kSecret + "&basket=REF";
  std::size_t seen = 0;
  const auto look = [&](const std::string& where) {
    const std::string told = calls("after=" + std::to_string(seen)).dump();
    EXPECT_EQ(told.find(kSecret), std::string::npos) << where << ": " << told.substr(told.find(kSecret) - 200, 400);
    seen = Json::parse(told)["last"];
  };
  std::vector<std::string> paths{"/nothing/such", "/espace/api/nothing", "/customer/api/nothing", "/acquisition/nothing"};
  for (const Route* route : App::routes())
    if (route->path != "/sandbox/crash" && route->path != "/sandbox/reset") paths.push_back(filled(route->path));
  for (const std::string& path : paths) {
    get(path, headers, query);
    for (const std::string& body : bodies_with_secrets())
      serving_.send({.method = "POST", .path = path, .raw_path = path, .query = query, .headers = headers, .body = body});
    look(path);
  }
  EXPECT_GT(seen, 500u);
}

// What really is secret here, in real calls: passwords right, wrong and new, recovery, PIN, tokens that are answered.
TEST_F(CallLogTest, ARealDayLeavesNoSecretInIt) {
  std::vector<std::string> secrets{"Accueil-1", "Wrong-99", "Brand-New-7", "cle-de-demonstration-P001"};
  const auto token_of = [](const Response& r, const char* name) {
    const auto body = read_body(r.body);
    return body ? body->value(name, "") : "";
  };
  post(kLogIn, R"({"login":"70890001","password":"Wrong-99"})");
  const Response in = post(kLogIn, R"({"login":"70890001","password":"Accueil-1"})");
  secrets.push_back(token_of(in, "csrf"));
  for (const Header& header : in.headers)
    if (header.name == "Set-Cookie") secrets.push_back(header.value.substr(header.value.find('=') + 1, 20));
  post("/espace/api/recovery", R"({"login":"70890002"})");
  const Json notices = Json::parse(get("/sandbox/notices").body);
  for (const Json& notice : notices["notices"])
    if (const std::string token = notice.value("token", ""); !token.empty()) {
      secrets.push_back(token);
      post("/espace/api/password", Json{{"token", token}, {"password", "Brand-New-7"}}.dump());
    }
  const Response phone = post("/customer/api/sessions", R"({"identifier":"10000003051","pin":"1234"})");
  secrets.push_back(token_of(phone, "token"));
  get("/customer/api/balance", {{"Authorization", "Bearer " + secrets.back()}});
  const std::string told = calls().dump();
  EXPECT_EQ(secrets.size(), 8u) << "csrf, cookie, recovery and bearer are there";
  for (const std::string& secret : secrets) {
    ASSERT_FALSE(secret.empty());
    EXPECT_EQ(told.find(secret), std::string::npos) << secret << ": " << told;
  }
  EXPECT_EQ(told.find("1234"), std::string::npos) << told;
  EXPECT_NE(told.find("70890001"), std::string::npos) << "who logged in is told";
  EXPECT_NE(told.find("•••"), std::string::npos);
}

TEST(ShownBodyTest, WhatIsNotSecretStaysAsItWasWritten) {
  EXPECT_EQ(shown_body(R"({ "amount" : 1.50, "b":["x", {"pin" : 12 }], "c":"\"token\":" })", "application/json", true),
            R"({ "amount" : 1.50, "b":["x", {"pin" : "•••" }], "c":"\"token\":" })");
  EXPECT_EQ(shown_body(R"({"keys":["a"],"shipping":"x"})", "application/json", true), R"({"keys":["a"],"shipping":"x"})");
  EXPECT_EQ(shown_body(R"({"amount": oops})", "application/json", false), R"({"amount": oops})");
  EXPECT_EQ(shown_body(R"({"amount": oops})", "application/json", true), "(application/json, 16 bytes)");
  EXPECT_EQ(shown_body("\x89PNG", "image/png", false), "(image/png, 4 bytes)");
  EXPECT_EQ(shown_body("", "", true), "");
  EXPECT_EQ(shown_body("[\"" + std::string(70000, 'x') + "\"]", "application/json", true), "(application/json, 70004 bytes)");
}

TEST(ShownQueryTest, SecretsGoByTheirDecodedNames) {
  EXPECT_EQ(shown_query("from=2020-06-24&token=a%26b&size=50"), "from=2020-06-24&token=•••&size=50");
  EXPECT_EQ(shown_query("p%69n=1234"), "p%69n=•••");
  EXPECT_EQ(shown_query("%zz=secret"), "%zz=•••") << "a name that cannot be read may be anything's";
  EXPECT_EQ(shown_query("flag&a=b"), "flag&a=b");
}

TEST(ShownBodyTest, ALongOneIsCutAndSaysSo) {
  const std::string shown = shown_body("{\"a\":\"" + std::string(CallLog::kBodyMax, 'x') + "\"}", "application/json", true);
  EXPECT_LT(shown.size(), CallLog::kBodyMax + 40);
  EXPECT_NE(shown.find("… (8 more bytes)"), std::string::npos) << shown.substr(4000);
  const std::string accents = shown_body("{\"a\":\"" + std::string(4089, 'x') + "éé\"}", "application/json", true);
  EXPECT_TRUE(Json::accept(Json(accents).dump(-1, ' ', false, Json::error_handler_t::replace)));
  EXPECT_EQ(Json(accents).dump(-1, ' ', false, Json::error_handler_t::replace).find("\xEF\xBF\xBD"), std::string::npos);
}

// -------- What is kept --------

TEST_F(CallLogTest, ACallIsToldWithItsRouteItsAnswerAndItsRefusal) {
  post(kTill, R"({"order":{"id":"REF1"}})");
  const Json call = last_call();
  EXPECT_EQ(call["door"], "pos");
  EXPECT_EQ(call["method"], "POST");
  EXPECT_EQ(call["path"], kTill);
  EXPECT_EQ(call["id"], "createTransaction");
  EXPECT_EQ(call["at"], to_wire(kStart));
  EXPECT_EQ(call["request"], R"({"order":{"id":"REF1"}})");
  const Json answer = Json::parse(call["response"].get<std::string>());
  EXPECT_GE(call["status"], 400);
  EXPECT_EQ(call["code"], answer["errorCode"]);
  EXPECT_GE(call["micros"], 0);
}

TEST_F(CallLogTest, PagesTheClockTheSandboxAndWhatPollsAreNotKept) {
  get("/");
  EXPECT_EQ(get("/web/of-any-edition/shared/style.css").status, 200);
  get("/now");
  get("/rapport");
  get("/sandbox/people");
  get("/customer/api/balance", {{"Parcours-Poll", "1"}});
  EXPECT_EQ(calls()["last"], 0);
  get("/customer/api/balance");
  post("/customer/api/sessions", "{}", {{"Parcours-Poll", "1"}});
  EXPECT_EQ(calls()["last"], 2);
}

TEST_F(CallLogTest, TheLastFiveHundredAreKeptOldestFirst) {
  for (int i = 0; i < 503; ++i) get("/customer/api/balance");
  const Json all = calls();
  ASSERT_EQ(all["calls"].size(), 500u);
  EXPECT_EQ(all["calls"].front()["seq"], 4);
  EXPECT_EQ(all["calls"].back()["seq"], 503);
  EXPECT_EQ(all["last"], 503);
  EXPECT_EQ(calls("after=502")["calls"].size(), 1u);
  EXPECT_TRUE(calls("after=503")["calls"].empty());
}

TEST_F(CallLogTest, AListIsReadByPagesAndWithoutBodies) {
  for (int i = 0; i < 5; ++i) post("/customer/api/sessions", R"({"identifier":"10000003051","pin":"0000"})");
  const Json page = calls("after=1&limit=2&bodies=false");
  ASSERT_EQ(page["calls"].size(), 2u);
  EXPECT_EQ(page["calls"].front()["seq"], 2) << "the oldest of those after it";
  EXPECT_EQ(page["last"], 5);
  for (const Json& call : page["calls"]) {
    EXPECT_EQ(call["request"], "");
    EXPECT_EQ(call["response"], "");
    EXPECT_EQ(call["code"], "INVALID_SEAL");
  }
  EXPECT_NE(calls("after=1&limit=1")["calls"][0]["request"], "");
  for (const char* wrong : {"limit=0", "limit=501", "limit=x", "bodies=no", "after=-1"}) EXPECT_EQ(calls(wrong).value("errorCode", ""), "BAD_REQUEST") << wrong;
}

TEST_F(CallLogTest, FiveHundredLongCallsWithoutTheirBodiesAreAShortList) {
  const std::string padded = R"({"identifier":"10000003051","padding":")" + std::string(4000, 'x') + "\"}";
  for (int i = 0; i < 500; ++i) post("/customer/api/sessions", padded);
  const auto bytes = [&](const char* query) { return calls(query).dump().size(); };
  const std::size_t whole = bytes("after=0"), list = bytes("after=0&bodies=false"), one = bytes("after=249&limit=1");
  EXPECT_GT(whole, 2'000'000u);
  EXPECT_LT(list, 150'000u);
  EXPECT_LT(one, 6'000u);
  RecordProperty("whole", std::to_string(whole)), RecordProperty("list", std::to_string(list)), RecordProperty("one", std::to_string(one));
}

TEST_F(CallLogTest, ACallWhoseAnswerWasCutIsToldWithStatusNought) {
  EXPECT_EQ(post("/sandbox/faults", R"({"profile":"lost-answers"})").status, 200);
  for (int i = 0; i < 20; ++i) get(std::string{kTill} + "/fiawa31zot");
  const Json all = calls();
  int cut = 0;
  for (const Json& call : all["calls"]) cut += call["status"] == 0;
  EXPECT_GT(cut, 0);
  EXPECT_EQ(all["calls"].size(), 20u);
}

TEST(CallLogOffTest, WithoutControlNothingIsKept) {
  Serving serving{HouseOptions{.start = kStart, .cheap_passwords = true, .with_control = false}};
  serving.ask("/customer/api/balance");
  EXPECT_EQ(serving.ask("/sandbox/calls").status, 404);
}

}  // namespace
}  // namespace parcours::http
