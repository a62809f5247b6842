// A folder of a test's own with a journal in it, and the damage that can be done to it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "reference/journal/sqlite_journal.h"

namespace encaissement {

class JournalFolder {
 public:
  JournalFolder();
  ~JournalFolder();
  JournalFolder(const JournalFolder&) = delete;
  JournalFolder& operator=(const JournalFolder&) = delete;

  std::string path() const { return folder_.string(); }
  std::string file(const std::string& name) const { return (folder_ / name).string(); }

  // REQUIRES: it opens.
  std::unique_ptr<SqliteJournal> open() const;
  // Why it does not open; empty when it does.
  std::string trouble() const;
  std::string trouble(JournalTrouble::Kind& kind) const;

  std::string read(const std::string& name) const;
  void write(const std::string& name, const std::string& bytes) const;
  // The folder as it is now, in another folder: what a killed process would leave.
  void copy_to(const JournalFolder& other) const;

 private:
  std::filesystem::path folder_;
};

// Every fact's text: for journals that hold TextsKept only.
std::string texts_in(const Journal& journal);

}  // namespace encaissement
