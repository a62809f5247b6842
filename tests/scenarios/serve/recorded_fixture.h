// A sandbox without a socket, asked as its routes ask it; what it exports, played on the reference.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "scenarios/language/format.h"
#include "scenarios/language/lint.h"
#include "scenarios/runner/runner.h"
#include "scenarios/serve/sandbox.h"

namespace parcours {

inline constexpr Speaker kCashier{.door = Door::espace, .name = "70890001", .point = "P001"};
inline constexpr Speaker kTill{.door = Door::api, .name = "10000001", .point = ""};
inline constexpr Speaker kAlice{.door = Door::phone, .name = "10000003051", .point = ""};
inline constexpr Speaker kBob{.door = Door::phone, .name = "10000004162", .point = ""};

class RecordedFixture : public ::testing::Test {
 protected:
  RecordedFixture() { begin(); }

  // A new service; `defect` empty: the reference.
  void begin(const std::string& defect = {}, const encaissement::Policies& policies = {}, const World& world = guide_world()) {
    const auto refused = sandbox.reset({.world = world, .policies = policies, .start = kStart, .seed = 7, .cheap_passwords = true,
                                        .holds_notifications = true, .defect = defect});
    ASSERT_FALSE(refused) << *refused;
  }

  Answer ask(Call call) { return sandbox.desk().submit(call, clock.now()); }
  Answer ask(const Speaker& who, Verb verb, const std::string& operation = {}, const std::string& amount = {},
             const std::string& key = {}) {
    return ask({.who = who, .verb = verb, .operation = operation, .amount = amount, .idempotency_key = key});
  }
  // 40,00 € of alice by her number, to be paid at once (A) or to be validated (C).
  Answer request(const Speaker& who, const std::string& parcours = "A", const std::string& key = {});
  Answer request_qr();
  void pass(encaissement::Duration time) { ASSERT_TRUE(sandbox.move_clock(clock.now() + time)); }

  // The file; the test fails where there is none, or where lint or fmt have a word to say of it.
  std::string exported();
  static CaseResult play(const std::string& yaml, Target& target);
  static CaseResult play(const std::string& yaml) {
    InProcessTarget reference;
    return play(yaml, reference);
  }
  void expect_replay() {
    const std::string yaml = exported();
    const CaseResult result = play(yaml);
    EXPECT_EQ(result.verdict, Verdict::pass) << result.reason << "\n" << result.actual << " at line " << result.line << "\n" << yaml;
  }

  static constexpr Instant kStart{std::chrono::milliseconds{1'592'982'000'000}};  // 24/06/2020 09:00 in Paris
  SandboxClock clock{SandboxClock::Mode::still, kStart};
  Sandbox sandbox{std::make_unique<InProcessTarget>(), clock, nullptr};
};

}  // namespace parcours
