// Scenario files in, typed cases out. Used by run, lint, list, explain and the tests. No exception leaves, no file is
// executed, nothing is guessed: every scalar is text until its field's type reads it, and every problem of a file is
// told at once with file:line:column, what was expected, what was found, and the nearest right word.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/model.h"
#include "scenarios/language/problem.h"
#include "scenarios/language/profiles.h"

namespace parcours {

struct Loaded {
  std::vector<Scenario> cases;     // In the order of files, and of variants in them; none of a file with problems.
  Problems problems;               // By file and place.
  std::vector<std::string> files;  // Read, in order.
};

// One file's bytes; `file` is only what problems and cases say.
Loaded parse_text(std::string_view file, std::string_view bytes, const Profiles& profiles = builtin_profiles());

// The bytes of a file of at most 1 MB; else none, and a problem more.
std::optional<std::string> read_bytes(const std::string& file, Problems& problems);

// Files, and folders with all *.yaml below them (profiles.yaml and population/ aside) by name; ids unique over all of them. A path
// that is not there, not readable or larger than 1 MB is a problem, not a crash.
Loaded load(const std::vector<std::string>& paths, const Profiles& profiles = builtin_profiles());

}  // namespace parcours
