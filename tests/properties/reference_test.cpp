// Nothing breaks on the reference, whatever is asked of it: state tests over drawn stories, in which what is illegal is an
// ordinary command with an expected refusal.
#include "tests/properties/rapid_property.h"

namespace parcours {
namespace {

using encaissement::Parcours;

// Every property watches every act; in the end everything must be final.
void nothing_breaks(int stories, int size, const RapidMix& mix) {
  holds_of_stories(stories, size, [&mix] {
    const RapidCase drawn = *rapid_cases(mix);
    Arena arena{{.policies = drawn.policies, .start = drawn.start, .can_crash = mix.has_crashes}};
    arena.play(drawn.story);
    arena.finish();
    if (arena.monitor().broken()) RC_FAIL(trouble(arena));
  });
}

TEST(StoriesOnTheReferenceTest, NothingBreaksUnderTheGuidesSettings) {
  nothing_breaks(1000, 100, {.draws_settings = false, .has_crashes = false});
}

TEST(StoriesOnTheReferenceTest, NothingBreaksUnderTheGuidesSettingsInCrashes) {
  nothing_breaks(1000, 100, {.draws_settings = false, .has_crashes = true});
}

TEST(StoriesOnTheReferenceTest, NothingBreaksUnderDrawnSettings) {
  nothing_breaks(1000, 100, {.draws_settings = true, .has_crashes = false});
}

TEST(StoriesOnTheReferenceTest, NothingBreaksUnderDrawnSettingsInCrashes) {
  nothing_breaks(1000, 100, {.draws_settings = true, .has_crashes = true});
}

TEST(StoriesOnTheReferenceTest, NothingBreaksOnParcoursA) { nothing_breaks(500, 100, {.only = Parcours::a}); }
TEST(StoriesOnTheReferenceTest, NothingBreaksOnParcoursB) { nothing_breaks(500, 100, {.only = Parcours::b}); }
TEST(StoriesOnTheReferenceTest, NothingBreaksOnParcoursC) { nothing_breaks(500, 100, {.only = Parcours::c}); }
TEST(StoriesOnTheReferenceTest, NothingBreaksOnParcoursD) { nothing_breaks(500, 100, {.only = Parcours::d}); }

// The tests above verify nothing of what their stories never come to.
TEST(StoriesOnTheReferenceTest, TheStoriesComeToAllThatMustHappenAtLeastOnce) {
  Reached reached;
  for (std::uint64_t seed = 0; seed < 4000 && !reached.sometimes.all(); ++seed) {
    const RapidCase drawn = rapid_case(seed, 100);
    Arena arena{{.policies = drawn.policies, .start = drawn.start}};
    arena.play(drawn.story);
    arena.finish();
    reached |= arena.monitor().reached();
  }
  for (int i = 0; i < kSometimesCount; ++i)
    EXPECT_TRUE(reached.has(Sometimes(i))) << "never: " << sentence_of(Sometimes(i));
}

TEST(StoriesOnTheReferenceTest, AStoryOfOneParcoursAsksForNoOther) {
  holds_of_stories(100, 100, [] {
    const RapidCase drawn = *rapid_cases({.only = Parcours::d});
    for (const Act& act : drawn.story)
      if (act.kind == ActKind::request || act.kind == ActKind::prepare) RC_ASSERT(act.form.parcours == Parcours::d);
  });
}

}  // namespace
}  // namespace parcours
