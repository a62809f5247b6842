// The gallery of broken tills: what it holds, and the habits that a picture or a short day shows.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/fakes/pos_bench.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;
using encaissement::operator""_cents;

TEST(PosDefectsTest, EveryRuleIsBrokenByATillOfItsOwnName) {
  std::set<std::string_view> names;
  std::set<TillRuleId> rules;
  for (const PosDefect& one : pos_defects()) {
    EXPECT_TRUE(names.insert(one.name).second) << one.name;
    EXPECT_EQ(one.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string_view::npos) << one.name;
    EXPECT_TRUE(one.sentence.ends_with('.')) << one.name;
    EXPECT_EQ(find_pos_defect(one.name), &one);
    rules.insert(one.rule);
  }
  EXPECT_GE(names.size(), 34U);
  EXPECT_EQ(rules.size(), static_cast<std::size_t>(kTillRuleCount));
  EXPECT_EQ(find_pos_defect("none"), nullptr);
}

// Whatever is wrong with it, a till lives through a day.
TEST(PosDefectsTest, EveryBrokenTillLivesThroughADay) {
  for (const PosDefect& one : pos_defects()) {
    PosBench bench{one.name};
    bench.create("S1", "40,07");
    bench.create("S2", "50,00", "C", "email", "ts-client2@yopmail.com");
    bench.customer(Verb::pay, "S2", "41,00");
    bench.deliver();
    bench.press(TillVerb::validate, "S2", "40,00");
    bench.crash();
    bench.restart();
    const bool hammers = one.name == "hammers-the-service", endless = one.name.starts_with("asks-without") || one.name.starts_with("asks-at-one");
    bench.pass(endless ? encaissement::Duration{1s} : hammers ? encaissement::Duration{1h} : encaissement::Duration{24h});
    EXPECT_TRUE(bench.till().observe("S1").reply.is_ok()) << one.name;
  }
}

class UnreadableCodeTest : public testing::TestWithParam<const char*> {};

TEST_P(UnreadableCodeTest, APhoneDoesNotReadTheCode) {
  PosBench bench{GetParam()};
  bench.create("S1", "40,07");
  EXPECT_EQ(bench.code_on_screen("S1"), "");
}

INSTANTIATE_TEST_SUITE_P(Screens, UnreadableCodeTest,
                         testing::Values("draws-the-code-too-small", "draws-no-quiet-zone", "draws-light-on-dark",
                                         "stretches-the-code", "shows-no-code"));

TEST(PosDefectsTest, TheOldCodeStaysOnTheScreenOfTheTillThatKeepsIt) {
  PosBench bench{"keeps-the-old-code"};
  bench.create("S1", "40,07");
  const std::string code = bench.code_on_screen("S1");
  bench.order({.verb = TillVerb::change_mode, .sale = "S1", .mode = "identifier",
               .customer = guide_world().customer("alice")->identifier});
  EXPECT_EQ(bench.code_on_screen("S1"), code);
}

TEST(PosDefectsTest, ACreateWithoutAKeyIsMadeTwice) {
  for (const char* name : {"creates-without-a-key", "creates-with-a-new-key-each-time"}) {
    PosBench bench{name};
    bench.trouble({LineTrouble::lost_after});
    bench.create("S1", "40,07");
    bench.pass(5s);
    EXPECT_EQ(bench.ledger().size(), 2U) << name;
  }
}

TEST(PosDefectsTest, ASecondOperationComesOfACrash) {
  for (const char* name : {"asks-again-after-a-crash", "forgets-its-keys-in-a-crash"}) {
    PosBench bench{name};
    if (std::string_view{name}.starts_with("forgets")) bench.trouble({LineTrouble::lost_after});
    bench.create("S1", "40,07");
    bench.crash();
    bench.restart();
    bench.pass(5s);
    EXPECT_EQ(bench.ledger().size(), 2U) << name;
  }
}

TEST(PosDefectsTest, AFloatLosesACentOfSomeAmounts) {
  PosBench bench{"counts-in-floating-point"};
  int wrong = 0;
  for (int cents = 2000; cents < 2020; ++cents) {
    const std::string sale = "S" + std::to_string(cents);
    bench.create(sale, std::to_string(cents / 100) + "," + std::to_string(100 + cents % 100).substr(1));
    wrong += bench.view(sale).requested.cents() == cents ? 0 : 1;
  }
  EXPECT_GE(wrong, 4);
}

TEST(PosDefectsTest, AForgedNotificationIsBelieved) {
  for (const char* name : {"accepts-any-seal", "believes-before-it-checks"}) {
    PosBench bench{name};
    bench.create("S1", "50,00", "C", "email", "ts-client2@yopmail.com");
    bench.customer(Verb::pay, "S1", "50,00");
    auto notice = bench.take_notices().back();
    notice.headers.clear();
    bench.till().notify(notice);
    EXPECT_EQ(bench.view("S1").state, SaleState::to_validate) << name;
  }
}

}  // namespace
}  // namespace parcours
