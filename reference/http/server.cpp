#include "reference/http/server.h"

#include <boost/asio/post.hpp>

#include <utility>

#include "reference/http/listener.h"

namespace parcours::http {
namespace {

class SocketServer : public Server {
 public:
  explicit SocketServer(std::shared_ptr<Listener> listener) : listener_{std::move(listener)} {}

  std::uint16_t port() const override { return listener_->port(); }
  void run() override { listener_->run(); }
  void stop() override { listener_->stop(); }
  void post(std::function<void()> work) override { boost::asio::post(listener_->io(), std::move(work)); }

  ServerCounts counts() const override {
    return {.connections = listener_->accepted,
            .requests = listener_->requests,
            .refused_connections = listener_->refused,
            .limited = listener_->limited,
            .bad_requests = listener_->bad,
            .timed_out = listener_->timed_out,
            .open_connections = listener_->open};
  }

 private:
  const std::shared_ptr<Listener> listener_;
};

}  // namespace

std::variant<std::unique_ptr<Server>, std::string> Server::start(ServerOptions options, Handler handler) {
  auto listener = std::make_shared<Listener>(std::move(options), std::move(handler));
  if (auto trouble = listener->listen(); !trouble.empty()) return trouble;
  return std::unique_ptr<Server>{std::make_unique<SocketServer>(std::move(listener))};
}

}  // namespace parcours::http
