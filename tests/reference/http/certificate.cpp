#include "tests/reference/http/certificate.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

namespace parcours::http {

Certificate::Certificate() {
  std::string name = (std::filesystem::temp_directory_path() / "certificate-XXXXXX").string();
  folder_ = mkdtemp(name.data());
  const std::string made = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost "
                           "-addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout '" + key() + "' -out '" + file() + "' 2>&1";
  EXPECT_EQ(std::system((made + " >/dev/null").c_str()), 0) << made;
}

Certificate::~Certificate() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string Certificate::put(const std::string& name, const std::string& text) const {
  const auto path = folder_ / name;
  std::ofstream{path} << text;
  return path.string();
}

}  // namespace parcours::http
