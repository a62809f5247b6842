#include "sim/wire_server.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <thread>
#include <utility>

#include "reference/http/throwaway_certificate.h"

namespace parcours {
namespace {

namespace fs = std::filesystem;

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

// The server reads its certificate from files: a folder that only we can read, gone when it has read them.
class PrivateFolder {
 public:
  PrivateFolder() {
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "parcours-XXXXXX").string();
    if (!error && ::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~PrivateFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;

  // Its path; empty: it could not be written.
  std::string put(const std::string& name, const std::string& text) const {
    if (path_.empty()) return {};
    const std::string path = (path_ / name).string();
    std::ofstream file{path, std::ios::binary};
    file << text << std::flush;
    return file ? path : std::string{};
  }

 private:
  fs::path path_;
};

WireServer::Started started(Wire& wire, http::ServerOptions options, std::string authority) {
  const bool tls = !options.tls_certificate.empty();
  const std::string address = options.address;
  auto server = http::Server::start(std::move(options), [&wire](http::Request request, http::Server::Respond respond) {
    respond(wire.answer(request));
  });
  if (auto* trouble = std::get_if<std::string>(&server)) return std::move(*trouble);
  auto& open = std::get<0>(server);
  const std::string url = (tls ? "https://" : "http://") + address + ':' + std::to_string(open->port());
  return std::make_unique<SocketWire>(std::move(open), url, std::move(authority));
}

}  // namespace

WireServer::Started WireServer::start(Wire& wire, http::ServerOptions options) {
  return started(wire, std::move(options), {});
}

WireServer::Started WireServer::start_tls(Wire& wire, http::ServerOptions options) {
  const auto made = http::make_throwaway_certificate();
  if (!made) return "no certificate could be made";
  const PrivateFolder folder;
  options.tls_certificate = folder.put("certificate.pem", made->certificate);
  options.tls_key = folder.put("key.pem", made->key);
  if (options.tls_certificate.empty() || options.tls_key.empty()) return "no certificate could be written to a temporary folder";
  return started(wire, std::move(options), made->certificate);
}

}  // namespace parcours
