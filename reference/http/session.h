// Who is logged in at the socket: merchants by cookie, customers by bearer token. Random ids, rotated at log-in and when
// the point changes, ended by log-out, idleness and age. Bounded: the longest unused go first. Any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "reference/desk/exchange.h"
#include "reference/http/guesses.h"

namespace parcours::http {

inline constexpr std::string_view kSessionCookie = "parcours_session";

struct Session {
  std::string id, csrf;
  Speaker speaker;
  std::chrono::steady_clock::time_point begun, used;
};

class Sessions {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;
  struct Limits {
    std::size_t all = 50'000, of_one = 64;  // Of everybody, and of one person; one more ends the longest unused.
  };

  // Ended once `idle` has passed without a request, and at the latest after `age`, by the wall's own clock: a virtual
  // hour ends none. `clock` and `limits` are for tests.
  Sessions(std::chrono::seconds idle, std::chrono::seconds age) : Sessions{idle, age, Limits{}} {}
  Sessions(std::chrono::seconds idle, std::chrono::seconds age, Limits limits,
           Clock clock = std::chrono::steady_clock::now);

  Session open(const Speaker& speaker);
  std::optional<Session> find(const std::string& id);  // And it counts as used.
  // The same person with another id and, if said, at another point; the old id is void, the age goes on. None: there is
  // no such session.
  std::optional<Session> rotate(const std::string& id, const Speaker& speaker);
  void close(const std::string& id);
  void close_of(const std::string& name);  // All of an account: its password was changed.
  void close_all();
  std::size_t size() const;  // Ended ones not yet swept included.
  Guesses& guesses() { return guesses_; }

 private:
  using Kept = std::map<std::uint64_t, Session>;

  Kept::iterator find_open(const std::string& id);
  Session keep(const Speaker& speaker, std::chrono::steady_clock::time_point begun);
  bool has_ended(const Session& session) const;
  void make_room(const Speaker& speaker);
  void end_longest_unused(const Speaker* only_of);

  const std::chrono::seconds idle_, age_;
  const Limits limits_;
  const Clock clock_;
  mutable std::mutex mutex_;
  Kept sessions_;  // By a digest of the id: the time of a search tells nothing of an id.
  Guesses guesses_;
};

// 128 bits from the system's generator, as base64url.
std::string random_id();

}  // namespace parcours::http
