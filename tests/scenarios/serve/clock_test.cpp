#include "scenarios/serve/clock.h"

#include <gtest/gtest.h>

#include <limits>
#include <thread>

namespace parcours {
namespace {

using namespace std::chrono_literals;
using Mode = SandboxClock::Mode;

const Instant kStart{std::chrono::hours{24 * 18437}};

TEST(SandboxClock, AVirtualOneMovesOnlyWhenTold) {
  SandboxClock clock{Mode::still, kStart};
  std::this_thread::sleep_for(5ms);
  EXPECT_EQ(clock.now(), kStart);
  EXPECT_TRUE(clock.move_to(kStart + 1h));
  EXPECT_EQ(clock.now(), kStart + 1h);
  EXPECT_EQ(clock.until(kStart + 2h), std::nullopt);
}

TEST(SandboxClock, NoneMovesBack) {
  SandboxClock clock{Mode::still, kStart};
  EXPECT_TRUE(clock.move_to(kStart));
  EXPECT_FALSE(clock.move_to(kStart - 1ms));
  EXPECT_EQ(clock.now(), kStart);
}

TEST(SandboxClock, ARealOneIsNotMovedNorPacedNorBegunAnew) {
  SandboxClock clock{Mode::real, kStart};
  EXPECT_FALSE(clock.move_to(wall_now() + 1h));
  EXPECT_FALSE(clock.set_scale(2));
  clock.restart(kStart);
  EXPECT_GE(clock.now(), wall_now() - 1s);
  EXPECT_LE(clock.until(wall_now() + 10s), 10s);
}

TEST(SandboxClock, AScaledOneRunsSoManyTimesAsFast) {
  SandboxClock clock{Mode::scaled, kStart, 1000};
  const auto began = std::chrono::steady_clock::now();
  std::this_thread::sleep_for(20ms);
  const auto shown = clock.now() - kStart;
  const auto passed = std::chrono::steady_clock::now() - began;
  EXPECT_GE(shown, 20s);
  EXPECT_LE(shown, passed * 1000 + 100s);
}

TEST(SandboxClock, AScaledOneSaysHowLongTheWallWaits) {
  SandboxClock clock{Mode::scaled, kStart, 60};
  const auto wait = clock.until(kStart + 60s);
  ASSERT_TRUE(wait);
  EXPECT_GT(*wait, 0ms);
  EXPECT_LE(*wait, 1000ms);
  EXPECT_EQ(clock.until(kStart - 1h), 0ms);
  EXPECT_EQ(clock.until(kStart + std::chrono::hours{24 * 36500}), 1h);  // It is asked again then.
}

TEST(SandboxClock, AFrozenOneStandsAndGoesOnFromThere) {
  SandboxClock clock{Mode::scaled, kStart, 1000};
  ASSERT_TRUE(clock.set_scale(0));
  const Instant frozen = clock.now();
  std::this_thread::sleep_for(5ms);
  EXPECT_EQ(clock.now(), frozen);
  EXPECT_EQ(clock.until(frozen + 1s), std::nullopt);
  ASSERT_TRUE(clock.set_scale(1));
  EXPECT_LT(clock.now(), frozen + 60s);
}

TEST(SandboxClock, WhatIsNoPaceIsRefused) {
  SandboxClock clock{Mode::scaled, kStart, 2};
  for (const double scale : {-1.0, 1e7, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    EXPECT_FALSE(clock.set_scale(scale)) << scale;
  EXPECT_EQ(clock.scale(), 2);
}

TEST(SandboxClock, ItsWordsAreReadWholeOrNotAtAll) {
  EXPECT_EQ(read_clock("virtual")->mode, Mode::still);
  EXPECT_EQ(read_clock("real")->mode, Mode::real);
  EXPECT_EQ(read_clock("x60")->scale, 60);
  EXPECT_EQ(read_clock("x0.5")->scale, 0.5);
  for (const char* words : {"", "x", "x0", "x-1", "x60s", "60", "x1e9", "xnan", "xinf", "Virtual"}) EXPECT_FALSE(read_clock(words)) << words;
}

}  // namespace
}  // namespace parcours
