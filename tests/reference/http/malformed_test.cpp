#include <gtest/gtest.h>

#include <random>

#include "tests/reference/http/live_server.h"

namespace parcours::http {
namespace {

struct Malformed {
  const char* what;
  std::string bytes;
};

std::string chunked(const std::string& body) {
  return "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
}

const std::vector<Malformed>& malformed() {
  static const std::vector<Malformed> kAll{
      {"no words", "\r\r\r\r\n\r\n"},
      {"another protocol", "SSH-2.0-OpenSSH_9.2\r\n\r\n"},
      {"the hello of TLS", std::string{"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11} + std::string(64, 'z') + "\r\n\r\n"},
      {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
      {"a version too many", "GET / HTTP/1.7\r\nHost: h\r\n\r\n"},
      {"no path", "GET HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"a path without its slash", "GET x HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"half an escape", "GET /%4 HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"an escape without digits", "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"NUL in the path", "GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"NUL in the query", "GET /?a=%00 HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"NUL in the line", std::string{"GET /\0 HTTP/1.1\r\nHost: h\r\n\r\n", 29}},
      {"an encoded slash", "GET /a%2Fb HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"half an escape in the query", "GET /?a=%f HTTP/1.1\r\nHost: h\r\n\r\n"},
      {"no host", "GET / HTTP/1.1\r\n\r\n"},
      {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
      {"a header without colon", "GET / HTTP/1.1\r\nHost: h\r\nnonsense\r\n\r\n"},
      {"a blank before the colon", "GET / HTTP/1.1\r\nHost : h\r\n\r\n"},
      {"NUL in a header", std::string{"GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n", 37}},
      {"a bare line feed", "GET / HTTP/1.1\nHost: h\n\n\r\n\r\n"},
      {"two lengths", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"},
      {"a length below nothing", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n"},
      {"a length past all numbers", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999999\r\n\r\n"},
      {"length and coding", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {"coding and length", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"},
      {"a coding unknown", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n"},
      {"two codings", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
      {"a coding hidden", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n"},
      {"a chunk without size", chunked("x\r\nabc\r\n0\r\n\r\n")},
      {"a chunk longer than said", chunked("2\r\nabc\r\n0\r\n\r\n")},
      {"a chunk past all numbers", chunked("fffffffffffffffff\r\nabc\r\n0\r\n\r\n")},
      {"an expectation unknown", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nExpect: a wonder\r\n\r\n"},
  };
  return kAll;
}

TEST(Malformed, IsRefusedInOurWordsAndTheConnectionClosed) {
  LiveServer live{echoing()};
  for (const auto& [what, bytes] : malformed()) {
    RawClient client{live.port()};
    const auto reply = client.send(bytes).reply();
    EXPECT_TRUE(reply.status == 400 || reply.status == 413 || reply.status == 417) << what << ": " << reply.status;
    EXPECT_TRUE(reply.body.starts_with(R"({"errorCode":"BAD_REQUEST","errorMessage":")")) << what;
    EXPECT_TRUE(client.is_ended()) << what;
  }
  EXPECT_EQ(live.server().counts().requests, 0U);
  EXPECT_EQ(live.server().counts().bad_requests, malformed().size());
}

TEST(Malformed, IsRefusedByteByByteToo) {
  LiveServer live{echoing()};
  for (const auto& [what, bytes] : malformed()) {
    RawClient client{live.port()};
    for (const char c : bytes) client.send({&c, 1});
    EXPECT_GE(client.reply().status, 400) << what;
  }
}

TEST(Malformed, AfterAGoodRequestDoesNotSpoilItsAnswer) {
  LiveServer live{echoing()};
  RawClient client{live.port()};
  client.send(get("/good") + "nonsense\r\n\r\n");
  EXPECT_EQ(client.reply().body, "GET /good?\n");
  EXPECT_EQ(client.reply().status, 400);
}

TEST(Malformed, ThousandsOfHeadersAreRefused) {
  LiveServer live{echoing()};
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "X" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(RawClient{live.port()}.send(get("/", many)).reply().status, 431);
}

TEST(Malformed, BytesChangedAtRandomNeverEndTheServer) {
  LiveServer live{echoing(), {.request_time = std::chrono::milliseconds{50}}};
  std::mt19937 random{7};
  for (int i = 0; i < 500; ++i) {
    std::string bytes = chunked("3\r\nabc\r\n0\r\n\r\n");
    for (int j = 0; j < 3; ++j) bytes[random() % bytes.size()] = static_cast<char>(random());
    RawClient client{live.port()};
    client.send(bytes).end_sending();
  }
  EXPECT_EQ(RawClient{live.port()}.send(get("/alive")).reply().body, "GET /alive?\n");
}

TEST(Malformed, CutInTheMiddleLeavesNothingBehind) {
  LiveServer live{echoing()};
  const auto whole = post("/x", "body");
  for (std::size_t size = 0; size < whole.size(); ++size) RawClient{live.port()}.send(std::string_view{whole}.substr(0, size));
  for (int i = 0; i < 1000 && live.server().counts().open_connections > 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
  EXPECT_EQ(live.server().counts().open_connections, 0U);
  EXPECT_EQ(live.server().counts().requests, 0U);
}

}  // namespace
}  // namespace parcours::http
