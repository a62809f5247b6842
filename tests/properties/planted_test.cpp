// What RapidCheck finds of a service with a planted defect, one of each chapter of the rules, and how short the story is
// that it shrinks to. The gallery whole is `parcours power`'s.
#include "fakes/broken_service.h"
#include "tests/properties/rapid_property.h"

namespace parcours {
namespace {

struct Planted {
  std::string_view defect;
  std::size_t acts_max;  // What RapidCheck comes to; the shortest of all may be one shorter.
};

void PrintTo(const Planted& planted, std::ostream* out) { *out << planted.defect; }

bool fails_with(const Defect& defect, const RapidCase& drawn) {
  CoreDefect core = core_defect(defect);
  auto policies = drawn.policies;
  core.policies(policies);
  Arena arena{{.policies = drawn.policies, .start = drawn.start, .make_hook = core.make_hook}, policies};
  arena.play(drawn.story);
  arena.finish();
  return arena.monitor().broken().has_value();
}

class PlantedDefectTest : public ::testing::TestWithParam<Planted> {};

TEST_P(PlantedDefectTest, IsFoundAndShrunkToAShortStory) {
  const Defect* defect = find_defect(GetParam().defect);
  ASSERT_NE(defect, nullptr);
  constexpr int kSize = 60;
  const auto fails = [&](const RapidCase& drawn) { return fails_with(*defect, drawn); };
  std::uint64_t seed = 0;
  while (seed < 3000 && !fails(rapid_case(seed, kSize))) ++seed;
  ASSERT_LT(seed, 3000u) << "not found in so many stories";
  const RapidCase shrunk = rapid_case_shrunk(seed, kSize, fails, 4000);
  EXPECT_TRUE(fails(shrunk));
  EXPECT_LE(shrunk.story.size(), GetParam().acts_max) << "seed " << seed << '\n' << describe(shrunk.story);
}

constexpr Planted kPlanted[] = {
    {"acc-02-blocks-at-the-fourth", 3},         {"acc-08-no-right-needed", 2},
    {"frm-01-minimum-a-cent-too-low", 1},       {"frm-11-any-number-of-requests", 2},
    {"pay-03-any-amount", 2},                   {"pay-09-last-scan-binds", 3},
    {"tim-02-utc-day", 3},                      {"tim-08-action-wins-at-the-deadline", 1},
    {"tim-05-counted-from-sending", 3},         {"val-02-difference-kept", 3},
    {"sta-02-expired-is-cancelled", 3},         {"mon-01-cent-made", 3},
    {"mon-03-nothing-held", 2},                 {"rep-01-key-ignored", 2},
    {"rep-03-steps-lost", 3},                   {"not-03-written-twice", 2},
    {"not-04-gives-up-early", 1},
};

INSTANTIATE_TEST_SUITE_P(OfEachChapter, PlantedDefectTest, ::testing::ValuesIn(kPlanted), [](const auto& planted) {
  std::string name;
  bool starts = true;
  for (const char c : planted.param.defect) {
    if (c != '-') name += starts && c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    starts = c == '-';
  }
  return name;
});

// -------- The generator and its shrinking -------------------------------------------------------

TEST(RapidStoriesTest, TheSameSeedDrawsTheSame) {
  const RapidCase one = rapid_case(7, 100), again = rapid_case(7, 100), other = rapid_case(8, 100);
  EXPECT_EQ(one.story, again.story);
  EXPECT_EQ(one.policies, again.policies);
  EXPECT_EQ(one.start, again.start);
  EXPECT_NE(one.story, other.story);
}

TEST(RapidStoriesTest, AStoryUnderTheGuidesSettingsIsTheCaseWithoutDrawnOnes) {
  const RapidCase drawn = rapid_case(3, 50, {.draws_settings = false});
  EXPECT_EQ(rapid_story(3, 50), drawn.story);
  EXPECT_EQ(drawn.policies, encaissement::Policies{});
  EXPECT_EQ(drawn.start, Arena::Setup{}.start);
}

TEST(RapidStoriesTest, ShrinkingTriesNoMoreThanItMay) {
  int plays = 0;
  rapid_shrunk(5, 100, [&](const Story&) { return ++plays, true; }, 17);
  EXPECT_LE(plays, 17);
}

TEST(RapidStoriesTest, WhatAlwaysFailsShrinksToNothing) {
  EXPECT_TRUE(rapid_shrunk(5, 100, [](const Story&) { return true; }, 10000).empty());
}

TEST(RapidStoriesTest, WhatNeverFailsStaysAsItWas) {
  EXPECT_EQ(rapid_shrunk(5, 100, [](const Story&) { return false; }, 50), rapid_story(5, 100));
}

TEST(RapidStoriesTest, APaymentShrinksToARequestAndAPayment) {
  const auto pays = [](const Story& story) {
    Arena arena{{.can_crash = false}};
    arena.play(story);
    return arena.monitor().reached().has(Sometimes::paid_on_c);
  };
  std::uint64_t seed = 0;
  while (!pays(rapid_story(seed, 60))) ++seed;
  const Story shrunk = rapid_shrunk(seed, 60, pays, 5000);
  EXPECT_EQ(shrunk.size(), 2u) << describe(shrunk);
}

}  // namespace
}  // namespace parcours
