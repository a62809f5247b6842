#include "sim/wire.h"

#include <gtest/gtest.h>

namespace parcours {
namespace {

using namespace std::chrono_literals;
using Fate = TracedCall::Fate;

constexpr const char* kAll = "/acquisition/api/public/v1/payment-transactions/";

// A service that counts what reaches it, a clock that goes a millisecond a look, and the wire between.
class WireTest : public testing::Test {
 protected:
  HttpReply send(const std::string& path = kAll, const std::string& method = "POST") {
    return wire.transport()->send({.method = method, .path = path, .body = method == "POST" ? "{}" : ""});
  }
  const TracedCall& traced(std::size_t at = 0) const { return std::get<TracedCall>(wire.trace().entries.at(at)); }
  http::Response befallen(WireFault fault) {
    wire.order({.fault = fault});
    return wire.answer({.method = "POST", .path = kAll});
  }

  int served = 0;
  std::int64_t now = 0;
  HttpReply::Fate fate = HttpReply::Fate::answered;
  Wire wire{[this](const http::Request&) {
              ++served;
              return HttpReply{.fate = fate, .response = {.status = 200, .body = R"({"transaction":{}})"}};
            },
            [this] { return encaissement::Instant{std::chrono::milliseconds{++now}}; }, 1000ms};
};

TEST_F(WireTest, PassesACallAndWritesItDown) {
  const HttpReply reply = send();
  EXPECT_EQ(reply.fate, HttpReply::Fate::answered);
  EXPECT_EQ(reply.response.body, R"({"transaction":{}})");
  EXPECT_EQ(traced().fate, Fate::answered);
  EXPECT_EQ(traced().at.time_since_epoch(), 1ms);
  EXPECT_EQ(traced().answered.time_since_epoch(), 2ms);
  EXPECT_EQ(traced().request.raw_path, kAll);
  EXPECT_TRUE(traced().fault.empty());
}

TEST_F(WireTest, EveryFaultTakesEffectAsItSays) {
  for (int i = 0; i <= static_cast<int>(WireFault::cut); ++i) {
    const auto fault = static_cast<WireFault>(i);
    const int before = served;
    wire.order({.fault = fault});
    const HttpReply reply = send();
    EXPECT_EQ(served - before, takes_effect(fault) ? 1 : 0) << to_string(fault);
    EXPECT_EQ(traced(static_cast<std::size_t>(i)).fault, to_string(fault));
    EXPECT_EQ(wire_fault_from(to_string(fault)), fault);
    EXPECT_NE(reply.fate, HttpReply::Fate::not_sent);
    EXPECT_NE(reply.response.body, R"({"transaction":{}})") << to_string(fault);
  }
  EXPECT_EQ(wire_fault_from("lost"), std::nullopt);
}

TEST_F(WireTest, ACallerBehindASocketGetsTheFault) {
  EXPECT_TRUE(befallen(WireFault::lost_before).lost);
  EXPECT_TRUE(befallen(WireFault::lost_after).lost);
  EXPECT_TRUE(befallen(WireFault::cut).lost);
  EXPECT_GT(befallen(WireFault::slow).delay, 1000ms);
  EXPECT_EQ(befallen(WireFault::truncated).cut_after, 9U);
  EXPECT_EQ(befallen(WireFault::error_500).status, 500);
  EXPECT_EQ(befallen(WireFault::error_503).body, "");
  EXPECT_EQ(befallen(WireFault::error_504).status, 504);
  EXPECT_TRUE(befallen(WireFault::garbled).body.starts_with("<!DOCTYPE html>"));
}

TEST_F(WireTest, TheTraceKnowsWhetherTheCallerGotTheAnswer) {
  for (const WireFault fault : {WireFault::lost_before, WireFault::lost_after, WireFault::error_500}) befallen(fault);
  EXPECT_EQ(traced(0).fate, Fate::not_served);
  EXPECT_FALSE(traced(0).answer);
  EXPECT_EQ(traced(1).fate, Fate::lost);
  EXPECT_EQ(traced(1).answer->body, R"({"transaction":{}})");
  EXPECT_EQ(traced(2).fate, Fate::answered);
  EXPECT_EQ(traced(2).answer->status, 500);
}

TEST_F(WireTest, AServiceThatIsNotThereLooksCutOff) {
  fate = HttpReply::Fate::not_sent;
  EXPECT_EQ(send().fate, HttpReply::Fate::unknown);
  fate = HttpReply::Fate::unknown;
  EXPECT_EQ(send().fate, HttpReply::Fate::unknown);
  EXPECT_EQ(traced(0).fate, Fate::not_served);
  EXPECT_EQ(traced(1).fate, Fate::unknown);
}

TEST_F(WireTest, AnOrderWaitsForItsCallAndLastsItsTimes) {
  wire.order({.fault = WireFault::lost_after, .call = ApiCall::create, .times = 2});
  wire.order({.fault = WireFault::error_500});
  EXPECT_EQ(send(std::string{kAll} + "abc/", "GET").response.status, 500);
  EXPECT_EQ(send().fate, HttpReply::Fate::unknown);
  EXPECT_EQ(wire.orders_left(), 1U);
  EXPECT_EQ(send().fate, HttpReply::Fate::unknown);
  EXPECT_EQ(wire.orders_left(), 0U);
  EXPECT_EQ(send().fate, HttpReply::Fate::answered);
}

TEST_F(WireTest, ForgetsTraceAndOrders) {
  send();
  wire.order({.fault = WireFault::cut});
  wire.note(TracedNote{.at = {}, .text = "the till was started again"});
  EXPECT_EQ(wire.trace().entries.size(), 2U);
  wire.forget();
  EXPECT_TRUE(wire.trace().entries.empty());
  EXPECT_EQ(send().fate, HttpReply::Fate::answered);
}

struct Named {
  const char *method, *path, *call, *number;
};

TEST(ApiCallTest, IsReadOffMethodAndPath) {
  for (const Named& one : std::initializer_list<Named>{{"POST", "", "create", ""},
                                                        {"GET", "", "list", ""},
                                                        {"GET", "/abc", "status", "abc"},
                                                        {"GET", "/abc/", "status", "abc"},
                                                        {"POST", "/abc/payer", "payer", "abc"},
                                                        {"POST", "/abc/cancellation/", "cancellation", "abc"},
                                                        {"POST", "/abc/validation", "validation", "abc"},
                                                        {"POST", "/abc/change-mode", "change_mode", "abc"},
                                                        {"GET", "/abc/qr.png", "qr", "abc"},
                                                        {"GET", "/abc/qr.svg", "qr", "abc"},
                                                        {"POST", "/abc", "other", "abc"},
                                                        {"GET", "/abc/payer", "other", "abc"},
                                                        {"DELETE", "/abc", "other", "abc"},
                                                        {"POST", "s", "other", ""}}) {
    const http::Request request{.method = one.method,
                                .path = "/acquisition/api/public/v1/payment-transactions" + std::string{one.path}};
    EXPECT_EQ(to_string(api_call(request)), one.call) << one.path;
    EXPECT_EQ(number_in(request), one.number) << one.path;
  }
  EXPECT_EQ(api_call({.method = "GET", .path = "/healthz"}), ApiCall::other);
}

}  // namespace
}  // namespace parcours
