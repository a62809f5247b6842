// A C++ text with its comments and the insides of its strings blanked, so that words can be looked up without being
// fooled by prose. Lines and columns stay where they were. For the tidy checks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parcours::tidy {

std::string blank_prose(std::string_view text);

std::vector<std::string_view> lines_of(std::string_view text);

// Whether the word stands in the line by itself, not as a part of a longer identifier.
bool has_word(std::string_view line, std::string_view word);

struct Function {
  int first_line = 0;
  int line_count = 0;
};

// Every function body outside another, from its opening brace; lambdas belong to the function around them.
// REQUIRES: blanked text, formatted with a space before the brace of a body and none before that of an initialiser.
std::vector<Function> functions_of(std::string_view blanked);

}  // namespace parcours::tidy
