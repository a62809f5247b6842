// What is refused before any YAML is read: too large, binary, not UTF-8, control characters, tabs as indentation,
// directives. Keeps the YAML library away from input that is known to hurt it.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/language/problem.h"

namespace parcours {

// Empty: the bytes are text that may be read on.
Problems check_bytes(std::string_view file, std::string_view bytes);

// Without byte order mark, with \n at the end of each line. REQUIRES: check_bytes found nothing.
std::string plain_lines(std::string_view bytes);

}  // namespace parcours
