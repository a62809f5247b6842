// A certificate that vouches for itself, for a server on this machine's loopback: made when it is needed, for "localhost"
// and 127.0.0.1, with a key of its own that nobody else ever has.
#pragma once

#include <optional>
#include <string>

namespace parcours::http {

struct ThrowawayCertificate {
  std::string certificate;  // PEM: what a client has to trust.
  std::string key;          // PEM
};

// None: the system gives no key.
std::optional<ThrowawayCertificate> make_throwaway_certificate();

}  // namespace parcours::http
