// A proxy between tills and a service that writes what passes into a trace. It changes nothing on the way but what belongs
// to a connection alone (hop-by-hop headers, Host, Accept-Encoding): seals cover paths and bodies. Each entry is written
// when it is over, nothing is kept. Notifications pass through a second door, which leads to the till on the same paths.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "reference/http/server.h"
#include "sim/wire.h"

namespace parcours {

struct RecorderDoor {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
  std::string to;  // "http://127.0.0.1:8080": whom it leads to.
};

struct RecorderOptions {
  RecorderDoor calls;                  // From tills to the service.
  std::vector<RecorderDoor> notices = {};  // From the service to a till; none or one.
  bool tls = false;                    // Tills come over TLS; the certificate is made here.
  bool trusts_anybody = false;         // https: certificates nobody vouches for will do.
  std::vector<WireOrder> faults = {};
  std::chrono::milliseconds patience{10'000};  // A slow answer comes after half as long again.
  std::chrono::milliseconds answer_time{60'000};  // How long an answer of the other side is waited for.
  std::function<bool(const std::string& line)> write;  // The trace, line by line; false: it cannot be written.
};

struct RecorderCounts {
  std::uint64_t calls = 0, notices = 0, faults = 0, unanswered = 0;
  std::size_t faults_left = 0;
};

class Recorder {
 public:
  // Why not, in words: port taken, URL that is none, trace that cannot be written.
  static std::variant<std::unique_ptr<Recorder>, std::string> start(RecorderOptions options);
  virtual ~Recorder() = default;  // Stops.

  virtual std::string url() const = 0;         // For tills: "http://127.0.0.1:40123"
  virtual std::string notice_url() const = 0;  // For their returnUrl; empty: there is none.
  virtual std::string authority() const = 0;   // tls: the certificate to trust, PEM.
  virtual void wait() = 0;                     // Until stop(), or until the trace cannot be written.
  virtual void stop() = 0;                     // From any thread.
  virtual bool is_full() const = 0;            // The trace could not be written.
  virtual RecorderCounts counts() const = 0;
};

// "lost_after:create:2,slow:any:1" as orders; the count may be left out. Why not, in words.
std::variant<std::vector<WireOrder>, std::string> read_faults(const std::string& words);

}  // namespace parcours
