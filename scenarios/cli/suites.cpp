#include "scenarios/cli/suites.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "reports/text.h"

namespace parcours {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kProblemsShown = 20;

// A path as somebody gave it, and where that is.
struct Asked {
  fs::path given;
  fs::path absolute;
};

Asked asked_for(const std::string& given) {
  std::error_code trouble;
  const fs::path path = fs::weakly_canonical(given, trouble);
  return {.given = given, .absolute = trouble ? fs::path{given} : path};
}

bool is_within(const fs::path& relative) {
  return !relative.empty() && *relative.begin() != ".." && !relative.is_absolute();
}

// `file`, absolute, as a record may show it; none: it is not what was asked for.
std::optional<std::string> shown(const fs::path& file, const Asked& asked) {
  const fs::path below = file.lexically_relative(asked.absolute);
  if (!is_within(below)) return std::nullopt;
  if (const fs::path inside = file.lexically_relative(project_root()); is_within(inside))
    return inside.generic_string();
  const fs::path top = asked.given.is_absolute() ? asked.absolute.filename() : asked.given;
  return (below == "." ? top : top / below).lexically_normal().generic_string();
}

void show(std::string& file, const std::vector<Asked>& all) {
  for (const Asked& asked : all) {
    if (auto path = shown(file, asked)) {
      file = std::move(*path);
      return;
    }
  }
}

}  // namespace

std::string_view program_version() { return PARCOURS_VERSION; }

fs::path program_folder() {
  std::error_code trouble;
  return fs::read_symlink("/proc/self/exe", trouble).parent_path();
}

fs::path project_root() {
  static const fs::path root = [] {
    std::error_code trouble;
    return fs::weakly_canonical(program_folder() / PARCOURS_ROOT_FROM_PROGRAM, trouble);
  }();
  return root;
}

std::string suites_folder() { return (project_root() / "scenarios").generic_string(); }

std::string in_project(const std::string& path) {
  const Asked asked = asked_for(path);
  const fs::path inside = asked.absolute.lexically_relative(project_root());
  return is_within(inside) ? inside.generic_string() : path;
}

std::optional<std::string> find_path(const std::string& word) {
  std::error_code trouble;
  if (word.empty()) return std::nullopt;
  const std::array<fs::path, 3> places{fs::path{word}, project_root() / word, fs::path{suites_folder()} / word};
  for (const fs::path& place : places) {
    if (fs::exists(place, trouble)) return place.generic_string();
  }
  return std::nullopt;
}

Loaded load_scenarios(const std::vector<std::string>& paths) {
  std::vector<Asked> asked;
  for (const std::string& path : paths) asked.push_back(asked_for(path));
  if (asked.empty()) asked.push_back(asked_for(suites_folder()));
  std::vector<std::string> absolute;
  for (const Asked& one : asked) absolute.push_back(one.absolute.generic_string());
  Loaded loaded = load(absolute);
  for (Scenario& one : loaded.cases) show(one.file, asked);
  for (Problem& problem : loaded.problems) show(problem.file, asked);
  for (std::string& file : loaded.files) show(file, asked);
  return loaded;
}

FoundFiles find_files(const std::vector<std::string>& words, Terminal& terminal) {
  FoundFiles found;
  if (words.empty()) found.paths.push_back(suites_folder());
  for (const std::string& word : words) {
    const auto path = find_path(word);
    if (!path) {
      found.code = terminal.misused("there is no file or folder \"" + one_line(word, 200) + '"', "See: parcours list");
      return found;
    }
    found.paths.push_back(*path);
  }
  return found;
}

ExitCode tell_problems(const Problems& problems, Terminal& terminal, std::string_view then) {
  if (problems.empty()) return ExitCode::conforming;
  std::string text;
  for (std::size_t i = 0; i < std::min(problems.size(), kProblemsShown); ++i) text += problems[i].text() + '\n';
  if (problems.size() > kProblemsShown) text += fmt::format("and {} more\n", problems.size() - kProblemsShown);
  terminal.tell(text);
  return terminal.misused(plural(problems.size(), "problem") + " in scenario files; " + std::string{then},
                          "Mend them; parcours lint shows them all.");
}

}  // namespace parcours
