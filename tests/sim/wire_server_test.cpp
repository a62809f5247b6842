// Each fault as a client sees it over a real socket, plain and under TLS.
#include "sim/wire_server.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "sim/http_client.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;
using Fate = HttpReply::Fate;

constexpr const char* kBody = R"({"responseDate":"2020-06-24T11:06:00+02:00","transaction":{"id":"foo2udp610"}})";

class WireServerTest : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    auto started = GetParam() ? WireServer::start_tls(wire, {}) : WireServer::start(wire, {});
    ASSERT_EQ(started.index(), 0U) << std::get<std::string>(started);
    server = std::move(std::get<0>(started));
    authority = std::filesystem::temp_directory_path() / ("parcours-authority-" + std::to_string(getpid()) + ".pem");
    std::ofstream{authority} << server->authority();
    client = connect(authority.string());
  }
  void TearDown() override { std::filesystem::remove(authority); }

  std::unique_ptr<HttpTransport> connect(const std::string& trusted) const {
    auto made = connect_http({.url = server->url(), .answer_time = 200ms, .authorities = trusted});
    return std::move(std::get<0>(made));
  }
  HttpReply send() {
    return client->send({.method = "POST", .path = "/acquisition/api/public/v1/payment-transactions/", .body = "{}"});
  }
  HttpReply befallen(WireFault fault) {
    wire.order({.fault = fault});
    return send();
  }

  int served = 0;
  Wire wire{[this](const http::Request&) {
              ++served;
              return HttpReply{.fate = Fate::answered, .response = {.status = 200, .body = kBody}};
            },
            [] { return encaissement::Instant{}; }, 200ms};
  std::unique_ptr<WireServer> server;
  std::filesystem::path authority;
  std::unique_ptr<HttpTransport> client;
};

TEST_P(WireServerTest, PassesACallOn) {
  EXPECT_TRUE(server->url().starts_with(GetParam() ? "https://127.0.0.1:" : "http://127.0.0.1:"));
  const HttpReply reply = send();
  EXPECT_EQ(reply.fate, Fate::answered) << reply.why;
  EXPECT_EQ(reply.response.body, kBody);
}

TEST_P(WireServerTest, WhatIsLostLeavesTheCallerInDoubt) {
  for (const WireFault fault : {WireFault::lost_before, WireFault::lost_after, WireFault::slow, WireFault::truncated,
                                WireFault::cut}) {
    const int before = served;
    EXPECT_EQ(befallen(fault).fate, Fate::unknown) << to_string(fault);
    EXPECT_EQ(served - before, takes_effect(fault) ? 1 : 0) << to_string(fault);
    EXPECT_EQ(send().fate, Fate::answered) << "after " << to_string(fault);
  }
}

TEST_P(WireServerTest, WhatIsAnsweredByOthersArrives) {
  EXPECT_EQ(befallen(WireFault::error_500).response.status, 500);
  const HttpReply busy = befallen(WireFault::error_503);
  EXPECT_EQ(busy.response.status, 503);
  EXPECT_EQ(busy.response.body, "");
  EXPECT_EQ(served, 0);
  EXPECT_TRUE(befallen(WireFault::garbled).response.body.starts_with("<!DOCTYPE html>"));
  EXPECT_EQ(served, 1);
}

// The in-process transport promises what a socket does.
TEST_P(WireServerTest, ATillInThisProcessIsToldTheSame) {
  const auto here = wire.transport();
  for (int i = 0; i <= static_cast<int>(WireFault::cut); ++i) {
    const auto fault = static_cast<WireFault>(i);
    const HttpReply far = befallen(fault);
    wire.order({.fault = fault});
    const HttpReply near = here->send({.method = "POST", .path = "/acquisition/api/public/v1/payment-transactions/"});
    EXPECT_EQ(near.fate, far.fate) << to_string(fault);
    EXPECT_EQ(near.response.body, far.response.body) << to_string(fault);
  }
}

class TrustTest : public WireServerTest {};

TEST_P(TrustTest, OnlyWhoTrustsItsAuthoritySpeaksTls) {
  auto distrustful = connect("");
  const HttpReply reply = distrustful->send({.method = "GET", .path = "/"});
  EXPECT_EQ(reply.fate, Fate::not_sent) << reply.why;
  EXPECT_EQ(served, 0);
}

INSTANTIATE_TEST_SUITE_P(Over, WireServerTest, testing::Bool(),
                         [](const auto& tls) { return tls.param ? std::string{"Tls"} : std::string{"Plain"}; });

INSTANTIATE_TEST_SUITE_P(Over, TrustTest, testing::Values(true), [](const auto&) { return std::string{"Tls"}; });

}  // namespace
}  // namespace parcours
