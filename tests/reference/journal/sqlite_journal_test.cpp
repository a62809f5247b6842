// The journal on the disk: what is flushed is there after a crash, what is not is not, and settings are kept (REP-03).
#include "reference/journal/sqlite_journal.h"

#include <gtest/gtest.h>

#include "tests/reference/journal/journal_folder.h"

namespace encaissement {
namespace {

Fact fact(std::string text, int ms = 0) { return {Instant{Duration{1'000'000 + ms}}, TextsKept{std::move(text)}}; }

class SqliteJournalTest : public ::testing::Test {
 protected:
  SqliteJournalTest() : journal{folder.open()} { journal->open({}, 42); }

  void commit(const std::string& text, int ms = 0) {
    journal->append(fact(text, ms));
    journal->commit();
  }
  void reopen() {
    journal.reset();
    journal = folder.open();
    ASSERT_NE(journal, nullptr);
  }

  JournalFolder folder;
  std::unique_ptr<SqliteJournal> journal;
};

TEST_F(SqliteJournalTest, KeepsWhatWasFlushedInOrderAndNothingElse) {
  commit("a");
  commit("b");
  ASSERT_EQ(journal->flush(), std::nullopt);
  commit("c");
  ASSERT_EQ(journal->flush(), std::nullopt);
  commit("d");
  journal->append(fact("e"));
  EXPECT_EQ(texts_in(*journal), "abcd") << "committed, in memory";
  reopen();
  EXPECT_EQ(texts_in(*journal), "abc");
  EXPECT_EQ(journal->kept()->entries, 2u);
  EXPECT_EQ(journal->kept()->facts, 3u);
}

TEST_F(SqliteJournalTest, AKilledProcessLeavesWhatWasFlushed) {
  JournalFolder left;
  for (int i = 0; i < 50; ++i) {
    commit(std::string(1, static_cast<char>('a' + i % 26)));
    ASSERT_EQ(journal->flush(), std::nullopt);
  }
  commit("never acknowledged");
  folder.copy_to(left);
  const auto found = left.open();
  EXPECT_EQ(texts_in(*found), texts_in(*journal).substr(0, 50));
}

TEST_F(SqliteJournalTest, DiesBeforeTheCommitAsAMemoryJournalDoes) {
  commit("a");
  journal->die_before_commit();
  commit("b");
  EXPECT_TRUE(journal->died());
  journal->revive();
  commit("c");
  ASSERT_EQ(journal->flush(), std::nullopt);
  reopen();
  EXPECT_EQ(texts_in(*journal), "ac");
}

TEST_F(SqliteJournalTest, AnEmptyFlushWritesNothing) {
  commit("a");
  ASSERT_EQ(journal->flush(), std::nullopt);
  const std::string before = folder.read("journal.db-wal");
  ASSERT_EQ(journal->flush(), std::nullopt);
  EXPECT_EQ(folder.read("journal.db-wal"), before);
}

TEST_F(SqliteJournalTest, ALargeFlushIsSeveralEntriesAndOneTransaction) {
  std::string expected;
  for (int i = 0; i < 100; ++i) {
    const std::string text(50'000, static_cast<char>('a' + i % 26));
    commit(text);
    expected += text;
  }
  ASSERT_EQ(journal->flush(), std::nullopt);
  reopen();
  EXPECT_GT(journal->kept()->entries, 3u);
  EXPECT_EQ(texts_in(*journal), expected);
}

TEST_F(SqliteJournalTest, RemembersSettingsDirectoryAndClock) {
  EXPECT_FALSE(journal->kept().has_value());
  journal->set_directory("{\"points\": []}");
  commit("a", 5);
  ASSERT_EQ(journal->flush(), std::nullopt);
  reopen();
  const auto kept = journal->kept();
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->policies, Policies{});
  EXPECT_EQ(kept->seed, 42u);
  EXPECT_EQ(kept->directory, "{\"points\": []}");
  EXPECT_EQ(kept->now, fact("", 5).at);
}

TEST_F(SqliteJournalTest, AMovedClockIsKeptWithoutAnyFact) {
  commit("a");
  const Instant later = fact("", 77'000).at;
  journal->set_clock(later);
  ASSERT_EQ(journal->flush(), std::nullopt);
  reopen();
  EXPECT_EQ(journal->kept()->now, later);
  journal->set_clock(later + Duration{1});
  ASSERT_EQ(journal->flush(), std::nullopt);
  reopen();
  EXPECT_EQ(journal->kept()->now, later + Duration{1});
  EXPECT_EQ(texts_in(*journal), "a");
}

TEST_F(SqliteJournalTest, EverySettingIsKeptByName) {
  const Policies unusual{.max_password_failures = 4, .recovery_ttl_s = 5, .min_requested = 1_cents,
                         .basket_unique = BasketUnique::point, .one_immediate_request_per_customer = false,
                         .qr_binds_on = QrBindsOn::pay, .on_refusal = OnRefusal::stay, .limit_day = LimitDay::exclusive,
                         .sweep = Sweep::instant, .refund = Refund::full, .replay_window_s = 9};
  journal->clear();
  journal->open(unusual, 7);
  commit("a");
  ASSERT_EQ(journal->flush(), std::nullopt);
  reopen();
  EXPECT_EQ(journal->kept()->policies, unusual);
}

TEST_F(SqliteJournalTest, IsNotContinuedUnderOtherPoliciesOrAnotherSeed) {
  commit("a");
  ASSERT_EQ(journal->flush(), std::nullopt);
  reopen();
  const auto why = journal->open({.immediate_ttl_s = 250}, 42);
  ASSERT_TRUE(why.has_value());
  EXPECT_NE(why->find("immediate_ttl_s is 300, not 250"), std::string::npos) << *why;
  EXPECT_TRUE(journal->open({}, 43).has_value());
  EXPECT_FALSE(journal->open({}, 42).has_value());
}

TEST_F(SqliteJournalTest, ANewBeginningIsInForceWithTheNextFlush) {
  commit("old");
  journal->set_directory("old people");
  ASSERT_EQ(journal->flush(), std::nullopt);
  JournalFolder left;
  journal->clear();
  EXPECT_EQ(texts_in(*journal), "");
  journal->open({.immediate_ttl_s = 250}, 43);
  commit("new");
  folder.copy_to(left);
  EXPECT_EQ(texts_in(*left.open()), "old") << "killed before the flush";
  ASSERT_EQ(journal->flush(), std::nullopt);
  reopen();
  EXPECT_EQ(texts_in(*journal), "new");
  EXPECT_EQ(journal->kept()->policies.immediate_ttl_s, 250);
  EXPECT_EQ(journal->kept()->directory, "");
}

TEST_F(SqliteJournalTest, AFollowerIsToldWhatIsOnTheDisk) {
  std::string followed;
  commit("before ");
  journal->set_follower([&](const std::vector<Fact>& facts) {
    for (const Fact& one : facts) followed += std::get<TextsKept>(one.body).bytes;
    followed += "|";
  });
  commit("a");
  commit("b");
  EXPECT_EQ(followed, "");
  ASSERT_EQ(journal->flush(), std::nullopt);
  ASSERT_EQ(journal->flush(), std::nullopt);
  EXPECT_EQ(followed, "ab|");
  journal->append(fact("lost"));
  journal->lose_uncommitted();
  commit("c");
  journal->clear();
  journal->open({}, 1);
  commit("d");
  ASSERT_EQ(journal->flush(), std::nullopt);
  EXPECT_EQ(followed, "ab|d|");
}

TEST_F(SqliteJournalTest, TwoServersOnOneFolderAreOneTooMany) {
  commit("a");
  ASSERT_EQ(journal->flush(), std::nullopt);
  JournalTrouble::Kind kind{};
  const std::string why = folder.trouble(kind);
  EXPECT_EQ(kind, JournalTrouble::Kind::in_use);
  EXPECT_NE(why.find(folder.path() + ": this journal is in use by another server (process "), std::string::npos) << why;
  commit("b");
  ASSERT_EQ(journal->flush(), std::nullopt);
  reopen();
  EXPECT_EQ(texts_in(*journal), "ab");
}

TEST(SqliteJournal, AFolderWithoutOneIsOnlyMadeWhenAsked) {
  JournalFolder folder;
  const auto opened = SqliteJournal::open_existing(folder.path());
  ASSERT_TRUE(std::holds_alternative<JournalTrouble>(opened));
  EXPECT_EQ(std::get<JournalTrouble>(opened).kind, JournalTrouble::Kind::absent);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  EXPECT_TRUE(std::holds_alternative<std::unique_ptr<SqliteJournal>>(SqliteJournal::open_folder(folder.file("a/b"))));
  EXPECT_FALSE(std::holds_alternative<JournalTrouble>(SqliteJournal::open_existing(folder.file("a/b"))));
}

}  // namespace
}  // namespace encaissement
