#include "reference/journal/store.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace encaissement {
namespace {

constexpr int kCheckpointPages = 1000;

struct CloseStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, CloseStatement>;

bool is_damage(int code) {
  const int primary = code & 0xFF;
  return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB || code == SQLITE_IOERR_SHORT_READ ||
         primary == SQLITE_FORMAT || primary == SQLITE_ERROR || primary == SQLITE_SCHEMA || primary == SQLITE_MISMATCH ||
         primary == SQLITE_CONSTRAINT;
}

std::string_view blob(sqlite3_stmt* row, int column) {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(row, column));
  const int size = sqlite3_column_bytes(row, column);
  return data == nullptr ? std::string_view{} : std::string_view{data, static_cast<std::size_t>(size)};
}

Entry entry_of(sqlite3_stmt* row) {
  Entry entry{.number = static_cast<std::uint64_t>(sqlite3_column_int64(row, 0)),
              .at = Instant{Duration{sqlite3_column_int64(row, 1)}},
              .facts = static_cast<std::uint64_t>(sqlite3_column_int64(row, 2)),
              .bytes = blob(row, 3)};
  const std::string_view chain = blob(row, 4);
  if (chain.size() == entry.chain.size()) std::copy(chain.begin(), chain.end(), entry.chain.begin());
  return entry;
}

void bind_blob(sqlite3_stmt* statement, int place, std::string_view bytes) {
  sqlite3_bind_blob64(statement, place, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_STATIC);
}

}  // namespace

struct Store::Handles {
  sqlite3* database = nullptr;
  Statement begin, commit, add, put, get, read;

  ~Handles() {
    for (Statement* one : {&begin, &commit, &add, &put, &get, &read}) one->reset();
    sqlite3_close_v2(database);
  }

  StoreTrouble trouble() const {
    const int code = sqlite3_extended_errcode(database);
    return {is_damage(code), sqlite3_errmsg(database)};
  }
  bool prepare(Statement& into, const char* sql) const {
    sqlite3_stmt* made = nullptr;
    const int code = sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    into.reset(made);
    return code == SQLITE_OK;
  }
  // A statement that gives no rows.
  MaybeTrouble run(const Statement& statement) const {
    const int code = sqlite3_step(statement.get());
    const MaybeTrouble result = code == SQLITE_DONE || code == SQLITE_ROW ? MaybeTrouble{} : trouble();
    sqlite3_reset(statement.get());
    return result;
  }
  // The one number that `sql` gives.
  std::variant<std::int64_t, StoreTrouble> number(const char* sql) const {
    Statement statement;
    if (!prepare(statement, sql) || sqlite3_step(statement.get()) != SQLITE_ROW) return trouble();
    return sqlite3_column_int64(statement.get(), 0);
  }
};

Store::Store(std::unique_ptr<Handles> handles) : handles_{std::move(handles)} {}
Store::~Store() = default;

