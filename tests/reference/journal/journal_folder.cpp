#include "tests/reference/journal/journal_folder.h"

#include <stdlib.h>

#include <fstream>
#include <iterator>

namespace encaissement {

JournalFolder::JournalFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "parcours-journal-XXXXXX").string();
  folder_ = ::mkdtemp(pattern.data());
}

JournalFolder::~JournalFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::unique_ptr<SqliteJournal> JournalFolder::open() const {
  auto opened = SqliteJournal::open_folder(path());
  return std::move(std::get<0>(opened));
}

std::string JournalFolder::trouble(JournalTrouble::Kind& kind) const {
  const auto opened = SqliteJournal::open_folder(path());
  const auto* trouble = std::get_if<JournalTrouble>(&opened);
  if (trouble != nullptr) kind = trouble->kind;
  return trouble == nullptr ? "" : trouble->what;
}

std::string JournalFolder::trouble() const {
  JournalTrouble::Kind ignored{};
  return trouble(ignored);
}

std::string JournalFolder::read(const std::string& name) const {
  std::ifstream in{file(name), std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void JournalFolder::write(const std::string& name, const std::string& bytes) const {
  std::ofstream{file(name), std::ios::binary | std::ios::trunc} << bytes;
}

void JournalFolder::copy_to(const JournalFolder& other) const {
  std::error_code ignored;
  std::filesystem::remove_all(other.folder_, ignored);
  std::filesystem::copy(folder_, other.folder_, std::filesystem::copy_options::recursive);
}

std::string texts_in(const Journal& journal) {
  std::string all;
  if (const auto why = journal.read([&](const Fact& fact) { all += std::get<TextsKept>(fact.body).bytes; }))
    all += " [" + *why + "]";
  return all;
}

}  // namespace encaissement
