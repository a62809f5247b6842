// Notifications at the conforming till.
#include <gtest/gtest.h>

#include "tests/fakes/pos_bench.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;

struct PosNoticesTest : testing::Test {
  void SetUp() override {
    bench.create("S1", "50,00", "C", "email", "ts-client2@yopmail.com");
    bench.customer(Verb::pay, "S1", "50,00");
  }
  int give(const http::Request& notice) { return bench.till().notify(notice).value; }
  PosBench bench;
};

TEST_F(PosNoticesTest, ANotificationIsBelievedAndAcknowledgedHoweverOften) {
  const auto notices = bench.take_notices();
  ASSERT_FALSE(notices.empty());
  EXPECT_EQ(give(notices.back()), 200);
  EXPECT_EQ(bench.view("S1").state, SaleState::to_validate);
  EXPECT_EQ(give(notices.back()), 200);
}

TEST_F(PosNoticesTest, AnOlderStateNeverReplacesANewerOne) {
  const auto older = bench.take_notices();
  bench.pass(3s);
  bench.press(TillVerb::validate, "S1");
  for (const auto& notice : older) EXPECT_EQ(give(notice), 200);
  EXPECT_EQ(bench.view("S1").state, SaleState::paid);
}

TEST_F(PosNoticesTest, ABadSealIsRefusedAndNotBelieved) {
  auto notice = bench.take_notices().back();
  notice.body += " ";
  EXPECT_EQ(give(notice), 401);
  EXPECT_EQ(bench.view("S1").state, SaleState::pending);
}

TEST_F(PosNoticesTest, NoSealAtAllIsABadSeal) {
  auto notice = bench.take_notices().back();
  notice.headers.clear();
  EXPECT_EQ(give(notice), 401);
}

}  // namespace
}  // namespace parcours
