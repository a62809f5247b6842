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
  using Started = std::variant<std::unique_ptr<WireServer>, std::string>;  // Why not, in words.

  // Borrows the wire. Refused: port taken, certificate unreadable.
  static Started start(Wire& wire, http::ServerOptions options);
  // The same over TLS with a certificate made for it.
  static Started start_tls(Wire& wire, http::ServerOptions options);
  virtual ~WireServer() = default;  // Stops and waits for its thread, 5 s at most for answers that are under way.

  virtual std::string url() const = 0;        // "http://127.0.0.1:40123"
  virtual std::string authority() const = 0;  // start_tls: the certificate to trust, PEM; else empty.
};

}  // namespace parcours
