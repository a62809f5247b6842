// REP-03 in memory: what is committed is there, what is not is gone, and other policies are refused.
#include "reference/journal/journal.h"

#include <gtest/gtest.h>

namespace encaissement {
namespace {

Fact fact(const char* text) { return {Instant{}, TextsKept{text}}; }

std::string read(const MemoryJournal& journal) {
  std::string all;
  journal.read([&](const Fact& f) { all += std::get<TextsKept>(f.body).bytes; });
  return all;
}

TEST(MemoryJournal, KeepsWhatWasCommittedInOrder) {
  MemoryJournal journal;
  journal.append(fact("a"));
  EXPECT_EQ(read(journal), "");
  journal.append(fact("b"));
  journal.commit();
  journal.append(fact("c"));
  journal.lose_uncommitted();
  journal.commit();
  EXPECT_EQ(read(journal), "ab");
}

TEST(MemoryJournal, DiesBeforeTheCommitAndKeepsNothingUntilRevived) {
  MemoryJournal journal;
  journal.die_before_commit();
  EXPECT_FALSE(journal.died());
  journal.append(fact("a"));
  journal.commit();
  EXPECT_TRUE(journal.died());
  journal.append(fact("b"));
  journal.commit();
  EXPECT_EQ(read(journal), "");
  journal.revive();
  journal.append(fact("c"));
  journal.commit();
  EXPECT_EQ(read(journal), "c");
}

TEST(MemoryJournal, IsNotContinuedUnderOtherPoliciesOrAnotherSeed) {
  MemoryJournal journal;
  EXPECT_FALSE(journal.open({}, 1).has_value());
  EXPECT_FALSE(journal.open({}, 1).has_value());
  const std::optional<std::string> why = journal.open({.immediate_ttl_s = 250}, 1);
  ASSERT_TRUE(why.has_value());
  EXPECT_NE(why->find("immediate_ttl_s is 300, not 250"), std::string::npos) << *why;
  EXPECT_TRUE(journal.open({}, 2).has_value());
  EXPECT_FALSE(journal.open({}, 1).has_value()) << "a refused opening changes nothing";
}

TEST(Difference, NamesEverySettingThatDiffers) {
  EXPECT_EQ(difference({}, {}), "");
  EXPECT_EQ(difference({}, {.immediate_ttl_s = 250, .sweep = Sweep::instant}),
            "immediate_ttl_s is 300, not 250, sweep is 00:06, not instant");
}

}  // namespace
}  // namespace encaissement
