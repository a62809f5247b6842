#include "reference/http/gate.h"

#include <gtest/gtest.h>

#include <atomic>

#include "scenarios/serve/clock.h"
#include "tests/scenarios/serve/room.h"

namespace parcours::http {
namespace {

class GateTest : public testing::Test {
 protected:
  void open(SandboxClock& clock, std::size_t batch_max = 1024, std::size_t queue_max = 100) {
    gate_ = std::make_unique<Gate>(room_, clock,
                                   GateOptions{.post = [this](std::function<void()> work) { thread_.post(std::move(work)); },
                                               .on_failure = [this](const std::string& why) { failure_ = why, failed_ = true; },
                                               .deliver = [this](const std::vector<NoticeView>& due, Instant) { due_ = due.size(); },
                                               .batch_max = batch_max, .queue_max = queue_max});
  }
  ~GateTest() override {
    room_.stubborn().let_go();
    gate_.reset();
  }
  bool enqueue(int name) {
    return gate_->enqueue([this, name](Backend&, Instant) {
      done_.push_back(name);
      return [this, name] { answered_.push_back(name); };
    });
  }

  Room room_;
  Thread thread_;
  SandboxClock still_{SandboxClock::Mode::still, kStart};
  std::vector<int> done_, answered_;  // The writer's; the server's.
  std::string failure_;
  std::atomic<bool> failed_{false};
  std::atomic<std::size_t> due_{0};
  std::unique_ptr<Gate> gate_;
};

TEST_F(GateTest, NoAnswerIsGivenBeforeTheDiskHasIt) {
  room_.stubborn().hold();
  open(still_);
  enqueue(1);
  ASSERT_TRUE(room_.stubborn().waits_for_flush());
  thread_.run();
  EXPECT_TRUE(answered_.empty());
  room_.stubborn().let_go();
  EXPECT_TRUE(thread_.run_until([&] { return answered_.size() == 1; }));
}

TEST_F(GateTest, CommandsHappenInTheirOrderAndShareCommits) {
  room_.stubborn().hold();
  open(still_);
  ASSERT_TRUE(room_.stubborn().waits_for_flush());
  std::vector<int> expected;
  for (int i = 0; i < 100; ++i) expected.push_back(i), enqueue(i);
  room_.stubborn().let_go();
  ASSERT_TRUE(thread_.run_until([&] { return answered_.size() == 100; }));
  EXPECT_EQ(answered_, expected);
  EXPECT_EQ(done_, expected);
  EXPECT_LE(room_.stubborn().flushes(), 3u);
  EXPECT_EQ(gate_->counts().commands, 100u);
}

TEST_F(GateTest, ABatchIsNoLargerThanTold) {
  room_.stubborn().hold();
  open(still_, 10);
  ASSERT_TRUE(room_.stubborn().waits_for_flush());
  for (int i = 0; i < 50; ++i) enqueue(i);
  room_.stubborn().let_go();
  ASSERT_TRUE(thread_.run_until([&] { return answered_.size() == 50; }));
  EXPECT_GE(room_.stubborn().flushes(), 6u);
}

TEST_F(GateTest, ADiskThatRefusesAcknowledgesNothingAndEndsIt) {
  room_.stubborn().hold();
  open(still_);
  ASSERT_TRUE(room_.stubborn().waits_for_flush());
  enqueue(1), enqueue(2);
  room_.stubborn().break_down();
  room_.stubborn().let_go();
  ASSERT_TRUE(thread_.run_until([&] { return failed_.load(); }));
  gate_.reset();
  thread_.run();
  EXPECT_EQ(failure_, "the disk is full");
  EXPECT_TRUE(answered_.empty());
}

TEST_F(GateTest, AfterADiskThatRefusedNothingIsTaken) {
  room_.stubborn().break_down();
  open(still_);
  ASSERT_TRUE(thread_.run_until([&] { return failed_.load(); }));
  EXPECT_TRUE(thread_.run_until([&] { return !enqueue(1); }));
}

TEST_F(GateTest, OneMoreThanMayWaitIsRefused) {
  room_.stubborn().hold();
  open(still_, 1024, 2);
  ASSERT_TRUE(room_.stubborn().waits_for_flush());
  EXPECT_TRUE(enqueue(1));
  EXPECT_TRUE(enqueue(2));
  EXPECT_FALSE(enqueue(3));
  room_.stubborn().let_go();
  ASSERT_TRUE(thread_.run_until([&] { return answered_.size() == 2; }));
  EXPECT_TRUE(enqueue(4));
}

TEST_F(GateTest, WhatIsDueHappensWithoutACall) {
  SandboxClock fast{SandboxClock::Mode::scaled, kStart, 10'000};
  const std::string number = room_.request("REF1", kStart);
  open(fast);
  ASSERT_TRUE(thread_.run_until([&] { return room_.stubborn().flushes() >= 2; }));  // The second is the deadline's.
  gate_.reset();
  const auto view = room_.desk().look({Door::api, "10000001", ""}, number, room_.local().service().now());
  ASSERT_TRUE(view);
  EXPECT_EQ(view->status, "expired");
}

TEST_F(GateTest, AMovedVirtualClockIsNoticedWhenItIsWoken) {
  const std::string number = room_.request("REF1", kStart);
  open(still_);
  ASSERT_TRUE(thread_.run_until([&] { return room_.stubborn().flushes() == 1; }));
  still_.move_to(kStart + std::chrono::seconds{300});
  gate_->wake();
  ASSERT_TRUE(thread_.run_until([&] { return room_.stubborn().flushes() == 2; }));
  gate_.reset();
  EXPECT_EQ(room_.local().service().now(), kStart + std::chrono::seconds{300});
}

TEST_F(GateTest, NotificationsThatAreDueAreHandedOut) {
  const std::string number = room_.request("REF1", kStart, "http://127.0.0.1/told");
  open(still_);
  gate_->enqueue([&](Backend&, Instant now) -> std::function<void()> { return room_.pay(number, now), nullptr; });
  EXPECT_TRUE(thread_.run_until([&] { return due_ == 1; }));
}

TEST_F(GateTest, ARefusedNotificationIsHandedOutAgainWhenItsPauseIsOver) {
  SandboxClock fast{SandboxClock::Mode::scaled, kStart, 1000};
  const std::string number = room_.request("REF1", kStart, "http://127.0.0.1/told");
  room_.pay(number, kStart);
  const auto notice = room_.desk().deliveries_due(kStart).front().id;
  open(fast);
  gate_->enqueue([&](Backend& backend, Instant now) -> std::function<void()> {
    backend.desk().delivery_answered(notice, false, now);
    return [&] { due_ = 0; };
  });
  EXPECT_TRUE(thread_.run_until([&] { return due_ == 1 && gate_->counts().batches >= 3; }));
}

TEST_F(GateTest, WhatWasTakenIsFinishedBeforeItGoes) {
  open(still_);
  for (int i = 0; i < 20; ++i) enqueue(i);
  gate_.reset();
  thread_.run();
  EXPECT_EQ(answered_.size(), 20u);
}

}  // namespace
}  // namespace parcours::http
