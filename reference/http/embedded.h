// Files that travel inside the program: the words of the document, the style of its page.
#pragma once

#include <string_view>

namespace parcours::http::embedded {

extern const std::string_view kSchemas;  // reference/http/schemas.json
extern const std::string_view kStyle;    // reference/http/docs.css
extern const std::string_view kVersion;  // The project's.

}  // namespace parcours::http::embedded
