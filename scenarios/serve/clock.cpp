#include "scenarios/serve/clock.h"

#include <algorithm>

#include "reference/core/number.h"

namespace parcours {
namespace {

constexpr double kScaleMax = 1'000'000;

}  // namespace

Instant wall_now() { return std::chrono::floor<encaissement::Duration>(std::chrono::system_clock::now()); }

SandboxClock::SandboxClock(Mode mode, Instant start, double scale)
    : mode_{mode}, scale_{mode == Mode::still ? 0 : mode == Mode::real ? 1 : scale},
      base_{mode == Mode::real ? wall_now() : start}, since_{Wall::now()} {}

Instant SandboxClock::read() const {
  if (mode_ == Mode::real) return std::max(base_, wall_now());
  const std::chrono::duration<double, std::milli> passed = Wall::now() - since_;
  return base_ + std::chrono::floor<encaissement::Duration>(passed * scale_);
}

Instant SandboxClock::now() {
  const std::lock_guard lock{mutex_};
  const Instant now = read();
  if (mode_ == Mode::real) base_ = now;  // The wall's clock may be set back; this one stays then.
  return now;
}

std::optional<std::chrono::milliseconds> SandboxClock::until(Instant at) {
  const std::lock_guard lock{mutex_};
  if (scale_ == 0) return std::nullopt;
  const std::chrono::duration<double, std::milli> left = at - read();
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(left / scale_);
  return std::clamp(wait, std::chrono::milliseconds{0}, std::chrono::milliseconds{std::chrono::hours{1}});
}

bool SandboxClock::move_to(Instant to) {
  const std::lock_guard lock{mutex_};
  if (mode_ == Mode::real || to < read()) return false;
  base_ = to;
  since_ = Wall::now();
  return true;
}

bool SandboxClock::set_scale(double scale) {
  const std::lock_guard lock{mutex_};
  if (mode_ == Mode::real || !(scale >= 0 && scale <= kScaleMax)) return false;
  base_ = read();
  since_ = Wall::now();
  scale_ = scale;
  return true;
}

double SandboxClock::scale() const {
  const std::lock_guard lock{mutex_};
  return scale_;
}

void SandboxClock::restart(Instant start) {
  const std::lock_guard lock{mutex_};
  if (mode_ == Mode::real) return;
  base_ = start;
  since_ = Wall::now();
}

std::optional<ClockChoice> read_clock(const std::string& words) {
  if (words == "virtual") return ClockChoice{SandboxClock::Mode::still, 0};
  if (words == "real") return ClockChoice{SandboxClock::Mode::real, 1};
  if (!words.starts_with('x')) return std::nullopt;
  const double scale = encaissement::number_from<double>(std::string_view{words}.substr(1)).value_or(0);
  return scale > 0 && scale <= kScaleMax ? std::optional{ClockChoice{SandboxClock::Mode::scaled, scale}} : std::nullopt;
}

std::string to_string(SandboxClock::Mode mode) {
  switch (mode) {
    case SandboxClock::Mode::still: return "virtual";
    case SandboxClock::Mode::real: return "real";
    case SandboxClock::Mode::scaled: break;
  }
  return "scaled";
}

}  // namespace parcours
