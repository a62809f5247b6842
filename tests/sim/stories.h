// Stories for the tests of whatever plays them: words that build acts, a few that show a defect of the gallery, and
// random ones.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string_view>
#include <vector>

#include "reference/core/policy.h"
#include "sim/act.h"

namespace parcours::stories {

// Whole cents and days, as in a scenario: a(4000), b(4000, 2), c(4000, 1), d(4000, 2, 1).
Act a_by_qr(std::int64_t cents);
Act a(std::int64_t cents, Addressee to = Addressee::alice);
Act b(std::int64_t cents, int payment_days, Addressee to = Addressee::alice);
Act c(std::int64_t cents, int validation_days, Addressee to = Addressee::alice);
Act d(std::int64_t cents, int payment_days, int validation_days, Addressee to = Addressee::alice);
Act by_till(Act request);                // With URLs for notifications.
Act wait(Duration time);
Act wait_for(When::Of deadline, int operation, Duration offset = Duration{0});
Act scans(Role who, int operation, CodeShown code = CodeShown::genuine);
Act pays(Role who, int operation, std::int64_t cents);
Act refuses(Role who, int operation);
Act validates(int operation, std::int64_t cents = 0);
Act cancels(int operation, Role who = Role::cashier);
Act does(ActKind kind, Role who);
Act looks();
Act with(Act act, Twist twist);
Act with(Act act, Mishap mishap);
Act keyed(Act act, int key);
Act of_operator(ActKind kind, Role target, std::int64_t cents = 0);
Act logs_in(Role who, bool right);

// A story that a service with this defect plays otherwise than the reference.
struct OfDefect {
  std::string_view defect;
  Story story;
  encaissement::Policies policies{};
};
const std::vector<OfDefect>& of_defects();
void PrintTo(const OfDefect& one, std::ostream* out);  // For gtest.

// Everybody does anything; mostly what makes sense. Same seed, same story.
Story random_story(std::uint64_t seed, int acts);

}  // namespace parcours::stories
