#include "scenarios/serve/courier.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/serve/clock.h"
#include "tests/scenarios/serve/room.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;

// Keeps what it is given; the test says what became of it.
class Postbox final : public http::Notifier {
 public:
  bool send(http::Notification notification) override {
    const std::lock_guard lock{mutex_};
    sent_.push_back(std::move(notification));
    return !full_;
  }
  http::NotifierCounts counts() const override { return {}; }
  std::vector<http::Notification> sent() {
    const std::lock_guard lock{mutex_};
    return sent_;
  }
  void be_full(bool full) {
    const std::lock_guard lock{mutex_};
    full_ = full;
  }

 private:
  std::mutex mutex_;
  std::vector<http::Notification> sent_;
  bool full_ = false;
};

class CourierTest : public testing::Test {
 protected:
  CourierTest() {
    courier_.use(postbox_);
    thread_.run_until([&] { return gate_.counts().batches == 1; });
  }
  // On the writer's thread, and over when this returns.
  void on_writer(const std::function<void(Instant now)>& act) {
    bool over = false;
    gate_.enqueue([&](http::Backend&, Instant now) -> std::function<void()> {
      act(now);
      return [&] { over = true; };
    });
    ASSERT_TRUE(thread_.run_until([&] { return over; }));
  }
  void settle() {
    on_writer([](Instant) {});
    on_writer([](Instant) {});
  }
  // A paid request, whose payment is to be told.
  void paid(const std::string& basket, const std::string& url = "http://127.0.0.1:1/told?a=b") {
    on_writer([&](Instant now) { room_.pay(room_.request(basket, now, url), now); });
    settle();
  }
  std::size_t waiting() {
    std::size_t due = 0;
    on_writer([&](Instant now) { due = room_.desk().deliveries_due(now).size(); });
    return due;
  }

  Room room_;
  Thread thread_;
  Postbox postbox_;
  SandboxClock clock_{SandboxClock::Mode::still, kStart};
  http::Gate gate_{room_, clock_,
                   {.post = [this](std::function<void()> work) { thread_.post(std::move(work)); },
                    .on_failure = [](const std::string&) {},
                    .deliver = [this](const std::vector<NoticeView>& due, Instant now) {
                      if (!due.empty()) courier_.deliver(due, room_.local().world(), now);
                    }}};
  Courier courier_{gate_, room_};
};

TEST_F(CourierTest, SendsWhatIsDueToItsUrlWithASealAndTheState) {
  paid("REF1");
  ASSERT_EQ(postbox_.sent().size(), 1u);
  const http::Notification sent = postbox_.sent().front();
  EXPECT_EQ(sent.url, "http://127.0.0.1:1/told?a=b");
  EXPECT_NE(sent.body.find("REF1"), std::string::npos) << sent.body;
  EXPECT_TRUE(std::any_of(sent.headers.begin(), sent.headers.end(), [](const auto& h) { return h.name == "ANCV-Security"; }));
}

TEST_F(CourierTest, NothingIsSentAgainWhileItIsUnderWay) {
  paid("REF1");
  settle();
  EXPECT_EQ(postbox_.sent().size(), 1u);
}

// A payment is told by two states, one after the other.
TEST_F(CourierTest, WhatIsAcknowledgedIsNeverSentAgain) {
  paid("REF1");
  for (std::size_t i = 0; i < postbox_.sent().size(); ++i) {
    courier_.done(postbox_.sent()[i].notice, true);
    settle();
  }
  EXPECT_EQ(waiting(), 0u);
  const auto sent = postbox_.sent();
  ASSERT_EQ(sent.size(), 2u);
  EXPECT_LT(sent[0].notice, sent[1].notice);
}

TEST_F(CourierTest, WhatIsRefusedIsSentAgainAfterItsPauseAndNotBefore) {
  paid("REF1");
  courier_.done(postbox_.sent().front().notice, false);
  settle();
  clock_.move_to(kStart + 9'999ms);
  settle();
  EXPECT_EQ(postbox_.sent().size(), 1u);
  clock_.move_to(kStart + 10s);
  settle();
  EXPECT_EQ(postbox_.sent().size(), 2u);
}

TEST_F(CourierTest, TheNextOfAnOperationWaitsForTheAnswerToTheFirstAndOthersDoNot) {
  paid("REF1");
  paid("REF2");
  auto sent = postbox_.sent();
  ASSERT_EQ(sent.size(), 2u);
  courier_.done(sent[0].notice, true);
  settle();
  sent = postbox_.sent();
  ASSERT_EQ(sent.size(), 3u);
  EXPECT_NE(sent[2].body.find("REF1"), std::string::npos);
  EXPECT_NE(sent[2].body, sent[0].body);
}

TEST_F(CourierTest, AFullNotifierCountsAsARefusal) {
  postbox_.be_full(true);
  paid("REF1");
  EXPECT_EQ(waiting(), 0u);  // It pauses.
  postbox_.be_full(false);
  clock_.move_to(kStart + 10s);
  settle();
  EXPECT_EQ(postbox_.sent().size(), 2u);
}

TEST_F(CourierTest, ALostNotificationIsToldToHaveArrived) {
  static constexpr FaultProfile kLost{.name = "lost", .notification_lost_every = 1};
  courier_.use(kLost);
  paid("REF1");
  EXPECT_TRUE(postbox_.sent().empty());
  EXPECT_EQ(waiting(), 0u);
  clock_.move_to(kStart + 1h);
  settle();
  EXPECT_TRUE(postbox_.sent().empty());
}

TEST_F(CourierTest, ADoubledNotificationIsSentTwiceAndItsSecondAnswerIsNobodys) {
  static constexpr FaultProfile kDoubled{.name = "doubled", .notification_twice_every = 1};
  courier_.use(kDoubled);
  paid("REF1");
  const auto sent = postbox_.sent();
  ASSERT_EQ(sent.size(), 2u);
  EXPECT_EQ(sent[0].body, sent[1].body);
  EXPECT_NE(sent[0].notice, sent[1].notice);
  courier_.done(std::max(sent[0].notice, sent[1].notice), true);
  settle();
  EXPECT_EQ(waiting(), 1u);
}

TEST_F(CourierTest, AnswersFromBeforeANewBeginningAreIgnored) {
  paid("REF1");
  const std::uint64_t before = postbox_.sent().front().notice;
  on_writer([&](Instant now) {
    room_.local().start(guide_world(), {}, now, 2);
    courier_.forget();
  });
  paid("REF9");
  ASSERT_EQ(postbox_.sent().size(), 2u);
  courier_.done(before, true);
  settle();
  EXPECT_EQ(postbox_.sent().size(), 2u);
  courier_.done(postbox_.sent().back().notice, true);
  settle();
  EXPECT_EQ(postbox_.sent().size(), 3u);  // The next state.
}

}  // namespace
}  // namespace parcours