// Exclusive: no second process gets in, and the log's index stays in memory. Nothing is tidied at closing until
// trust(), so that a refused journal is left as it was found.
std::variant<std::unique_ptr<Store>, StoreTrouble> Store::open(const std::string& path) {
  auto handles = std::make_unique<Handles>();
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(path.c_str(), &handles->database, flags, nullptr) != SQLITE_OK) return handles->trouble();
  sqlite3_extended_result_codes(handles->database, 1);
  sqlite3_db_config(handles->database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_db_config(handles->database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_wal_autocheckpoint(handles->database, 0);
  std::unique_ptr<Store> store{new Store{std::move(handles)}};
  for (const char* sql : {"PRAGMA locking_mode=EXCLUSIVE", "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
                          "PRAGMA cell_size_check=ON"})
    if (auto trouble = store->run(sql)) return *trouble;
  return store;
}

MaybeTrouble Store::run(const char* sql) {
  if (sqlite3_exec(handles_->database, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return std::nullopt;
  return handles_->trouble();
}

std::variant<StoreKind, StoreTrouble> Store::kind() {
  const auto application = handles_->number("PRAGMA application_id"), version = handles_->number("PRAGMA user_version"),
             tables = handles_->number("SELECT count(*) FROM sqlite_schema");
  for (const auto& one : {application, version, tables})
    if (const auto* trouble = std::get_if<StoreTrouble>(&one)) return *trouble;
  return StoreKind{std::get<0>(application), std::get<0>(version), std::get<0>(tables) == 0};
}

MaybeTrouble Store::create(std::int64_t version) {
  const std::string sql =
      "BEGIN IMMEDIATE; PRAGMA application_id=" + std::to_string(kApplication) + "; PRAGMA user_version=" +
      std::to_string(version) +
      "; CREATE TABLE entries(number INTEGER PRIMARY KEY, at INTEGER NOT NULL, facts INTEGER NOT NULL,"
      " bytes BLOB NOT NULL, chain BLOB NOT NULL) STRICT;"
      " CREATE TABLE texts(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID; COMMIT";
  MaybeTrouble trouble = run(sql.c_str());
  if (trouble) rollback();
  return trouble;
}

MaybeTrouble Store::prepare() {
  Handles& h = *handles_;
  const bool good = h.prepare(h.begin, "BEGIN IMMEDIATE") && h.prepare(h.commit, "COMMIT") &&
                    h.prepare(h.add, "INSERT INTO entries VALUES(?,?,?,?,?)") &&
                    h.prepare(h.put, "INSERT OR REPLACE INTO texts VALUES(?,?)") &&
                    h.prepare(h.get, "SELECT value FROM texts WHERE name=?") &&
                    h.prepare(h.read, "SELECT number,at,facts,bytes,chain FROM entries ORDER BY number");
  return good ? MaybeTrouble{} : h.trouble();
}

MaybeTrouble Store::begin() { return handles_->run(handles_->begin); }
MaybeTrouble Store::commit() { return handles_->run(handles_->commit); }

void Store::rollback() {
  if (sqlite3_get_autocommit(handles_->database) == 0) run("ROLLBACK");
}

MaybeTrouble Store::add(const Entry& entry) {
  sqlite3_stmt* add = handles_->add.get();
  sqlite3_bind_int64(add, 1, static_cast<sqlite3_int64>(entry.number));
  sqlite3_bind_int64(add, 2, entry.at.time_since_epoch().count());
  sqlite3_bind_int64(add, 3, static_cast<sqlite3_int64>(entry.facts));
  bind_blob(add, 4, entry.bytes);
  bind_blob(add, 5, {reinterpret_cast<const char*>(entry.chain.data()), entry.chain.size()});
  return handles_->run(handles_->add);
}

MaybeTrouble Store::erase_entries() { return run("DELETE FROM entries"); }

MaybeTrouble Store::put(std::string_view name, std::string_view value) {
  sqlite3_bind_text(handles_->put.get(), 1, name.data(), static_cast<int>(name.size()), SQLITE_STATIC);
  bind_blob(handles_->put.get(), 2, value);
  return handles_->run(handles_->put);
}

std::variant<std::optional<std::string>, StoreTrouble> Store::get(std::string_view name) {
  sqlite3_stmt* get = handles_->get.get();
  sqlite3_bind_text(get, 1, name.data(), static_cast<int>(name.size()), SQLITE_STATIC);
  const int code = sqlite3_step(get);
  std::variant<std::optional<std::string>, StoreTrouble> result = std::optional<std::string>{};
  if (code == SQLITE_ROW) result = std::optional{std::string{blob(get, 0)}};
  else if (code != SQLITE_DONE) result = handles_->trouble();
  sqlite3_reset(get);
  return result;
}

MaybeTrouble Store::read(const std::function<bool(const Entry&)>& reader) {
  sqlite3_stmt* rows = handles_->read.get();
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW)
    if (!reader(entry_of(rows))) break;
  const MaybeTrouble result = code == SQLITE_ROW || code == SQLITE_DONE ? MaybeTrouble{} : handles_->trouble();
  sqlite3_reset(rows);
  return result;
}

void Store::trust() {
  sqlite3_db_config(handles_->database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
  sqlite3_wal_autocheckpoint(handles_->database, kCheckpointPages);
}

}  // namespace encaissement
