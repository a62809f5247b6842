// Disks that refuse: the failing flush says why, nothing is acknowledged after it, and what was acknowledged stays.
#include <gtest/gtest.h>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "tests/reference/journal/journal_folder.h"

namespace encaissement {
namespace {

// Runs `act` in a process of its own, which may spoil its rights, and gives what it says.
std::string in_child(const std::function<std::string()>& act) {
  int ends[2];
  if (::pipe(ends) != 0) return "no pipe";
  const pid_t child = ::fork();
  if (child == 0) {
    const std::string said = act();
    const auto written = ::write(ends[1], said.data(), said.size());
    ::_exit(written < 0 ? 1 : 0);
  }
  ::close(ends[1]);
  std::string said;
  char bytes[4096];
  for (ssize_t size = 0; (size = ::read(ends[0], bytes, sizeof bytes)) > 0;) said.append(bytes, static_cast<std::size_t>(size));
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return said;
}

void commit(SqliteJournal& journal, const std::string& text) {
  journal.append({Instant{Duration{1}}, TextsKept{text}});
  journal.commit();
}

// Files grow to so many bytes and no further, as on a full disk.
void limit_files(rlim_t bytes) {
  ::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{bytes, bytes};
  ::setrlimit(RLIMIT_FSIZE, &limit);
}

TEST(FullDisk, RefusesAndKeepsExactlyWhatWasAcknowledged) {
  JournalFolder folder;
  const std::string said = in_child([&] {
    const auto journal = folder.open();
    journal->open({}, 1);
    limit_files(300'000);
    std::string acknowledged;
    for (int i = 0; i < 10'000; ++i) {
      commit(*journal, std::string(1000, static_cast<char>('a' + i % 26)));
      if (const auto why = journal->flush()) {
        commit(*journal, "after");
        return std::to_string(acknowledged.size()) + " " + *why + (journal->flush() == why ? " STAYS" : " FORGOTTEN") +
               (journal->open({}, 1) == why ? " STAYS" : " FORGOTTEN");
      }
      acknowledged += std::string(1000, static_cast<char>('a' + i % 26));
    }
    return std::string{"never full"};
  });
  EXPECT_NE(said.find("the journal cannot be written"), std::string::npos) << said;
  EXPECT_TRUE(said.ends_with(" STAYS STAYS")) << said;
  const auto journal = folder.open();
  ASSERT_NE(journal, nullptr);
  EXPECT_EQ(texts_in(*journal).size(), std::stoul(said)) << said;
  EXPECT_EQ(texts_in(*journal).find("after"), std::string::npos);
}

TEST(FullDisk, AJournalReopenedWithRoomGoesOn) {
  JournalFolder folder;
  in_child([&] {
    const auto journal = folder.open();
    journal->open({}, 1);
    commit(*journal, "before");
    journal->flush();
    limit_files(20'000);
    commit(*journal, std::string(900'000, 'x'));
    return journal->flush().value_or("");
  });
  auto journal = folder.open();
  EXPECT_EQ(texts_in(*journal), "before");
  commit(*journal, "after");
  EXPECT_EQ(journal->flush(), std::nullopt);
  journal.reset();
  EXPECT_EQ(texts_in(*folder.open()), "beforeafter");
}

TEST(FullDisk, AFolderWithoutRoomForABeginningSaysSo) {
  JournalFolder folder;
  const std::string said = in_child([&] {
    limit_files(3000);
    return folder.trouble();
  });
  EXPECT_NE(said.find("journal.db"), std::string::npos) << said;
  EXPECT_EQ(folder.trouble(), "") << "with room again it begins";
}

// Rights do not bind root, so the child becomes nobody.
TEST(ReadOnlyFolder, IsRefusedWithTheReason) {
  JournalFolder folder;
  folder.open();
  std::filesystem::permissions(folder.path(), std::filesystem::perms{0555});
  for (const char* name : {"lock", "head", "journal.db"})
    std::filesystem::permissions(folder.file(name), std::filesystem::perms{0444});
  const std::string said = in_child([&] {
    constexpr uid_t kNobody = 65534;
    if (::geteuid() == 0 && ::setuid(kNobody) != 0) return std::string{"still root"};
    JournalTrouble::Kind kind{};
    const std::string why = folder.trouble(kind);
    return why + (kind == JournalTrouble::Kind::unusable ? "" : " (another kind)");
  });
  EXPECT_EQ(said, folder.path() + "/lock: Permission denied");
  EXPECT_EQ(folder.trouble(), "");
}

TEST(ReadOnlyFolder, WhereNoneCanBeMadeSaysSo) {
  JournalFolder folder;
  folder.write("a file", "");
  EXPECT_NE(folder.trouble() + std::get<JournalTrouble>(SqliteJournal::open_folder(folder.file("a file/x"))).what, "");
}

}  // namespace
}  // namespace encaissement
