// What a sandbox's network does to tills' calls, so that an integrator sees what a real one does: profiles by name, each
// counting calls, so that the same calls meet the same faults.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace parcours {

// Each `every`: of so many calls of a till one; 0: none. They look at calls in their order of arrival.
struct FaultProfile {
  std::string_view name, sentence;
  int lost_before_every = 0;  // The connection is cut, and nothing happened.
  int lost_after_every = 0;   // The connection is cut after it took effect.
  int error_every = 0;        // 500, and nothing happened.
  std::chrono::milliseconds delay{0};    // Each answer comes so much later.
  int notification_lost_every = 0;       // Told to have been acknowledged, and never sent.
  int notification_twice_every = 0;
};

std::span<const FaultProfile> fault_profiles();           // The first does nothing.
const FaultProfile* find_fault_profile(std::string_view name);  // Or null.

// What happens to one call.
enum class CallFault : std::uint8_t { none, lost_before, lost_after, error };

class FaultCounter {
 public:
  void use(const FaultProfile& profile) { profile_ = &profile, calls_ = notifications_ = 0; }
  const FaultProfile& profile() const { return *profile_; }
  CallFault next_call();
  enum class Notification : std::uint8_t { once, never, twice };
  Notification next_notification();

 private:
  const FaultProfile* profile_ = &fault_profiles().front();
  std::uint64_t calls_ = 0, notifications_ = 0;
};

}  // namespace parcours
