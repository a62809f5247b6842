// The last calls on the wire, for a tester who watches: what was asked and what was answered, without the secrets.
// Passwords, PINs, tokens and keys are left out where they stand in bodies and queries; headers (cookies, seals, bearers)
// are not kept at all. A body that cannot be read, so that what is secret in it cannot be found, is told by its length.
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "reference/http/app.h"
#include "reference/http/server.h"

namespace parcours::http {

struct CallSeen {
  std::uint64_t seq = 0;
  Instant at;                // Of the service, when it came.
  std::string_view door;     // "pos", "espace", "customer", "sandbox", "open"
  std::string method, path, query;
  std::string_view id;       // operationId of the route; empty: there is none.
  int status = 0;            // 0: the connection was cut instead.
  std::int64_t micros = 0;   // By the wall.
  std::string rule, code;    // Of a refusal.
  std::string request, response;
};

class CallLog {
 public:
  static constexpr std::size_t kKept = 500;
  static constexpr std::size_t kBodyMax = 4096;  // Bytes; the rest is cut, and that is said.

  // Whether a call is told of: not the sandbox's own, pages and /now, nor looks of a page that come again by themselves
  // (header Parcours-Poll).
  static bool keeps(const Request& request, const Found& found);

  // `respond`, but that what it answers is kept first. The request came at `at`. REQUIRES: outlives the answer.
  Server::Respond heard(const Request& request, const Found& found, Instant at, Server::Respond respond);

  // Those after the `after`th, oldest first, at most `limit`, and the number of the last there is. Without bodies, rule and
  // code of a refusal are told all the same. Any thread.
  struct Asked {
    std::uint64_t after = 0;
    std::size_t limit = kKept;
    bool with_bodies = true;
  };
  struct Page {
    std::uint64_t last = 0;
    std::vector<CallSeen> calls;
  };
  Page page(const Asked& asked) const;

 private:
  struct Kept {
    CallSeen call;
    std::string request_type, response_type;
    // A till's bodies are made fit to be shown only when somebody looks, for tills call by the thousand.
    bool is_request_raw = false, is_response_raw = false;
  };
  void keep(Kept kept);
  static void show_bodies(Kept& kept);

  mutable std::mutex mutex_;
  std::deque<Kept> calls_;
  std::uint64_t last_ = 0;
};

// A body as it may be shown. JSON stays as it was written, but for its secrets; bytes are told by type and length.
std::string shown_body(std::string_view body, std::string_view type, bool may_have_secrets);
// A query without its secrets.
std::string shown_query(std::string_view query);

}  // namespace parcours::http
