// The folder a journal lives in: one server at a time, and a small file `head` beside the database that says how much
// was acknowledged. SQLite drops a damaged end of its write-ahead log in silence; the head is how that is noticed.
// Used by sqlite_journal.cpp only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "reference/seal/digest.h"

namespace encaissement {

// How far the journal was when it was last acknowledged. It may be further; never less far.
struct HeadMark {
  std::uint64_t generation = 0;  // How often it was begun anew.
  std::uint64_t entries = 0;
  Digest chain{};                // After the last of them.
  bool operator==(const HeadMark&) const = default;
};

// A file descriptor of its own.
class File {
 public:
  File() = default;
  explicit File(int descriptor) : descriptor_{descriptor} {}
  File(File&& other) noexcept : descriptor_{other.descriptor_} { other.descriptor_ = -1; }
  File& operator=(File&& other) noexcept;
  ~File();
  int get() const { return descriptor_; }
  bool is_open() const { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
};

// The right to be the only one on a folder, for as long as the object lives; a process that dies lets it go.
class FolderLock {
 public:
  enum class Got : std::uint8_t { yes, in_use, failed };
  Got take(const std::string& folder);
  const std::string& why() const { return why_; }  // failed: what went wrong. in_use: by whom, as far as known.

 private:
  File file_;
  std::string why_;
};

// The file `head`: two places, written in turn, so that damage to one leaves the one before.
class Head {
 public:
  enum class Found : std::uint8_t { none, good, damaged, failed };
  Found open(const std::string& folder);
  // Made for a journal that is not there yet, and on the disk when this returns. False: see why().
  bool create(const std::string& folder);
  const HeadMark& mark() const { return mark_; }
  // False: see why(). The operating system has it when this returns; a power cut may undo it.
  bool write(const HeadMark& mark);
  const std::string& why() const { return why_; }

 private:
  bool put(int place, const HeadMark& mark);

  File file_;
  HeadMark mark_;
  int next_place_ = 0;
  std::string why_;
};

// Makes the folder, with those above it, and the names in it last. None: done; else why not.
std::optional<std::string> make_folder(const std::string& folder);
std::optional<std::string> sync_folder(const std::string& folder);

bool exists(const std::string& path);
std::uint64_t file_size(const std::string& path);  // 0 when it is not there.

}  // namespace encaissement
