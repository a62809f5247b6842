// A wire behind a socket on the loopback, on a thread of its own, for tills that are programs of their own.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "reference/http/server.h"
#include "sim/wire.h"

namespace parcours {

class WireServer {
 public:
  // Borrows the wire. Why not, in words: port taken, certificate unreadable.
  static std::variant<std::unique_ptr<WireServer>, std::string> start(Wire& wire, http::ServerOptions options);
  virtual ~WireServer() = default;  // Stops and waits for its thread.
  virtual std::string url() const = 0;  // "http://127.0.0.1:40123"
};

}  // namespace parcours
