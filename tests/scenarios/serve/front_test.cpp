#include "reference/http/front.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <nlohmann/json.hpp>

#include "reference/http/wire.h"
#include "scenarios/serve/sandbox.h"
#include "tests/scenarios/serve/room.h"

namespace parcours::http {
namespace {

using namespace std::chrono_literals;

std::unique_ptr<InProcessTarget> begun() {
  auto target = std::make_unique<InProcessTarget>();
  target->reset(guide_world(), {}, kStart, 1);
  return target;
}

class FrontTest : public testing::Test {
 protected:
  FrontTest() {
    sandbox_.listen({.known = [this](const World& world, const encaissement::Policies& policies) { app_.know(world, policies); },
                     .reader = [this](std::shared_ptr<LocalDesk> copy) { front_.read_from(std::move(copy)); }});
    gate_ = std::make_unique<Gate>(sandbox_, clock_,
                                   GateOptions{.post = [this](std::function<void()> work) { thread_.post(std::move(work)); },
                                               .on_failure = [](const std::string&) {},
                                               .publish = [this](const std::vector<encaissement::Fact>& facts) { front_.publish(facts); }});
    front_.open(*gate_);
  }

  Response ask(const std::string& path, std::vector<Header> headers = {}, const std::string& body = {}) {
    Request request{.method = body.empty() ? "GET" : "POST", .path = path, .raw_path = path, .headers = std::move(headers),
                    .body = body, .peer = "127.0.0.1"};
    std::optional<Response> response;
    front_.handle(std::move(request), [&](Response given) { response = std::move(given); });
    EXPECT_TRUE(thread_.run_until([&] { return response.has_value(); })) << path;
    return response.value_or(Response{});
  }
  Response ask_writer(const std::string& path) { return ask(path, {{std::string{kNowHeader}, to_wire(clock_.now())}}); }
  void on_writer(const std::function<void(Desk& desk, Instant now)>& act) {
    bool over = false;
    gate_->enqueue([&](Backend& backend, Instant now) -> std::function<void()> {
      act(backend.desk(), now);
      return [&] { over = true; };
    });
    ASSERT_TRUE(thread_.run_until([&] { return over; }));
  }
  void request_of_alice() {
    on_writer([](Desk& desk, Instant now) {
      Call call{.who = {Door::api, "10000001", ""}, .verb = Verb::request};
      call.form = {.parcours = "A", .amount = "20,00", .basket = "REF1", .mode = "identifier", .identifier = "10000003051"};
      call.form.payment_id = "1";
      const std::string number = desk.submit(call, now).number;
      desk.submit({.who = {Door::phone, "alice", ""}, .verb = Verb::pay, .operation = number, .amount = "5,00"}, now);
      call.form.basket = "REF2";
      desk.submit(call, now);
    });
  }

