// A state taken apart, put together again, and told from others.
#include "sim/state_parts.h"

#include <gtest/gtest.h>

#include "sim/arena.h"
#include "sim/explorer.h"
#include "sim/random.h"

namespace parcours {
namespace {

using encaissement::Encaissement;

// Acts of a scope at random, with time passing.
void stroll(Arena& arena, const Scope& scope, Random& random, int acts) {
  for (int i = 0; i < acts; ++i) {
    Act act = scope.acts[random.below(scope.acts.size())];
    act.when = {.offset = Duration{static_cast<std::int64_t>(random.below(30'000'000))}};
    const bool makes = act.kind == ActKind::request || act.kind == ActKind::prepare;
    if (!makes || static_cast<int>(arena.service().operations().size()) < scope.operations_max) arena.play(act);
  }
}

TEST(StateParts, PutTogetherAreTheVeryState) {
  Random random{7};
  for (const Scope& scope : scopes()) {
    Arena::Setup setup{.policies = scope.policies, .start = scope.start, .can_crash = false};
    Arena other{setup};
    StateParts parts{other.service()};
    for (int i = 0; i < 20; ++i) {
      Arena arena{setup};
      stroll(arena, scope, random, 30);
      const StateKey key = parts.key_of(arena.service(), arena.monitor().memory(), false, false);
      Encaissement::State state;
      Monitor::Memory memory;
      parts.put_together(key, state, memory);
      other.search(state.now).load(state, parts.texts());
      EXPECT_EQ(parts.key_of(other.service(), memory, false, true), key) << scope.name;
      ASSERT_EQ(other.service().operations().size(), arena.service().operations().size());
      EXPECT_EQ(other.service().next_step(), arena.service().next_step()) << scope.name;
      EXPECT_EQ(other.service().total(), arena.service().total()) << scope.name;
    }
  }
}

TEST(StateParts, AreTheSameWhateverTheOrderWhenSorted) {
  const Scope& scope = *find_scope("two-one-wallet");
  const auto played = [&](StateParts& parts, int paid, bool sorted) {
    Arena arena{{.policies = scope.policies, .start = scope.start, .can_crash = false}};
    arena.play(scope.acts[0]);
    arena.play(scope.acts[0]);
    arena.play({.kind = ActKind::pay, .who = Role::alice, .operation = static_cast<std::uint8_t>(paid), .amount = Money::from_cents(100)});
    return parts.key_of(arena.service(), arena.monitor().memory(), sorted, false);
  };
  const Arena any{{.policies = scope.policies, .start = scope.start, .can_crash = false}};
  StateParts parts{any.service()};
  EXPECT_EQ(played(parts, 0, true), played(parts, 1, true));
  EXPECT_FALSE(played(parts, 0, false) == played(parts, 1, false));
}

TEST(StateSet, TellsKeysApartThatDifferInOnePart) {
  StateSet set;
  const StateKey key{.operations = {1, 2, 3}, .people = 4, .now = 5};
  EXPECT_TRUE(set.insert(key, 0, 9).is_new);
  EXPECT_FALSE(set.insert(key, 0, 8).is_new);
  for (StateKey other : {StateKey{{0, 2, 3}, 4, 5}, StateKey{{1, 0, 3}, 4, 5}, StateKey{{1, 2, 0}, 4, 5},
                         StateKey{{1, 2, 3}, 0, 5}, StateKey{{1, 2, 3}, 4, 0}})
    EXPECT_TRUE(set.insert(other, 0, 9).is_new);
  EXPECT_EQ(set.key(0), key);
  EXPECT_EQ(set.act(0), 9u);
}

}  // namespace
}  // namespace parcours
