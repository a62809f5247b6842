// The socket: HTTP/1.1 on Boost.Beast, one thread for all connections, TLS if asked. It knows nothing of the service:
// whole requests go to the handler, responses come back from any thread. What a peer may do to it is bounded.
//   auto server = Server::start({.port = 8080}, handler);   // std::string: why not
//   server->run();                                          // until stop(), from any thread or a signal's
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "reference/http/message.h"

namespace parcours::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: one that is free.
  std::string tls_certificate = {}, tls_key = {};  // Files, PEM; both or none.
  std::size_t body_max = 64 * 1024;                // Bytes; over it 413.
  std::size_t upload_max = 8 * 1024 * 1024;        // The same for paths that `takes_uploads` says.
  std::function<bool(std::string_view path)> takes_uploads = {};
  std::size_t header_max = 16 * 1024;              // Over it 431.
  std::chrono::milliseconds request_time{10'000};  // For a whole request once begun; slower: 408 and closed.
  std::chrono::milliseconds idle_time{300'000};    // Between requests.
  std::size_t connections_max = 20'000;            // One more is answered 503 and closed.
  int rate_per_second = 0;                         // Requests of one address; over it 429. 0: no limit.
  std::function<void(const std::string& line)> log = {};  // One JSON line a request, secrets left out; empty: none.
};

struct ServerCounts {  // Since the start, for /metrics.
  std::uint64_t connections = 0, requests = 0, refused_connections = 0, limited = 0, bad_requests = 0, timed_out = 0;
  std::uint64_t open_connections = 0;
};

class Server {
 public:
  using Respond = std::function<void(Response)>;             // Once, from any thread.
  using Handler = std::function<void(Request, Respond)>;     // On the server's thread; does not block.

  // Listens. Why not, in words for the user: port taken, certificate unreadable.
  static std::variant<std::unique_ptr<Server>, std::string> start(ServerOptions options, Handler handler);
  virtual ~Server() = default;

  virtual std::uint16_t port() const = 0;
  virtual void run() = 0;   // Serves until stop(); what is being answered is answered first, for 5 s at most.
  virtual void stop() = 0;  // From any thread, or a signal handler's.
  virtual void post(std::function<void()> work) = 0;  // To be run on the server's thread.
  virtual ServerCounts counts() const = 0;
};

}  // namespace parcours::http
