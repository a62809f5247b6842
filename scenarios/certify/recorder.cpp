#include "scenarios/certify/recorder.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

#include "sim/http_client.h"
#include "sim/throwaway_tls.h"

namespace parcours {
namespace {

constexpr int kWorkers = 8;              // Calls that may be under way at a time.
constexpr std::size_t kWaitingMax = 256;  // More wait to be passed on: the next are answered 503.
constexpr std::size_t kBodyMax = 8 * 1024 * 1024;

Instant wall_now() { return std::chrono::time_point_cast<encaissement::Duration>(std::chrono::system_clock::now()); }

bool same(std::string_view one, std::string_view other) {
  const auto lower = [](unsigned char c) { return std::tolower(c); };
  return std::ranges::equal(one, other, {}, lower, lower);
}

// RFC 9110, 7.6.1; the client writes its own, and bodies shall travel as they are.
bool is_of_the_connection(std::string_view name) {
  constexpr std::array<std::string_view, 11> kNames = {"Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer",
                                                       "Transfer-Encoding", "Upgrade", "Host", "Content-Length",
                                                       "Accept-Encoding", "Content-Encoding"};
  return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view one) { return same(one, name); });
}

std::vector<http::Header> passed_on(const std::vector<http::Header>& headers) {
  std::vector<http::Header> kept;
  for (const http::Header& one : headers)
    if (!is_of_the_connection(one.name)) kept.push_back(one);
  return kept;
}

HttpReply forward(HttpTransport& to, const http::Request& request) {
  http::Request sent = request;
  sent.path = request.raw_path;  // As it came, its last slash too: seals cover it.
  sent.headers = passed_on(request.headers);
  HttpReply reply = to.send(sent);
  reply.response.headers = passed_on(reply.response.headers);
  std::erase_if(reply.response.headers, [](const http::Header& one) { return same(one.name, "Content-Type"); });
  return reply;
}

std::unique_ptr<HttpTransport> connected(const std::string& url, const WireRecorderOptions& options) {
  auto made = connect_http({.url = url, .answer_time = options.answer_time, .trusts_anybody = options.trusts_anybody});
  auto* client = std::get_if<0>(&made);
  return client == nullptr ? nullptr : std::move(*client);
}

class Proxy final : public WireRecorder {
 public:
  explicit Proxy(WireRecorderOptions options) : options_{std::move(options)}, waiting_to_stop_{stopped_.get_future()} {
    for (const WireOrder& order : options_.faults) orders_.add(order);
  }
  ~Proxy() override {
    stop();
    for (const auto& server : servers_) server->stop();
    for (std::thread& thread : serving_) thread.join();
    {
      const std::lock_guard lock{mutex_};
      ending_ = true;
    }
    work_.notify_all();
    for (std::thread& thread : workers_) thread.join();
  }
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  // Empty: it runs.
  std::string open() {
    if (!options_.write(trace_head("parcours record"))) return "the trace cannot be written";
    for (const WireRecorderDoor* door : doors())
      if (connected(door->to, options_) == nullptr) return "expected http://host:port or https://host:port, found \"" + door->to + '"';
    for (const WireRecorderDoor* door : doors())
      if (std::string trouble = listen(*door, door != &options_.calls); !trouble.empty()) return trouble;
    for (const auto& server : servers_) serving_.emplace_back([&one = *server] { one.run(); });
    for (int i = 0; i < kWorkers; ++i) workers_.emplace_back([this] { work(); });
    return {};
  }

  std::string url() const override { return urls_.front(); }
  std::string notice_url() const override { return urls_.size() > 1 ? urls_[1] : std::string{}; }
  std::string authority() const override { return authority_; }
  void wait() override { waiting_to_stop_.wait(); }
  void stop() override {
    if (!stopping_.exchange(true)) stopped_.set_value();
  }
  bool is_full() const override { return full_; }
  WireRecorderCounts counts() const override {
    const std::lock_guard lock{mutex_};
    WireRecorderCounts counts = counts_;
    counts.faults_left = orders_.left();
    return counts;
  }

 private:
  struct Job {
    bool notice = false;
    http::Request request;
    http::Server::Respond respond;
  };

  std::vector<const WireRecorderDoor*> doors() const {
    std::vector<const WireRecorderDoor*> all{&options_.calls};
    for (const WireRecorderDoor& door : options_.notices) all.push_back(&door);
    return all;
  }

