// The service's clock: virtual (moves when control says), real (the wall's), or so many times as fast as the wall. Any
// thread. It never goes back but by restart(), which begins a new service.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>

#include "reference/http/front.h"

namespace parcours {

class SandboxClock final : public http::MovableClock {
 public:
  enum class Mode : std::uint8_t { still, real, scaled };  // still: virtual

  // `scale`: seconds that pass in one of the wall's; for scaled only.
  SandboxClock(Mode mode, Instant start, double scale = 1);

  Instant now() override;
  std::optional<std::chrono::milliseconds> until(Instant at) override;
  bool move_to(Instant to) override;

  // 0 freezes. False: the clock is real, or the number is no pace (negative, above a million).
  bool set_scale(double scale);
  // A new beginning at `start`; a real clock stays where it is.
  void restart(Instant start);
  Mode mode() const { return mode_; }
  double scale() const;

 private:
  using Wall = std::chrono::steady_clock;
  Instant read() const;  // REQUIRES: locked.

  const Mode mode_;
  mutable std::mutex mutex_;
  double scale_;
  Instant base_;
  Wall::time_point since_;
};

// "virtual", "real", "x60"; none: it is none of them.
struct ClockChoice {
  SandboxClock::Mode mode{};
  double scale = 0;
};
std::optional<ClockChoice> read_clock(const std::string& words);
std::string to_string(SandboxClock::Mode mode);

Instant wall_now();

}  // namespace parcours
