#include "reference/http/limits.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <functional>
#include <sstream>
#include <vector>

#include "tests/reference/http/live_server.h"

namespace parcours::http {
namespace {

using namespace std::chrono_literals;

constexpr auto kRefused = R"({"errorCode":"BAD_REQUEST","errorMessage":"The body is too long."})";

TEST(Limits, ABodyMayBeAsLongAsSaidAndNoByteMore) {
  LiveServer live{echoing(), {.body_max = 100}};
  for (const std::size_t size : {99U, 100U})
    EXPECT_EQ(RawClient{live.port()}.send(post("/", std::string(size, 'x'))).reply().status, 200) << size;
  RawClient client{live.port()};
  const auto reply = client.send(post("/", std::string(101, 'x'))).reply();
  EXPECT_EQ(reply.status, 413);
  EXPECT_EQ(reply.body, kRefused);
  EXPECT_TRUE(client.is_ended());
}

TEST(Limits, ABodyInChunksIsCountedToo) {
  LiveServer live{echoing(), {.body_max = 100}};
  const auto chunked = [](std::size_t size) {
    return "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n32\r\n" + std::string(50, 'x') + "\r\n" +
           (std::stringstream{} << std::hex << size - 50).str() + "\r\n" + std::string(size - 50, 'y') + "\r\n0\r\n\r\n";
  };
  for (const std::size_t size : {99U, 100U}) EXPECT_EQ(RawClient{live.port()}.send(chunked(size)).reply().status, 200);
  EXPECT_EQ(RawClient{live.port()}.send(chunked(101)).reply().status, 413);
}

TEST(Limits, AnUploadMayBeLongerOnItsOwnPathsOnly) {
  LiveServer live{echoing(), {.body_max = 10, .upload_max = 1000, .takes_uploads = [](auto path) { return path == "/up"; }}};
  const std::string thousand(1000, 'x');
  for (const std::size_t size : {999U, 1000U})
    EXPECT_EQ(RawClient{live.port()}.send(post("/up/", thousand.substr(0, size))).reply().status, 200);
  EXPECT_EQ(RawClient{live.port()}.send(post("/up/", thousand + "x")).reply().status, 413);
  EXPECT_EQ(RawClient{live.port()}.send(post("/other", thousand)).reply().status, 413);
}

TEST(Limits, AnUploadOfManyMegabytesArrivesWhole) {
  LiveServer live{[](const Request& request, const Server::Respond& respond) {
                    respond({.body = std::to_string(std::hash<std::string>{}(request.body))});
                  },
                  {.takes_uploads = [](auto) { return true; }}};
  const std::string photo(8 * 1024 * 1024, 'p');
  EXPECT_EQ(RawClient{live.port()}.send(post("/", photo)).reply().body, std::to_string(std::hash<std::string>{}(photo)));
}

TEST(Limits, ARefusedBodyIsToldBeforeItIsSent) {
  LiveServer live{echoing(), {.body_max = 10}};
  RawClient client{live.port()};
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.reply().status, 413);
}

// The header is all bytes from the first line to the empty line, both included.
TEST(Limits, AHeaderMayBeAsLongAsSaidAndNoByteMore) {
  LiveServer live{echoing(), {.header_max = 1000}};
  const auto bare = get("/", "X-Long: \r\n").size();
  const auto of_size = [&](std::size_t size) { return get("/", "X-Long: " + std::string(size - bare, 'x') + "\r\n"); };
  for (const std::size_t size : {999U, 1000U})
    EXPECT_EQ(RawClient{live.port()}.send(of_size(size)).reply().status, 200) << size;
  EXPECT_EQ(RawClient{live.port()}.send(of_size(1001)).reply().status, 431);
}

TEST(Limits, AHeaderWithoutEndIsRefusedOnceItIsTooLong) {
  LiveServer live{echoing(), {.header_max = 1000}};
  RawClient client{live.port()};
  client.send("GET / HTTP/1.1\r\nX: " + std::string(1000, 'x'));
  EXPECT_EQ(client.reply().status, 431);
  EXPECT_TRUE(client.is_ended());
}

TEST(Limits, AFirstLineWithoutEndIsRefusedOnceItIsTooLong) {
  LiveServer live{echoing(), {.header_max = 1000}};
  EXPECT_EQ(RawClient{live.port()}.send("GET /" + std::string(2000, 'x')).reply().status, 431);
}

TEST(Limits, ASlowHeaderIsTimedOut) {
  LiveServer live{echoing(), {.request_time = 60ms}};
  RawClient client{live.port()};
  const auto reply = client.send("GET / HT").reply();
  EXPECT_EQ(reply.status, 408);
  EXPECT_EQ(reply.header("Connection"), "close");
  EXPECT_TRUE(client.is_ended());
  EXPECT_EQ(live.server().counts().timed_out, 1U);
}

// A byte now and then does not buy time.
TEST(Limits, ASlowBodyIsTimedOutHoweverItDrips) {
  LiveServer live{echoing(), {.request_time = 100ms}};
  RawClient client{live.port()};
  client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10000\r\n\r\n");
  for (int i = 0; i < 1000 && client.is_silent(); ++i) {
    client.send("x");
    std::this_thread::sleep_for(5ms);
  }
  EXPECT_EQ(client.reply().status, 408);
}

TEST(Limits, APeerThatDoesNotReadItsAnswerIsCut) {
  LiveServer live{[](const Request&, const Server::Respond& respond) { respond({.body = std::string(32 << 20, 'x')}); },
                  {.request_time = 50ms}};
  RawClient client{live.port()};
  client.send("GET / HTTP/1.0\r\n\r\n");
  for (int i = 0; i < 1000 && live.server().counts().timed_out == 0; ++i) std::this_thread::sleep_for(2ms);
  EXPECT_EQ(live.server().counts().timed_out, 1U);
  EXPECT_EQ(live.server().counts().open_connections, 0U);
}

// A long answer may take longer than a request, as long as it moves.
TEST(Limits, APeerThatReadsSlowlyButReadsIsServed) {
  LiveServer live{[](const Request&, const Server::Respond& respond) { respond({.body = std::string(16 << 20, 'x')}); },
                  {.request_time = 300ms}};
  RawClient client{live.port()};
  client.send(get("/"));
  std::vector<char> bytes(1 << 20);
  std::size_t got = 0;
  for (ssize_t size = 1; size > 0 && got < (16U << 20); got += static_cast<std::size_t>(size)) {
    size = recv(client.file(), bytes.data(), bytes.size(), MSG_WAITALL);
    std::this_thread::sleep_for(40ms);
  }
  EXPECT_GE(got, 16U << 20);
  EXPECT_EQ(live.server().counts().timed_out, 0U);
}

TEST(Limits, AnIdleConnectionIsClosedAndNotBlamed) {
  LiveServer live{echoing(), {.idle_time = 60ms}};
  RawClient client{live.port()};
  EXPECT_EQ(client.send(get("/")).reply().status, 200);
  EXPECT_TRUE(client.is_ended());
  EXPECT_EQ(live.server().counts().timed_out, 0U);
}

TEST(Limits, OneConnectionTooManyIsToldSo) {
  LiveServer live{echoing(), {.connections_max = 3}};
  std::vector<RawClient> taken;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(taken.emplace_back(live.port()).send(get("/")).reply().status, 200);
  RawClient over{live.port()};
  const auto reply = over.reply();
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.header("Retry-After"), "1");
  EXPECT_TRUE(over.is_ended());
  EXPECT_EQ(taken[0].send(get("/")).reply().status, 200);
}