  std::string listen(const WireRecorderDoor& door, bool notice) {
    http::ServerOptions server;
    server.address = door.address;
    server.port = door.port;
    server.body_max = kBodyMax;
    const auto handler = [this, notice](http::Request request, http::Server::Respond respond) {
      enqueue({notice, std::move(request), std::move(respond)});
    };
    const bool tls = options_.tls && !notice;
    if (tls) {
      auto started = start_throwaway_tls(std::move(server), handler);
      if (auto* trouble = std::get_if<std::string>(&started)) return *trouble;
      servers_.push_back(std::move(std::get<0>(started).server));
      authority_ = std::get<0>(started).authority;
    } else {
      auto started = http::Server::start(std::move(server), handler);
      if (auto* trouble = std::get_if<std::string>(&started)) return *trouble;
      servers_.push_back(std::move(std::get<0>(started)));
    }
    urls_.push_back((tls ? "https://" : "http://") + door.address + ':' + std::to_string(servers_.back()->port()));
    return {};
  }

  void enqueue(Job job) {
    {
      const std::lock_guard lock{mutex_};
      if (jobs_.size() < kWaitingMax) {
        jobs_.push_back(std::move(job));
        return work_.notify_one();
      }
    }
    job.respond({.status = 503, .type = ""});
  }

  // A worker has connections of its own: one request at a time on each.
  void work() {
    const auto service = connected(options_.calls.to, options_);
    const auto till = options_.notices.empty() ? nullptr : connected(options_.notices.front().to, options_);
    while (auto job = next()) job->notice ? pass_notice(*till, *job) : pass_call(*service, *job);
  }

  std::optional<Job> next() {
    std::unique_lock lock{mutex_};
    work_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
    if (jobs_.empty()) return std::nullopt;
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    return job;
  }

  void pass_call(HttpTransport& service, Job& job) {
    std::optional<WireFault> fault;
    {
      const std::lock_guard lock{mutex_};
      fault = orders_.next(api_call(job.request));
    }
    Passed passed = pass_on(job.request, fault, {.service = [&](const http::Request& one) { return forward(service, one); },
                                                 .now = wall_now, .patience = options_.patience});
    const bool unanswered = !fault && passed.response.lost;
    write(passed.call, [&](WireRecorderCounts& counts) {
      ++counts.calls;
      counts.faults += fault ? 1U : 0U;
      counts.unanswered += unanswered ? 1U : 0U;
    });
    job.respond(std::move(passed.response));
  }

  void pass_notice(HttpTransport& till, Job& job) {
    const std::string query = job.request.query.empty() ? "" : '?' + job.request.query;
    TracedNotice notice{.at = wall_now(), .url = notice_url() + job.request.raw_path + query,  // As the till gave it.
                        .headers = job.request.headers, .body = job.request.body};
    HttpReply reply = forward(till, job.request);
    const bool answered = reply.fate == HttpReply::Fate::answered;
    if (answered) notice.status = reply.response.status;
    write(notice, [&](WireRecorderCounts& counts) {
      ++counts.notices;
      counts.unanswered += answered ? 0U : 1U;
    });
    job.respond(answered ? std::move(reply.response) : http::Response{.status = 0, .lost = true});
  }

  // Written before the other side learns of it: what somebody knows is in the trace.
  template <class Count>
  void write(const TraceEntry& entry, Count count) {
    const std::string line = to_line(entry);
    const std::lock_guard lock{mutex_};
    count(counts_);
    if (full_ || options_.write(line)) return;
    full_ = true;
    stop();
  }

  const WireRecorderOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable work_;
  std::deque<Job> jobs_;
  WireOrders orders_;
  WireRecorderCounts counts_;
  std::vector<std::unique_ptr<http::Server>> servers_;
  std::vector<std::string> urls_;
  std::string authority_;
  std::vector<std::thread> serving_, workers_;
  std::atomic<bool> stopping_ = false, full_ = false;
  bool ending_ = false;
  std::promise<void> stopped_;
  std::future<void> waiting_to_stop_;
};

}  // namespace

std::variant<std::unique_ptr<WireRecorder>, std::string> WireRecorder::start(WireRecorderOptions options) {
  auto proxy = std::make_unique<Proxy>(std::move(options));
  if (std::string trouble = proxy->open(); !trouble.empty()) return trouble;
  return proxy;
}

}  // namespace parcours
