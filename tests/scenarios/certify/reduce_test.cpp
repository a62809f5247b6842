// The reduction on predicates that need no till: what is left is what the predicate needs, and nothing else.
#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/certify/reduce.h"
#include "scenarios/certify/sound.h"
#include "scenarios/certify/story.h"
#include "scenarios/certify/story_file.h"
#include "scenarios/certify/told.h"
#include "tests/scenarios/certify/stories.h"

namespace parcours {
namespace {

using namespace till_step;

template <class Step, class Holds>
bool has(const TillStory& story, Holds holds) {
  return std::any_of(story.steps.begin(), story.steps.end(), [&](const TillStep& step) {
    const auto* one = std::get_if<Step>(&step);
    return one && holds(*one);
  });
}

TillStory long_story() {
  Fresh fresh{Random{4}};
  const TillHello till = able_till();
  Story s{fresh, till};
  const Sale first = s.sells({.who = "alice"}), second = s.sells({.parcours = "B", .who = "bob"});
  s.befalls(WireFault::slow, ApiCall::status, 5);
  s.crashes();
  s.waits(hours{7});
  s.restarts();
  s.pays(second);
  s.pays(first, Money::from_cents(1234));
  s.rests();
  return s.take();
}

TEST(Reduction, LeavesOnlyWhatIsNeeded) {
  const auto paid_on_b = [](const TillStory& story) {
    return has<Cashier>(story, [](const Cashier& c) { return c.order.parcours == "B"; }) &&
           has<Customer>(story, [](const Customer& c) { return c.act == Customer::Act::pay && c.who == "bob"; });
  };
  const Reduced small = reduced(long_story(), paid_on_b);
  EXPECT_TRUE(small.minimal);
  ASSERT_EQ(small.story.steps.size(), 2u);
  EXPECT_EQ(std::get<Cashier>(small.story.steps[0]).order.amount, "40,00");
  EXPECT_EQ(sale_of(small.story.steps[0]), sale_of(small.story.steps[1]));
}

TEST(Reduction, KeepsACrashWithItsRestartAndShortensTheWait) {
  const auto off_for_long = [](const TillStory& story) {
    bool off = false, found = false;
    for (const TillStep& step : story.steps) {
      off = std::holds_alternative<TillCrash>(step) || (off && !std::holds_alternative<TillRestart>(step));
      const auto* wait = std::get_if<Wait>(&step);
      found |= off && wait && wait->length >= minutes{3};
    }
    return found;
  };
  const Reduced small = reduced(long_story(), off_for_long);
  EXPECT_TRUE(small.minimal);
  ASSERT_EQ(small.story.steps.size(), 4u);
  EXPECT_EQ(std::get<Wait>(small.story.steps[2]).length, minutes{5});
}

TEST(Reduction, NoStepOfTheResultCanGo) {
  const auto holds = [](const TillStory& story) {
    return has<Customer>(story, [](const Customer& c) { return c.act == Customer::Act::pay && !c.amount.empty(); });
  };
  const Reduced small = reduced(long_story(), holds);
  ASSERT_TRUE(small.minimal);
  for (std::size_t i = 0; i < small.story.steps.size(); ++i) {
    TillStory less = small.story;
    less.steps.erase(less.steps.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_TRUE(trouble_with(less) || !holds(less)) << told(small.story.steps[i]);
  }
}

TEST(Reduction, IsTheSameEveryTimeAndAsksNoMoreThanItMay) {
  const auto always = [](const TillStory&) { return true; };
  EXPECT_EQ(to_json_text(reduced(long_story(), always).story), to_json_text(reduced(long_story(), always).story));
  const Reduced cut_short = reduced(long_story(), always, 1);
  EXPECT_EQ(cut_short.plays, 1);
  EXPECT_FALSE(cut_short.minimal);
  EXPECT_EQ(reduced(long_story(), always).story.steps.size(), 1u);
}

}  // namespace
}  // namespace parcours
