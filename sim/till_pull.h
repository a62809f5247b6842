// A till that nobody can reach: Parcours listens, the till asks for its messages. GET /next is answered 200 with a message,
// or 204 when there is none for some seconds; POST /answer takes the answer. Both carry "Authorization: Bearer TOKEN".
// A message that is asked for again before it was answered is given again, with the same id: a connection broke, say.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "sim/till_remote.h"

namespace parcours {

struct TillPullOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;     // 0: one that is free.
  std::string token;          // REQUIRES: not empty.
  TillBudgets budgets = {.hello = std::chrono::seconds{60}, .answer = std::chrono::seconds{5}};
  std::chrono::milliseconds poll{20'000};  // Until 204.
  std::string tls_certificate = {}, tls_key = {};  // Files, PEM; both or none.
};

class TillPull : public RemoteTill {
 public:
  virtual std::string url() const = 0;  // "http://127.0.0.1:9000"
};

// Why not: the port is taken.
std::variant<std::unique_ptr<TillPull>, std::string> listen_for_till(const TillPullOptions& options);

}  // namespace parcours
