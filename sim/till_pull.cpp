#include "sim/till_pull.h"

#include <fmt/format.h>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "reference/http/server.h"
#include "reference/http/wire.h"
#include "reference/seal/digest.h"
#include "reports/text.h"

namespace parcours {
namespace {

using Clock = std::chrono::steady_clock;
using Respond = http::Server::Respond;

http::Response plain(int status, std::string words) {
  return {.status = status, .body = std::move(words), .type = "text/plain; charset=utf-8"};
}

// What lies on the counter between the asking thread, the server's and the one that watches the time.
class Counter {
 public:
  explicit Counter(std::chrono::milliseconds poll) : poll_{poll} {}

  void put(std::int64_t id, const std::string& line) {
    const std::lock_guard lock{mutex_};
    id_ = id, message_ = line, answer_.reset(), fetched_ = false;
    if (waiting_) give(std::exchange(waiting_, std::nullopt)->respond);
  }

  // None: not in time, or (`closed`) never.
  std::optional<std::string> wait(Clock::time_point deadline, bool& fetched) {
    std::unique_lock lock{mutex_};
    changed_.wait_until(lock, deadline, [&] { return answer_.has_value(); });
    fetched = fetched_;
    message_.clear();
    return std::exchange(answer_, std::nullopt);
  }

  void ask(Respond respond) {
    const std::lock_guard lock{mutex_};
    if (waiting_) waiting_->respond(http::Response{.status = 204});
    waiting_.reset();
    if (!message_.empty()) return give(respond);
    waiting_ = Waiting{std::move(respond), Clock::now() + poll_};
    changed_.notify_all();
  }

  http::Response take(const std::string& body) {
    const auto id = answer_id(body);
    const std::lock_guard lock{mutex_};
    if (!id) return remark(400, "the answer is no JSON object with an id: " + one_line(body, 120));
    if (message_.empty() || *id != id_)
      return remark(409, fmt::format("an answer with id {} while {}", *id, message_.empty() ? "nothing was asked" : fmt::format("message {} was asked", id_)));
    answer_ = body;
    message_.clear();
    changed_.notify_all();
    return {.status = 204};
  }

  // Answers whoever waits too long. Until close().
  void watch() {
    std::unique_lock lock{mutex_};
    while (!closed_) {
      if (!waiting_) {
        changed_.wait(lock);
      } else if (Clock::now() >= waiting_->until) {
        std::exchange(waiting_, std::nullopt)->respond(http::Response{.status = 204});
      } else {
        changed_.wait_until(lock, waiting_->until);
      }
    }
    if (waiting_) std::exchange(waiting_, std::nullopt)->respond(http::Response{.status = 204});
  }

  void close() {
    const std::lock_guard lock{mutex_};
    closed_ = true;
    changed_.notify_all();
  }

  std::vector<std::string> take_remarks() {
    const std::lock_guard lock{mutex_};
    return std::exchange(remarks_, {});
  }

 private:
  struct Waiting {
    Respond respond;
    Clock::time_point until;
  };

  void give(const Respond& respond) {
    fetched_ = true;
    respond(http::Response{.status = 200, .body = message_});
  }

  http::Response remark(int status, const std::string& words) {
    if (remarks_.size() < 20) remarks_.push_back("POST /answer: " + words);
    return plain(status, words);
  }

  const std::chrono::milliseconds poll_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::int64_t id_ = 0;
  std::string message_;  // Empty: nothing is asked.
  bool fetched_ = false, closed_ = false;
  std::optional<std::string> answer_;
  std::optional<Waiting> waiting_;
  std::vector<std::string> remarks_;
};

class Pulled final : public TillPull {
 public:
  explicit Pulled(const TillPullOptions& options) : options_{options}, counter_{options.poll} { budgets_ = options.budgets; }

  ~Pulled() override {
    counter_.close();
    if (watcher_.joinable()) watcher_.join();
    if (server_) server_->stop();
    if (serving_.joinable()) serving_.join();
  }

  // Empty: it listens.
  std::string start() {
    http::ServerOptions options;
    options.address = options_.address;
    options.port = options_.port;
    options.tls_certificate = options_.tls_certificate;
    options.tls_key = options_.tls_key;
    options.body_max = 8 * 1024 * 1024;
    auto server = http::Server::start(options, [this](http::Request request, Respond respond) { handle(request, std::move(respond)); });
    if (auto* why = std::get_if<std::string>(&server)) return std::move(*why);
    server_ = std::get<std::unique_ptr<http::Server>>(std::move(server));
    serving_ = std::thread{[this] { server_->run(); }};
    watcher_ = std::thread{[this] { counter_.watch(); }};
    return "";
  }

  std::string url() const override {
    const std::string host = options_.address.find(':') == std::string::npos ? options_.address : '[' + options_.address + ']';
    return fmt::format("{}://{}:{}", options_.tls_certificate.empty() ? "http" : "https", host, server_->port());
  }

  TillReply crash() override {
    crashing_ = true;
    TillReply reply = RemoteTill::crash();
    crashing_ = false;
    return reply;
  }

  TillReply restart(const TillReset& as_before) override {
    TillReply hello = RemoteTill::hello().reply;
    return hello.is_ok() ? RemoteTill::restart(as_before) : hello;
  }

  std::vector<std::string> take_noise() override {
    for (std::string& remark : counter_.take_remarks()) add_noise(std::move(remark));
    return RemoteTill::take_noise();
  }

 private:
  void handle(const http::Request& request, Respond respond) {
    if (!encaissement::same_secret(request.header("Authorization"), "Bearer " + options_.token))
      return respond(plain(401, "expected the header \"Authorization: Bearer TOKEN\" with the token that Parcours was given\n"));
    if (request.method == "GET" && request.path == "/next") return counter_.ask(std::move(respond));
    if (request.method == "POST" && request.path == "/answer") return respond(counter_.take(request.body));
    respond(plain(404, "there is GET /next and POST /answer\n"));
  }

  Carried carry(std::int64_t id, const std::string& name, const std::string& line, std::chrono::milliseconds budget) override {
    bool fetched = false;
    counter_.put(id, line);
    if (auto answer = counter_.wait(Clock::now() + budget, fetched)) return {{}, std::move(*answer)};
    if (crashing_ && fetched) return {{}, fmt::format(R"({{"id":{},"ok":{{}}}})", id)};  // It went before it could answer.
    return {lost_till(fetched ? fmt::format("`{}` was fetched and not answered within {}", name, words_of(budget))
                              : fmt::format("nobody fetched `{}` (GET /next) within {}", name, words_of(budget)), true), {}};
  }

  const TillPullOptions options_;
  Counter counter_;
  std::unique_ptr<http::Server> server_;
  std::thread serving_, watcher_;
  bool crashing_ = false;
};

}  // namespace

std::variant<std::unique_ptr<TillPull>, std::string> listen_for_till(const TillPullOptions& options) {
  auto till = std::make_unique<Pulled>(options);
  if (std::string why = till->start(); !why.empty()) return why;
  return till;
}

}  // namespace parcours
