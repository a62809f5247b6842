// The journal on the disk: a folder with a SQLite database of chained entries, one a flush, and a small head beside it.
// What flush() acknowledged survives a crash at any moment; whatever is damaged, missing or moved is refused at opening
// with its place. One server a folder.
//   auto opened = SqliteJournal::open_folder("data");
//   if (const auto* trouble = std::get_if<JournalTrouble>(&opened)) …
// Facts committed since the last flush are in memory only; an object that goes away without flush() loses them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "reference/journal/fact_codec.h"
#include "reference/journal/journal.h"
#include "reference/seal/digest.h"

namespace encaissement {

struct HeadMark;

// Why a folder is not opened; `what` is a sentence that names the folder.
struct JournalTrouble {
  enum class Kind : std::uint8_t {
    absent,         // There is no journal, and none was to be made.
    in_use,         // Another server has it.
    unusable,       // Rights, room, a failing disk.
    other_version,  // Written by a program that knows another format.
    damaged,        // Not as it was written.
  } kind{};
  std::string what;
};

class SqliteJournal final : public Journal {
 public:
  using Opened = std::variant<std::unique_ptr<SqliteJournal>, JournalTrouble>;

  // Opens the journal in `folder`, every entry of it checked; makes both when they are not there.
  static Opened open_folder(const std::string& folder);
  // The same, but makes nothing.
  static Opened open_existing(const std::string& folder);
  ~SqliteJournal() override;

  // What the folder holds; none when nothing was ever flushed, or since clear().
  struct Kept {
    Policies policies;
    std::uint64_t seed = 0;
    std::string directory;
    Instant now;  // The last that the clock showed.
    std::uint64_t entries = 0, facts = 0;
  };
  std::optional<Kept> kept() const;

  std::optional<std::string> open(const Policies& policies, std::uint64_t seed) override;
  std::optional<std::string> read(const std::function<void(const Fact&)>& reader) const override;
  // In force, on the disk, with the next flush: until then a crash finds what was there.
  void clear() override;
  // After a failure it refuses for good: the folder must be opened again.
  std::optional<std::string> flush() override;

  // A text of the caller's, kept with the next flush; empty until then. clear() forgets it.
  void set_directory(std::string text);
  // The clock's reading, kept with the next flush even when nothing happened. REQUIRES: never goes backwards.
  void set_clock(Instant now);

 protected:
  void keep(std::vector<Fact>& batch) override;

 private:
  struct Disk;
  explicit SqliteJournal(std::unique_ptr<Disk> disk);
  static Opened open_in(const std::string& folder, bool may_make);

  std::optional<JournalTrouble> make_or_check(bool may_make);
  std::optional<JournalTrouble> check_version();
  std::optional<JournalTrouble> read_settings();
  std::optional<JournalTrouble> check_entries();
  std::optional<JournalTrouble> check_head(bool head_row_fits) const;
  std::optional<std::string> write();
  std::optional<std::string> write_entries();
  void begin_chain();
  std::string settings() const;
  std::optional<std::string> take_settings(const std::string& text);
  HeadMark mark() const;
  bool has_news() const;

  // What is on the disk, or will be with the next flush.
  struct State {
    std::uint64_t generation = 0;
    std::optional<Policies> policies;
    std::uint64_t seed = 0;
    std::string directory;
    Instant now;
    std::uint64_t entries = 0, facts = 0;
    Digest chain{};
  };

  std::unique_ptr<Disk> disk_;
  State state_;
  std::string settings_text_;         // As it is on the disk, or will be.
  std::vector<FactEncoder> waiting_;  // Committed, not flushed; each becomes an entry.
  Instant waiting_at_{};
  bool cleared_ = false, settings_changed_ = false, directory_changed_ = false, clock_moved_ = false;
  std::string failure_;
};

}  // namespace encaissement
