#include "sim/wire_server.h"

#include <thread>
#include <utility>

#include "sim/throwaway_tls.h"

namespace parcours {
namespace {

class SocketWire final : public WireServer {
 public:
  SocketWire(std::unique_ptr<http::Server> server, std::string url, std::string authority)
      : server_{std::move(server)}, url_{std::move(url)}, authority_{std::move(authority)}, thread_{[this] { server_->run(); }} {}
  ~SocketWire() override {
    server_->stop();
    thread_.join();
  }
  SocketWire(const SocketWire&) = delete;
  SocketWire& operator=(const SocketWire&) = delete;

  std::string url() const override { return url_; }
  std::string authority() const override { return authority_; }

 private:
  const std::unique_ptr<http::Server> server_;
  const std::string url_, authority_;
  std::thread thread_;
};

http::Server::Handler handler_of(Wire& wire) {
  return [&wire](http::Request request, http::Server::Respond respond) { respond(wire.answer(request)); };
}

WireServer::Started served(std::unique_ptr<http::Server> server, const std::string& origin, std::string authority) {
  const std::string url = origin + ':' + std::to_string(server->port());
  return std::make_unique<SocketWire>(std::move(server), url, std::move(authority));
}

}  // namespace

WireServer::Started WireServer::start(Wire& wire, http::ServerOptions options) {
  const std::string origin = (options.tls_certificate.empty() ? "http://" : "https://") + options.address;
  auto server = http::Server::start(std::move(options), handler_of(wire));
  if (auto* trouble = std::get_if<std::string>(&server)) return std::move(*trouble);
  return served(std::move(std::get<0>(server)), origin, {});
}

WireServer::Started WireServer::start_tls(Wire& wire, http::ServerOptions options) {
  const std::string origin = "https://" + options.address;
  auto tls = start_throwaway_tls(std::move(options), handler_of(wire));
  if (auto* trouble = std::get_if<std::string>(&tls)) return std::move(*trouble);
  return served(std::move(std::get<0>(tls).server), origin, std::move(std::get<0>(tls).authority));
}

}  // namespace parcours
