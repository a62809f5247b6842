#include "reference/http/notifier.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <future>
#include <map>
#include <mutex>
#include <optional>

#include "tests/reference/http/certificate.h"
#include "tests/reference/http/live_server.h"

namespace parcours::http {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// What was acknowledged, as the service would be told.
class Told {
 public:
  Notifier::Done done() {
    return [this](std::uint64_t notice, bool acknowledged) {
      const std::lock_guard lock{mutex_};
      answers_.emplace(notice, acknowledged);
      changed_.notify_all();
    };
  }
  // Of `notice`, within five seconds; none: nothing was told.
  std::optional<bool> of(std::uint64_t notice) {
    std::unique_lock lock{mutex_};
    changed_.wait_for(lock, 5s, [&] { return answers_.contains(notice); });
    return answers_.contains(notice) ? std::optional{answers_.find(notice)->second} : std::nullopt;
  }
  std::size_t count() {
    const std::lock_guard lock{mutex_};
    return answers_.size();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::multimap<std::uint64_t, bool> answers_;
};

std::unique_ptr<Notifier> notifier(Told& told, NotifierOptions options = {}) {
  return std::get<0>(Notifier::start(std::move(options), told.done()));
}

std::string url_of(const LiveServer& live, const std::string& path = "/") {
  return "http://127.0.0.1:" + std::to_string(live.port()) + path;
}

Server::Handler saying(int status, std::vector<Header> headers = {}) {
  return [=](const Request&, const Server::Respond& respond) { respond({.status = status, .headers = headers}); };
}

TEST(Notifier, PostsBodyAndHeadersToTheUrl) {
  std::promise<Request> seen;
  LiveServer live{[&](Request request, const Server::Respond& respond) {
    seen.set_value(std::move(request));
    respond({.status = 204});
  }};
  Told told;
  const auto sender = notifier(told);
  EXPECT_TRUE(sender->send({.notice = 7, .url = url_of(live, "/back?order=1"), .body = "{}", .headers = {{"Parcours-Seal", "s"}}}));
  EXPECT_EQ(told.of(7), true);
  const auto request = seen.get_future().get();
  EXPECT_EQ(request.method + ' ' + request.path + '?' + request.query + ' ' + request.body, "POST /back?order=1 {}");
  EXPECT_EQ(request.header("Parcours-Seal"), "s");
  EXPECT_EQ(request.header("Content-Type"), "application/json; charset=utf-8");
  EXPECT_EQ(request.header("Host"), "127.0.0.1:" + std::to_string(live.port()));
}

TEST(Notifier, TakesAny2xxForAnAcknowledgementAndNothingElse) {
  for (const int status : {200, 201, 202, 204, 299}) {
    LiveServer live{saying(status)};
    Told told;
    const auto sender = notifier(told);
    sender->send({.notice = 1, .url = url_of(live)});
    EXPECT_EQ(told.of(1), true) << status;
  }
  for (const int status : {300, 400, 404, 500, 503}) {
    LiveServer live{saying(status)};
    Told told;
    const auto sender = notifier(told);
    sender->send({.notice = 1, .url = url_of(live)});
    EXPECT_EQ(told.of(1), false) << status;
  }
}

TEST(Notifier, FollowsNoRedirect) {
  LiveServer target{saying(200)};
  LiveServer live{saying(307, {{"Location", url_of(target)}})};
  Told told;
  const auto sender = notifier(told);
  sender->send({.notice = 1, .url = url_of(live)});
  EXPECT_EQ(told.of(1), false);
  EXPECT_EQ(target.server().counts().connections, 0U);
}

TEST(Notifier, FailsWhereNobodyListens) {
  std::uint16_t port = 0;
  { port = LiveServer{echoing()}.port(); }
  Told told;
  const auto sender = notifier(told);
  sender->send({.notice = 1, .url = "http://127.0.0.1:" + std::to_string(port)});
  EXPECT_EQ(told.of(1), false);
}

TEST(Notifier, FailsWhereNobodyAnswersInTime) {
  Server::Respond kept;
  LiveServer live{[&](const Request&, Server::Respond respond) { kept = std::move(respond); }};
  Told told;
  const auto sender = notifier(told, {.timeout = 80ms});
  sender->send({.notice = 1, .url = url_of(live)});
  EXPECT_EQ(told.of(1), false);
  EXPECT_EQ(sender->counts().in_flight, 0U);
  kept = {};
}

TEST(Notifier, FailsWhereTheUrlIsNone) {
  Told told;
  const auto sender = notifier(told);
  std::uint64_t notice = 0;
  for (const auto* url : {"", "nonsense", "ftp://127.0.0.1/", "http://", "http://user:pin@127.0.0.1/", "http://127.0.0.1:99999/"}) {
    sender->send({.notice = ++notice, .url = url});
    EXPECT_EQ(told.of(notice), false) << url;
  }
}

TEST(Notifier, SpeaksToNobodyElsesMachine) {
  Told told;
  const auto sender = notifier(told, {.timeout = 2s});
  std::uint64_t notice = 0;
  for (const auto* url : {"http://192.0.2.1/", "http://0.0.0.0:1/", "http://[::ffff:192.0.2.1]/", "http://3221225985/"}) {
    const auto start = Clock::now();
    sender->send({.notice = ++notice, .url = url});
    EXPECT_EQ(told.of(notice), false) << url;
    EXPECT_LT(Clock::now() - start, 1s) << url << " was tried";
  }
}

TEST(Notifier, FindsThisMachineByItsName) {
  LiveServer live{saying(200)};
  Told told;
  const auto sender = notifier(told);
  sender->send({.notice = 1, .url = "http://localhost:" + std::to_string(live.port())});
  EXPECT_EQ(told.of(1), true);
}

TEST(Notifier, ASlowUrlDelaysNoOther) {
  std::mutex mutex;
  std::vector<Server::Respond> kept;
  LiveServer slow{[&](const Request&, Server::Respond respond) { kept.push_back(std::move(respond)); }};
  LiveServer fast{saying(200)};
  Told told;
  const auto sender = notifier(told, {.timeout = 10s});
  for (std::uint64_t i = 1; i <= 200; ++i) sender->send({.notice = i, .url = url_of(slow)});
  const auto start = Clock::now();
  for (std::uint64_t i = 1001; i <= 1100; ++i) sender->send({.notice = i, .url = url_of(fast)});
  for (std::uint64_t i = 1001; i <= 1100; ++i) EXPECT_EQ(told.of(i), true);
  EXPECT_LT(Clock::now() - start, 3s);
  EXPECT_EQ(told.count(), 100U);
}

TEST(Notifier, NeverHasTwoAttemptsOfOneNotice) {
  std::promise<Server::Respond> held;
  LiveServer live{[&](const Request&, Server::Respond respond) { held.set_value(std::move(respond)); }};
  Told told;
  const auto sender = notifier(told);
  EXPECT_TRUE(sender->send({.notice = 1, .url = url_of(live)}));
  EXPECT_FALSE(sender->send({.notice = 1, .url = url_of(live)}));
  const auto respond = held.get_future().get();
  EXPECT_FALSE(sender->send({.notice = 1, .url = url_of(live)}));
  respond({});
  EXPECT_EQ(told.of(1), true);
  EXPECT_EQ(sender->counts().attempts, 1U);
}

TEST(Notifier, ReadsNoMoreOfAnAnswerThanItMust) {
  LiveServer live{[](const Request&, const Server::Respond& respond) { respond({.body = std::string(50 << 20, 'x')}); }};
  Told told;
  const auto sender = notifier(told);
  sender->send({.notice = 1, .url = url_of(live)});
  EXPECT_EQ(told.of(1), true);
}

TEST(Notifier, EndsWithAttemptsUnderWay) {
  Server::Respond kept;
  LiveServer live{[&](const Request&, Server::Respond respond) { kept = std::move(respond); }};
  Told told;
  {
    const auto sender = notifier(told);
    for (std::uint64_t i = 1; i <= 300; ++i) sender->send({.notice = i, .url = "http://localhost:" + std::to_string(live.port())});
  }
  EXPECT_EQ(told.count(), 0U);
}

TEST(Notifier, TrustsOverTlsWhomItIsToldToTrust) {
  const Certificate certificate;
  LiveServer live{saying(200), {.tls_certificate = certificate.file(), .tls_key = certificate.key()}};
  const auto url = "https://localhost:" + std::to_string(live.port());
  const auto outcome = [&](NotifierOptions options) {
    Told told;
    const auto sender = notifier(told, std::move(options));
    sender->send({.notice = 1, .url = url});
    return told.of(1);
  };
  EXPECT_EQ(outcome({}), false);
  EXPECT_EQ(outcome({.ca_file = certificate.file()}), true);
  EXPECT_EQ(outcome({.verify_peers = false}), true);
  const Certificate other;
  EXPECT_EQ(outcome({.ca_file = other.file()}), false);
}

TEST(Notifier, SaysThatItsTrustCannotBeRead) {
  Told told;
  const auto started = Notifier::start({.ca_file = "missing.pem"}, told.done());
  ASSERT_TRUE(std::holds_alternative<std::string>(started));
  EXPECT_EQ(std::get<std::string>(started), "the certificates to trust in missing.pem cannot be read as PEM");
}

}  // namespace
}  // namespace parcours::http
