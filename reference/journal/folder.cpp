#include "reference/journal/folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace encaissement {
namespace {

constexpr std::size_t kPlaceBytes = 256;  // Within one sector, so that it is written wholly or not at all.
constexpr int kPlaces = 2;
constexpr mode_t kOurs = 0600;

std::string trouble(const std::string& path) { return path + ": " + std::strerror(errno); }

// "parcours head 1 <generation> <entries> <chain> <check>", filled up with blanks to a line.
std::string line_of(const HeadMark& mark) {
  std::string line = "parcours head 1 " + std::to_string(mark.generation) + " " + std::to_string(mark.entries) + " " +
                     to_hex(mark.chain) + " ";
  line += to_hex(chained({}, line));
  line.resize(kPlaceBytes - 1, ' ');
  return line += '\n';
}

std::optional<std::uint64_t> number(std::string_view word) {
  std::uint64_t value = 0;
  for (const char c : word) {
    if (c < '0' || c > '9' || value > 1'000'000'000'000'000'000u) return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return word.empty() ? std::nullopt : std::optional{value};
}

std::optional<Digest> digest(std::string_view hex) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  Digest found{};
  if (hex.size() != 2 * found.size()) return std::nullopt;
  for (std::size_t i = 0; i < hex.size(); ++i) {
    const auto digit = kDigits.find(hex[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    found[i / 2] = static_cast<std::uint8_t>(found[i / 2] << 4 | digit);
  }
  return found;
}

// What `line` says, if writing it again gives the very same line.
std::optional<HeadMark> mark_of(std::string_view line) {
  std::array<std::string_view, 6> words{};
  std::string_view rest = line;
  for (auto& word : words) {
    const auto blank = rest.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    word = rest.substr(0, blank);
    rest.remove_prefix(blank + 1);
  }
  const auto generation = number(words[3]), entries = number(words[4]);
  const auto chain = digest(words[5]);
  if (!generation || !entries || !chain) return std::nullopt;
  const HeadMark mark{*generation, *entries, *chain};
  return line_of(mark) == line ? std::optional{mark} : std::nullopt;
}

bool later(const HeadMark& a, const HeadMark& b) {
  return a.generation != b.generation ? a.generation > b.generation : a.entries > b.entries;
}

}  // namespace

File& File::operator=(File&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

File::~File() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

FolderLock::Got FolderLock::take(const std::string& folder) {
  const std::string path = folder + "/lock";
  file_ = File{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOurs)};
  if (!file_.is_open()) return why_ = trouble(path), Got::failed;
  if (::flock(file_.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return why_ = trouble(path), Got::failed;
    std::array<char, 32> pid{};
    const auto size = ::pread(file_.get(), pid.data(), pid.size() - 1, 0);
    if (size > 0) why_ = "process " + std::string{pid.data(), std::strcspn(pid.data(), "\n")};
    return Got::in_use;
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  const bool told = ::ftruncate(file_.get(), 0) == 0 &&
                    ::pwrite(file_.get(), pid.data(), pid.size(), 0) == static_cast<ssize_t>(pid.size());
  if (!told) return why_ = trouble(path), Got::failed;
  return Got::yes;
}

Head::Found Head::open(const std::string& folder) {
  const std::string path = folder + "/head";
  file_ = File{::open(path.c_str(), O_RDWR | O_CLOEXEC)};
  if (!file_.is_open() && errno == ENOENT) return Found::none;
  if (!file_.is_open()) return why_ = trouble(path), Found::failed;
  bool good = false;
  for (int place = 0; place < kPlaces; ++place) {
    std::string line(kPlaceBytes, 0);
    const auto size = ::pread(file_.get(), line.data(), line.size(), place * static_cast<off_t>(kPlaceBytes));
    if (size < 0) return why_ = trouble(path), Found::failed;
    const auto mark = mark_of(line);
    if (!mark || (good && !later(*mark, mark_))) continue;
    good = true;
    mark_ = *mark;
    next_place_ = 1 - place;
  }
  return good ? Found::good : Found::damaged;
}

bool Head::create(const std::string& folder) {
  const std::string path = folder + "/head";
  file_ = File{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOurs)};
  if (!file_.is_open()) return why_ = trouble(path), false;
  for (int place = 0; place < kPlaces; ++place)
    if (!put(place, {})) return false;
  if (::fsync(file_.get()) != 0) return why_ = trouble(path), false;
  mark_ = {};
  return true;
}

bool Head::write(const HeadMark& mark) {
  if (!put(next_place_, mark)) return false;
  next_place_ = 1 - next_place_;
  mark_ = mark;
  return true;
}

bool Head::put(int place, const HeadMark& mark) {
  const std::string line = line_of(mark);
  const auto written = ::pwrite(file_.get(), line.data(), line.size(), place * static_cast<off_t>(kPlaceBytes));
  if (written == static_cast<ssize_t>(line.size())) return true;
  why_ = trouble("head");
  return false;
}

std::optional<std::string> make_folder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return folder + ": " + error.message();
  return std::nullopt;
}

std::optional<std::string> sync_folder(const std::string& folder) {
  const File opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!opened.is_open() || ::fsync(opened.get()) != 0) return trouble(folder);
  return std::nullopt;
}

bool exists(const std::string& path) {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0;
}

std::uint64_t file_size(const std::string& path) {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0 ? static_cast<std::uint64_t>(found.st_size) : 0;
}

}  // namespace encaissement
