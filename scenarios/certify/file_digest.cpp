#include "scenarios/certify/file_digest.h"

#include <cstdlib>
#include <filesystem>

#include "reports/files.h"

namespace parcours {
namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
  std::error_code trouble;
  return fs::is_regular_file(path, trouble);
}

// As the shell does: a word with a slash is a path, any other is looked for in PATH. Empty: nowhere.
std::string found_program(const std::string& word) {
  if (word.find('/') != std::string::npos) return is_file(word) ? word : std::string();
  const char* path = std::getenv("PATH");
  std::string rest = path == nullptr ? "" : path;
  while (!rest.empty()) {
    const std::size_t colon = rest.find(':');
    const fs::path candidate = fs::path(rest.substr(0, colon)) / word;
    if (is_file(candidate)) return candidate.string();
    rest = colon == std::string::npos ? "" : rest.substr(colon + 1);
  }
  return {};
}

}  // namespace

Reported<std::vector<FileDigest>> digests_of(const std::vector<std::string>& paths) {
  std::vector<FileDigest> digests;
  for (const std::string& path : paths) {
    const Reported<std::string> bytes = read_text_file(path);
    if (!bytes) return bytes.error();
    digests.push_back({fs::path(path).filename().string(), encaissement::sha256_hex(bytes.value())});
  }
  return digests;
}

Reported<std::vector<FileDigest>> adapter_digests(const std::vector<std::string>& words) {
  std::vector<std::string> files;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string file = i == 0 ? found_program(words[i]) : is_file(words[i]) ? words[i] : std::string();
    if (!file.empty()) files.push_back(file);
  }
  if (files.empty()) return ReportError{"--pos", "names no file that could be digested"};
  return digests_of(files);
}

Reported<std::string> program_sha256() {
  std::error_code trouble;
  const fs::path program = fs::read_symlink("/proc/self/exe", trouble);
  if (trouble) return ReportError{"/proc/self/exe", trouble.message()};
  const Reported<std::string> bytes = read_text_file(program.string());
  if (!bytes) return bytes.error();
  return encaissement::sha256_hex(bytes.value());
}

}  // namespace parcours
