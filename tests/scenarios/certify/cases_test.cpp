// The suites as data: that they are complete, make sense, and are told. What they come to is tills_test.cpp's affair.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "scenarios/certify/sound.h"
#include "scenarios/certify/story.h"
#include "scenarios/certify/story_file.h"
#include "scenarios/certify/told.h"
#include "tests/scenarios/certify/stories.h"

namespace parcours {
namespace {

template <class Step>
std::vector<Step> steps_of_all(std::uint64_t seed = 1) {
  std::vector<Step> found;
  for (const TillCase& one : till_cases())
    for (const TillStory story = story_for(one, seed, able_till()); const TillStep& step : story.steps)
      if (const auto* fits = std::get_if<Step>(&step)) found.push_back(*fits);
  return found;
}

TEST(TillCases, HaveNamesOfTheirOwnAndBelongToAProfile) {
  std::set<std::string_view> seen, profiles;
  for (const TillProfile& one : till_profiles()) profiles.insert(one.name);
  for (const TillCase& one : till_cases()) {
    EXPECT_TRUE(seen.insert(one.id).second) << one.id;
    EXPECT_TRUE(profiles.contains(profile_of(one))) << one.id;
    EXPECT_TRUE(one.title.ends_with('.')) << one.id;
  }
}

TEST(TillCases, EveryProfileHasAtLeastTen) {
  std::map<std::string_view, int> counts;
  for (const TillCase& one : till_cases()) ++counts[profile_of(one)];
  for (const TillProfile& one : till_profiles()) EXPECT_GE(counts[one.name], 10) << one.name;
}

TEST(TillCases, EveryRuleIsAskedInSeveral) {
  for (const TillRule& rule : till_rules()) {
    const auto count = std::count_if(till_cases().begin(), till_cases().end(), [&](const TillCase& one) {
      return std::find(one.rules.begin(), one.rules.end(), rule.rule) != one.rules.end();
    });
    EXPECT_GE(count, 3) << rule.id;
  }
}

TEST(TillCases, NeedWhatThereIs) {
  for (const TillCase& one : till_cases())
    for (const std::string_view need : one.needs) {
      const auto known = till_capabilities();
      const bool is_known = std::any_of(known.begin(), known.end(), [&](const TillCapability& c) { return c.name == need; });
      EXPECT_TRUE(is_known || need == "notices") << one.id << ' ' << need;
    }
}

TEST(TillCases, MakeSenseForEveryTillAndSeed) {
  const TillHello tills[] = {able_till(), till_that_can({"qr", "screen"}), till_that_can({"identifier"})};
  for (const TillHello& till : tills)
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
      for (const TillCase& one : till_cases()) {
        const auto trouble = trouble_with(story_for(one, seed, till));
        EXPECT_FALSE(trouble) << one.id << ' ' << seed << ": " << trouble.value_or("");
      }
}

TEST(TillCases, AskATillThatCannotShowCodesByIdentifierOnly) {
  const TillHello till = till_that_can({"identifier"});
  for (const TillCase& one : till_cases()) {
    if (profile_of(one) != "core") continue;
    for (const TillStory story = story_for(one, 3, till); const TillStep& step : story.steps) {
      const auto* cashier = std::get_if<till_step::Cashier>(&step);
      EXPECT_FALSE(cashier && cashier->order.mode == "qr") << one.id;
    }
  }
}

TEST(TillCases, AreTheSameForOneSeedAndOthersForAnother) {
  for (const TillCase& one : till_cases()) {
    const std::string first = to_json_text(story_for(one, 7, able_till()));
    EXPECT_EQ(first, to_json_text(story_for(one, 7, able_till()))) << one.id;
    EXPECT_NE(first, to_json_text(story_for(one, 8, able_till()))) << one.id;
  }
}

TEST(TillCases, EndAtRestOrSayWhatMustHaveComeOfIt) {
  for (const TillCase& one : till_cases()) {
    const TillStory story = story_for(one, 1, able_till());
    const auto holds = [&](auto is) { return std::any_of(story.steps.begin(), story.steps.end(), is); };
    EXPECT_TRUE(holds([](const TillStep& s) { return std::holds_alternative<till_step::Rest>(s); })) << one.id;
    EXPECT_TRUE(holds([](const TillStep& s) { return std::holds_alternative<till_step::Reach>(s); })) << one.id;
  }
}

TEST(TillCases, LetEveryFaultBefallEveryCall) {
  std::set<std::pair<WireFault, ApiCall>> seen;
  for (const auto& step : steps_of_all<till_step::WireTrouble>())
    if (step.order.call) seen.insert({step.order.fault, *step.order.call});
  for (const ApiCall call : {ApiCall::create, ApiCall::payer, ApiCall::status, ApiCall::cancellation, ApiCall::validation,
                             ApiCall::change_mode})
    for (int fault = 0; fault <= static_cast<int>(WireFault::cut); ++fault)
      EXPECT_TRUE(seen.contains({static_cast<WireFault>(fault), call})) << to_string(call) << ' ' << fault;
}

TEST(TillCases, LetEveryTroubleBefallNotifications) {
  std::set<till_step::NoticeTrouble::Kind> seen;
  for (const auto& step : steps_of_all<till_step::NoticeTrouble>()) seen.insert(step.kind);
  EXPECT_EQ(seen.size(), 6u);
}

TEST(TillCases, ComeToLimitsJustBeforeAtAndJustAfter) {
  std::set<std::pair<till_step::WaitUntil::Limit, std::int64_t>> seen;
  for (const auto& step : steps_of_all<till_step::WaitUntil>()) seen.insert({step.limit, step.offset.count()});
  for (const std::int64_t offset : {-1, 0, 1}) EXPECT_TRUE(seen.contains({till_step::WaitUntil::Limit::payment, offset}));
  for (const std::int64_t offset : {-1, 0}) EXPECT_TRUE(seen.contains({till_step::WaitUntil::Limit::validation, offset}));
}

TEST(TillCases, SetTheClockWrongBothWaysWithinManners) {
  std::set<std::int64_t> seen;
  for (const auto& step : steps_of_all<till_step::Skew>()) seen.insert(step.ahead.count());
  EXPECT_EQ(seen, (std::set<std::int64_t>{-240'000, 240'000}));
}

TEST(TillCases, AskForAmountsThatFloatsGetWrong) {
  Fresh fresh{Random{1}};
  const TillHello till = able_till();
  Story story{fresh, till};
  for (int i = 0; i < 100; ++i) {
    const Money money = story.misread_by_floats(Money::from_cents(2001), Money::from_cents(6000));
    const double euros = static_cast<double>(money.cents()) / 100.0;
    EXPECT_NE(static_cast<std::int64_t>(euros * 100.0), money.cents());
  }
}

TEST(TillCases, TellEveryStep) {
  for (const TillCase& one : till_cases()) {
    const TillStory story = story_for(one, 1, able_till());
    for (const TillStep& step : story.steps) EXPECT_GT(told(step).size(), 5u) << one.id;
  }
}

TEST(TillCases, EachFaultIsToldInWordsOfItsOwn) {
  std::set<std::string> told_so_far;
  for (const WireFault fault : {WireFault::lost_before, WireFault::lost_after, WireFault::slow, WireFault::error_500, WireFault::error_503,
                                WireFault::error_504, WireFault::truncated, WireFault::garbled, WireFault::cut}) {
    const std::string text = told(TillStep{till_step::WireTrouble{{.fault = fault}}});
    EXPECT_TRUE(told_so_far.insert(text).second) << text;
    EXPECT_EQ(text.find("takes effect") != text.npos, takes_effect(fault)) << text;
  }
}

TEST(TillCases, AreToldAsPeopleSpeak) {
  Fresh fresh{Random{1}};
  const TillHello till = able_till();
  Story s{fresh, till};
  const Sale sale = s.sells({.mode = "qr", .who = "bob", .amount = Money::from_cents(4007), .name = "T1"});
  s.pays(sale, Money::from_cents(3000));
  s.until_payment_limit(sale, -Milliseconds{1});
  s.befalls(WireFault::lost_after, ApiCall::create);
  const TillStory story = s.take();
  EXPECT_EQ(told(story.steps[0]), "the cashier asks for 40,07 € by QR code, parcours A (sale T1)");
  EXPECT_EQ(told(story.steps[1]), "bob scans the code on the screen (sale T1)");
  EXPECT_EQ(told(story.steps[2]), "bob pays 30,00 € (sale T1)");
  EXPECT_EQ(told(story.steps[3]), "time passes until 1 ms before the payment limit of sale T1");
  EXPECT_EQ(told(story.steps[4]), "the next call (create) takes effect, but its answer is lost");
}

TEST(DrawnStories, MakeSenseAndDiffer) {
  std::set<std::string> seen;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Fresh fresh{Random{seed}};
    const TillStory story = drawn_story(fresh, able_till());
    const auto trouble = trouble_with(story);
    EXPECT_FALSE(trouble) << seed << ": " << trouble.value_or("");
    EXPECT_TRUE(std::holds_alternative<till_step::Rest>(story.steps.back()));
    seen.insert(to_json_text(story));
  }
  EXPECT_EQ(seen.size(), 300u);
}

TEST(DrawnStories, AskOnlyForWhatTheTillClaims) {
  const TillHello till = till_that_can({"identifier"});
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Fresh fresh{Random{seed}};
    for (const TillStep& step : drawn_story(fresh, till).steps) {
      EXPECT_FALSE(std::holds_alternative<till_step::TillCrash>(step));
      EXPECT_FALSE(std::holds_alternative<till_step::NoticeTrouble>(step));
      const auto* cashier = std::get_if<till_step::Cashier>(&step);
      EXPECT_FALSE(cashier && cashier->order.mode == "qr");
    }
  }
}

}  // namespace
}  // namespace parcours
