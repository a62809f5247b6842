#include "scenarios/certify/haste.h"

namespace parcours {
namespace {

// So many more calls than manners allow: no cashier who looks, no restart and no clock that is put right makes them.
constexpr int kAheadMost = 300;

}  // namespace

std::optional<Hurried> Pace::come(Instant at, int most) {
  debt_ = times_ == 0 ? Duration{0} : debt_ - (at - last_);
  if (debt_ <= Duration{0}) {
    debt_ = Duration{0};
    first_ = at;
    times_ = 0;
  }
  debt_ += pause_;
  last_ = at;
  ++times_;
  if (debt_ <= pause_ * most) return std::nullopt;
  return Hurried{.times = times_, .within = at - first_};
}

std::optional<Hurried> Haste::see(const TracedCall& call) {
  const std::string which = call.request.method + ' ' + call.request.path;
  return paces_.try_emplace(which, pause_).first->second.come(call.at, kAheadMost);
}

}  // namespace parcours
