#include "reference/http/reply.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>

#include "tests/reference/http/live_server.h"

namespace parcours::http {
namespace {

TEST(Reply, EveryAnswerCarriesTheHeadersOfSecurity) {
  LiveServer live{echoing()};
  for (const auto* bytes : {"GET / HTTP/1.1\r\nHost: h\r\n\r\n", "nonsense\r\n\r\n"}) {
    const auto reply = RawClient{live.port()}.send(bytes).reply();
    EXPECT_EQ(reply.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(reply.header("X-Frame-Options"), "DENY");
    EXPECT_EQ(reply.header("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(reply.header("Cache-Control"), "no-store");
  }
}

TEST(Reply, PagesSayWhereTheirPartsMayComeFrom) {
  EXPECT_NE(head_of({.type = "text/html; charset=utf-8"}, true, "now").find("Content-Security-Policy: default-src 'self'\r\n"),
            std::string::npos);
  EXPECT_EQ(head_of({}, true, "now").find("Content-Security-Policy"), std::string::npos);
}

TEST(Reply, WhatTheHandlerSaysOfSecurityIsKeptAndSaidOnce) {
  const auto head = head_of({.headers = {{"cache-control", "max-age=60"}}}, true, "now");
  EXPECT_NE(head.find("cache-control: max-age=60\r\n"), std::string::npos);
  EXPECT_EQ(head.find("no-store"), std::string::npos);
}

TEST(Reply, AHeaderThatWouldBreakTheLineIsLeftOut) {
  const auto head = head_of({.headers = {{"X-A", "1\r\nX-Evil: 2"}, {"X B", "3"}, {"", "4"}, {"Content-Length", "99"}}}, true, "now");
  EXPECT_EQ(head.find("Evil"), std::string::npos);
  EXPECT_EQ(head.find("X B"), std::string::npos);
  EXPECT_NE(head.find("Content-Length: 0\r\n"), std::string::npos);
}

TEST(Reply, NothingIsSaidOfABodyWhereThereIsNone) {
  EXPECT_EQ(head_of({.status = 204}, true, "now").find("\r\nContent-"), std::string::npos);
}

TEST(Reply, AnAnswerWithoutBodyLeavesTheNextOneInPlace) {
  LiveServer live{[](const Request&, const Server::Respond& respond) { respond({.status = 304, .body = "must not go"}); }};
  RawClient client{live.port()};
  EXPECT_EQ(client.send(get("/") + get("/")).reply().status, 304);
  EXPECT_EQ(client.reply().status, 304);
}

TEST(Reply, DatesAreAsHttpHasThem) {
  EXPECT_EQ(http_date(std::chrono::system_clock::from_time_t(784111777)), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(Log, SaysOneLineARequestAndNoSecret) {
  std::mutex mutex;
  std::string lines;
  {
    LiveServer live{echoing(), {.log = [&](const std::string& line) { lines += line + '\n'; }}};
    RawClient{live.port()}.send(post("/pin?pin=1234", "secret", "Authorization: secret\r\n")).reply();
  }
  EXPECT_TRUE(lines.starts_with("{\"time\":\"20")) << lines;
  EXPECT_NE(lines.find(R"("method":"POST","path":"/pin","status":200,"ms":)"), std::string::npos) << lines;
  EXPECT_NE(lines.find(R"(,"bytes":25,"peer":"127.0.0.1"})"), std::string::npos) << lines;
  EXPECT_EQ(std::ranges::count(lines, '\n'), 1);
  for (const auto* secret : {"1234", "secret", "Authorization"}) EXPECT_EQ(lines.find(secret), std::string::npos);
}

TEST(Log, QuotesWhatAPeerWrote) {
  EXPECT_EQ(json_quoted("a\"b\\c\n\xff"), R"("a\"b\\c\u000a\u00ff")");
}

TEST(Log, IsOfAFormThatProgramsRead) {
  EXPECT_EQ(log_line({.at = std::chrono::system_clock::from_time_t(0) + std::chrono::milliseconds{7},
                      .method = "GET",
                      .path = "/",
                      .peer = "::1",
                      .status = 200,
                      .took = std::chrono::microseconds{1250},
                      .bytes = 3}),
            R"({"time":"1970-01-01T00:00:00.007Z","method":"GET","path":"/","status":200,"ms":1.250,"bytes":3,"peer":"::1"})");
}

}  // namespace
}  // namespace parcours::http
