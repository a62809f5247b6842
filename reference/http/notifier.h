// Notifications to the URLs of integrators (NOT-04), POSTed beside the service and never in its way: a thread of its own,
// so that a slow name server or a handshake costs no request of ours anything. What was said and when to say it again is
// the service's affair; this only tries once.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "reference/http/message.h"

namespace parcours::http {

struct Notification {
  std::uint64_t notice = 0;  // Its id in the outbox.
  std::string url;
  std::string body;          // JSON
  std::vector<Header> headers = {};  // The seal.
};

struct NotifierOptions {
  std::chrono::milliseconds timeout{10'000};  // For an attempt as a whole.
  std::size_t in_flight_max = 64;
  std::size_t of_one_host_max = 8;
  std::size_t waiting_max = 100'000;
  std::size_t answer_max = 64 * 1024;  // Bytes of an answer's body that are read, and thrown away.
  bool allow_remote = false;           // False: only addresses of this machine are spoken to, whatever a name resolves to.
  bool verify_peers = true;            // https: their certificate must be good for the host.
  std::string ca_file = {};            // PEM, trusted beside the system's; empty: none.
};

struct NotifierCounts {
  std::uint64_t attempts = 0, acknowledged = 0, failed = 0, in_flight = 0, waiting = 0;
};

class Notifier {
 public:
  // On the notifier's thread, once for each send() that was taken. Acknowledged: any 2xx in time; a redirect is not followed.
  using Done = std::function<void(std::uint64_t notice, bool acknowledged)>;

  // Why not, in words: a file of certificates that cannot be read.
  static std::variant<std::unique_ptr<Notifier>, std::string> start(NotifierOptions options, Done done);
  virtual ~Notifier() = default;  // Cuts what is under way; nothing is told any more.

  // From any thread. False: this notice waits or is under way already, or too many wait; nothing happens.
  virtual bool send(Notification notification) = 0;
  virtual NotifierCounts counts() const = 0;
};

}  // namespace parcours::http
