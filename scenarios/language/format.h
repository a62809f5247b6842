// The canonical spelling of a scenario file: order of keys, spacing, quotes. Used by `parcours fmt` and, as a check, by
// CI. Comments keep their words and go with what they stand beside. What cannot be spelt without losing something is
// refused, not rewritten; formatting twice gives the same bytes.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/language/problem.h"

namespace parcours {

struct Formatted {
  std::string text;        // Canonical; of a file with problems, empty.
  bool changed = false;    // text differs from the bytes given: what --check refuses.
  Problems problems;       // The file cannot be read, or not be spelt without a loss.
};

// Effect: none; the caller writes. Only the shape must be right, so a file with a misspelt amount is formatted too.
Formatted format_text(std::string_view file, std::string_view bytes);

}  // namespace parcours
