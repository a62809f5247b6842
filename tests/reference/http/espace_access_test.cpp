// The Espace API's door: log-in and lock-out, recovery, sessions, other sites' pages, points and rights.
#include <gtest/gtest.h>

#include "reference/seal/password.h"
#include "tests/reference/http/browser.h"

namespace parcours::http {
namespace {

using encaissement::PasswordCost;

class EspaceAccessTest : public testing::Test {
 protected:
  Browser logged_in(const std::string& login = "70890001", const std::string& password = "Accueil-1") {
    Browser browser{espace_};
    EXPECT_EQ(browser.log_in(login, password).status, 200);
    return browser;
  }
  std::string mailed_token() { return espace_.desk.notices(0).back().token; }
  std::size_t facts() { return espace_.desk.service().facts(); }

  Espace espace_;
  Browser browser_{espace_};
};

TEST_F(EspaceAccessTest, APointAccountIsOnItsPointAtOnce) {
  const Reply reply = browser_.log_in("70890001", "Accueil-1");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.text("kind"), "point");
  EXPECT_EQ(reply.text("point"), "P001");
  EXPECT_EQ(browser_.get("/session").body, reply.body);
}

TEST_F(EspaceAccessTest, ASignatoryChoosesAmongThePointsOfItsConvention) {
  const Reply reply = browser_.log_in("708900", "Signataire-1");
  EXPECT_EQ(reply.text("kind"), "signatory");
  EXPECT_EQ(reply.text("point"), "");
  ASSERT_EQ(reply.body["points"].size(), 2U);
  EXPECT_EQ(reply.body["points"][1]["name"], "CANOE KAYAK CLUB ORLEANS - OLIVET");
  EXPECT_EQ(browser_.post("/operations", {{"parcours", "A"}}).text("rule"), "ACC-04");
  EXPECT_EQ(browser_.get("/operations").text("rule"), "ACC-04");
  EXPECT_EQ(browser_.post("/point", {{"code", "P002"}}).text("point"), "P002");
  EXPECT_EQ(browser_.get("/operations").status, 200);
}

TEST_F(EspaceAccessTest, AnotherConventionsPointDoesNotExist) {
  browser_.log_in("708900", "Signataire-1");
  const Reply foreign = browser_.post("/point", {{"code", "P101"}}), unknown = browser_.post("/point", {{"code", "P999"}});
  EXPECT_EQ(foreign.status, 404);
  EXPECT_EQ(foreign.body, unknown.body);
  EXPECT_EQ(foreign.text("field"), "code");
}

TEST_F(EspaceAccessTest, TheCookieIsForTheEspaceOnlyAndNotForScripts) {
  const Reply reply = browser_.log_in("70890001", "Accueil-1");
  EXPECT_EQ(reply.header("Set-Cookie"), "parcours_session=" + browser_.cookie + "; Path=/espace; HttpOnly; SameSite=Strict");
  EXPECT_EQ(reply.header("Cache-Control"), "no-store");
  Request over_tls{.method = "POST", .path = "/espace/api/log-in", .body = R"({"login":"708900","password":"Signataire-1"})", .secure = true};
  EXPECT_TRUE(browser_.send(over_tls).header("Set-Cookie").ends_with("; Secure"));
}

TEST_F(EspaceAccessTest, UnknownWrongAndBlockedGetOneAnswer) {
  const Reply unknown = browser_.log_in("79999999", "Accueil-1"), wrong = browser_.log_in("70890001", "wrong");
  for (int i = 0; i < 3; ++i) browser_.log_in("70890002", "wrong");
  const Reply blocked = browser_.log_in("70890002", "Accueil-2");
  EXPECT_EQ(wrong.status, 401);
  for (const Reply* other : {&unknown, &blocked}) {
    EXPECT_EQ(other->status, wrong.status);
    EXPECT_EQ(other->raw.body, wrong.raw.body);
    EXPECT_EQ(other->raw.headers.size(), wrong.raw.headers.size());
  }
}

TEST_F(EspaceAccessTest, UnknownWrongAndBlockedAreComparedAsOften) {
  for (int i = 0; i < 3; ++i) browser_.log_in("70890002", "wrong");
  const auto compared_by = [&](const std::string& login, const std::string& password) {
    const auto before = encaissement::passwords_compared();
    const int asides = espace_.asides;
    browser_.log_in(login, password);
    return std::pair{encaissement::passwords_compared() - before, espace_.asides - asides};
  };
  const std::pair<std::uint64_t, int> once{1, 1};
  EXPECT_EQ(compared_by("79999999", "x"), once);
  EXPECT_EQ(compared_by("70890001", "wrong"), once);
  EXPECT_EQ(compared_by("70890002", "Accueil-2"), once);
  EXPECT_EQ(compared_by("708900", "Signataire-1"), once);
}

TEST_F(EspaceAccessTest, TheThirdWrongPasswordBlocksAndARightThirdTrySucceeds) {
  for (int i = 0; i < 2; ++i) browser_.log_in("70890001", "wrong");
  EXPECT_EQ(browser_.log_in("70890001", "Accueil-1").status, 200);
  Browser other{espace_};
  for (int i = 0; i < 3; ++i) other.log_in("70890001", "wrong");
  EXPECT_EQ(other.log_in("70890001", "Accueil-1").status, 401);
  EXPECT_EQ(browser_.get("/session").status, 200);  // ACC-03: a block refuses log-ins only.
}

TEST_F(EspaceAccessTest, BothFieldsAreMandatory) {
  EXPECT_EQ(browser_.log_in("", "x").text("rule"), "ACC-01");
  EXPECT_EQ(browser_.log_in("70890001", "").text("rule"), "ACC-01");
  EXPECT_EQ(browser_.post("/log-in").status, 401);
  EXPECT_EQ(browser_.post("/log-in", {{"login", 70890001}, {"password", "x"}}).status, 400);
}

TEST_F(EspaceAccessTest, AKeyNeverOpensASessionWithAWrongPassword) {
  browser_.extra = {{"Idempotency-Key", "k"}};
  EXPECT_EQ(browser_.log_in("70890001", "Accueil-1").status, 200);
  EXPECT_EQ(Browser{espace_}.log_in("70890001", "wrong").status, 401);
  Browser thief{espace_};
  thief.extra = browser_.extra;
  EXPECT_EQ(thief.log_in("70890001", "wrong").status, 401);
  EXPECT_EQ(thief.cookie, "");
  EXPECT_EQ(thief.log_in("70890001", "Accueil-1").status, 200);
}

TEST_F(EspaceAccessTest, APasswordChangedWhileItWasComparedIsComparedAgain) {
  const Request request{.method = "POST", .path = "/espace/api/log-in", .body = R"({"login":"70890001","password":"Accueil-1"})"};
  const Found found = espace_.app.find(request);
  const std::string stale = "1" + encaissement::hash_password("older", PasswordCost::simulated);
  EXPECT_TRUE(std::holds_alternative<Later>(espace_.app.answer(request, found, espace_.desk, espace_.now, &stale)));
}

TEST_F(EspaceAccessTest, RecoveryAnswersTheSameForAnybody) {
  const Reply known = browser_.post("/recovery", {{"login", "70890001"}}), unknown = browser_.post("/recovery", {{"login", "79999999"}});
  EXPECT_EQ(known.status, 200);
  EXPECT_EQ(unknown.raw.body, known.raw.body);
  EXPECT_EQ(espace_.desk.notices(0).size(), 1U);
}

TEST_F(EspaceAccessTest, ALinkSetsAPasswordOnceUnblocksAndEndsTheAccountsSessions) {
  Browser before = logged_in(), stranger = logged_in("70890002", "Accueil-2");
  for (int i = 0; i < 3; ++i) browser_.log_in("70890001", "wrong");
  browser_.post("/recovery", {{"login", "70890001"}});
  const nlohmann::ordered_json body{{"token", mailed_token()}, {"password", "Nouveau-1"}};
  EXPECT_EQ(browser_.post("/password", body).status, 200);
  EXPECT_EQ(before.get("/session").status, 401);
  EXPECT_EQ(stranger.get("/session").status, 200);
  EXPECT_EQ(browser_.log_in("70890001", "Accueil-1").status, 401);
  EXPECT_EQ(browser_.log_in("70890001", "Nouveau-1").status, 200);
  EXPECT_EQ(Browser{espace_}.post("/password", body).text("rule"), "ACC-03");
}

TEST_F(EspaceAccessTest, ALinkExpiresAndAForgedOneIsRefused) {
  browser_.post("/recovery", {{"login", "70890001"}});
  const std::string token = mailed_token();
  EXPECT_EQ(browser_.post("/password", {{"token", token + "x"}, {"password", "N"}}).status, 401);
  EXPECT_EQ(browser_.post("/password", {{"token", ""}, {"password", "N"}}).status, 401);
  espace_.at("24/06/2020 10:00");
  EXPECT_EQ(browser_.post("/password", {{"token", token}, {"password", "N"}}).status, 401);
}

TEST_F(EspaceAccessTest, AnEmptyNewPasswordLeavesTheLinkOpen) {
  browser_.post("/recovery", {{"login", "70890001"}});
  EXPECT_EQ(browser_.post("/password", {{"token", mailed_token()}, {"password", ""}}).text("rule"), "ACC-01");
  EXPECT_EQ(browser_.post("/password", {{"token", mailed_token()}, {"password", "N"}}).status, 200);
}

TEST_F(EspaceAccessTest, RotatingVoidsTheOldCookie) {
  browser_.log_in("708900", "Signataire-1");
  Browser thief{espace_};
  thief.cookie = browser_.cookie;
  browser_.post("/point", {{"code", "P001"}});
  EXPECT_EQ(thief.get("/session").status, 401);
  thief.cookie = browser_.cookie;
  browser_.log_in("708900", "Signataire-1");
  EXPECT_EQ(thief.get("/session").status, 401);
}

TEST_F(EspaceAccessTest, LoggingOutEndsTheSessionAndTakesTheCookie) {
  browser_.log_in("70890001", "Accueil-1");
  Browser thief{espace_};
  thief.cookie = browser_.cookie;
  const Reply out = browser_.post("/log-out");
  EXPECT_EQ(out.status, 204);
  EXPECT_NE(out.header("Set-Cookie").find("Max-Age=0"), std::string_view::npos);
  EXPECT_EQ(thief.get("/session").status, 401);
  EXPECT_EQ(Browser{espace_}.post("/log-out").status, 401);
}

TEST_F(EspaceAccessTest, AChangeNeedsTheSessionsOwnControlToken) {
  browser_.log_in("708900", "Signataire-1");
  const std::string good = browser_.csrf;
  const auto before = facts();
  for (const std::string& token : {std::string{}, std::string{"wrong"}, logged_in().csrf}) {
    browser_.csrf = token;
    for (const char* path : {"/point", "/operations", "/operations/prepare", "/operations/faaaaaaaaa/cancel", "/log-out"})
      EXPECT_EQ(browser_.post(path, {{"code", "P001"}}).status, 403) << path;
  }
  EXPECT_EQ(facts(), before);
  browser_.csrf = good;
  EXPECT_EQ(browser_.post("/point", {{"code", "P001"}}).status, 200);
}

TEST_F(EspaceAccessTest, AnotherSitesPageChangesNothing) {
  browser_.log_in("70890001", "Accueil-1");
  const std::vector<std::vector<Header>> foreign{{{"Sec-Fetch-Site", "cross-site"}},
                                                 {{"Sec-Fetch-Site", "same-site"}},
                                                 {{"Host", "127.0.0.1:80"}, {"Origin", "http://evil.example"}},
                                                 {{"Host", "127.0.0.1:80"}, {"Origin", "http://127.0.0.1:81"}},
                                                 {{"Host", "127.0.0.1:80"}, {"Origin", "null"}}};
  for (const auto& headers : foreign) {
    browser_.extra = headers;
    EXPECT_EQ(browser_.post("/log-out").status, 403);
    EXPECT_EQ(browser_.log_in("70890001", "Accueil-1").status, 403);
    EXPECT_EQ(browser_.post("/recovery", {{"login", "70890001"}}).status, 403);
  }
  browser_.extra = {{"Host", "127.0.0.1:80"}, {"Origin", "http://127.0.0.1:80"}, {"Sec-Fetch-Site", "same-origin"}};
  EXPECT_EQ(browser_.post("/log-out").status, 204);
}

TEST_F(EspaceAccessTest, TheSignatorySeesLockOutsAndGivesAndTakesTheRight) {
  for (int i = 0; i < 3; ++i) browser_.log_in("70890002", "wrong");
  Browser signatory = logged_in("708900", "Signataire-1"), cashier = logged_in();
  const Reply all = signatory.get("/accounts");
  ASSERT_EQ(all.body["accounts"].size(), 3U);
  EXPECT_EQ(all.body["accounts"][2]["blocked"], true);
  EXPECT_EQ(cashier.get("/accounts").body["accounts"].size(), 1U);
  EXPECT_EQ(signatory.post("/accounts/70890001/right", {{"mayCollect", false}}).status, 200);
  EXPECT_EQ(cashier.post("/operations", {{"parcours", "A"}}).text("rule"), "ACC-08");
  EXPECT_EQ(cashier.post("/accounts/70890001/right", {{"mayCollect", true}}).status, 404);
  EXPECT_EQ(signatory.post("/accounts/70890101/right", {{"mayCollect", false}}).status, 404);
  EXPECT_EQ(signatory.post("/accounts/70890001/right").status, 400);
}

TEST(EspaceSessionTest, AnEndedSessionIsNobodys) {
  Espace espace{PasswordCost::simulated, {.session_idle = std::chrono::seconds{0}}};
  Browser browser{espace};
  EXPECT_EQ(browser.log_in("70890001", "Accueil-1").status, 200);
  EXPECT_EQ(browser.get("/session").status, 401);
  EXPECT_EQ(browser.post("/operations").status, 401);
}

TEST(EspaceCostTest, PasswordsHaveTheirRealCostAndLinksCannotBeGuessed) {
  Espace espace{PasswordCost::interactive};
  Browser browser{espace};
  EXPECT_EQ(browser.log_in("70890001", "Accueil-1").status, 200);
  EXPECT_EQ(browser.log_in("70890001", "wrong").status, 401);
  browser.post("/recovery", {{"login", "70890001"}});
  const std::string token = espace.desk.notices(0).back().token;
  EXPECT_EQ(token.size(), 22U);
  EXPECT_EQ(browser.post("/password", {{"token", token}, {"password", "Nouveau-1"}}).status, 200);
  EXPECT_TRUE(espace.desk.verifier("70890001").starts_with("$argon2id$v=19$m=65536,t=2"));
  EXPECT_EQ(browser.log_in("70890001", "Nouveau-1").status, 200);
}

}  // namespace
}  // namespace parcours::http
