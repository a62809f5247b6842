// How a judge's requests reach a service: over a socket (http_client.h), or straight into the app in tests. What became
// of a request is said as a client can know it: answered, certainly not sent, or unknown.
#pragma once

#include <cstdint>
#include <string>

#include "reference/http/message.h"

namespace parcours {

struct HttpReply {
  // unknown: it was sent, wholly or in part, and no whole answer came. It may have taken effect.
  enum class Fate : std::uint8_t { answered, not_sent, unknown } fate = Fate::unknown;
  http::Response response = {};  // answered
  std::string why = {};          // not answered: in words
};

class HttpTransport {
 public:
  virtual ~HttpTransport() = default;
  // One request and its answer. Path and query as in http::Request; a body is JSON unless a header says otherwise.
  virtual HttpReply send(const http::Request& request) = 0;
  virtual std::string address() const = 0;  // "http://127.0.0.1:8080"
};

}  // namespace parcours
