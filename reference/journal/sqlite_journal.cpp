#include "reference/journal/sqlite_journal.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "reference/core/number.h"
#include "reference/journal/bytes.h"
#include "reference/journal/folder.h"
#include "reference/journal/store.h"

namespace encaissement {
namespace {

using Kind = JournalTrouble::Kind;

constexpr std::int64_t kVersion = 1;
constexpr std::size_t kEntryBytes = std::size_t{1} << 20;  // A larger flush becomes several entries.

constexpr std::string_view kSettings = "settings";
constexpr std::string_view kDirectory = "directory";
constexpr std::string_view kDirectoryDigest = "directory digest";

Digest digest_of_directory(const std::string& text) { return chained({}, text); }

Digest chain_of(const Digest& before, const Entry& entry) {
  std::string bytes;
  ByteWriter out{bytes};
  out.whole(entry.number);
  out.signed_whole(entry.at.time_since_epoch().count());
  out.whole(entry.facts);
  bytes.append(entry.bytes);
  return chained(before, bytes);
}

}  // namespace

struct SqliteJournal::Disk {
  std::string folder;
  FolderLock lock;
  Head head;
  std::unique_ptr<Store> store;

  JournalTrouble trouble(Kind kind, const std::string& what) const { return {kind, folder + ": " + what}; }
  JournalTrouble damaged(const std::string& what) const { return trouble(Kind::damaged, what); }
  JournalTrouble trouble(const StoreTrouble& found, const std::string& doing) const {
    return trouble(found.damaged ? Kind::damaged : Kind::unusable, doing + ": " + found.what);
  }
};

SqliteJournal::SqliteJournal(std::unique_ptr<Disk> disk) : disk_{std::move(disk)} {}
SqliteJournal::~SqliteJournal() = default;

// -------- Opening -------------------------------------------------------------------------------

SqliteJournal::Opened SqliteJournal::open_folder(const std::string& folder) { return open_in(folder, true); }
SqliteJournal::Opened SqliteJournal::open_existing(const std::string& folder) { return open_in(folder, false); }

SqliteJournal::Opened SqliteJournal::open_in(const std::string& folder, bool may_make) {
  auto disk = std::make_unique<Disk>();
  disk->folder = folder;
  const bool is_there = exists(folder + "/journal.db") || exists(folder + "/head");
  if (!is_there && !may_make) return disk->trouble(Kind::absent, "there is no journal");
  if (!is_there)
    if (const auto why = make_folder(folder)) return JournalTrouble{Kind::unusable, *why};
  switch (disk->lock.take(folder)) {
    case FolderLock::Got::yes: break;
    case FolderLock::Got::failed: return JournalTrouble{Kind::unusable, disk->lock.why()};
    case FolderLock::Got::in_use:
      return disk->trouble(Kind::in_use, "this journal is in use by another server" +
                                             (disk->lock.why().empty() ? "" : " (" + disk->lock.why() + ")"));
  }
  std::unique_ptr<SqliteJournal> journal{new SqliteJournal{std::move(disk)}};
  if (const auto trouble = journal->make_or_check(may_make)) return *trouble;
  return journal;
}

// The head is made before the database, so that a database without a head is never a beginning that was cut short.
std::optional<JournalTrouble> SqliteJournal::make_or_check(bool may_make) {
  Disk& d = *disk_;
  const std::string path = d.folder + "/journal.db";
  const bool had_database = exists(path) && file_size(path) > 0;
  const Head::Found head = d.head.open(d.folder);
  if (head == Head::Found::failed) return JournalTrouble{Kind::unusable, d.head.why()};
  if (head == Head::Found::damaged) return d.damaged("the file head is damaged, so that nobody can say whether the last entries are there");
  if (head == Head::Found::none && had_database)
    return d.damaged("the file head is missing, so that nobody can say whether the last entries are there");
  const bool acknowledged = head == Head::Found::good && d.head.mark() != HeadMark{};
  if (!had_database && acknowledged)
    return d.damaged("journal.db is missing or empty, and " + std::to_string(d.head.mark().entries) +
                     " entries were acknowledged");
  if (!had_database && !may_make) return d.trouble(Kind::absent, "there is no journal");
  if (head == Head::Found::none && !d.head.create(d.folder)) return JournalTrouble{Kind::unusable, d.head.why()};
  auto opened = Store::open(path);
  if (const auto* trouble = std::get_if<StoreTrouble>(&opened)) return d.trouble(*trouble, "journal.db cannot be opened");
  d.store = std::move(std::get<0>(opened));
  if (const auto trouble = check_version()) return trouble;
  if (const auto trouble = d.store->prepare()) return d.trouble(*trouble, "journal.db is not as it was made");
  if (const auto trouble = read_settings()) return trouble;
  if (const auto trouble = check_entries()) return trouble;
  if (!d.head.write(mark())) return JournalTrouble{Kind::unusable, d.head.why()};
  d.store->trust();
  return std::nullopt;
}

std::optional<JournalTrouble> SqliteJournal::check_version() {
  Disk& d = *disk_;
  const auto found = d.store->kind();
  if (const auto* trouble = std::get_if<StoreTrouble>(&found)) return d.trouble(*trouble, "journal.db cannot be read");
  const StoreKind& kind = std::get<StoreKind>(found);
  if (kind.empty && kind.application == 0 && kind.version == 0) {
    if (d.head.mark() != HeadMark{}) return d.damaged("journal.db is empty, and entries were acknowledged");
    if (const auto trouble = d.store->create(kVersion)) return d.trouble(*trouble, "journal.db cannot be made");
    if (const auto why = sync_folder(d.folder)) return JournalTrouble{Kind::unusable, *why};
    return std::nullopt;
  }
  if (kind.application != kApplication) return d.damaged("journal.db is not a journal of parcours");
  if (kind.version > kVersion)
    return d.trouble(Kind::other_version, "this journal was written by a newer program (version " +
                                              std::to_string(kind.version) + "; this one reads " +
                                              std::to_string(kVersion) + ")");
  if (kind.version < kVersion)
    return d.trouble(Kind::other_version, "this journal is of version " + std::to_string(kind.version) +
                                              ", which this program no longer reads");
  return std::nullopt;
}

std::optional<JournalTrouble> SqliteJournal::read_settings() {
  Disk& d = *disk_;
  std::array<std::optional<std::string>, 3> texts;
  for (std::size_t i = 0; const std::string_view name : {kSettings, kDirectory, kDirectoryDigest}) {
    auto got = d.store->get(name);
    if (const auto* trouble = std::get_if<StoreTrouble>(&got)) return d.trouble(*trouble, "the settings cannot be read");
    texts[i++] = std::move(std::get<0>(got));
  }
  if (!texts[0]) return std::nullopt;  // Nothing was ever flushed.
  if (const auto why = take_settings(*texts[0])) return d.damaged("the settings cannot be read: " + *why);
  state_.directory = texts[1].value_or("");
  if (texts[2].value_or("") != to_hex(digest_of_directory(state_.directory)))
    return d.damaged("the directory of people does not match its checksum");
  return std::nullopt;
}

std::optional<JournalTrouble> SqliteJournal::check_entries() {
  Disk& d = *disk_;
  begin_chain();
  const HeadMark& head = d.head.mark();
  bool head_row_fits = head.entries == 0;
  std::string what;
  const auto fits = [&](const Entry& entry) {
    const std::uint64_t expected = state_.entries + 1;
    if (entry.number != expected) return what = "entry " + std::to_string(expected) + " is missing", false;
    state_.chain = chain_of(state_.chain, entry);
    if (entry.chain != state_.chain)
      return what = "entry " + std::to_string(expected) + " (of fact " + std::to_string(state_.facts + 1) +
                    ") is not as it was written", false;
    state_.entries = expected;
    state_.facts += entry.facts;
    state_.now = entry.at;
    if (expected == head.entries) head_row_fits = entry.chain == head.chain;
    return true;
  };
  if (const auto trouble = d.store->read(fits))
    return d.trouble(*trouble, "entry " + std::to_string(state_.entries + 1) + " cannot be read");
  if (!what.empty()) return d.damaged(what);
  return check_head(head_row_fits);
}

std::optional<JournalTrouble> SqliteJournal::check_head(bool head_row_fits) const {
  const HeadMark& head = disk_->head.mark();
  if (head.generation < state_.generation) return std::nullopt;  // Begun anew, and cut short before it was noted.
  if (head.generation > state_.generation)
    return disk_->damaged("this is the journal as it was before it was last begun anew");
  if (head.entries > state_.entries)
    return disk_->damaged("it holds " + std::to_string(state_.entries) + " entries, and " +
                          std::to_string(head.entries) + " were acknowledged");
  if (!head_row_fits)
    return disk_->damaged("entry " + std::to_string(head.entries) + " is not the one that was acknowledged");
  return std::nullopt;
}

// -------- Settings ------------------------------------------------------------------------------

// One line a setting; the chain begins with them.
std::string SqliteJournal::settings() const {
  std::string text = "generation=" + std::to_string(state_.generation) + "\nseed=" + std::to_string(state_.seed) + "\n";
  for (const PolicyField& field : policy_fields())
    text.append(field.name).append("=").append(field.get(*state_.policies)).append("\n");
  return text;
}

// A setting that is not named has its default: the journal is older than the setting.
std::optional<std::string> SqliteJournal::take_settings(const std::string& text) {
  Policies policies;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size()), equals = std::min(text.find('=', at), end);
    const std::string_view name{text.data() + at, equals - at};
    const std::string_view value{text.data() + std::min(equals + 1, end), end - std::min(equals + 1, end)};
    at = end + 1;
    const PolicyField* field = find_policy(name);
    if (name == "generation" || name == "seed") {
      const auto number = number_from<std::uint64_t>(value);
      if (!number) return "generation and seed are numbers";
      (name == "seed" ? state_.seed : state_.generation) = *number;
    } else if (field == nullptr) return "no setting is called " + std::string{name};
    else if (!field->set(policies, value)) return std::string{name} + " is not " + std::string{field->expected};
  }
  state_.policies = policies;
  settings_text_ = text;
  return std::nullopt;
}

