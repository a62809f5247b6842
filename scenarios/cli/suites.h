// Where the program finds its suites, and scenario files as cases with the paths a record may hold: relative to the
// project for what is in it, and never absolute. Used by every verb that reads scenarios.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/cli/terminal.h"
#include "scenarios/language/parse.h"

namespace parcours {

std::string_view program_version();  // "0.1.0"

// The folder of the running program, and the project it was built from: found from the program, so that a project can
// be moved with its build.
std::filesystem::path program_folder();
std::filesystem::path project_root();

std::string suites_folder();

// Relative to the project for what is in it, else as it is.
std::string in_project(const std::string& path);

// The file or folder a word names: from where the caller stands, else in the project, else among the suites. None: no
// such thing. A word without / and .yaml is looked for too.
std::optional<std::string> find_path(const std::string& word);

// Cases of these files and folders; none of them: the project's suites. A case says its file as
// "scenarios/guide/a.yaml" when it is in the project; what is elsewhere keeps a relative path as it was given, and
// loses the folders above an absolute one.
Loaded load_scenarios(const std::vector<std::string>& paths);

// The scenario files a verb that works on files is about: `words` are files and folders, none of them the suites.
// usage, and told, when one of them is not there.
struct FoundFiles {
  ExitCode code = ExitCode::conforming;
  std::vector<std::string> paths;  // From where the caller stands.
};
FoundFiles find_files(const std::vector<std::string>& words, Terminal& terminal);

// Tells the problems, 20 at most, and `then`, what follows from them, with how to go on. conforming when there are
// none, else usage.
ExitCode tell_problems(const Problems& problems, Terminal& terminal, std::string_view then = "nothing was run");

}  // namespace parcours
