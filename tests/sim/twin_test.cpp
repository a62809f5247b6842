#include "sim/twin.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "fakes/broken_service.h"
#include "sim/cast.h"
#include "tests/sim/stories.h"

namespace parcours {
namespace {

using namespace std::chrono_literals;
using namespace stories;

std::string told(const std::optional<Broken>& broken) {
  if (!broken) return "nothing differs";
  return std::string{to_string(broken->rule)} + ": expected " + broken->expected + "; actual " + broken->actual;
}

std::optional<Broken> judged(Target& target, const Story& story, const encaissement::Policies& policies = {}) {
  SeamTwin twin{target, {.policies = policies}};
  twin.play(story);
  twin.finish();
  return twin.broken();
}

std::optional<Broken> judged(std::string_view defect, const Story& story) {
  return judged(*broken_target(*find_defect(defect)), story);
}

class TwinOnDefect : public testing::TestWithParam<OfDefect> {};

TEST_P(TwinOnDefect, IsCaughtByAShortStory) {
  const OfDefect& one = GetParam();
  const Defect* defect = find_defect(one.defect);
  ASSERT_NE(defect, nullptr) << one.defect;
  const auto broken = judged(*broken_target(*defect), one.story, one.policies);
  ASSERT_TRUE(broken) << one.defect << "\n" << describe(one.story);
  EXPECT_EQ(broken->property->id, "as-the-reference");
  EXPECT_FALSE(broken->expected == broken->actual);
}

INSTANTIATE_TEST_SUITE_P(Gallery, TwinOnDefect, testing::ValuesIn(of_defects()), [](const auto& one) {
  std::string name{one.param.defect};
  std::erase(name, '-');
  return name;
});

// A search on the bare core cannot find these; the twin must.
TEST(SeamTwin, EveryDefectAroundTheCoreHasAStory) {
  int around = 0;
  for (const Defect& defect : defects()) {
    if (core_defect(defect).in_core) continue;
    ++around;
    const bool has_one = std::any_of(of_defects().begin(), of_defects().end(),
                                     [&](const OfDefect& one) { return one.defect == defect.name; });
    EXPECT_TRUE(has_one) << defect.name;
  }
  EXPECT_GE(around, 15);
}

TEST(SeamTwin, FindsNothingOnTheUnbrokenServiceOverRandomStories) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    InProcessTarget target;
    const Story story = random_story(seed, 25);
    const auto broken = judged(target, story);
    ASSERT_FALSE(broken) << "seed " << seed << ": " << told(broken) << "\n" << describe(story);
  }
}

TEST(SeamTwin, FindsNothingUnderOtherSettings) {
  encaissement::Policies policies;
  policies.sweep = encaissement::Sweep::instant;
  policies.qr_binds_on = encaissement::QrBindsOn::pay;
  policies.refund = encaissement::Refund::full;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    InProcessTarget target;
    ASSERT_FALSE(judged(target, random_story(seed, 25), policies)) << seed;
  }
}

TEST(SeamTwin, NamesTheRuleOfWhatDiffers) {
  EXPECT_EQ(told(judged("lst-02-no-sign", {b(4000, 2), looks()})),
            "LST-02: expected cashier, column requested +40,00 €; actual cashier, column requested 40,00 €");
  EXPECT_EQ(told(judged("frm-01-minimum-a-cent-too-low", {b(1999, 2)})),
            "FRM-01: expected answer refused FRM-01 INVALID_TRANSACTION_AMOUNT; actual answer done");
  EXPECT_EQ(judged("not-03-push-written-twice", {a(4000)})->rule, encaissement::RuleId::not_03);
}

TEST(SeamTwin, StopsAtTheFirstDifference) {
  const auto target = broken_target(*find_defect("not-01-no-push"));
  SeamTwin twin{*target, {}};
  twin.play({b(4000, 2), a(4000), looks(), looks()});
  ASSERT_TRUE(twin.broken());
  EXPECT_EQ(twin.acts(), 2u);
}

