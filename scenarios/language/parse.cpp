#include "scenarios/language/parse.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <system_error>

#include "reports/record.h"
#include "scenarios/language/parse_case.h"
#include "scenarios/language/parse_check.h"
#include "scenarios/language/parse_tree.h"

namespace parcours {
namespace {

namespace fs = std::filesystem;

Problem whole_file(const std::string& file, std::string expected, std::string found = {}) {
  return {.file = file, .place = {}, .expected = std::move(expected), .found = std::move(found), .suggestion = {},
          .variant = {}};
}

// All scenario files below `folder`, by name.
std::vector<std::string> files_below(const fs::path& folder, Problems& problems) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at{folder, error}, end; !error && at != end; at.increment(error)) {
    const fs::path& path = at->path();
    const bool is_scenario = path.filename() != "profiles.yaml" && path.parent_path().filename() != "population";
    if (path.extension() == ".yaml" && is_scenario) files.push_back(path.generic_string());
  }
  if (error) problems.push_back(whole_file(folder.generic_string(), "a folder that can be read", error.message()));
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> all_files(const std::vector<std::string>& paths, Problems& problems) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) {
      for (std::string& file : files_below(path, problems)) files.push_back(std::move(file));
    } else if (fs::is_regular_file(status)) {
      files.push_back(fs::path{path}.generic_string());
    } else {
      problems.push_back(whole_file(path, "a file or a folder", fs::exists(status) ? "" : "nothing of this name"));
    }
  }
  std::vector<std::string> once;
  for (std::string& file : files)
    if (std::find(once.begin(), once.end(), file) == once.end()) once.push_back(std::move(file));
  return once;
}

// An id names one file, wherever it is.
void check_ids(const std::vector<Scenario>& cases, Problems& problems) {
  std::map<std::string, const Scenario*> first;
  for (const Scenario& scenario : cases) {
    const auto [known, fresh] = first.emplace(scenario.id, &scenario);
    if (!fresh)
      problems.push_back({.file = scenario.file, .place = scenario.place,
                          .expected = "an id no other file has; " + known->second->file + " has it",
                          .found = scenario.id, .suggestion = {}, .variant = {}});
  }
}

void keep_the_first(Problems& problems) {
  sort_problems(problems);
  if (problems.size() <= kProblemsMax) return;
  Problem more = whole_file(problems.front().file, "these to be mended first; there are more");
  problems.resize(kProblemsMax);
  problems.push_back(std::move(more));
}

}  // namespace

Loaded parse_text(std::string_view file, std::string_view bytes, const Profiles& profiles) {
  Tree tree = read_tree(file, bytes);
  Loaded loaded{.cases = {}, .problems = std::move(tree.problems), .files = {std::string{file}}};
  if (loaded.problems.empty()) loaded.cases = read_cases(file, tree.root, profiles, loaded.problems);
  if (!loaded.problems.empty()) loaded.cases.clear();
  const std::string digest = suite_digest({std::string{bytes}});
  for (Scenario& one : loaded.cases) one.digest = digest;
  keep_the_first(loaded.problems);
  return loaded;
}

std::optional<std::string> read_bytes(const std::string& file, Problems& problems) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  if (!error && size > kFileBytesMax) {
    problems.push_back(whole_file(file, "at most 1 MB", std::to_string(size) + " bytes"));
    return std::nullopt;
  }
  std::ifstream in{file, std::ios::binary};
  std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  if (error || !in.good() || in.bad()) {
    problems.push_back(whole_file(file, "a file that can be read", error ? error.message() : ""));
    return std::nullopt;
  }
  return bytes;
}

Loaded load(const std::vector<std::string>& paths, const Profiles& profiles) {
  Loaded all;
  for (const std::string& file : all_files(paths, all.problems)) {
    const auto bytes = read_bytes(file, all.problems);
    if (!bytes) continue;
    Loaded one = parse_text(file, *bytes, profiles);
    all.files.push_back(file);
    std::move(one.cases.begin(), one.cases.end(), std::back_inserter(all.cases));
    std::move(one.problems.begin(), one.problems.end(), std::back_inserter(all.problems));
  }
  check_ids(all.cases, all.problems);
  return all;
}

}  // namespace parcours
