// Who is logged in at the socket: merchants by cookie, customers by bearer token. Random ids, rotated at log-in and when
// the point changes, ended by log-out, idleness and age. Any thread.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "reference/desk/exchange.h"

namespace parcours::http {

inline constexpr std::string_view kSessionCookie = "parcours_session";

struct Session {
  std::string id, csrf;
  Speaker speaker;
  std::chrono::steady_clock::time_point begun, used;
};

class Sessions {
 public:
  // Ended after `idle` without a request, and at the latest after `age`, by the wall's own clock: a virtual hour ends none.
  Sessions(std::chrono::seconds idle, std::chrono::seconds age) : idle_{idle}, age_{age} {}

  Session open(const Speaker& speaker);
  std::optional<Session> find(const std::string& id);  // And it counts as used.
  // The same person with another id and, if said, at another point; the old id is void. None: there is no such session.
  std::optional<Session> rotate(const std::string& id, const Speaker& speaker);
  void close(const std::string& id);
  void close_of(const std::string& name);  // All of an account: its password was changed.
  void close_all();

 private:
  const std::chrono::seconds idle_, age_;
  std::mutex mutex_;
  std::map<std::string, Session> sessions_;
};

// 128 bits from the system's generator, as base64url.
std::string random_id();

}  // namespace parcours::http
