#include "tests/tidy/checks.h"

#include <algorithm>
#include <array>
#include <span>

#include "tests/tidy/code.h"

namespace parcours::tidy {
namespace {

constexpr std::size_t kFileLinesMax = 500;
constexpr int kFunctionLinesMax = 70;

// Tables and embedded data, each with its reason.
constexpr std::array<std::string_view, 3> kLongFiles{
    "LICENSE",                          // The licence's own text.
    "reference/http/schemas.json",      // Each schema of the document, with real answers as examples.
    "tests/openapi/package-lock.json",  // What npm installs for the lint, by version and digest.
};

constexpr std::array<std::string_view, 25> kBannedInCore{
    "double",        "float",   "system_clock", "steady_clock", "high_resolution_clock",
    "random_device", "mt19937", "mt19937_64",   "rand",         "srand",
    "mutex",         "thread",  "jthread",      "atomic",       "throw",
    "try",           "catch",   "iostream",     "fstream",      "cout",
    "cerr",          "printf",  "getenv",       "filesystem",   "time_t"};

constexpr std::array<std::string_view, 5> kSleeps{"sleep_for", "sleep_until", "usleep", "nanosleep", "sleep"};

constexpr std::array<std::string_view, 5> kNotes{"TODO", "FIXME", "XXX", "HACK", "GTEST_SKIP"};

constexpr std::array<std::string_view, 4> kMachineRoots{"/home/", "/root/", "/work/", "/tmp/"};

bool is_cpp(const Source& source) { return source.path.ends_with(".cpp") || source.path.ends_with(".h"); }

bool is_test(const Source& source) { return source.path.starts_with("tests/"); }

// The checks and their examples hold the very words they refuse.
bool is_tidy_itself(const Source& source) { return source.path.starts_with("tests/tidy/"); }

template <class Judge>
Findings judge_lines(const Source& source, std::string_view text, Judge judge) {
  Findings findings;
  int number = 0;
  for (const auto line : lines_of(text)) {
    ++number;
    if (std::string what = judge(line); !what.empty()) findings.push_back({source.path, number, std::move(what)});
  }
  return findings;
}

// The first of the words in the line, after `complaint`; nothing when there is none.
std::string first_word(std::string_view line, std::span<const std::string_view> words, std::string_view complaint) {
  const auto found = std::find_if(words.begin(), words.end(), [&](auto word) { return has_word(line, word); });
  return found == words.end() ? std::string{} : std::string{complaint} + std::string{*found};
}

// A path starts where the text before it ends: not inside a longer path or an address.
bool starts_path(std::string_view line, std::string_view root) {
  for (auto at = line.find(root); at != std::string_view::npos; at = line.find(root, at + 1)) {
    if (at == 0 || std::string_view{" \"'=(:`"}.find(line[at - 1]) != std::string_view::npos) return true;
  }
  return false;
}

std::string folder_of(std::string_view path) { return std::string{path.substr(0, path.rfind('/') + 1)}; }

bool lists(const Source& list, std::string_view path) {
  const auto folder = folder_of(list.path);
  if (!path.starts_with(folder)) return false;
  const std::string name{path.substr(folder.size())};
  constexpr std::string_view kAround = " \n\t()\"";
  for (auto at = list.text.find(name); at != std::string::npos; at = list.text.find(name, at + 1)) {
    const auto end = at + name.size();
    const bool starts = at == 0 || kAround.find(list.text[at - 1]) != std::string_view::npos;
    if (starts && (end == list.text.size() || kAround.find(list.text[end]) != std::string_view::npos)) return true;
  }
  return false;
}

}  // namespace

Findings core_banned_names(const Source& source) {
  if (!source.path.starts_with("reference/core/")) return {};
  return judge_lines(source, blank_prose(source.text),
                     [](auto line) { return first_word(line, kBannedInCore, "not in the core: "); });
}

Findings no_sleep(const Source& source) {
  if (!is_cpp(source) || is_test(source)) return {};
  return judge_lines(source, blank_prose(source.text),
                     [](auto line) { return first_word(line, kSleeps, "nothing sleeps: "); });
}

Findings sizes(const Source& source) {
  Findings findings;
  const auto count = lines_of(source.text).size();
  const bool excepted = std::find(kLongFiles.begin(), kLongFiles.end(), source.path) != kLongFiles.end();
  if (count > kFileLinesMax && !excepted) {
    findings.push_back({source.path, static_cast<int>(count), "a file of more than 500 lines"});
  }
  if (!is_cpp(source)) return findings;
  for (const auto& function : functions_of(blank_prose(source.text))) {
    if (function.line_count <= kFunctionLinesMax) continue;
    findings.push_back({source.path, function.first_line, "a function of more than 70 lines"});
  }
  return findings;
}

Findings unfinished_work(const Source& source) {
  if (is_tidy_itself(source)) return {};
  return judge_lines(source, source.text, [](auto line) -> std::string {
    if (line.starts_with("#if 0")) return "code switched off";
    if (line.find("DISABLED_") != std::string_view::npos) return "a test switched off";
    return first_word(line, kNotes, "unfinished: ");
  });
}

Findings machine_paths(const Source& source) {
  if (is_test(source)) return {};
  return judge_lines(source, source.text, [](auto line) -> std::string {
    const auto found =
        std::find_if(kMachineRoots.begin(), kMachineRoots.end(), [&](auto root) { return starts_path(line, root); });
    return found == kMachineRoots.end() ? "" : "a path of one machine: " + std::string{*found};
  });
}

Findings macros(const Source& source) {
  if (!is_cpp(source)) return {};
  return judge_lines(source, blank_prose(source.text),
                     [](auto line) -> std::string { return line.starts_with("#define ") ? "a macro" : ""; });
}

Findings header_guard(const Source& source) {
  if (!source.path.ends_with(".h") || source.text.find("#pragma once\n") != std::string::npos) return {};
  return {{source.path, 1, "a header without #pragma once"}};
}

Findings unlisted_sources(const std::vector<Source>& sources) {
  Findings findings;
  for (const auto& source : sources) {
    if (!source.path.ends_with(".cpp")) continue;
    const bool listed = std::any_of(sources.begin(), sources.end(), [&](const Source& list) {
      return list.path.ends_with("CMakeLists.txt") && lists(list, source.path);
    });
    if (!listed) findings.push_back({source.path, 1, "in no CMakeLists.txt"});
  }
  return findings;
}

}  // namespace parcours::tidy
