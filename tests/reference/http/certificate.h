// A certificate for "localhost" and 127.0.0.1, made by openssl for the test and gone with it.
#pragma once

#include <filesystem>
#include <string>

namespace parcours::http {

class Certificate {
 public:
  Certificate();
  ~Certificate();
  Certificate(const Certificate&) = delete;
  Certificate& operator=(const Certificate&) = delete;

  std::string file() const { return (folder_ / "certificate.pem").string(); }
  std::string key() const { return (folder_ / "key.pem").string(); }
  std::string put(const std::string& name, const std::string& text) const;  // Another file beside them.

 private:
  std::filesystem::path folder_;
};

}  // namespace parcours::http
