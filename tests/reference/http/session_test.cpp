// Sessions at the socket: random, rotated, ended by idleness and age, bounded.
#include "reference/http/session.h"

#include <gtest/gtest.h>

#include <set>

namespace parcours::http {
namespace {

using std::chrono::seconds;

class SessionTest : public testing::Test {
 protected:
  Session open(const std::string& name = "708900") { return sessions_.open({.door = Door::espace, .name = name, .point = ""}); }
  bool is_open(const Session& session) { return sessions_.find(session.id).has_value(); }
  void later(seconds by) { now_ += by; }

  std::chrono::steady_clock::time_point now_{};
  Sessions sessions_{seconds{100}, seconds{1000}, {.all = 6, .of_one = 3}, [this] { return now_; }};
};

TEST_F(SessionTest, IdsAreLongAndNeverTwice) {
  std::set<std::string> ids;
  for (int i = 0; i < 1000; ++i) {
    const Session session = open();
    ids.insert(session.id);
    ids.insert(session.csrf);
    EXPECT_EQ(session.id.size(), 22U);
  }
  EXPECT_EQ(ids.size(), 2000U);
}

TEST_F(SessionTest, WhoOpenedItIsFoundByItsIdOnly) {
  const Session session = open("70890001");
  EXPECT_EQ(sessions_.find(session.id)->speaker.name, "70890001");
  EXPECT_FALSE(sessions_.find(session.csrf));
  EXPECT_FALSE(sessions_.find(""));
  EXPECT_FALSE(sessions_.find(session.id + "x"));
}

TEST_F(SessionTest, IdlenessEndsItAndUseKeepsIt) {
  const Session session = open();
  later(seconds{99});
  EXPECT_TRUE(is_open(session));
  later(seconds{99});
  EXPECT_TRUE(is_open(session));
  later(seconds{100});
  EXPECT_FALSE(is_open(session));
}

TEST_F(SessionTest, AgeEndsItHoweverItIsUsed) {
  const Session session = open();
  for (int i = 0; i < 19; ++i) {
    later(seconds{50});
    EXPECT_TRUE(is_open(session));
  }
  later(seconds{50});
  EXPECT_FALSE(is_open(session));
}

TEST_F(SessionTest, RotatingVoidsTheOldIdAndGoesOnAgeing) {
  const Session before = open();
  later(seconds{90});
  const auto after = sessions_.rotate(before.id, {.door = Door::espace, .name = "708900", .point = "P002"});
  ASSERT_TRUE(after);
  EXPECT_FALSE(is_open(before));
  EXPECT_EQ(sessions_.find(after->id)->speaker.point, "P002");
  EXPECT_NE(after->csrf, before.csrf);
  EXPECT_EQ(after->begun, before.begun);
  EXPECT_FALSE(sessions_.rotate(before.id, before.speaker));
}

TEST_F(SessionTest, ClosingEndsOneOrAllOfAnAccount) {
  const Session one = open(), other = open(), stranger = open("708901");
  sessions_.close(one.id);
  EXPECT_FALSE(is_open(one));
  EXPECT_TRUE(is_open(other));
  sessions_.close_of("708900");
  EXPECT_FALSE(is_open(other));
  EXPECT_TRUE(is_open(stranger));
  sessions_.close_all();
  EXPECT_FALSE(is_open(stranger));
}

TEST_F(SessionTest, WhoOpensTooManyLosesHisOwnLongestUnused) {
  const Session stranger = open("708901");
  later(seconds{1});
  const Session first = open();
  later(seconds{1});
  const Session second = open();
  later(seconds{1});
  open();
  EXPECT_TRUE(is_open(first));
  open();
  EXPECT_FALSE(is_open(second));
  EXPECT_TRUE(is_open(first));
  EXPECT_TRUE(is_open(stranger));
}

TEST_F(SessionTest, TheirNumberIsBoundedAndTheLongestUnusedGoesFirst) {
  const Session oldest = open("person 0");
  for (int i = 1; i < 100; ++i) {
    later(seconds{1});
    open("person " + std::to_string(i));
    EXPECT_LE(sessions_.size(), 6U);
  }
  EXPECT_FALSE(is_open(oldest));
}

TEST_F(SessionTest, EndedOnesMakeRoomBeforeOpenOnes) {
  for (int i = 0; i < 5; ++i) open("gone " + std::to_string(i));
  later(seconds{100});
  const Session kept = open("kept");
  open("one more");
  EXPECT_TRUE(is_open(kept));
  EXPECT_EQ(sessions_.size(), 2U);
}

}  // namespace
}  // namespace parcours::http
