// Logs as files: what they are is recognised, what is damaged is named with its place, and a HAR says what a trace says.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "scenarios/trace/keys.h"
#include "scenarios/trace/record.h"
#include "scenarios/trace/till_side.h"
#include "tests/scenarios/trace/traced_service.h"

namespace parcours {
namespace {

using namespace encaissement;
using http::Json;

const char* kAlice = "ts-client2@yopmail.com";

// A merchant validates three minutes after the last day for it, and the service lets it.
Trace late_validation() {
  TracedService s{"tim-05-late-validation-accepted"};
  const std::string id = id_of(s.create({.capture_date = "2020-06-26T12:00:00Z"}));
  s.name(id, kAlice);
  s.wait(Duration{12'000});
  s.pay("alice", id, "40,00");
  s.status(id);
  s.until("27/06/2020 00:03:00.000");
  s.validate(id);
  s.wait(Duration{5'000});
  s.status(id);
  return s.trace;
}

std::string kept(const char* name) {
  std::ifstream file{std::string{PARCOURS_SOURCE_DIR} + "/tests/scenarios/trace/" + name};
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

Json headers_of(const std::vector<http::Header>& headers) {
  Json all = Json::array();
  for (const http::Header& h : headers) all.push_back({{"name", h.name}, {"value", h.value}});
  return all;
}

std::string base64(const std::string& bytes) {
  static const char* kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned bits = 0;
    for (std::size_t j = 0; j < 3; ++j) bits = bits << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0u);
    for (std::size_t j = 0; j < 4; ++j) text += i + j > bytes.size() ? '=' : kAlphabet[bits >> (18 - 6 * j) & 63u];
  }
  return text;
}

Json har_entry(const TraceEntry& entry) {
  if (const auto* n = std::get_if<TracedNotice>(&entry))
    return {{"startedDateTime", http::to_wire(n->at)}, {"time", 3},
            {"request", {{"method", "POST"}, {"url", n->url}, {"headers", Json::array()}, {"postData", {{"text", n->body}}}}},
            {"response", {{"status", n->status}, {"headers", Json::array()}, {"content", {{"text", ""}}}}}};
  const auto& c = std::get<TracedCall>(entry);
  return {{"startedDateTime", http::to_wire(c.at)}, {"time", 12.5},
          {"request", {{"method", c.request.method}, {"url", "https://service.example" + c.request.raw_path}, {"headers", headers_of(c.request.headers)},
                       {"postData", {{"mimeType", "application/json"}, {"text", c.request.body}}}}},
          {"response", {{"status", c.answer->status}, {"headers", Json::array()},
                        {"content", {{"mimeType", "application/json"}, {"encoding", "base64"}, {"text", base64(c.answer->body)}}}}}};
}

Json har_of(const Trace& trace) {
  Json entries = Json::array();
  for (const TraceEntry& entry : trace.entries) entries.push_back(har_entry(entry));
  entries.push_back({{"startedDateTime", "2020-06-24T09:00:00Z"}, {"request", {{"method", "GET"}, {"url", "https://elsewhere.example/logo.png"}}}, {"response", {{"status", 200}}}});
  return {{"log", {{"version", "1.2"}, {"creator", {{"name", "proxy"}}}, {"entries", entries}}}};
}

std::string rules_in(const Books& books) {
  std::string text;
  for (const TraceFinding& f : books.findings()) text += std::string{to_string(f.rule)} + " ";
  return text;
}

TEST(TraceFilesTest, TheSampleIsWhatABrokenServiceDoes) {
  EXPECT_TRUE(kept("late-validation.ndjson") == to_ndjson(late_validation())) << "tests/scenarios/trace/late-validation.ndjson is another";
}

TEST(TraceFilesTest, TheSampleIsJudgedWithItsPlace) {
  const auto log = read_ndjson_log(kept("late-validation.ndjson"), "late-validation.ndjson");
  ASSERT_TRUE(log.ok());
  const Books books = judge_trace(log.value(), {});
  ASSERT_EQ(rules_in(books), "TIM-05 ") << summary_of(books, log.value());
  EXPECT_EQ(place_of(log.value(), books.findings().front().entries.back()), "late-validation.ndjson:7");
  const Record record = record_of(books, log.value(), {}, "");
  EXPECT_EQ(exit_code(record), ExitCode::nonconforming);
  EXPECT_EQ(record.target.kind, "trace");
}

TEST(TraceFilesTest, TheTillIsJudgedBesideTheService) {
  const TillSide good = judge_tills(log_of(late_validation()), {.keys = guide_world().keys});
  EXPECT_TRUE(std::none_of(good.cases.begin(), good.cases.end(), [](const CaseResult& c) { return c.verdict == Verdict::fail; })) << good.summary;
  TracedService s;
  const std::string id = id_of(s.create({}));
  s.ill_sealed(true);
  s.wait(Duration{5'000});
  s.status(id);
  const TillSide side = judge_tills(log_of(s.trace), {.keys = guide_world().keys});
  EXPECT_TRUE(std::any_of(side.cases.begin(), side.cases.end(), [](const CaseResult& c) { return c.id == "till/POS-01/1" && c.line == 3; })) << side.summary;
}

TEST(TraceFilesTest, AHarSaysTheSame) {
  const std::string har = har_of(late_validation()).dump(1);
  EXPECT_EQ(format_of(har), LogFormat::har);
  const auto log = read_har(har, "proxy.har");
  ASSERT_TRUE(log.ok()) << log.error().text();
  EXPECT_EQ(log.value().skipped, 1u);
  const Books books = judge_trace(log.value(), {});
  EXPECT_EQ(rules_in(books), "TIM-05 ") << summary_of(books, log.value());
  EXPECT_EQ(place_of(log.value(), 0), "proxy.har, entry 1");
}

TEST(TraceFilesTest, KindsAreRecognised) {
  EXPECT_EQ(format_of("{\"trace\":\"parcours-trace/1\",\"source\":\"x\"}\n"), LogFormat::ndjson);
  EXPECT_EQ(format_of("{\"at\":\"24/06/2020 09:00:00.000\",\"fact\":\"point added\"}\n"), LogFormat::journal);
  EXPECT_EQ(format_of("\n {\n \"log\": {"), LogFormat::har);
  EXPECT_EQ(format_of("nothing of ours"), std::nullopt);
  EXPECT_EQ(format_of(""), std::nullopt);
}

TEST(TraceFilesTest, DamagedFilesAreNamedWithTheirPlace) {
  const std::string trace = kept("late-validation.ndjson");
  const std::string cut = trace.substr(0, trace.find('\n', trace.find('\n') + 1) - 20) + "\n";
  const auto bad = read_ndjson_log(cut, "cut.ndjson");
  ASSERT_FALSE(bad.ok());
  EXPECT_EQ(bad.error().place.substr(0, 12), "cut.ndjson:2") << bad.error().text();
  const auto no_har = read_har("{\"log\": {\n \"entries\": [\n  {\n", "p.har");
  ASSERT_FALSE(no_har.ok());
  EXPECT_TRUE(no_har.error().place.starts_with("p.har:")) << no_har.error().text();
  Json har = har_of(late_validation());
  har["log"]["entries"][2]["startedDateTime"] = "yesterday";
  const auto no_date = read_har(har.dump(), "p.har");
  ASSERT_FALSE(no_date.ok());
  EXPECT_EQ(no_date.error().place, "p.har, entry 3");
  EXPECT_FALSE(read_har("{\"log\": 3}", "p.har").ok());
}

TEST(TraceFilesTest, KeysAreReadAsTheyAreNamed) {
  const auto key = read_keys("1:10000001:a:secret");
  ASSERT_TRUE(key.ok());
  EXPECT_EQ(key.value().front().key, "a:secret");
  EXPECT_FALSE(read_keys("1::x").ok());
  EXPECT_FALSE(read_keys("no-such-file.json").ok());
}

}  // namespace
}  // namespace parcours
