// The database of a journal: entries in a row, and a few texts by name. SQLite in its write-ahead mode, synced at every
// commit; its errors come back as values. Used by sqlite_journal.cpp only.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "reference/core/time.h"
#include "reference/seal/digest.h"

namespace encaissement {

// One row: what one flush wrote, or a part of it when that is large.
struct Entry {
  std::uint64_t number = 0;  // From 1, without gaps.
  Instant at;                // Of its last fact, or what the clock read.
  std::uint64_t facts = 0;   // How many.
  std::string_view bytes;    // fact_codec.h
  Digest chain{};            // Over the chain before and all of the above.
};

struct StoreTrouble {
  bool damaged = false;  // The file itself is not as it was written; else the disk, its room or its rights.
  std::string what;
};
using MaybeTrouble = std::optional<StoreTrouble>;

// What the database says it is, before anything is done to it.
struct StoreKind {
  std::int64_t application = 0;  // kApplication, or 0 when nothing was written yet
  std::int64_t version = 0;
  bool empty = true;             // No table at all.
};
inline constexpr std::int64_t kApplication = 0x50415243;  // "PARC"

class Store {
 public:
  static std::variant<std::unique_ptr<Store>, StoreTrouble> open(const std::string& path);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  std::variant<StoreKind, StoreTrouble> kind();
  MaybeTrouble create(std::int64_t version);  // The tables of a new journal.
  MaybeTrouble prepare();                     // REQUIRES: the tables are there. Before anything below.

  MaybeTrouble begin();
  MaybeTrouble commit();
  void rollback();

  MaybeTrouble add(const Entry& entry);
  MaybeTrouble erase_entries();
  MaybeTrouble put(std::string_view name, std::string_view value);
  std::variant<std::optional<std::string>, StoreTrouble> get(std::string_view name);

  // In order of their numbers; a null `chain` or a wrong size reads as zeros. Stops when `reader` gives false.
  MaybeTrouble read(const std::function<bool(const Entry&)>& reader);

  // Until now the files were left as they were found, also at closing; from now on SQLite tidies its log away.
  void trust();

 private:
  struct Handles;
  explicit Store(std::unique_ptr<Handles> handles);
  MaybeTrouble run(const char* sql);

  std::unique_ptr<Handles> handles_;
};

}  // namespace encaissement
