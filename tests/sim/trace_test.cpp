#include "sim/trace.h"

#include <gtest/gtest.h>

#include "sim/trace_bytes.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;

const Instant kAt{std::chrono::sys_days{std::chrono::year{2020} / 6 / 24} + 9h + 6min};

Trace sample() {
  TracedCall call{.at = kAt};
  call.request = {.method = "POST", .path = "/a b", .raw_path = "/a%20b/", .query = "x=1",
                  .headers = {{"ANCV-Security", "HmacSHA256.1.s"}, {"Accept", "*/*"}}, .body = "{\"é\":1}\n",
                  .peer = "127.0.0.1", .secure = true};
  call.fate = TracedCall::Fate::lost;
  call.answer = http::Response{.status = 200, .headers = {{"X", "y"}}, .body = "\xff\x01z", .type = "image/png"};
  call.answered = kAt + 12ms;
  call.fault = "lost_after";
  TracedCall unserved{.at = kAt, .fate = TracedCall::Fate::not_served};
  unserved.request = {.method = "GET", .path = "/", .raw_path = "/"};
  TracedNotice notice{.at = kAt + 1s, .url = "http://127.0.0.1:9000/n", .headers = {{"Parcours-Date", "d"}}, .body = "{}",
                      .status = 204, .fault = "twice"};
  return {.source = "a test", .entries = {call, unserved, notice, TracedNote{.at = kAt + 2s, .text = "the till restarts"}}};
}

constexpr const char* kHead = "{\"trace\":\"parcours-trace/1\",\"source\":\"x\"}\n";

std::string trouble(const std::string& lines) {
  const auto read = read_trace(lines, "t.ndjson");
  return read.ok() ? "none" : read.error().text();
}

std::string trouble_with(const std::string& line) { return trouble(kHead + line); }

TEST(TraceTest, WhatWasWrittenIsReadBack) {
  const std::string text = to_ndjson(sample());
  const auto read = read_trace(text, "t.ndjson");
  ASSERT_TRUE(read.ok()) << read.error().text();
  EXPECT_EQ(read.value().source, "a test");
  ASSERT_EQ(read.value().entries.size(), 4U);
  const auto& call = std::get<TracedCall>(read.value().entries[0]);
  EXPECT_EQ(call.request.path, "/a b");
  EXPECT_EQ(call.request.raw_path, "/a%20b/");
  EXPECT_EQ(call.request.header("ancv-security"), "HmacSHA256.1.s");
  EXPECT_EQ(call.answer->body, "\xff\x01z");
  EXPECT_EQ(call.answered, kAt + 12ms);
  EXPECT_EQ(to_ndjson(read.value()), text);
}

TEST(TraceTest, IsOneEntryALine) {
  EXPECT_EQ(to_line(TracedNote{.at = kAt, .text = "a\nb"}), "{\"note\":{\"at\":\"2020-06-24T09:06:00.000Z\",\"text\":\"a\\nb\"}}\n");
}

TEST(TraceTest, EmptyLinesSayNothing) { EXPECT_EQ(trouble(std::string{"\n"} + kHead + "\r\n\n"), "none"); }

TEST(TraceTest, NeedsItsFirstLine) {
  EXPECT_EQ(trouble(""), "t.ndjson:1: expected a first line {\"trace\":\"parcours-trace/1\"}, found nothing");
  EXPECT_EQ(trouble("{\"trace\":\"parcours-trace/2\"}\n"),
            "t.ndjson:1: expected the form \"parcours-trace/1\", found \"parcours-trace/2\"");
  EXPECT_EQ(trouble("{\"tarce\":\"x\"}\n"), "t.ndjson:1: the first line has no member \"tarce\", did you mean \"trace\"?");
}

TEST(TraceTest, SlipsAreToldWithTheirLine) {
  EXPECT_EQ(trouble_with("{\"notcie\":{}}"), "t.ndjson:2: a line has no member \"notcie\", did you mean \"notice\"?");
  EXPECT_EQ(trouble_with("\n{\"note\":{\"at\":\"2020\",\"text\":\"\"}}"),
            "t.ndjson:3: note: \"at\" is an instant such as \"2020-06-24T09:06:00.000Z\", found \"2020\"");
  EXPECT_EQ(trouble_with("{\"note\":{\"at\":\"2020-06-24T09:06:00.000Z\"}}"), "t.ndjson:2: note lacks \"text\"");
  EXPECT_EQ(trouble_with("{\"note\":{\"at\":\"x\",\"at\":\"y\"}}"), "t.ndjson:2: \"at\" is said twice");
  EXPECT_EQ(trouble_with("{}"), "t.ndjson:2: a line holds one of call, notice and note");
  EXPECT_TRUE(trouble_with("{\"call\":{\"at\"").ends_with("is the line cut off?"));
  EXPECT_TRUE(trouble_with("[1]").starts_with("t.ndjson:2: expected a JSON object"));
}

TEST(TraceTest, ACallIsWhole) {
  const auto call = [](const std::string& rest) {
    return trouble_with("{\"call\":{\"at\":\"2020-06-24T09:06:00.000Z\",\"method\":\"GET\",\"path\":\"/x\"," + rest + "}}");
  };
  EXPECT_EQ(call("\"fate\":\"unknown\""), "none");
  EXPECT_EQ(call("\"fate\":\"unknwon\""),
            "t.ndjson:2: fate is answered, lost, unknown or not_served, found \"unknwon\", did you mean \"unknown\"?");
  EXPECT_EQ(call("\"fate\":\"answered\""), "t.ndjson:2: call: it was answered, and \"answer\" is missing");
  EXPECT_EQ(call("\"fate\":\"lost\",\"answer\":{\"status\":200}"), "t.ndjson:2: call lacks \"answered\"");
  EXPECT_EQ(call("\"fate\":\"unknown\",\"body\":\"\",\"bodyBase64\":\"\""),
            "t.ndjson:2: call has \"body\" and \"bodyBase64\": one of them");
  EXPECT_EQ(call("\"fate\":\"unknown\",\"headers\":[[\"a\"]]"),
            "t.ndjson:2: call: \"headers\" is a list of [name, value], found [\"a\"]");
}

TEST(TraceBytesTest, Base64GoesBothWays) {
  for (const std::string bytes : {"", "f", "fo", "foo", "foob", "\xff\xfe", "a\x01"})
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  for (const char* wrong : {"Zm8", "Z===", "Zm=8", "Zm8!", "====", "Zg==Zg=="}) EXPECT_EQ(from_base64(wrong), std::nullopt) << wrong;
}

TEST(TraceBytesTest, TextIsWhatIsUtf8) {
  for (const char* text : {"", "abc", "é", "€", "😀"}) EXPECT_TRUE(is_utf8(text)) << text;
  for (const char* bytes : {"\xff", "\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "a\x80"}) EXPECT_FALSE(is_utf8(bytes));
}

}  // namespace
}  // namespace parcours
