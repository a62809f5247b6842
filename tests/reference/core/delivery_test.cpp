// NOT-04: the integrator's queue, in order per operation, with growing pauses, parked and resumed.
#include "reference/core/delivery.h"

#include <gtest/gtest.h>

#include "tests/reference/core/service_fixture.h"

namespace encaissement {
namespace {

const Instant kNow = moment("24/06/2020 11:00");
constexpr OperationId kFirst{1}, kSecond{2};

class DeliveryTest : public ::testing::Test {
 protected:
  std::vector<std::uint64_t> due(Instant at) const {
    std::vector<std::uint64_t> ids;
    for (const NoticeId id : queue.due(at)) ids.push_back(static_cast<std::uint64_t>(id));
    return ids;
  }
  void answered(OperationId o, std::uint64_t id, bool good, Instant at) {
    queue.answered(o, NoticeId{id}, good, at, 3);
  }
  using Ids = std::vector<std::uint64_t>;
  DeliveryQueue queue;
};

TEST_F(DeliveryTest, TheNextWaitsForTheOneBefore) {
  queue.add(kFirst, NoticeId{1}, kNow);
  queue.add(kFirst, NoticeId{2}, kNow);
  queue.add(kSecond, NoticeId{3}, kNow);
  EXPECT_EQ(due(kNow), (Ids{1, 3}));
  answered(kFirst, 2, true, kNow);  // Not its turn: ignored.
  EXPECT_EQ(due(kNow), (Ids{1, 3}));
  answered(kFirst, 1, true, kNow);
  EXPECT_EQ(due(kNow), (Ids{2, 3}));
  answered(kFirst, 2, true, kNow);
  answered(kSecond, 3, true, kNow);
  EXPECT_FALSE(queue.next_due().has_value());
}

TEST_F(DeliveryTest, PausesGrow) {
  Duration before{0};
  for (int failures = 1; failures < 20; ++failures) {
    const Duration pause = delivery_pause(failures);
    EXPECT_TRUE(pause > before || pause == Duration{std::chrono::hours{1}}) << failures;
    before = pause;
  }
  queue.add(kFirst, NoticeId{1}, kNow);
  answered(kFirst, 1, false, kNow);
  const Instant again = kNow + delivery_pause(1);
  EXPECT_EQ(queue.next_due(), again);
  EXPECT_EQ(due(again - Duration{1}), Ids{});
  EXPECT_EQ(due(again), Ids{1});
}

TEST_F(DeliveryTest, AQueueIsParkedAndOthersGoOnUntilItIsResumedInOrder) {
  queue.add(kFirst, NoticeId{1}, kNow);
  queue.add(kFirst, NoticeId{2}, kNow);
  queue.add(kSecond, NoticeId{3}, kNow);
  for (int i = 0; i < 2; ++i) answered(kFirst, 1, false, kNow);
  EXPECT_FALSE(queue.is_parked(kFirst));
  answered(kFirst, 1, false, kNow);
  EXPECT_TRUE(queue.is_parked(kFirst));
  EXPECT_EQ(due(kNow + std::chrono::hours{24}), Ids{3});
  queue.add(kFirst, NoticeId{4}, kNow);
  queue.resume(kFirst, kNow);
  for (const std::uint64_t id : {1u, 2u, 4u}) {
    EXPECT_EQ(due(kNow).front(), id);
    answered(kFirst, id, true, kNow);
  }
}

class DeliveryPolicyTest : public ServiceTest {};

TEST_F(DeliveryPolicyTest, TheServiceParksAfterNotifyAttempts) {
  for (const int attempts : {1, 12}) {
    start({.notify_attempts = attempts});
    run(shop, Request{form_pos("40")});
    name(kAliceNumber, "40");
    const auto id = static_cast<std::uint64_t>(service().notices().back().id);
    for (int i = 0; i < attempts; ++i) {
      EXPECT_FALSE(service().deliveries().is_parked(OperationId{1}));
      run(control, DeliveryAnswered{id, false});
    }
    EXPECT_TRUE(service().deliveries().is_parked(OperationId{1}));
    EXPECT_EQ(said(pay(alice, "40")), "done") << "the service is never blocked";
    last_ = OperationId{1};
    EXPECT_EQ(said(run(control, ResumeNotifications{number()})), "done");
    EXPECT_EQ(service().deliveries().due(now_).size(), 1u);
  }
}

}  // namespace
}  // namespace encaissement