void SqliteJournal::begin_chain() {
  state_.entries = state_.facts = 0;
  state_.now = {};
  state_.chain = chained({}, "parcours journal " + std::to_string(kVersion) + "\n" + settings_text_);
}

HeadMark SqliteJournal::mark() const { return {state_.generation, state_.entries, state_.chain}; }

std::optional<std::string> SqliteJournal::open(const Policies& policies, std::uint64_t seed) {
  if (!failure_.empty()) return failure_;
  if (state_.policies) return refusal_to_continue(*state_.policies, state_.seed, policies, seed);
  state_.policies = policies;
  state_.seed = seed;
  settings_changed_ = true;
  return std::nullopt;
}

std::optional<SqliteJournal::Kept> SqliteJournal::kept() const {
  if (!state_.policies || cleared_ || settings_changed_ || !failure_.empty()) return std::nullopt;
  return Kept{*state_.policies, state_.seed, state_.directory, state_.now, state_.entries, state_.facts};
}

void SqliteJournal::clear() {
  lose_uncommitted();
  forget_untold();
  revive();
  waiting_.clear();
  waiting_at_ = {};
  state_.policies.reset();
  state_.directory.clear();
  cleared_ = directory_changed_ = true;
  settings_changed_ = clock_moved_ = false;
}

