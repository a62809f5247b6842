#include "sim/throwaway_tls.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <utility>

#include "reference/http/throwaway_certificate.h"

namespace parcours {
namespace {

namespace fs = std::filesystem;

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

}  // namespace

std::variant<TlsServer, std::string> start_throwaway_tls(http::ServerOptions options, http::Server::Handler handler) {
  const auto made = http::make_throwaway_certificate();
  if (!made) return "no certificate could be made";
  const PrivateFolder folder;
  options.tls_certificate = folder.put("certificate.pem", made->certificate);
  options.tls_key = folder.put("key.pem", made->key);
  if (options.tls_certificate.empty() || options.tls_key.empty()) return "no certificate could be written to a temporary folder";
  auto server = http::Server::start(std::move(options), std::move(handler));
  if (auto* trouble = std::get_if<std::string>(&server)) return std::move(*trouble);
  return TlsServer{std::move(std::get<0>(server)), made->certificate};
}

}  // namespace parcours