TEST(SeamTwin, ComparesOperationsByTheirPlaceNotByTheirNumber) {
  // Another seed than the reference's: other numbers, QR codes and recovery links.
  class OtherNumbers final : public InProcessTarget {
    void reset(const World& world, const encaissement::Policies& policies, Instant start, std::uint64_t seed) override {
      InProcessTarget::reset(world, policies, start, seed + 7);
    }
  };
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    OtherNumbers target;
    const auto broken = judged(target, random_story(seed, 25));
    ASSERT_FALSE(broken) << seed << ": " << told(broken);
  }
}

TEST(SeamTwin, JudgesByCodeAServiceThatNamesNoRule) {
  class Unnamed : public InProcessTarget {
   public:
    Capabilities capabilities() const override {
      Capabilities can = InProcessTarget::capabilities();
      can.names_rules = false;
      return can;
    }
    Answer submit(const Call& call, Instant now) override {
      Answer answer = InProcessTarget::submit(call, now);
      answer.rule.clear();
      if (wrong_code_ && answer.kind == Answer::Kind::refused) answer.code = "BAD_REQUEST";
      return answer;
    }
    bool wrong_code_ = false;
  };
  Unnamed target;
  EXPECT_FALSE(judged(target, {b(1999, 2)}));
  target.wrong_code_ = true;
  EXPECT_TRUE(judged(target, {b(1999, 2)}));
}

TEST(SeamTwin, AnAnswerThatIsLostIsNotCompared) {
  const Story lost{with(with(b(4000, 2), Twist::amount_malformed), Mishap::answer_lost)};
  EXPECT_FALSE(judged("frm-02-any-amount-text", lost));
}

TEST(SeamTwin, UrlsOfBasketThreeAlwaysFail) {
  const auto target = broken_target(*find_defect("not-04-gives-up-early"));
  Act request = by_till(a(4000));
  EXPECT_FALSE(judged(*target, {request, wait(10h)}));
  request.form.basket = 3;
  EXPECT_EQ(judged(*target, {request, wait(10h)})->rule, encaissement::RuleId::not_04);
}

TEST(CallOf, IsWhatAPersonWouldType) {
  Known known;
  known.numbers = {"foo2udp610"};
  known.payloads = {"CVC1:foo2udp610:4000:ABCDEFG"};
  const Call pay = call_of(keyed(pays(Role::alice, 0, 3050), 2), known, {});
  EXPECT_EQ(pay.verb, Verb::pay);
  EXPECT_EQ(pay.who.name, "alice");
  EXPECT_EQ(pay.operation, "foo2udp610");
  EXPECT_EQ(pay.amount, "30,50");
  EXPECT_EQ(pay.idempotency_key, "ac");
  EXPECT_EQ(call_of(pays(Role::bob, 5, 100), known, {}).operation, kNobodysNumber);
  EXPECT_EQ(call_of(scans(Role::bob, 0, CodeShown::altered), known, {}).code, "CVC1:foo2udp610:3900:ABCDEFG");
  EXPECT_EQ(call_of(scans(Role::bob, 0, CodeShown::forged), known, {}).code, "CVC1:foo2udp610:4000:ABCAEFG");
  EXPECT_EQ(with_other_body(pay).amount, "30,51");
}

TEST(SeamTwin, KnowsThePasswordThatWasSetLast) {
  InProcessTarget target;
  SeamPlayer player{target, target.capabilities(), {}, Instant{}, 1};
  for (int i = 0; i < 3; ++i) player.play(logs_in(Role::cashier, false), Instant{});
  player.play(does(ActKind::ask_recovery, Role::cashier), Instant{});
  player.play(does(ActKind::set_password, Role::cashier), Instant{});
  const auto answers = player.play(logs_in(Role::cashier, true), Instant{});
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers.front().kind, Answer::Kind::done);
}

}  // namespace
}  // namespace parcours
