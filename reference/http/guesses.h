// Wrong guesses at a customer's PIN: after five in a row nothing more is heard from that name for a minute, right or
// wrong. By the wall's own clock: a virtual hour ends none. Bounded; any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>

namespace parcours::http {

class Guesses {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr int kInARow = 5;
  static constexpr std::chrono::seconds kPause{60};
  static constexpr std::size_t kNamesMax = 10'000;  // One more, and the one longest quiet is forgotten.

  bool is_heard(const std::string& name, Clock::time_point now = Clock::now());
  void was_wrong(const std::string& name, Clock::time_point now = Clock::now());
  void was_right(const std::string& name);

 private:
  struct Wrong {
    int count = 0;
    Clock::time_point last;
  };
  std::mutex mutex_;
  std::map<std::string, Wrong> wrong_;
};

}  // namespace parcours::http
