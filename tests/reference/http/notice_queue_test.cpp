#include "reference/http/notice_queue.h"

#include <gtest/gtest.h>

#include "reference/http/url.h"

namespace parcours::http {
namespace {

Notification to(const std::string& host, std::uint64_t notice) { return {.notice = notice, .url = "http://" + host + "/"}; }

std::vector<std::uint64_t> taken(NoticeQueue& queue) {
  std::vector<std::uint64_t> ids;
  for (int i = 0; i < 1000; ++i) {
    const auto next = queue.next();
    if (!next) break;
    ids.push_back(next->notice);
  }
  return ids;
}

TEST(NoticeQueue, HostsGoInTurnEachWithItsOldest) {
  NoticeQueue queue{{}};
  for (std::uint64_t i = 1; i <= 3; ++i) queue.put(to("a", i));
  queue.put(to("b", 4));
  EXPECT_EQ(taken(queue), (std::vector<std::uint64_t>{1, 4, 2, 3}));
}

TEST(NoticeQueue, AHostHasNoMoreThanItsShare) {
  NoticeQueue queue{{.of_one_host_max = 2}};
  for (std::uint64_t i = 1; i <= 5; ++i) queue.put(to("a", i));
  EXPECT_EQ(taken(queue).size(), 2U);
  queue.over(to("a", 1), true);
  EXPECT_EQ(taken(queue), std::vector<std::uint64_t>{3});
}

TEST(NoticeQueue, NoMoreThanSaidAreUnderWay) {
  NoticeQueue queue{{.in_flight_max = 4, .of_one_host_max = 100}};
  queue.put(to("a", 100));
  EXPECT_EQ(taken(queue).size(), 1U);
  queue.over(to("a", 100), true);
  for (std::uint64_t i = 1; i <= 10; ++i) queue.put(to("a", i));
  EXPECT_EQ(taken(queue).size(), 4U);
  EXPECT_EQ(queue.in_flight(), 4U);
  EXPECT_EQ(queue.waiting(), 6U);
}

TEST(NoticeQueue, HostsThatNeverAnsweredLeaveHalfThePlaces) {
  NoticeQueue queue{{.in_flight_max = 8}};
  queue.put(to("good", 100));
  EXPECT_EQ(taken(queue).size(), 1U);
  queue.over(to("good", 100), true);
  for (std::uint64_t i = 1; i <= 20; ++i) queue.put(to("dead" + std::to_string(i), i));
  EXPECT_EQ(taken(queue).size(), 4U);
  queue.put(to("good", 101));
  EXPECT_EQ(taken(queue), std::vector<std::uint64_t>{101});
}

TEST(NoticeQueue, ANoticeIsThereOnceUntilItIsOver) {
  NoticeQueue queue{{}};
  EXPECT_TRUE(queue.put(to("a", 1)));
  EXPECT_FALSE(queue.put(to("a", 1)));
  EXPECT_EQ(taken(queue).size(), 1U);
  EXPECT_FALSE(queue.put(to("b", 1)));
  queue.over(to("a", 1), false);
  EXPECT_TRUE(queue.put(to("a", 1)));
}

TEST(NoticeQueue, NoMoreWaitThanSaid) {
  NoticeQueue queue{{.waiting_max = 2}};
  EXPECT_TRUE(queue.put(to("a", 1)) && queue.put(to("a", 2)));
  EXPECT_FALSE(queue.put(to("a", 3)));
}

TEST(Url, IsTakenApart) {
  const auto url = read_url("HTTPS://till.example:8443/back?x=1#part");
  ASSERT_TRUE(url);
  EXPECT_TRUE(url->secure);
  EXPECT_EQ(url->host, "till.example");
  EXPECT_EQ(url->port, 8443);
  EXPECT_EQ(url->target, "/back?x=1");
  EXPECT_EQ(url->authority, "till.example:8443");
  EXPECT_EQ(read_url("http://[::1]:81")->host, "::1");
  EXPECT_EQ(read_url("http://h?x")->target, "/?x");
  EXPECT_EQ(read_url("http://h:")->port, 80);
}

TEST(Url, IsRefusedWhereItIsNone) {
  for (const auto* text : {"", "h", "http:/h", "http://", "http://:80", "http://h:0", "http://h:65536", "http://h:8x", "http://[::1",
                           "http://[]", "http://u@h", "http://h h", "http://h/\r\nX: y", "http://h/\xc3\xa9", "javascript://h"})
    EXPECT_FALSE(read_url(text)) << text;
}

}  // namespace
}  // namespace parcours::http
