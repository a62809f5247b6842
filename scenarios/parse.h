// Scenario files in, typed cases out. Used by run, lint, list, explain and the tests. No exception leaves, no file is
// executed, nothing is guessed: every scalar is text until its field's type reads it, and every problem of a file is
// told at once with file:line:column, what was expected, what was found, and the nearest right word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/model.h"
#include "scenarios/profiles.h"

namespace parcours {

// Trouble in a file, with its place.
struct Problem {
  std::string file;
  Place place;
  std::string expected;    // "an amount such as 40,00 €"
  std::string found;       // "\"40,0O €\""
  std::string suggestion;  // "customer pays"; empty: none near enough
  std::string variant;     // Of the matrix, when the trouble is only there.

  // "scenarios/x.yaml:12:7: expected a verb, found "custmer pays", did you mean "customer pays"?"
  std::string text() const;
};

struct Loaded {
  std::vector<Scenario> cases;     // In the order of files, and of variants in them; none of a file with problems.
  std::vector<Problem> problems;   // By file and place.
  std::vector<std::string> files;  // Read, in order.
};

// One file's bytes; `file` is only what problems and cases say.
Loaded parse_text(std::string_view file, std::string_view bytes, const Profiles& profiles = builtin_profiles());

// Files, and folders with all *.yaml below them (profiles.yaml aside) by name; ids unique over all of them. A path
// that is not there, not readable or larger than 1 MB is a problem, not a crash.
Loaded load(const std::vector<std::string>& paths, const Profiles& profiles = builtin_profiles());

}  // namespace parcours
