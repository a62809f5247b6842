// A journal that is not as it was written: refused with the place, or exactly what was acknowledged; never silence.
#include <gtest/gtest.h>

#include <sqlite3.h>

#include "tests/reference/core/random_walk.h"
#include "tests/reference/journal/journal_folder.h"

namespace encaissement {
namespace {

using Kind = JournalTrouble::Kind;
using testing::AssertionFailure, testing::AssertionResult, testing::AssertionSuccess;

// Two pictures of a journal of 40 entries: as a killed process leaves it, all in the log; and closed, all in the database.
class DamageTest : public ::testing::Test {
 protected:
  static constexpr int kEntries = 40;

  static void SetUpTestSuite() {
    killed_ = new JournalFolder;
    closed_ = new JournalFolder;
    auto journal = closed_->open();
    journal->open({}, 1);
    for (int i = 0; i < kEntries; ++i) {
      journal->append({Instant{Duration{i}}, TextsKept{"entry " + std::to_string(i) + std::string(300, '.')}});
      journal->commit();
      ASSERT_EQ(journal->flush(), std::nullopt);
    }
    whole_ = texts_in(*journal);
    closed_->copy_to(*killed_);
  }
  static void TearDownTestSuite() {
    delete killed_;
    delete closed_;
  }

  // The promise: a refusal that names the folder, or all of it.
  AssertionResult refused_or_whole(const std::string& what) {
    const auto opened = SqliteJournal::open_folder(folder.path());
    if (const auto* trouble = std::get_if<JournalTrouble>(&opened)) {
      ++refused;
      why = trouble->what;
      kind = trouble->kind;
      return why.find(folder.path()) == 0 ? AssertionSuccess() : AssertionFailure() << what << ": " << why;
    }
    const bool whole = texts_in(*std::get<0>(opened)) == whole_;
    return whole ? AssertionSuccess() : AssertionFailure() << what << ": something is missing, and nothing was said";
  }

  void flip(const JournalFolder& from, const std::string& name, std::size_t step) {
    const std::string bytes = from.read(name);
    ASSERT_GT(bytes.size(), 0u);
    for (std::size_t at = random.below(step); at < bytes.size(); at += 1 + random.below(2 * step)) {
      from.copy_to(folder);
      std::string bent = bytes;
      bent[at] = static_cast<char>(bent[at] ^ (1 << random.below(8)));
      folder.write(name, bent);
      ASSERT_TRUE(refused_or_whole(name + " flipped at " + std::to_string(at)));
    }
  }

  void cut(const JournalFolder& from, const std::string& name, std::size_t step) {
    const std::string bytes = from.read(name);
    ASSERT_GT(bytes.size(), 0u);
    for (std::size_t size = 0; size < bytes.size(); size += 1 + random.below(2 * step)) {
      from.copy_to(folder);
      folder.write(name, bytes.substr(0, size));
      ASSERT_TRUE(refused_or_whole(name + " cut at " + std::to_string(size)));
    }
  }

