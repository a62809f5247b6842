// The comments and blank lines of a scenario file, each with what it stands beside: a key above the steps, a step, a
// row of the matrix. Used by the formatter only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/language/parse_tree.h"

namespace parcours {

struct Remarks {
  std::vector<std::string> above;  // Comments on lines of their own, "#" included.
  std::string beside;
  bool blank_before = false;
};

struct Comments {
  std::vector<std::string> head;       // Before everything.
  bool blank_after_head = false;
  std::map<int, Remarks> at;           // By the line on which the thing starts.
  std::vector<std::string> tail;       // After everything.

  std::vector<std::string> all() const;  // Sorted: two files with the same comments compare equal.
};

Comments comments_of(const Tree& tree);

}  // namespace parcours
