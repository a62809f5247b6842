#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <future>

#include "tests/reference/http/live_server.h"

namespace parcours::http {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// Keeps the promise of an answer until the test wants it.
struct Held {
  std::promise<Server::Respond> promise;
  Server::Handler handler() {
    return [this](const Request&, Server::Respond respond) { promise.set_value(std::move(respond)); };
  }
  Server::Respond take() { return promise.get_future().get(); }
};

// Stopping begins on the server's thread, a moment later: then its port is free.
bool begins_to_stop(LiveServer& live) {
  live.server().stop();
  for (int i = 0; i < 1000; ++i) {
    if (std::holds_alternative<std::unique_ptr<Server>>(Server::start({.port = live.port()}, echoing()))) return true;
    std::this_thread::sleep_for(2ms);
  }
  return false;
}

TEST(Stop, FinishesWhatIsBeingAnswered) {
  Held held;
  LiveServer live{held.handler()};
  RawClient client{live.port()};
  client.send(get("/"));
  const auto respond = held.take();
  ASSERT_TRUE(begins_to_stop(live));
  respond({.body = "in time"});
  const auto reply = client.reply();
  EXPECT_EQ(reply.body, "in time");
  EXPECT_EQ(reply.header("Connection"), "close");
  live.join();
}

TEST(Stop, ClosesIdleConnectionsAtOnce) {
  LiveServer live{echoing()};
  RawClient client{live.port()};
  client.send(get("/")).reply();
  const auto start = Clock::now();
  live.server().stop();
  live.join();
  EXPECT_TRUE(client.is_ended());
  EXPECT_LT(Clock::now() - start, 2s);
}

TEST(Stop, DoesNotWaitForEverForAnAnswerThatNeverComes) {
  Held held;
  LiveServer live{held.handler()};
  RawClient client{live.port()};
  client.send(get("/"));
  const auto respond = held.take();
  const auto start = Clock::now();
  live.server().stop();
  live.join();
  EXPECT_GE(Clock::now() - start, 4s);
  EXPECT_LT(Clock::now() - start, 8s);
}

TEST(Stop, TakesNoNewConnection) {
  Held held;
  LiveServer live{held.handler()};
  RawClient client{live.port()};
  client.send(get("/"));
  const auto respond = held.take();
  EXPECT_TRUE(begins_to_stop(live));
  respond({});
  live.join();
}

TEST(Stop, BeforeRunEndsRunAtOnce) {
  auto server = std::get<0>(Server::start({}, echoing()));
  server->stop();
  server->run();
}

TEST(Stop, AnAnswerAfterTheServerIsGoneGoesNowhere) {
  Server::Respond late;
  {
    Held held;
    LiveServer live{held.handler(), {}};
    RawClient client{live.port()};
    client.send(get("/"));
    late = held.take();
  }
  late({.body = "too late"});
  late = {};
}

TEST(Start, SaysThatThePortIsTaken) {
  LiveServer live{echoing()};
  const auto second = Server::start({.port = live.port()}, echoing());
  ASSERT_TRUE(std::holds_alternative<std::string>(second));
  EXPECT_EQ(std::get<std::string>(second), "cannot listen on 127.0.0.1 port " + std::to_string(live.port()) +
                                               ": somebody listens there already");
}

TEST(Start, SaysThatAnAddressIsNone) {
  EXPECT_EQ(std::get<std::string>(Server::start({.address = "here"}, echoing())), "\"here\" is not an IP address");
  EXPECT_EQ(std::get<std::string>(Server::start({.address = "192.0.2.1"}, echoing())),
            "cannot listen on 192.0.2.1 port 0: this machine has no such address");
}

TEST(Idle, AThousandIdleConnectionsDoNotHinderANewOne) {
  LiveServer live{echoing()};
  std::vector<RawClient> idle;
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(idle.emplace_back(live.port()).send(get("/")).reply().status, 200);
  const auto start = Clock::now();
  EXPECT_EQ(RawClient{live.port()}.send(get("/new")).reply().body, "GET /new?\n");
  EXPECT_LT(Clock::now() - start, 1s);
  EXPECT_EQ(idle[500].send(get("/old")).reply().body, "GET /old?\n");
}

// Without a file left for the next connection the server waits, and takes it once one is free.
TEST(Idle, AServerOutOfFilesGoesOnWhenThereAreSomeAgain) {
  LiveServer live{echoing()};
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  const int next = dup(0);
  close(next);
  const rlimit tight{static_cast<rlim_t>(next + 1), before.rlim_max};  // The client's own, and none for the server.
  setrlimit(RLIMIT_NOFILE, &tight);
  RawClient waiting{live.port()};
  waiting.send(get("/waited"));
  std::this_thread::sleep_for(150ms);
  EXPECT_EQ(live.server().counts().connections, 0U);
  setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_EQ(waiting.reply().body, "GET /waited?\n");
}

}  // namespace
}  // namespace parcours::http
