// The proxy between a till and a house, over real sockets.
#include "scenarios/certify/recorder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "sim/http_client.h"
#include "tests/sim/http_house.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;
using Fate = TracedCall::Fate;

constexpr const char* kAll = "/acquisition/api/public/v1/payment-transactions";

std::unique_ptr<HttpTransport> client_of(const std::string& url, const std::string& authorities = {}) {
  auto made = connect_http({.url = url, .answer_time = 2s, .authorities = authorities});
  return std::move(std::get<0>(made));
}

class RecorderTest : public testing::Test {
 protected:
  void start(const std::string& to, WireRecorderOptions options = {}) {
    options.calls.to = to;
    options.write = [this](const std::string& line) {
      text += line;
      return !full;
    };
    auto started = WireRecorder::start(std::move(options));
    ASSERT_EQ(started.index(), 0U) << std::get<std::string>(started);
    recorder = std::move(std::get<0>(started));
  }
  Trace trace() {
    recorder.reset();
    const auto read = read_trace(text, "trace");
    EXPECT_TRUE(read.ok()) << read.error().text();
    return read.ok() ? read.value() : Trace{};
  }
  HttpReply look(const std::string& number = "fozrfdcn43") {
    return client_of(recorder->url())->send({.method = "GET", .path = kAll + ('/' + number + '/'), .query = "x=%20", .headers = {{"X-Till", "7"}}});
  }

  std::string text;
  bool full = false;
  std::unique_ptr<WireRecorder> recorder;
};

TEST_F(RecorderTest, PassesTheSameAnswerAndWritesItDown) {
  const ServedHouse house;
  start(house.url());
  const HttpReply through = look();
  const HttpReply straight = house.transport()->send({.method = "GET", .path = kAll + std::string{"/fozrfdcn43/"}});
  EXPECT_EQ(through.response.status, 401);
  EXPECT_EQ(through.response.body, straight.response.body);
  EXPECT_EQ(through.response.type, straight.response.type);
  const Trace seen = trace();
  ASSERT_EQ(seen.entries.size(), 1U);
  const auto& call = std::get<TracedCall>(seen.entries[0]);
  EXPECT_EQ(call.fate, Fate::answered);
  EXPECT_EQ(call.request.raw_path, kAll + std::string{"/fozrfdcn43/"});
  EXPECT_EQ(call.request.query, "x=%20");
  EXPECT_EQ(call.request.header("X-Till"), "7");
  EXPECT_EQ(call.answer->body, straight.response.body);
}

// A judge of the service is a till whose seals must still be right behind the proxy.
TEST_F(RecorderTest, SealsPass) {
  const ServedHouse house;
  start(house.url());
  const World& world = guide_world();
  const Instant now{std::chrono::sys_days{std::chrono::year{2020} / 6 / 24} + 9h};
  HttpTarget through{client_of(recorder->url()), {}};
  through.reset(world, {}, now, 1);
  Call call;
  call.who.door = Door::api;
  call.who.name = world.keys.front().shop;
  call.verb = Verb::request;
  call.form.extended = true;
  call.form.basket = "B-1";
  call.form.payment_id = "P-1";
  call.form.amount = "40,00";
  call.form.currency = "978";
  call.form.parcours = "A";
  call.form.mode = "qr";
  const Answer answer = through.submit(call, now);
  EXPECT_EQ(answer.code, "") << answer.sentence;
  EXPECT_FALSE(answer.number.empty());
  EXPECT_GE(recorder->counts().calls, 2U);
}

TEST_F(RecorderTest, FaultsBefallAsOrdered) {
  const ServedHouse house;
  WireRecorderOptions options;
  options.faults = std::get<0>(read_faults("lost_after:status:2,error_503:any,slow:create:1"));
  start(house.url(), options);
  EXPECT_EQ(look().fate, HttpReply::Fate::unknown);
  EXPECT_EQ(look().fate, HttpReply::Fate::unknown);
  EXPECT_EQ(look().response.status, 503);
  EXPECT_EQ(look().response.status, 401);
  const WireRecorderCounts counts = recorder->counts();
  EXPECT_EQ(counts.calls, 4U);
  EXPECT_EQ(counts.faults, 3U);
  EXPECT_EQ(counts.faults_left, 1U);
  const Trace seen = trace();
  EXPECT_EQ(std::get<TracedCall>(seen.entries[0]).fate, Fate::lost);
  EXPECT_EQ(std::get<TracedCall>(seen.entries[0]).answer->status, 401);
  EXPECT_EQ(std::get<TracedCall>(seen.entries[2]).fault, "error_503");
}

