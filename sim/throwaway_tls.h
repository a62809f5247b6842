// A server over TLS with a certificate made for it, for the loopback.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "reference/http/server.h"

namespace parcours {

struct TlsServer {
  std::unique_ptr<http::Server> server;
  std::string authority;  // The certificate to trust, PEM.
};

// Why not, in words.
std::variant<TlsServer, std::string> start_throwaway_tls(http::ServerOptions options, http::Server::Handler handler);

}  // namespace parcours
