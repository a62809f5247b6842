// Whether some order of overlapping calls explains their answers: what is right passes, planted anomalies are caught.
#include "sim/linearize.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/in_process_target.h"
#include "sim/random.h"

namespace parcours {
namespace {

const Speaker kTill{Door::api, "10000001", ""}, kAlice{Door::phone, "alice", ""};

class LinearizeTest : public testing::Test {
 protected:
  LinearizeTest() {
    before_ = {.world = guide_world(), .policies = {}, .now = Instant{std::chrono::hours{24 * 18437 + 7}}, .seed = 1};
    Call call{.who = kTill, .verb = Verb::request, .idempotency_key = "create"};
    call.form = {.parcours = "D", .amount = "40,00", .basket = "B1", .mode = "email", .identifier = "ts-client2@yopmail.com",
                 .payment_days = 3, .validation_days = 2, .notify_email = "caisse@canoe.example"};
    before_.calls.push_back(call);
    begin();
  }

  void begin() {
    service_.reset(before_.world, before_.policies, before_.now, before_.seed);
    number_ = service_.submit(before_.calls.front(), before_.now).number;
  }

  OverlappingCall call(const Speaker& who, Verb verb, const std::string& amount = "") {
    OverlappingCall one;
    one.call = {.who = who, .verb = verb, .operation = number_, .amount = amount, .idempotency_key = std::to_string(++keys_)};
    return one;
  }
  // As the reference answers it now.
  OverlappingCall answered(OverlappingCall one, std::uint64_t made, std::uint64_t returned) {
    one.made = made;
    one.returned = returned;
    if (one.looks)
      one.seen = service_.look(one.call.who, one.call.operation, before_.now);
    else
      one.answer = service_.submit(one.call, before_.now);
    return one;
  }
  OverlappingCall look() {
    OverlappingCall one = call(kTill, Verb::log_in);
    one.looks = true;
    return one;
  }
  bool holds(const std::vector<OverlappingCall>& calls) { return linearize(before_, calls).holds; }

  BeforeOverlap before_;
  InProcessTarget service_;
  std::string number_;
  int keys_ = 0;
};

TEST_F(LinearizeTest, OneAfterAnotherAsTheReferenceAnswersHolds) {
  EXPECT_TRUE(holds({answered(call(kAlice, Verb::pay, "40,00"), 1, 2), answered(call(kTill, Verb::cancel), 3, 4)}));
}

TEST_F(LinearizeTest, OverlappingCallsMayTakeEffectInEitherOrder) {
  const OverlappingCall cancel = answered(call(kTill, Verb::cancel), 2, 5);
  const OverlappingCall pay = answered(call(kAlice, Verb::pay, "40,00"), 1, 6);  // Made first, and second in effect.
  EXPECT_TRUE(holds({pay, cancel}));
}

TEST_F(LinearizeTest, WhatReturnedBeforeIsNotReordered) {
  const OverlappingCall cancel = answered(call(kTill, Verb::cancel), 3, 4);
  const OverlappingCall pay = answered(call(kAlice, Verb::pay, "40,00"), 1, 2);  // Refused, though it came alone.
  EXPECT_FALSE(holds({pay, cancel}));
}

TEST_F(LinearizeTest, ADoublePaymentIsCaught) {
  OverlappingCall first = answered(call(kAlice, Verb::pay, "40,00"), 1, 5);
  OverlappingCall second = first;
  second.call.idempotency_key = "another";
  second.made = 2;
  EXPECT_FALSE(holds({first, second}));
}

TEST_F(LinearizeTest, AStaleReadIsCaught) {
  OverlappingCall stale = answered(look(), 3, 4);
  const OverlappingCall pay = answered(call(kAlice, Verb::pay, "40,00"), 1, 2);
  EXPECT_FALSE(holds({pay, stale}));
  stale.made = 1;  // Had it overlapped, it would have been right.
  EXPECT_TRUE(holds({pay, stale}));
}

TEST_F(LinearizeTest, ALostUpdateIsCaught) {
  const OverlappingCall seen_before = answered(look(), 5, 6);
  const OverlappingCall pay = answered(call(kAlice, Verb::pay, "40,00"), 1, 2);
  const OverlappingCall seen_between = answered(look(), 3, 4);
  EXPECT_FALSE(holds({pay, seen_between, seen_before}));
}

TEST_F(LinearizeTest, WhatHadNoAnswerMayHaveHappenedOrNot) {
  OverlappingCall lost = call(kAlice, Verb::pay, "40,00");
  lost.made = 1, lost.returned = 2;
  const OverlappingCall seen_without = answered(look(), 3, 4);
  EXPECT_TRUE(holds({lost, seen_without}));
  service_.submit(lost.call, before_.now);
  const OverlappingCall seen_with = answered(look(), 5, 6);
  EXPECT_TRUE(holds({lost, seen_without, seen_with}));  // It took effect long after its caller had given up.
}

TEST_F(LinearizeTest, WhatHadNoAnswerHappensOnceOnly) {
  OverlappingCall lost = call(kAlice, Verb::pay, "40,00");
  lost.made = 1, lost.returned = 2;
  service_.submit(lost.call, before_.now);
  const OverlappingCall with = answered(look(), 3, 4);
  begin();
  const OverlappingCall without = answered(look(), 5, 6);
  EXPECT_FALSE(holds({lost, with, without}));
}

// Right by construction: each call takes effect somewhere between its making and its return.
TEST_F(LinearizeTest, RandomHistoriesOfACorrectServiceHold) {
  Random dice{20240601};
  for (int round = 0; round < 60; ++round) {
    begin();
    std::vector<OverlappingCall> calls;
    for (std::uint64_t effect = 0; effect < 9; ++effect) {
      const Verb verbs[] = {Verb::pay, Verb::refuse, Verb::cancel, Verb::validate};
      const Verb verb = verbs[dice.below(4)];
      const bool by_alice = verb == Verb::pay || verb == Verb::refuse;
      OverlappingCall one = dice.chance(1, 3) ? look() : call(by_alice ? kAlice : kTill, verb, verb == Verb::pay ? "30,00" : "");
      const std::uint64_t at = 1000 + 10 * effect;
      one = answered(one, at - dice.below(40), at + 1 + dice.below(40));
      if (!one.looks && dice.chance(1, 6)) one.answer = {};
      calls.push_back(one);
    }
    std::reverse(calls.begin(), calls.end());
    EXPECT_TRUE(holds(calls)) << told(calls);
  }
}

}  // namespace
}  // namespace parcours
