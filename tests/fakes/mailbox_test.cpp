#include "fakes/mailbox.h"

#include <gtest/gtest.h>

#include "sim/in_process_target.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;

NoticeView mail(std::uint64_t id, const std::string& to, const std::string& kind = "payment request") {
  NoticeView notice;
  notice.id = id;
  notice.channel = "mail";
  notice.to = to;
  notice.kind = kind;
  notice.token = "token-" + std::to_string(id);
  return notice;
}

struct MailboxTest : ::testing::Test {
  Stage stage;
  Channels channels;
  Mailbox mailbox{stage, channels};
};

TEST_F(MailboxTest, AMailArrivesAtTheInstantItWasHandedOver) {
  mailbox.hand_over(mail(1, "a@b.example"));
  ASSERT_EQ(mailbox.arrived().size(), 1u);
  EXPECT_EQ(mailbox.arrived()[0].at, stage.now());
}

TEST_F(MailboxTest, ALostMailNeverArrivesAndTheNextOneDoes) {
  channels.order(Channel::mail, {.fault = ChannelFault::lose}, 1);
  mailbox.hand_over(mail(1, "a@b.example"));
  mailbox.hand_over(mail(2, "a@b.example"));
  ASSERT_EQ(mailbox.arrived().size(), 1u);
  EXPECT_EQ(mailbox.arrived()[0].notice.id, 2u);
  EXPECT_EQ(channels.orders_left(), 0u);
}

TEST_F(MailboxTest, ADelayedMailArrivesLater) {
  channels.order(Channel::mail, {.fault = ChannelFault::delay, .delay = 2h}, 1);
  mailbox.hand_over(mail(1, "a@b.example"));
  EXPECT_TRUE(mailbox.arrived().empty());
  ASSERT_FALSE(stage.run_until(Instant{} + 2h));
  ASSERT_EQ(mailbox.arrived().size(), 1u);
  EXPECT_EQ(mailbox.arrived()[0].at, Instant{} + 2h);
}

TEST_F(MailboxTest, ARepeatedRecoveryMailIsOneLink) {
  channels.order(Channel::mail, {.fault = ChannelFault::repeat}, 1);
  mailbox.hand_over(mail(1, "a@b.example", "recovery"));
  mailbox.hand_over(mail(2, "other@b.example", "recovery"));
  EXPECT_EQ(mailbox.arrived().size(), 3u);
  EXPECT_EQ(mailbox.arrived()[1].copy, 2);
  ASSERT_EQ(mailbox.recovery_mails("a@b.example").size(), 1u);
  EXPECT_EQ(mailbox.recovery_mails("a@b.example")[0].token, "token-1");
}

TEST_F(MailboxTest, OrdersForOneChannelLeaveTheOthersAlone) {
  channels.order(Channel::push, {.fault = ChannelFault::lose}, 2);
  mailbox.hand_over(mail(1, "a@b.example"));
  EXPECT_EQ(mailbox.arrived().size(), 1u);
  EXPECT_EQ(channels.orders_left(), 2u);
}

// -------- The integrator ------------------------------------------------------------------------

// A service with two notifications of one operation, in order.
struct TwoToDeliver : InProcessTarget {
  std::vector<NoticeView> deliveries_due(Instant now) override {
    std::vector<NoticeView> due;
    if (next_ > 2 || now < not_before_) return due;
    due.push_back(mail(next_, "https://shop.example"));
    due.back().operation = "f000000001";
    return due;
  }
  void delivery_answered(std::uint64_t, bool acknowledged, Instant now) override {
    if (acknowledged)
      ++next_;
    else
      not_before_ = now + 10s;
  }
  std::uint64_t next_ = 1;
  Instant not_before_;
};

struct SinkTest : ::testing::Test {
  Stage stage;
  Channels channels;
  TwoToDeliver target;
  NotificationSink sink{stage, target, channels};
};

TEST_F(SinkTest, EverythingThatIsDueIsTakenInOrder) {
  sink.take_due();
  ASSERT_EQ(sink.acknowledged("f000000001").size(), 2u);
  EXPECT_EQ(sink.acknowledged("f000000001")[0].id, 1u);
  EXPECT_EQ(sink.attempts("f000000001"), 2);
  EXPECT_EQ(sink.attempts("f000000002"), 0);
}

TEST_F(SinkTest, AFailureIsAnAttemptThatIsNotAcknowledged) {
  sink.fail_next(1);
  sink.take_due();
  EXPECT_TRUE(sink.acknowledged("f000000001").empty());
  ASSERT_FALSE(stage.run_until(Instant{} + 10s));
  sink.take_due();
  EXPECT_EQ(sink.acknowledged("f000000001").size(), 2u);
  EXPECT_EQ(sink.attempts("f000000001"), 3);
}

TEST_F(SinkTest, ANotificationOnItsWayIsNotSentTwice) {
  channels.order(Channel::api, {.fault = ChannelFault::delay, .delay = 5s}, 1);
  sink.take_due();
  sink.take_due();
  EXPECT_EQ(sink.attempts("f000000001"), 0);
  ASSERT_FALSE(stage.run_until(Instant{} + 5s));
  EXPECT_EQ(sink.attempts("f000000001"), 1);
}

}  // namespace
}  // namespace parcours
