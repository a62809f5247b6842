// The same messages over HTTP, to an adapter's address and by long polls; with one till in this process behind both.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>

#include "reference/http/server.h"
#include "sim/http_client.h"
#include "sim/till_http.h"
#include "sim/till_pull.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using Clock = std::chrono::steady_clock;

// Says what it was told.
class NotingTill final : public Till {
 public:
  TillTold<TillHello> hello() override {
    TillTold<TillHello> told;
    told.value = {.vendor = "v", .product = "p", .version = "1"};
    return told;
  }
  TillReply reset(const TillReset& reset) override { return base = reset.base_url, TillReply{}; }
  TillReply order(const TillOrder& order) override {
    TillReply reply;
    reply.kind = order.verb == TillVerb::cancel ? TillReply::Kind::error : TillReply::Kind::ok;
    reply.code = "BAD_REQUEST";
    return reply;
  }
  TillTold<std::optional<Instant>> tick(Instant now) override { return {{}, now + 5s}; }
  TillTold<int> notify(const http::Request&) override { return {{}, 204}; }
  TillReply crash() override { return {}; }
  TillReply restart(const TillReset& reset) override { return base = reset.base_url, TillReply{}; }
  TillTold<std::vector<SaleView>> observe(const std::string& screen_of) override {
    TillTold<std::vector<SaleView>> told;
    told.value = {SaleView{.sale = screen_of, .screen = std::string(300'000, '\1')}};
    return told;
  }
  void bye() override {}

  std::string base;
};

void speaks_every_message(Till& till, const NotingTill& behind) {
  ASSERT_TRUE(till.hello().reply.is_ok());
  TillReset reset;
  reset.base_url = "http://here";
  EXPECT_TRUE(till.reset(reset).is_ok());
  EXPECT_EQ(behind.base, "http://here");
  EXPECT_EQ(till.order({.verb = TillVerb::cancel, .sale = "A"}).code, "BAD_REQUEST");
  EXPECT_EQ(till.tick(Instant{1s}).value, Instant{6s});
  http::Request notice{.method = "POST", .path = "/n", .raw_path = "/n"};
  EXPECT_EQ(till.notify(notice).value, 204);
  const auto sales = till.observe("B");
  ASSERT_EQ(sales.value.size(), 1U) << sales.reply.message;
  EXPECT_EQ(sales.value[0].screen.size(), 300'000U);
  EXPECT_TRUE(till.crash().is_ok());
  reset.base_url = "http://there";
  EXPECT_TRUE(till.restart(reset).is_ok());
  EXPECT_EQ(behind.base, "http://there");
  till.bye();
}

// An adapter at an address; `handle` makes the answer of a body.
class Listening {
 public:
  explicit Listening(std::function<http::Response(const http::Request&)> handle) {
    http::ServerOptions options;
    server_ = std::get<std::unique_ptr<http::Server>>(http::Server::start(
        options, [handle](const http::Request& request, const http::Server::Respond& respond) { respond(handle(request)); }));
    thread_ = std::thread{[this] { server_->run(); }};
  }
  ~Listening() {
    server_->stop();
    thread_.join();
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }

 private:
  std::unique_ptr<http::Server> server_;
  std::thread thread_;
};

std::unique_ptr<Till> at(const std::string& url, std::chrono::milliseconds budget = 3000ms) {
  TillHttpOptions options{.url = url};
  options.budgets = {.hello = budget + 1ms, .answer = budget};
  return std::get<std::unique_ptr<Till>>(connect_till(options));
}

TEST(TillHttp, SpeaksWithAnAdapterAtAnAddress) {
  NotingTill behind;
  bool over = false;
  std::string path;
  const Listening adapter{[&](const http::Request& request) {
    path = request.method + ' ' + request.raw_path;
    return http::Response{.body = answered(behind, request.body, over)};
  }};
  speaks_every_message(*at(adapter.url() + "/adapter/v1/"), behind);
  EXPECT_EQ(path, "POST /adapter/v1");
  EXPECT_TRUE(over);
  speaks_every_message(*at(adapter.url()), behind);
  EXPECT_EQ(path, "POST /");
}

TEST(TillHttp, SaysWhatIsWrongWithAnAnswer) {
  http::Response response{.status = 500, .body = "oops"};
  const Listening adapter{[&](const http::Request&) { return response; }};
  EXPECT_THAT(at(adapter.url())->hello().reply.message, HasSubstr("`hello` was answered with HTTP 500: oops"));
  response = {.status = 200, .body = "<html>"};
  EXPECT_THAT(at(adapter.url())->hello().reply.message, HasSubstr("is no JSON object with an id: <html>"));
  response.body = R"({"id":9,"ok":{}})";
  EXPECT_THAT(at(adapter.url())->hello().reply.message, HasSubstr("is message 1, the answer says another id"));
}

TEST(TillHttp, NobodyThereIsToldAndAnotherWordThanAUrlRefused) {
  std::string url;
  {
    const Listening gone{[](const http::Request&) { return http::Response{}; }};
    url = gone.url();
  }
  const TillReply reply = at(url)->hello().reply;
  EXPECT_EQ(reply.kind, TillReply::Kind::lost);
  EXPECT_THAT(reply.message, HasSubstr("nobody answers at this address"));
  EXPECT_TRUE(std::holds_alternative<std::string>(connect_till({.url = "localhost:80"})));
}

TEST(TillHttp, AnAnswerThatDoesNotComeEndsAtTheBudget) {
  const Listening adapter{[](const http::Request&) { return http::Response{.delay = 5s}; }};
  const auto begun = Clock::now();
  const TillReply reply = at(adapter.url(), 200ms)->tick({}).reply;
  EXPECT_TRUE(reply.timed_out);
  EXPECT_THAT(reply.message, HasSubstr("no answer to `tick` within 0.2 s"));
  EXPECT_LT(Clock::now() - begun, 3s);
}

TEST(TillHttp, AnAdapterThatDiesOfACrashMessageDidWhatItWasAsked) {
  const Listening adapter{[](const http::Request&) { return http::Response{.lost = true}; }};
  EXPECT_TRUE(at(adapter.url())->crash().is_ok());
  EXPECT_EQ(at(adapter.url())->tick({}).reply.kind, TillReply::Kind::lost);
}

// -------- Long polls -----------------------------------------------------------------------------------

std::unique_ptr<TillPull> listening(std::chrono::milliseconds budget = 3000ms, std::chrono::milliseconds poll = 10'000ms) {
  TillPullOptions options;
  options.token = "s3cret";
  options.budgets = {.hello = budget, .answer = budget};
  options.poll = poll;
  auto till = listen_for_till(options);
  return std::get<std::unique_ptr<TillPull>>(std::move(till));
}

http::Request asking(const std::string& token = "s3cret") {
  http::Request request{.method = "GET", .path = "/next"};
  request.headers = {{"Authorization", "Bearer " + token}};
  return request;
}

http::Request answering(const std::string& body) {
  http::Request request{.method = "POST", .path = "/answer"};
  request.headers = {{"Authorization", "Bearer s3cret"}};
  request.body = body;
  return request;
}

HttpReply send(const TillPull& till, const http::Request& request) {
  return std::get<std::unique_ptr<HttpTransport>>(connect_http({.url = till.url()}))->send(request);
}

TEST(TillPull, SpeaksWithATillThatAsksForItsMessages) {
  const auto till = listening();
  NotingTill behind;
  std::thread puller{[&] {
    const auto client = std::get<std::unique_ptr<HttpTransport>>(connect_http({.url = till->url()}));
    for (bool over = false; !over;) {
      const HttpReply next = client->send(asking());
      if (next.response.status == 200) client->send(answering(answered(behind, next.response.body, over)));
    }
  }};
  speaks_every_message(*till, behind);
  puller.join();
  EXPECT_TRUE(till->take_noise().empty());
}

TEST(TillPull, WithoutTheTokenNothingIsTold) {
  const auto till = listening();
  EXPECT_EQ(send(*till, asking("s3cre")).response.status, 401);
  EXPECT_EQ(send(*till, asking("")).response.status, 401);
  http::Request other = asking();
  other.path = "/other";
  EXPECT_EQ(send(*till, other).response.status, 404);
}

TEST(TillPull, APollWithoutAMessageIsAnswered204) {
  const auto till = listening(3000ms, 100ms);
  const auto begun = Clock::now();
  EXPECT_EQ(send(*till, asking()).response.status, 204);
  EXPECT_GE(Clock::now() - begun, 100ms);
}

TEST(TillPull, NobodyWhoAsksIsToldAndAMessageThatWasFetchedToo) {
  const auto till = listening(200ms, 5000ms);
  const TillReply alone = till->hello().reply;
  EXPECT_TRUE(alone.timed_out);
  EXPECT_THAT(alone.message, HasSubstr("nobody fetched `hello` (GET /next) within 0.2 s"));
  std::thread fetcher{[&] { send(*till, asking()); }};
  EXPECT_THAT(till->tick({}).reply.message, testing::AnyOf(HasSubstr("`tick` was fetched and not answered"), HasSubstr("nobody fetched")));
  till->crash();  // Whoever still waits is given something.
  fetcher.join();
}

TEST(TillPull, AMessageThatWasNotAnsweredIsGivenAgain) {
  const auto till = listening();
  std::string first, second;
  std::thread puller{[&] {
    first = send(*till, asking()).response.body;
    second = send(*till, asking()).response.body;
    NotingTill behind;
    bool over = false;
    send(*till, answering(answered(behind, second, over)));
  }};
  EXPECT_TRUE(till->hello().reply.is_ok());
  puller.join();
  EXPECT_EQ(first, second);
}

TEST(TillPull, AnAnswerToNothingIsRefusedAndShownAsNoise) {
  const auto till = listening();
  EXPECT_EQ(send(*till, answering(R"({"id":4,"ok":{}})")).response.status, 409);
  EXPECT_EQ(send(*till, answering("hello")).response.status, 400);
  const auto noise = till->take_noise();
  ASSERT_EQ(noise.size(), 2U);
  EXPECT_THAT(noise[0], HasSubstr("an answer with id 4 while nothing was asked"));
}

TEST(TillPull, GoesWhileSomebodyWaits) {
  auto till = listening(3000ms, 60'000ms);
  std::atomic<int> status = 0;
  std::thread waiter{[&, url = till->url()] {
    const HttpReply reply = std::get<std::unique_ptr<HttpTransport>>(connect_http({.url = url}))->send(asking());
    if (reply.fate == HttpReply::Fate::answered) status = reply.response.status;
  }};
  std::thread other{[&, url = till->url()] {  // A second poll sends the first home.
    std::get<std::unique_ptr<HttpTransport>>(connect_http({.url = url}))->send(asking());
  }};
  till.reset();
  waiter.join(), other.join();
  EXPECT_NE(status, 200);
}

}  // namespace
}  // namespace parcours
