#include "scenarios/serve/faults.h"

#include <algorithm>
#include <array>

namespace parcours {
namespace {

using std::chrono::milliseconds;

constexpr std::array kProfiles{
    FaultProfile{.name = "none", .sentence = "Nothing goes wrong."},
    FaultProfile{.name = "lost-answers", .sentence = "Of three calls of a till one takes effect and its answer is lost.",
                 .lost_after_every = 3},
    FaultProfile{.name = "lost-calls", .sentence = "Of three calls of a till one is lost before it arrives.",
                 .lost_before_every = 3},
    FaultProfile{.name = "errors", .sentence = "Of three calls of a till one is answered 500, and nothing happened.",
                 .error_every = 3},
    FaultProfile{.name = "slow", .sentence = "Every answer to a till takes two seconds.", .delay = milliseconds{2000}},
    FaultProfile{.name = "lost-notifications", .sentence = "Of two notifications one never arrives.",
                 .notification_lost_every = 2},
    FaultProfile{.name = "doubled-notifications", .sentence = "Every notification arrives twice.",
                 .notification_twice_every = 1},
    FaultProfile{.name = "stormy", .sentence = "A bit of all: lost calls and answers, errors, a delay, lost and doubled notifications.",
                 .lost_before_every = 11, .lost_after_every = 7, .error_every = 13, .delay = milliseconds{200},
                 .notification_lost_every = 5, .notification_twice_every = 3},
};

bool falls(std::uint64_t count, int every) { return every > 0 && count % static_cast<std::uint64_t>(every) == 0; }

}  // namespace

std::span<const FaultProfile> fault_profiles() { return kProfiles; }

const FaultProfile* find_fault_profile(std::string_view name) {
  const auto* found = std::find_if(kProfiles.begin(), kProfiles.end(), [&](const auto& p) { return p.name == name; });
  return found == kProfiles.end() ? nullptr : found;
}

CallFault FaultCounter::next_call() {
  ++calls_;
  if (falls(calls_, profile_->lost_before_every)) return CallFault::lost_before;
  if (falls(calls_, profile_->lost_after_every)) return CallFault::lost_after;
  return falls(calls_, profile_->error_every) ? CallFault::error : CallFault::none;
}

FaultCounter::Notification FaultCounter::next_notification() {
  ++notifications_;
  if (falls(notifications_, profile_->notification_lost_every)) return Notification::never;
  return falls(notifications_, profile_->notification_twice_every) ? Notification::twice : Notification::once;
}

}  // namespace parcours