TEST_F(RecorderTest, NotificationsPassOnTheirOwnPath) {
  auto till = http::Server::start({}, [](const http::Request& request, const http::Server::Respond& respond) {
    respond({.status = request.raw_path == "/retour/7/" && request.body == "{\"a\":1}" ? 204 : 400, .type = ""});
  });
  auto& server = *std::get<0>(till);
  std::thread serving{[&] { server.run(); }};
  const std::string till_url = "http://127.0.0.1:" + std::to_string(server.port());
  const ServedHouse house;
  WireRecorderOptions options;
  options.notices.push_back({.to = till_url});
  start(house.url(), options);
  const std::string door = recorder->notice_url();
  const auto sent = client_of(door)->send({.method = "POST", .path = "/retour/7/", .headers = {{"Parcours-Seal", "s"}}, .body = "{\"a\":1}"});
  EXPECT_EQ(sent.response.status, 204);
  const Trace seen = trace();
  server.stop();
  serving.join();
  ASSERT_EQ(seen.entries.size(), 1U);
  const auto& notice = std::get<TracedNotice>(seen.entries[0]);
  EXPECT_EQ(notice.url, door + "/retour/7/");  // As the till gave it, not where it leads.
  EXPECT_EQ(notice.status, 204);
  EXPECT_EQ(notice.body, "{\"a\":1}");
}

TEST_F(RecorderTest, AServiceThatIsNotThereIsWrittenDown) {
  start("http://127.0.0.1:1");
  EXPECT_EQ(look().fate, HttpReply::Fate::unknown);
  EXPECT_EQ(recorder->counts().unanswered, 1U);
  EXPECT_EQ(std::get<TracedCall>(trace().entries.at(0)).fate, Fate::not_served);
}

TEST_F(RecorderTest, TillsMayComeOverTls) {
  const ServedHouse house;
  start(house.url(), {.tls = true});
  const auto file = std::filesystem::temp_directory_path() / "parcours-recorder-test.pem";
  std::ofstream{file} << recorder->authority();
  const HttpReply reply = client_of(recorder->url(), file.string())->send({.method = "GET", .path = kAll + std::string{"/x/"}});
  std::filesystem::remove(file);
  EXPECT_EQ(reply.response.status, 401) << reply.why;
  EXPECT_TRUE(std::get<TracedCall>(trace().entries.at(0)).request.secure);
}

TEST_F(RecorderTest, ItEndsWhenTheTraceCannotBeWritten) {
  const ServedHouse house;
  start(house.url());
  full = true;
  look();
  recorder->wait();
  EXPECT_TRUE(recorder->is_full());
}

TEST(RecorderFaultsTest, AreReadStrictly) {
  const auto why = [](const std::string& words) { return std::get<std::string>(read_faults(words)); };
  EXPECT_TRUE(std::get<0>(read_faults("")).empty());
  EXPECT_EQ(why("lost_aftr:create"), "no fault is called \"lost_aftr\", did you mean \"lost_after\"?");
  EXPECT_EQ(why("cut:craete:1"), "no call is called \"craete\", did you mean \"create\"?");
  EXPECT_EQ(why("cut"), "expected FAULT:CALL or FAULT:CALL:TIMES, found \"cut\"");
  for (const char* times : {"0", "-1", "x", "1000001", ""}) EXPECT_NE(why("cut:any:" + std::string{times}), "");
  EXPECT_EQ(std::get<0>(read_faults("cut:any:1000000,slow:qr")).size(), 2U);
}

}  // namespace
}  // namespace parcours