  SandboxClock clock_{SandboxClock::Mode::still, kStart};
  Sandbox sandbox_{begun(), clock_, nullptr};
  App app_{AppOptions{}, &sandbox_};
  Front front_{app_, clock_};
  Thread thread_;
  std::unique_ptr<Gate> gate_;
};

TEST_F(FrontTest, WhatTheCopyShowsIsWhatTheWriterShows) {
  request_of_alice();
  for (const char* path : {"/sandbox/people", "/sandbox/wallets/alice", "/sandbox/collected/P001", "/sandbox/notices"}) {
    const std::uint64_t before = front_.looks_here();
    const Response here = ask(path);
    EXPECT_EQ(front_.looks_here(), before + 1) << path;
    const Response there = ask_writer(path);
    EXPECT_EQ(front_.looks_here(), before + 1) << path;
    EXPECT_EQ(here.status, 200) << path;
    EXPECT_EQ(here.body, there.body) << path;
  }
}

TEST_F(FrontTest, WhatWasAcknowledgedIsInTheCopy) {
  request_of_alice();
  EXPECT_NE(ask("/sandbox/wallets/alice").body.find("19500"), std::string::npos) << ask("/sandbox/wallets/alice").body;
  EXPECT_GT(front_.looks_here(), 0u);
}

TEST_F(FrontTest, ALookHereKnowsWhatTimeItIsThoughNothingHasHappenedSince) {
  request_of_alice();
  ASSERT_TRUE(clock_.move_to(kStart + 4min));  // Before anything is due.
  const std::uint64_t before = front_.looks_here();
  EXPECT_NE(ask("/now").body.find(to_wire(kStart + 4min)), std::string::npos);
  EXPECT_EQ(ask("/sandbox/wallets/alice").status, 200);
  EXPECT_EQ(front_.looks_here(), before + 2);
  on_writer([](Desk& desk, Instant now) {  // And the copy still follows.
    desk.submit({.who = {Door::control, "", ""}, .verb = Verb::credit, .amount = "10,00", .text = "alice"}, now);
  });
  EXPECT_EQ(ask("/sandbox/wallets/alice").body, ask_writer("/sandbox/wallets/alice").body);
}

TEST_F(FrontTest, ALookGoesToTheWriterWhenSomethingIsDue) {
  request_of_alice();
  clock_.move_to(kStart + 300s);
  const std::uint64_t before = front_.looks_here();
  ask("/sandbox/people");
  EXPECT_EQ(front_.looks_here(), before);
  EXPECT_FALSE(sandbox_.service().next_step());  // It happened.
  ask("/sandbox/people");
  EXPECT_EQ(front_.looks_here(), before + 1);  // And the copy knows.
}

TEST_F(FrontTest, AMoveBackIsRefused) {
  clock_.move_to(kStart + 300s);
  EXPECT_EQ(ask("/sandbox/people", {{std::string{kNowHeader}, to_wire(kStart)}}).status, 409);
  EXPECT_EQ(ask("/sandbox/people", {{std::string{kNowHeader}, "yesterday"}}).status, 409);
}

TEST_F(FrontTest, TheCopyIsOfTheServiceThatBeganAnew) {
  request_of_alice();
  const Json order{{"world", to_json(guide_world())}, {"start", to_wire(kStart)}, {"seed", "2"}, {"cheapPasswords", true},
                   {"holdsNotifications", false}};
  ASSERT_EQ(ask("/sandbox/reset", {}, dump(order)).status, 200);
  const std::uint64_t before = front_.looks_here();
  EXPECT_NE(ask("/sandbox/wallets/alice").body.find("20000"), std::string::npos);
  EXPECT_EQ(front_.looks_here(), before + 1);
}

TEST_F(FrontTest, TheCopyIsReadAfterACrashAndTheWriterMeanwhile) {
  request_of_alice();
  ASSERT_EQ(ask("/sandbox/crash", {}, R"({"nextCall":false})").status, 200);
  const std::uint64_t before = front_.looks_here();
  ask("/sandbox/wallets/alice");
  EXPECT_EQ(front_.looks_here(), before);
  ASSERT_EQ(ask("/sandbox/recover", {}, dump({{"policies", to_json(encaissement::Policies{})}})).status, 200);
  EXPECT_NE(ask("/sandbox/wallets/alice").body.find("19500"), std::string::npos);
  EXPECT_EQ(front_.looks_here(), before + 1);
}

// A till that is told of a transaction that exists as of one that never did would give it up.
TEST_F(FrontTest, AServiceThatIsDownAnswersNobodysLook) {
  request_of_alice();
  ASSERT_EQ(ask("/sandbox/crash", {}, R"({"nextCall":false})").status, 200);
  int asked = 0;
  for (const Route* route : App::routes()) {
    const bool asks_the_service = route->caller == Caller::till || route->caller == Caller::merchant || route->caller == Caller::customer;
    if (route->method != "GET" || !asks_the_service || route->path.find('{') != std::string_view::npos) continue;
    EXPECT_TRUE(ask(std::string{route->path}).lost) << route->path;
    ++asked;
  }
  EXPECT_GT(asked, 8);
  EXPECT_TRUE(ask("/acquisition/api/public/v1/payment-transactions/fozrfdcn43").lost);
  ASSERT_EQ(ask("/sandbox/recover", {}, dump({{"policies", to_json(encaissement::Policies{})}})).status, 200);
  EXPECT_FALSE(ask("/acquisition/api/public/v1/payment-transactions/fozrfdcn43").lost);
  EXPECT_FALSE(ask("/customer/api/balance").lost);
}

}  // namespace
}  // namespace parcours::http