void SqliteJournal::set_directory(std::string text) {
  directory_changed_ = true;
  state_.directory = std::move(text);
}

void SqliteJournal::set_clock(Instant now) {
  if (now <= std::max(cleared_ ? Instant{} : state_.now, waiting_at_)) return;
  waiting_at_ = now;
  clock_moved_ = true;
}

// -------- Facts ---------------------------------------------------------------------------------

void SqliteJournal::keep(std::vector<Fact>& batch) {
  for (const Fact& fact : batch) {
    if (waiting_.empty() || waiting_.back().bytes().size() > kEntryBytes) waiting_.emplace_back();
    waiting_.back().add(fact);
    waiting_at_ = std::max(waiting_at_, fact.at);
  }
}

std::optional<std::string> SqliteJournal::read(const std::function<void(const Fact&)>& reader) const {
  std::optional<std::string> why;
  const auto give = [&](const Entry& entry) {
    if ((why = decode_facts(entry.bytes, reader))) *why = "entry " + std::to_string(entry.number) + ": " + *why;
    return !why;
  };
  if (!cleared_)
    if (const auto trouble = disk_->store->read(give)) return disk_->folder + ": " + trouble->what;
  for (const FactEncoder& one : waiting_)
    if (!why) why = decode_facts(one.bytes(), reader);
  return why ? std::optional{disk_->folder + ": " + *why} : std::nullopt;
}

bool SqliteJournal::has_news() const {
  return !waiting_.empty() || clock_moved_ || settings_changed_ || directory_changed_ || cleared_;
}

std::optional<std::string> SqliteJournal::flush() {
  if (!failure_.empty()) return failure_;
  if (has_news()) {
    if (const auto why = write()) {
      disk_->store->rollback();
      return failure_ = disk_->folder + ": the journal cannot be written: " + *why;
    }
  }
  tell_follower();
  return std::nullopt;
}

// One transaction; then the head, which says that it is there.
std::optional<std::string> SqliteJournal::write() {
  Store& store = *disk_->store;
  if (const auto trouble = store.begin()) return trouble->what;
  if (cleared_ || settings_changed_) {
    assert(state_.policies.has_value());
    if (const auto trouble = store.erase_entries()) return trouble->what;
    ++state_.generation;
    settings_text_ = settings();
    begin_chain();
    if (const auto trouble = store.put(kSettings, settings_text_)) return trouble->what;
    directory_changed_ = true;
  }
  if (directory_changed_) {
    if (const auto trouble = store.put(kDirectory, state_.directory)) return trouble->what;
    const std::string digest = to_hex(digest_of_directory(state_.directory));
    if (const auto trouble = store.put(kDirectoryDigest, digest)) return trouble->what;
  }
  if (const auto why = write_entries()) return why;
  if (const auto trouble = store.commit()) return trouble->what;
  if (!disk_->head.write(mark())) return disk_->head.why();
  waiting_.clear();
  waiting_at_ = {};
  cleared_ = settings_changed_ = directory_changed_ = clock_moved_ = false;
  return std::nullopt;
}

std::optional<std::string> SqliteJournal::write_entries() {
  if (waiting_.empty() && clock_moved_) waiting_.emplace_back();
  state_.now = std::max(state_.now, waiting_at_);
  for (const FactEncoder& one : waiting_) {
    Entry entry{.number = state_.entries + 1, .at = state_.now, .facts = one.count(), .bytes = one.bytes()};
    entry.chain = state_.chain = chain_of(state_.chain, entry);
    if (const auto trouble = disk_->store->add(entry)) return trouble->what;
    ++state_.entries;
    state_.facts += entry.facts;
  }
  return std::nullopt;
}

}  // namespace encaissement