  // By another program, on the closed journal.
  void run_on_closed(const std::string& sql) {
    closed_->copy_to(folder);
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(folder.file("journal.db").c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
  }
  std::string refusal() {
    kind = Kind::absent;
    std::string what = folder.trouble(kind);
    return what.empty() ? what : what.substr(std::min(what.size(), folder.path().size() + 2));
  }

  static inline JournalFolder* killed_ = nullptr;
  static inline JournalFolder* closed_ = nullptr;
  static inline std::string whole_;
  JournalFolder folder;
  RandomWalk random{9};
  int refused = 0;
  std::string why;
  Kind kind{};
};

TEST_F(DamageTest, NothingIsWrongWithTheUndamagedOnes) {
  for (const JournalFolder* one : {killed_, closed_}) {
    one->copy_to(folder);
    EXPECT_TRUE(refused_or_whole("undamaged"));
  }
  EXPECT_EQ(refused, 0) << why;
}

TEST_F(DamageTest, AFlippedByteInTheDatabaseIsNoticed) {
  flip(*closed_, "journal.db", 300);
  EXPECT_GT(refused, 20);
}

TEST_F(DamageTest, AFlippedByteInTheLogIsNoticed) {
  flip(*killed_, "journal.db-wal", 1500);
  EXPECT_GT(refused, 20);
}

TEST_F(DamageTest, AFlippedByteInTheHeadIsSurvived) {
  flip(*closed_, "head", 20);
  EXPECT_EQ(refused, 0) << "the other place says enough: " << why;
}

TEST_F(DamageTest, ACutDatabaseIsNoticed) {
  cut(*closed_, "journal.db", 700);
  EXPECT_GT(refused, 10);
}

TEST_F(DamageTest, ACutLogIsNoticed) {
  cut(*killed_, "journal.db-wal", 4000);
  EXPECT_GT(refused, 20);
}

TEST_F(DamageTest, ARefusedJournalIsLeftAsItWasFound) {
  killed_->copy_to(folder);
  const std::string log = folder.read("journal.db-wal"), cut = log.substr(0, log.size() / 2);
  folder.write("journal.db-wal", cut);
  EXPECT_NE(refusal(), "");
  EXPECT_EQ(folder.read("journal.db-wal"), cut);
  folder.write("journal.db-wal", log);
  EXPECT_TRUE(refused_or_whole("given back")) << why;
  EXPECT_EQ(refused, 0) << why;
}

TEST_F(DamageTest, TheCountsAreNamed) {
  killed_->copy_to(folder);
  folder.write("journal.db-wal", folder.read("journal.db-wal").substr(0, 60'000));
  EXPECT_NE(refusal().find("entries, and 40 were acknowledged"), std::string::npos) << refusal();
  EXPECT_EQ(kind, Kind::damaged);
}

TEST_F(DamageTest, AMissingLogIsNoticed) {
  killed_->copy_to(folder);
  std::filesystem::remove(folder.file("journal.db-wal"));
  EXPECT_NE(refusal(), "");
}

TEST_F(DamageTest, AMissingOrEmptyDatabaseIsNoticed) {
  closed_->copy_to(folder);
  std::filesystem::remove(folder.file("journal.db"));
  EXPECT_EQ(refusal(), "journal.db is missing or empty, and 40 entries were acknowledged");
  folder.write("journal.db", "");
  EXPECT_EQ(refusal(), "journal.db is missing or empty, and 40 entries were acknowledged");
}

TEST_F(DamageTest, AMissingOrRuinedHeadIsNoticed) {
  closed_->copy_to(folder);
  folder.write("head", "what");
  EXPECT_NE(refusal().find("the file head is damaged"), std::string::npos) << refusal();
  std::filesystem::remove(folder.file("head"));
  EXPECT_NE(refusal().find("the file head is missing"), std::string::npos) << refusal();
}

TEST_F(DamageTest, EntriesThatWentMovedOrChangedAreNamed) {
  run_on_closed("DELETE FROM entries WHERE number=17");
  EXPECT_EQ(refusal(), "entry 17 is missing");
  run_on_closed("DELETE FROM entries WHERE number=40");
  EXPECT_EQ(refusal(), "it holds 39 entries, and 40 were acknowledged");
  run_on_closed("UPDATE entries SET number=999 WHERE number=5; UPDATE entries SET number=5 WHERE number=6;"
                "UPDATE entries SET number=6 WHERE number=999");
  EXPECT_EQ(refusal(), "entry 5 (of fact 5) is not as it was written");
  run_on_closed("UPDATE entries SET at=at+1 WHERE number=9");
  EXPECT_EQ(refusal(), "entry 9 (of fact 9) is not as it was written");
  EXPECT_EQ(kind, Kind::damaged);
}

TEST_F(DamageTest, SettingsAndDirectoryAreCheckedToo) {
  run_on_closed("UPDATE texts SET value=CAST(replace(value, 'immediate_ttl_s=300', 'immediate_ttl_s=301') AS BLOB)"
                " WHERE name='settings'");
  EXPECT_EQ(refusal(), "entry 1 (of fact 1) is not as it was written");
  run_on_closed("UPDATE texts SET value=x'61' WHERE name='directory'");
  EXPECT_EQ(refusal(), "the directory of people does not match its checksum");
}

TEST_F(DamageTest, AGenerationThatIsNoNumberIsNamed) {
  run_on_closed("UPDATE texts SET value=CAST(replace(value, 'generation=', 'generation=x') AS BLOB) WHERE name='settings'");
  EXPECT_EQ(refusal(), "the settings cannot be read: generation and seed are numbers");
}

TEST_F(DamageTest, AnEarlierCopyOfTheDatabaseIsNoticed) {
  JournalFolder later;
  closed_->copy_to(later);
  auto journal = later.open();
  journal->clear();
  journal->open({}, 2);
  journal->append({Instant{}, TextsKept{"new"}});
  journal->commit();
  ASSERT_EQ(journal->flush(), std::nullopt);
  journal.reset();
  later.copy_to(folder);
  folder.write("journal.db", closed_->read("journal.db"));
  EXPECT_EQ(refusal(), "this is the journal as it was before it was last begun anew");
}

TEST_F(DamageTest, OtherVersionsAreNamed) {
  run_on_closed("PRAGMA user_version=2");
  EXPECT_EQ(refusal(), "this journal was written by a newer program (version 2; this one reads 1)");
  EXPECT_EQ(kind, Kind::other_version);
  run_on_closed("PRAGMA user_version=0");
  EXPECT_EQ(refusal(), "this journal is of version 0, which this program no longer reads");
  EXPECT_EQ(kind, Kind::other_version);
}

TEST_F(DamageTest, AFileOfSomebodyElseIsNotTakenForAJournal) {
  folder.write("journal.db", "This is no database, it is a letter to my aunt, and it is long enough. " + std::string(5000, '!'));
  EXPECT_NE(refusal(), "");
  EXPECT_EQ(kind, Kind::damaged);
  JournalFolder other;
  other.write("journal.db", folder.read("journal.db"));
  EXPECT_NE(other.trouble(), "");
  run_on_closed("PRAGMA application_id=1");
  EXPECT_EQ(refusal(), "journal.db is not a journal of parcours");
}

}  // namespace
}  // namespace encaissement
