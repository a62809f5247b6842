// What the control room asks of a running house: operations, deadlines, defects, scenarios, the last report.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "reference/http/report_page.h"
#include "reference/http/wire.h"
#include "scenarios/serve/play_scenario.h"
#include "tests/reference/journal/journal_folder.h"
#include "tests/scenarios/serve/room.h"
#include "tests/scenarios/serve/serving.h"

namespace parcours {
namespace {

using encaissement::JournalFolder;
using http::Json;

HouseOptions options() {
  HouseOptions options{.start = kStart, .seed = 5, .cheap_passwords = true};
  options.suites = [] { return load({PARCOURS_SOURCE_DIR "/scenarios/guide"}); };
  return options;
}

Json body_of(const http::Response& response) { return Json::parse(response.body, nullptr, false); }

Json run(Serving& serving, const Json& order) { return body_of(serving.ask("/sandbox/scenarios/run", {}, order.dump())); }

// -------- Operations, deadlines, defects --------

TEST(ControlRoom, OperationsAndDeadlinesAreThoseOfTheService) {
  Serving serving{options()};
  const http::Response played = serving.ask("/sandbox/import", {{"Content-Type", "application/yaml"}},
              "id: two\ntitle: Two\nrules: [PAY-03]\nstart: 24/06/2020 11:33\nsteps:\n"
              "  - merchant requests: {parcours: A, mode: qr, amount: \"40,00 €\", basket: REF1}\n"
              "  - customer scans: alice\n"
              "  - customer pays: {customer: alice, amount: \"30,00 €\"}\n"
              "  - time reaches: 24/06/2020 11:34\n"
              "  - merchant requests: {parcours: A, mode: qr, amount: \"50,00 €\", basket: REF2}\n"
              "  - expect operation: {status: awaiting_customer}\n");
  ASSERT_EQ(played.status, 200) << played.body;
  const Json standing = body_of(serving.ask("/sandbox/operations"));
  EXPECT_EQ(standing["counts"]["A"], (Json{{"awaiting_customer", 1}, {"to_validate", 0}, {"validated", 1}, {"expired", 0}, {"cancelled", 0}}));
  EXPECT_EQ(standing["total"], 2);
  EXPECT_EQ(standing["rows"][0]["basket"], "REF2");
  EXPECT_EQ(standing["rows"][1]["received"], 3000);
  const Json coming = body_of(serving.ask("/sandbox/deadlines"));
  EXPECT_EQ(coming["total"], 1);
  EXPECT_EQ(coming["deadlines"][0]["at"], "2020-06-24T09:39:00.000Z");
  EXPECT_EQ(coming["deadlines"][0]["what"], "payment_deadline");
  EXPECT_EQ(coming["deadlines"][0]["number"], standing["rows"][0]["number"]);
}

TEST(ControlRoom, AServiceThatIsDownSaysSo) {
  Serving serving{options()};
  serving.ask("/sandbox/crash", {}, "{}");
  for (const char* path : {"/sandbox/operations", "/sandbox/deadlines"}) {
    const http::Response down = serving.ask(path);
    EXPECT_EQ(down.status, 400);
    EXPECT_NE(down.body.find("/sandbox/recover"), std::string::npos);
  }
  EXPECT_EQ(serving.ask("/sandbox/recover", {}, "{}").status, 200);
  EXPECT_EQ(serving.ask("/sandbox/operations").status, 200);
}

TEST(ControlRoom, TheDefectAtWorkIsNamed) {
  Serving serving{options()};
  const Json before = body_of(serving.ask("/sandbox/defects"));
  EXPECT_EQ(before["current"], "");
  EXPECT_EQ(before["changeable"], true);
  EXPECT_GT(before["defects"].size(), 50u);
  EXPECT_EQ(serving.ask("/sandbox/reset", {}, R"({"defect":"pay-03-no-partial-payment","cheapPasswords":true})").status, 200);
  EXPECT_EQ(body_of(serving.ask("/sandbox/defects"))["current"], "pay-03-no-partial-payment");
  EXPECT_EQ(serving.ask("/sandbox/reset", {}, R"({"cheapPasswords":true})").status, 200);
  EXPECT_EQ(body_of(serving.ask("/sandbox/defects"))["current"], "");
}

TEST(ControlRoom, BeginningAnewKeepsTheSettingsWhenAskedTo) {
  HouseOptions house = options();
  house.policies = encaissement::Policies{.max_payment_days = 12, .immediate_ttl_s = 250};
  Serving serving{std::move(house)};
  std::string yaml;
  const auto settings_after = [&](const char* order) {
    EXPECT_EQ(serving.ask("/sandbox/reset", {}, order).status, 200);
    yaml = serving.ask("/sandbox/export/scenario").body;
    return std::pair{yaml.find("max_payment_days: 12") != yaml.npos, yaml.find("immediate_ttl_s: 250") != yaml.npos};
  };
  EXPECT_EQ(settings_after(R"({"keepPolicies":true,"cheapPasswords":true})"), (std::pair{true, true})) << yaml;
  EXPECT_EQ(settings_after(R"({"keepPolicies":true,"policies":{"immediate_ttl_s":"300"},"cheapPasswords":true})"), (std::pair{true, false})) << yaml;
  EXPECT_EQ(settings_after(R"({"cheapPasswords":true})"), (std::pair{false, false})) << "as the guide has it";
}

TEST(ControlRoom, WhatADefectMadeOfTheSettingsEndsWithIt) {
  HouseOptions house = options();
  house.policies = encaissement::Policies{.immediate_ttl_s = 250};
  Serving serving{std::move(house)};
  const auto settings_after = [&](const char* order) {
    EXPECT_EQ(serving.ask("/sandbox/reset", {}, order).status, 200);
    const std::string yaml = serving.ask("/sandbox/export/scenario").body;
    return std::pair{yaml.find("qr_binds_on") != yaml.npos, yaml.find("immediate_ttl_s: 250") != yaml.npos};
  };
  const std::pair as_begun{false, true};
  EXPECT_EQ(settings_after(R"({"defect":"pay-09-payment-binds","keepPolicies":true,"cheapPasswords":true})"), as_begun);
  EXPECT_EQ(settings_after(R"({"keepPolicies":true,"cheapPasswords":true})"), as_begun);
}

TEST(ControlRoom, OnTheDiskNoDefectCanBeSwitchedOn) {
  JournalFolder folder;
  HouseOptions kept = options();
  kept.data = folder.path();
  Serving serving{std::move(kept)};
  EXPECT_EQ(body_of(serving.ask("/sandbox/defects"))["changeable"], false);
}

// -------- Scenarios --------

TEST(ControlRoom, EveryCaseOfTheSuitesIsListedById) {
  Serving serving{options()};
  const Json list = body_of(serving.ask("/sandbox/scenarios"))["scenarios"];
  ASSERT_EQ(list.size(), options().suites().cases.size());
  std::vector<std::string> ids;
  for (const Json& one : list) ids.push_back(one["id"]);
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  const Json walk = *std::find_if(list.begin(), list.end(), [](const Json& one) { return one["id"] == "guide-walk-b"; });
  EXPECT_FALSE(walk["title"].get<std::string>().empty());
  EXPECT_FALSE(walk["rules"].empty());
}

TEST(ControlRoom, ACaseIsPlayedBesideTheSandboxAndToldStateByState) {
  Serving serving{options()};
  const Json played = run(serving, {{"id", "guide-walk-c-lowered"}});
  ASSERT_TRUE(played.contains("case")) << played;
  EXPECT_EQ(played["case"]["verdict"], "pass") << played["case"]["reason"];
  const Json& states = played["states"];
  ASSERT_GT(states.size(), 2u);
  std::int64_t before = -1;
  std::vector<std::string> statuses;
  for (const Json& state : states) {
    EXPECT_GT(state["seq"].get<std::int64_t>(), before) << "ascending, one an event";
    before = state["seq"];
    if (!state["operations"].empty() && (statuses.empty() || statuses.back() != state["operations"][0]["status"]))
      statuses.push_back(state["operations"][0]["status"]);
  }
  EXPECT_LT(before, static_cast<std::int64_t>(played["case"]["history"].size()));
  EXPECT_EQ(statuses, (std::vector<std::string>{"awaiting_customer", "to_validate", "validated"}));
  EXPECT_EQ(body_of(serving.ask("/sandbox/operations"))["total"], 0) << "in a world of its own";
}

TEST(ControlRoom, WhatIsHeldForADecisionShowsInTheWallets) {
  Serving serving{options()};
  const Json played = run(serving, {{"id", "guide-walk-c-lowered"}});
  std::int64_t most = 0;
  for (const Json& state : played["states"])
    for (const Json& wallet : state["wallets"]) most = std::max(most, wallet["held"].get<std::int64_t>());
  EXPECT_GT(most, 0);
  for (const Json& wallet : played["states"].back()["wallets"]) EXPECT_EQ(wallet["held"], 0);
}

TEST(ControlRoom, AgainstABrokenServiceTheCaseSaysWhereTheyPart) {
  Serving serving{options()};
  const Json played = run(serving, {{"id", "guide-vector-4-partial-by-qr"}, {"defect", "pay-03-no-partial-payment"}});
  ASSERT_TRUE(played.contains("case")) << played;
  EXPECT_EQ(played["case"]["verdict"], "fail");
  EXPECT_GE(played["case"]["diverges_at"].get<std::int64_t>(), 0);
  EXPECT_EQ(played["case"]["repro"], "./parcours run --id guide-vector-4-partial-by-qr --defect pay-03-no-partial-payment");
}

TEST(ControlRoom, AFileIsPlayedAsItStandsOrRefusedInWords) {
  Serving serving{options()};
  const std::string good = "id: a-request\ntitle: A request is made\nrules: [FRM-01]\nstart: 24/06/2020 11:33\nsteps:\n"
                           "  - merchant requests: {parcours: A, mode: qr, amount: \"40,00 €\", basket: PANIER-1}\n"
                           "  - expect operation: {status: awaiting_customer}\n";
  const Json played = run(serving, {{"yaml", good}});
  ASSERT_TRUE(played.contains("case")) << played;
  EXPECT_EQ(played["case"]["verdict"], "pass") << played["case"]["reason"];
  for (const Json& order : {Json{{"yaml", "id: [oops"}}, Json{{"id", "no-such-case"}}, Json::object(),
                            Json{{"id", "guide-walk-b"}, {"yaml", good}}, Json{{"id", "guide-walk-b"}, {"defect", "no-such"}}}) {
    const Json refused = run(serving, order);
    EXPECT_EQ(refused.value("errorCode", ""), "BAD_REQUEST") << order;
    EXPECT_FALSE(refused.value("errorMessage", "").empty()) << order;
  }
}

// -------- The last report --------

TEST(ControlRoom, TheReportIsShownWithAPolicyOfItsOwnScriptAndNothingElse) {
  JournalFolder folder;
  HouseOptions house = options();
  std::filesystem::create_directories(folder.path());
  house.report = folder.path() + "/report.html";
  Serving serving{house};
  const http::Response none = serving.ask("/rapport");
  EXPECT_EQ(none.status, 404);
  EXPECT_NE(none.body.find("./parcours run"), std::string::npos);
  std::ofstream{house.report} << "<style></style><p style=\"\">x</p><script></script>";
  const http::Response shown = serving.ask("/rapport");
  EXPECT_EQ(shown.status, 200);
  EXPECT_EQ(shown.type, "text/html; charset=utf-8");
  std::string policy;
  for (const http::Header& header : shown.headers)
    if (header.name == "Content-Security-Policy") policy = header.value;
  const std::string empty = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";  // Of no text at all.
  EXPECT_NE(policy.find("script-src " + empty + ";"), std::string::npos) << policy;
  EXPECT_NE(policy.find("style-src-elem " + empty + ";"), std::string::npos) << policy;
  EXPECT_NE(policy.find("style-src-attr 'unsafe-hashes' " + empty + ";"), std::string::npos) << policy;
  EXPECT_EQ(policy.find("unsafe-inline"), std::string::npos);
  EXPECT_EQ(serving.ask("/rapport", {{"Host", "elsewhere.example"}}).status, 401);
}

TEST(ReportPage, APageWithoutScriptAllowsNone) {
  EXPECT_NE(http::policy_of("<p>x</p>").find("script-src 'none'"), std::string::npos);
}

}  // namespace
}  // namespace parcours
