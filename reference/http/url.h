// The URL of an integrator, taken apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parcours::http {

struct Url {
  bool secure = false;       // https
  std::string host;          // "[::1]" without its brackets
  std::uint16_t port = 0;    // As said, or 80, or 443.
  std::string target = "/";  // Path and query, as written.
  std::string authority;     // As the header Host has it.
};

// None: another scheme, no host, a name and password before the host, a port out of range, or bytes no URL has.
std::optional<Url> read_url(std::string_view text);

}  // namespace parcours::http
