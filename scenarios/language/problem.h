// Trouble in a scenario file, as a value with its place. Made by the parser, the formatter and lint; printed by all.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/model.h"

namespace parcours {

struct Problem {
  std::string file{};
  Place place{};             // Line 0: of the file as a whole.
  std::string expected{};    // "an amount such as 40,00 €"
  std::string found{};       // "40,0O €"; empty: nothing to quote.
  std::string suggestion{};  // "customer pays"; empty: none near enough.
  std::string variant{};     // Of the matrix, when the text came from there.

  // "scenarios/x.yaml:12:7: expected a verb, found "custmer pays", did you mean "customer pays"?"
  std::string text() const;
};
using Problems = std::vector<Problem>;

// By file and place, each once.
void sort_problems(Problems& problems);

// "one of a, b, c"; of one word the word alone; of none "nothing more".
std::string one_of(std::span<const std::string_view> words);

}  // namespace parcours
