#include "tests/tidy/code.h"

#include <algorithm>
#include <cctype>

namespace parcours::tidy {
namespace {

bool is_word_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Where the token that starts at `at` ends, when it is prose; `at` itself when it is code.
std::size_t end_of_prose(std::string_view text, std::size_t at) {
  auto after = [&](std::string_view mark, std::size_t from) {
    const auto found = text.find(mark, from);
    return found == std::string_view::npos ? text.size() : found + mark.size();
  };
  const auto rest = text.substr(at);
  if (rest.starts_with("//")) return std::min(text.size(), text.find('\n', at));
  if (rest.starts_with("/*")) return after("*/", at + 2);
  if (rest.starts_with("R\"") && (at == 0 || !is_word_char(text[at - 1]))) {
    const std::string delimiter{rest.substr(2, rest.find('(') - 2)};
    return after(")" + delimiter + "\"", at);
  }
  const bool digit_separator = text[at] == '\'' && at > 0 && is_word_char(text[at - 1]);
  if ((text[at] != '"' && text[at] != '\'') || digit_separator) return at;
  auto end = at + 1;
  while (end < text.size() && text[end] != text[at]) end += text[end] == '\\' ? 2 : 1;
  return std::min(text.size(), end + 1);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \n");
  return first == std::string_view::npos ? std::string_view{}
                                         : text.substr(first, text.find_last_not_of(" \n") - first + 1);
}

enum class Brace { scope, function, initialiser };

// What a brace opens. `head` is the code since the last statement or scope, up to the brace.
Brace brace_after(std::string_view head) {
  const auto words = trimmed(head);
  const bool apart = !head.empty() && (head.back() == ' ' || head.back() == '\n');
  if (!words.empty() && (!apart || words.ends_with('='))) return Brace::initialiser;
  return words.find('(') == std::string_view::npos ? Brace::scope : Brace::function;
}

}  // namespace

std::string blank_prose(std::string_view text) {
  std::string code{text};
  for (std::size_t at = 0; at < text.size();) {
    const auto end = end_of_prose(text, at);
    const bool quoted = text[at] == '"' || text[at] == '\'';
    for (auto i = at + (quoted ? 1 : 0); i + (quoted ? 1 : 0) < end; ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
    at = std::max(end, at + 1);
  }
  return code;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.size(), text.find('\n'));
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return lines;
}

bool has_word(std::string_view line, std::string_view word) {
  for (auto at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
    const auto end = at + word.size();
    const bool starts = at == 0 || !is_word_char(line[at - 1]);
    const bool ends = end == line.size() || !is_word_char(line[end]);
    if (starts && ends) return true;
  }
  return false;
}

std::vector<Function> functions_of(std::string_view blanked) {
  std::vector<Function> found;
  int line = 1;
  int depth = 0;  // Of braces inside a body or an initialiser; 0 between them.
  Brace inside = Brace::scope;
  std::size_t head = 0;
  for (std::size_t at = 0; at < blanked.size(); ++at) {
    const char c = blanked[at];
    if (c == '\n') ++line;
    if (depth > 0) {
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth > 0 || inside == Brace::initialiser) continue;
      found.back().line_count = line - found.back().first_line + 1;
    } else if (c == '{') {
      inside = brace_after(blanked.substr(head, at - head));
      depth = inside == Brace::scope ? 0 : 1;
      if (inside == Brace::function) found.push_back({.first_line = line});
      if (inside == Brace::initialiser) continue;
    }
    if (c == ';' || c == '{' || c == '}') head = at + 1;
  }
  return found;
}

}  // namespace parcours::tidy
