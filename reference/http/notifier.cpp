#include "reference/http/notifier.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include <mutex>
#include <thread>
#include <utility>

#include "reference/http/attempt.h"
#include "reference/http/notice_queue.h"

namespace parcours::http {
namespace {

namespace asio = boost::asio;
using Error = boost::system::error_code;

constexpr std::size_t kNameThreads = 4;  // Names whose servers are silent hold up to three others.

class SocketNotifier : public Notifier {
 public:
  SocketNotifier(NotifierOptions options, Done done)
      : options_{std::move(options)}, done_{std::move(done)}, queue_{options_} {}

  ~SocketNotifier() override {
    io_.stop();
    if (thread_.joinable()) thread_.join();
    names_.stop();
    names_.join();
  }

  std::string begin() {
    Error error;
    tls_.set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1, error);
    tls_.set_verify_mode(options_.verify_peers ? asio::ssl::verify_peer : asio::ssl::verify_none, error);
    tls_.set_default_verify_paths(error);
    if (!options_.ca_file.empty() && tls_.load_verify_file(options_.ca_file, error))
      return "the certificates to trust in " + options_.ca_file + " cannot be read as PEM";
    thread_ = std::thread{[this] { io_.run(); }};
    return {};
  }

  bool send(Notification notification) override {
    {
      const std::lock_guard lock{mutex_};
      if (!queue_.put(std::move(notification))) return false;
    }
    asio::post(io_, [this] { go_on(); });
    return true;
  }

  NotifierCounts counts() const override {
    const std::lock_guard lock{mutex_};
    auto counts = counts_;
    counts.in_flight = queue_.in_flight();
    counts.waiting = queue_.waiting();
    return counts;
  }

 private:
  std::optional<Notification> next() {
    const std::lock_guard lock{mutex_};
    auto found = queue_.next();
    if (found) ++counts_.attempts;
    return found;
  }

  void go_on() {
    while (auto found = next()) {
      Notification notification = std::move(*found);
      attempt(place_, notification, [this, notification](int status) { over(notification, status); });
    }
  }

  void over(const Notification& notification, int status) {
    const bool acknowledged = status >= 200 && status < 300;
    {
      const std::lock_guard lock{mutex_};
      queue_.over(notification, status != 0);
      ++(acknowledged ? counts_.acknowledged : counts_.failed);
    }
    done_(notification.notice, acknowledged);
    asio::post(io_, [this] { go_on(); });
  }

  const NotifierOptions options_;
  const Done done_;
  mutable std::mutex mutex_;
  NoticeQueue queue_;
  NotifierCounts counts_;
  asio::ssl::context tls_{asio::ssl::context::tls_client};
  asio::io_context io_{1};
  const asio::executor_work_guard<asio::io_context::executor_type> guard_{io_.get_executor()};
  asio::thread_pool names_{kNameThreads};  // Leaves before the loop whose sockets its work holds.
  const AttemptPlace place_{io_, names_, tls_, options_};
  std::thread thread_;
};

}  // namespace

std::variant<std::unique_ptr<Notifier>, std::string> Notifier::start(NotifierOptions options, Done done) {
  auto notifier = std::make_unique<SocketNotifier>(std::move(options), std::move(done));
  if (auto trouble = notifier->begin(); !trouble.empty()) return trouble;
  return std::unique_ptr<Notifier>{std::move(notifier)};
}

}  // namespace parcours::http