TEST(Limits, ARateIsPerAddressAndSaysWhenToComeAgain) {
  LiveServer live{echoing(), {.rate_per_second = 5}};
  RawClient client{live.port()};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(client.send(get("/")).reply().status, 200);
  const auto reply = client.send(get("/")).reply();
  EXPECT_EQ(reply.status, 429);
  EXPECT_EQ(reply.header("Retry-After"), "1");
  EXPECT_EQ(reply.body, R"({"errorCode":"TOO_MANY_REQUESTS","errorMessage":"Too many requests from this address."})");
}

TEST(RateLimiter, FillsAgainWithTime) {
  RateLimiter limiter{2};
  const auto start = RateLimiter::Instant{} + 1h;
  EXPECT_TRUE(limiter.allow("a", start) && limiter.allow("a", start));
  EXPECT_FALSE(limiter.allow("a", start + 499ms));
  EXPECT_TRUE(limiter.allow("a", start + 501ms));
  EXPECT_TRUE(limiter.allow("b", start));
}

TEST(RateLimiter, NeverKeepsMoreAddressesThanSaid) {
  RateLimiter limiter{1, 10};
  const auto start = RateLimiter::Instant{} + 1h;
  for (int i = 0; i < 1000; ++i) limiter.allow(std::to_string(i), start);
  EXPECT_EQ(limiter.size(), 11U);  // And the one that newcomers share.
  EXPECT_FALSE(limiter.allow("newcomer", start));
  EXPECT_TRUE(limiter.allow("newcomer", start + 2s));
  EXPECT_LE(limiter.size(), 2U);
}

}  // namespace
}  // namespace parcours::http
