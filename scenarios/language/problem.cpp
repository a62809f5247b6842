#include "scenarios/language/problem.h"

#include <algorithm>
#include <tuple>

#include "reports/text.h"

namespace parcours {

std::string Problem::text() const {
  std::string out = file;
  if (place.line > 0) out += ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
  out += ": expected " + expected;
  if (!found.empty()) out += ", found \"" + one_line(found, 60) + "\"";
  if (!suggestion.empty()) out += ", did you mean \"" + suggestion + "\"?";
  if (!variant.empty()) out += " (variant " + variant + ")";
  return out;
}

void sort_problems(Problems& problems) {
  const auto key = [](const Problem& p) { return std::tie(p.file, p.place, p.expected, p.found); };
  std::stable_sort(problems.begin(), problems.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  const auto same = [&](const auto& a, const auto& b) { return key(a) == key(b); };
  problems.erase(std::unique(problems.begin(), problems.end(), same), problems.end());
}

std::string one_of(std::span<const std::string_view> words) {
  if (words.empty()) return "nothing more";
  std::string out = words.size() == 1 ? "" : "one of ";
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += ", ";
    out += words[i];
  }
  return out;
}

}  // namespace parcours
