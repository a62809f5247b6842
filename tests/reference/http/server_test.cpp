#include "reference/http/server.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <atomic>
#include <future>

#include "tests/reference/http/live_server.h"

namespace parcours::http {
namespace {

using namespace std::chrono_literals;

TEST(Server, AnswersAsTheHandlerSays) {
  LiveServer live{[](const Request& request, const Server::Respond& respond) {
    respond({.status = 201, .headers = {{"X-Seen", std::string{request.header("x-mine")}}}, .body = request.peer});
  }};
  const auto reply = RawClient{live.port()}.send(get("/", "X-Mine: yes\r\n")).reply();
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.header("X-Seen"), "yes");
  EXPECT_EQ(reply.body, "127.0.0.1");
  EXPECT_EQ(reply.header("Content-Type"), "application/json; charset=utf-8");
}

TEST(Server, KeepsAConnectionForRequestAfterRequest) {
  LiveServer live{echoing()};
  RawClient client{live.port()};
  for (int i = 0; i < 100; ++i) EXPECT_EQ(client.send(post("/x", std::to_string(i))).reply().body, "POST /x?\n" + std::to_string(i));
  EXPECT_EQ(live.server().counts().connections, 1U);
  EXPECT_EQ(live.server().counts().requests, 100U);
}

TEST(Server, AnswersPipelinedRequestsInTheirOrder) {
  LiveServer live{echoing()};
  RawClient client{live.port()};
  std::string all;
  for (int i = 0; i < 1000; ++i) all += post("/p/" + std::to_string(i), std::string(static_cast<std::size_t>(i), 'b'));
  std::thread sender{[&] { client.send(all); }};
  for (int i = 0; i < 1000; ++i)
    ASSERT_EQ(client.reply().body, "POST /p/" + std::to_string(i) + "?\n" + std::string(static_cast<std::size_t>(i), 'b'));
  sender.join();
}

TEST(Server, ReadsARequestThatComesByteByByte) {
  LiveServer live{echoing()};
  RawClient client{live.port()};
  for (const char c : post("/slow?a=1", "body")) client.send({&c, 1});
  EXPECT_EQ(client.reply().body, "POST /slow?a=1\nbody");
}

TEST(Server, ReadsABodyInChunks) {
  LiveServer live{echoing()};
  RawClient client{live.port()};
  client.send("POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
  EXPECT_EQ(client.reply().body, "POST /c?\nabcde");
  EXPECT_EQ(client.send(get("/next")).reply().body, "GET /next?\n");
}

TEST(Server, AnswersHeadWithTheHeadOfGet) {
  LiveServer live{echoing()};
  RawClient client{live.port()};
  const auto reply = client.send("HEAD /h HTTP/1.1\r\nHost: h\r\n\r\n").reply(false);
  EXPECT_EQ(reply.header("Content-Length"), "8");
  EXPECT_EQ(client.send(get("/next")).reply().body, "GET /next?\n");
}

TEST(Server, TellsTheClientThatWaitsToGoOn) {
  LiveServer live{echoing()};
  RawClient client{live.port()};
  client.send("POST /e HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.reply().head, "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_EQ(client.send("body").reply().body, "POST /e?\nbody");
}

TEST(Server, ClosesAfterAnAnswerToWhoeverAsksForIt) {
  LiveServer live{echoing()};
  RawClient client{live.port()};
  EXPECT_EQ(client.send(get("/", "Connection: close\r\n")).reply().header("Connection"), "close");
  EXPECT_TRUE(client.is_ended());
}

TEST(Server, ClosesAfterAnAnswerInHttp10) {
  LiveServer live{echoing()};
  RawClient client{live.port()};
  EXPECT_EQ(client.send("GET / HTTP/1.0\r\n\r\n").reply().status, 200);
  EXPECT_TRUE(client.is_ended());
}

TEST(Server, TakesAnAnswerFromAnotherThread) {
  std::vector<std::thread> threads;
  LiveServer live{[&](const Request& request, const Server::Respond& respond) {
    threads.emplace_back([respond, path = request.path] { respond({.body = path}); });
  }};
  RawClient client{live.port()};
  for (int i = 0; i < 50; ++i) EXPECT_EQ(client.send(get("/" + std::to_string(i))).reply().body, "/" + std::to_string(i));
  for (auto& thread : threads) thread.join();
}

TEST(Server, TakesTheFirstOfTwoAnswers) {
  LiveServer live{[](const Request&, const Server::Respond& respond) {
    respond({.body = "first"});
    respond({.body = "second"});
  }};
  RawClient client{live.port()};
  EXPECT_EQ(client.send(get("/")).reply().body, "first");
  EXPECT_EQ(client.send(get("/")).reply().body, "first");
}

TEST(Server, SaysItFailedWhereTheHandlerForgetsToAnswer) {
  LiveServer live{[](const Request&, const Server::Respond&) {}};
  const auto reply = RawClient{live.port()}.send(get("/")).reply();
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.body, R"({"errorCode":"INTERNAL_SERVER_ERROR","errorMessage":"The service gave no answer."})");
}

TEST(Server, SaysItFailedWhereTheHandlerThrows) {
  LiveServer live{[](const Request&, const Server::Respond&) { throw std::runtime_error{"secret"}; }};
  const auto reply = RawClient{live.port()}.send(get("/")).reply();
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.body.find("secret"), std::string::npos);
}

TEST(Server, CutsTheConnectionWhereTheAnswerIsLost) {
  LiveServer live{[](const Request&, const Server::Respond& respond) { respond({.lost = true}); }};
  RawClient client{live.port()};
  EXPECT_EQ(client.send(get("/")).reply().status, 0);
  EXPECT_FALSE(client.timed_out());
}

TEST(Server, AnswersAClientThatHasEndedItsSide) {
  LiveServer live{echoing()};
  RawClient client{live.port()};
  client.send(get("/half")).end_sending();
  EXPECT_EQ(client.reply().body, "GET /half?\n");
  EXPECT_TRUE(client.is_ended());
}

TEST(Server, LeavesNoConnectionToProgramsThatAreStarted) {
  LiveServer live{echoing()};
  RawClient client{live.port()};
  EXPECT_EQ(client.send(get("/")).reply().status, 200);
  for (int file = 3; file < 256; ++file) {
    int kind = 0;
    socklen_t size = sizeof kind;
    const bool is_socket = getsockopt(file, SOL_SOCKET, SO_TYPE, &kind, &size) == 0;
    EXPECT_TRUE(!is_socket || (fcntl(file, F_GETFD) & FD_CLOEXEC)) << file;
  }
}

TEST(Server, RunsPostedWorkOnItsOwnThread) {
  std::thread::id handler, posted;
  LiveServer live{[&](const Request& request, const Server::Respond& respond) {
    handler = std::this_thread::get_id();
    echo(request, respond);
  }};
  RawClient{live.port()}.send(get("/")).reply();
  std::promise<void> done;
  live.server().post([&] { posted = std::this_thread::get_id(), done.set_value(); });
  done.get_future().wait();
  EXPECT_EQ(handler, posted);
}

}  // namespace
}  // namespace parcours::http
