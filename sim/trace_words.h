// The words of a trace on paper, for writer and reader.
#pragma once

#include <array>
#include <string_view>

namespace parcours {

inline constexpr std::string_view kTraceForm = "parcours-trace/1";
inline constexpr std::array<std::string_view, 4> kFateWords = {"answered", "lost", "unknown", "not_served"};

}  // namespace parcours
