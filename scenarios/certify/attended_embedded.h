// Files that travel inside the program: the page of attended mode.
#pragma once

#include <string_view>

namespace parcours::attended {

extern const std::string_view kPage;    // attended.html
extern const std::string_view kStyle;   // attended.css
extern const std::string_view kScript;  // attended.js

}  // namespace parcours::attended
