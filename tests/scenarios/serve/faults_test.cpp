#include "scenarios/serve/faults.h"

#include <gtest/gtest.h>

#include <set>

namespace parcours {
namespace {

std::string befalls(const FaultProfile& profile, int calls) {
  FaultCounter counter;
  counter.use(profile);
  std::string said;
  for (int i = 0; i < calls; ++i) said += "-BAE"[static_cast<int>(counter.next_call())];
  return said;
}

TEST(FaultCounter, BefallsEachSoManiethCall) {
  EXPECT_EQ(befalls({.lost_before_every = 3}, 7), "--B--B-");
  EXPECT_EQ(befalls({.lost_after_every = 2}, 5), "-A-A-");
  EXPECT_EQ(befalls({.error_every = 1}, 2), "EE");
  EXPECT_EQ(befalls({}, 4), "----");
}

TEST(FaultCounter, OfTwoFaultsAtOnceTheCallIsLostFirst) { EXPECT_EQ(befalls({.lost_before_every = 2, .error_every = 2}, 2), "-B"); }

TEST(FaultCounter, ANewProfileBeginsToCountAnew) {
  FaultCounter counter;
  const FaultProfile third{.lost_before_every = 3};
  counter.use(third);
  counter.next_call(), counter.next_call();
  counter.use(third);
  EXPECT_EQ(counter.next_call(), CallFault::none);
}

TEST(FaultCounter, NotificationsAreCountedByThemselves) {
  FaultCounter counter;
  const FaultProfile profile{.lost_before_every = 2, .notification_lost_every = 2, .notification_twice_every = 3};
  counter.use(profile);
  counter.next_call();
  EXPECT_EQ(counter.next_notification(), FaultCounter::Notification::once);
  EXPECT_EQ(counter.next_notification(), FaultCounter::Notification::never);
  EXPECT_EQ(counter.next_notification(), FaultCounter::Notification::twice);
}

TEST(FaultProfiles, AreFoundByTheirNamesAndTheFirstDoesNothing) {
  std::set<std::string_view> names;
  for (const FaultProfile& profile : fault_profiles()) {
    EXPECT_TRUE(names.insert(profile.name).second);
    EXPECT_EQ(find_fault_profile(profile.name), &profile);
    EXPECT_FALSE(profile.sentence.empty());
  }
  EXPECT_EQ(befalls(fault_profiles().front(), 1000), std::string(1000, '-'));
  EXPECT_EQ(find_fault_profile("nothing such"), nullptr);
}

}  // namespace
}  // namespace parcours
