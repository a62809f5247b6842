// Files of this folder that travel inside the program; their text is put here by the build.
#pragma once

#include <string_view>

namespace parcours::embedded {

extern const std::string_view kRecordSchemaText;
extern const std::string_view kPageStyle;
extern const std::string_view kPageScript;
extern const std::string_view kPlotStyle;

}  // namespace parcours::embedded
