#include "scenarios/language/parse_bytes.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "reports/text.h"
#include "scenarios/language/parse_tree.h"

namespace parcours {
namespace {

constexpr std::size_t kLineBytesMax = 2000;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Bytes of the UTF-8 character that starts `text`, or none: truncated, overlong, surrogate, or out of range.
std::optional<std::size_t> character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return std::nullopt;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return std::nullopt;
  const bool overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  const bool outside = (first == 0xED && byte(1) > 0x9F) || (first == 0xF4 && byte(1) > 0x8F);
  return overlong || outside ? std::nullopt : std::optional{length};
}

std::string trouble_with(std::string_view rest) {
  const auto byte = static_cast<std::uint8_t>(rest.front());
  const bool control = (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
  if (control) return byte == 0 ? "a text file, not a binary one" : "no control character";
  if (rest.front() == '\r' && !rest.substr(1).starts_with('\n')) return "lines that end with a line feed";
  if (!character_length(rest)) return "UTF-8 text";
  // Next line, line and paragraph separator: ends of line for YAML and for nobody else.
  if (rest.starts_with("\xC2\x85") || rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9"))
    return "lines that end with a line feed";
  return {};
}

std::string trouble_with_line(std::string_view line) {
  if (line.size() > kLineBytesMax) return "lines of at most " + std::to_string(kLineBytesMax) + " bytes";
  if (line.starts_with('%')) return "no directive: they are not part of the language";
  const std::string_view indentation = line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
  if (indentation.find('\t') != std::string_view::npos) return "spaces, not tabs, as indentation";
  return {};
}

Place place_of(std::string_view bytes, std::size_t at) {
  const std::string_view before = bytes.substr(0, at);
  const auto line = std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0.
  return {static_cast<int>(line) + 1, static_cast<int>(code_points(before.substr(start))) + 1};
}

Problem at(std::string_view file, Place place, std::string expected, std::string found = {}) {
  return {.file = std::string{file}, .place = place, .expected = std::move(expected), .found = std::move(found)};
}

}  // namespace

Problems check_bytes(std::string_view file, std::string_view bytes) {
  if (bytes.size() > kFileBytesMax) return {at(file, {}, "at most 1 MB", std::to_string(bytes.size()) + " bytes")};
  for (std::size_t i = 0; i < bytes.size(); i += *character_length(bytes.substr(i)))
    if (std::string trouble = trouble_with(bytes.substr(i)); !trouble.empty())
      return {at(file, place_of(bytes, i), std::move(trouble))};
  Problems problems;
  int number = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::string_view line = bytes.substr(i, bytes.find('\n', i) - i);
    ++number;
    if (std::string trouble = trouble_with_line(line); !trouble.empty())
      problems.push_back(at(file, {number, 1}, std::move(trouble)));
    i += line.size() + 1;
  }
  return problems;
}

std::string plain_lines(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  std::string plain;
  plain.reserve(bytes.size());
  std::copy_if(bytes.begin(), bytes.end(), std::back_inserter(plain), [](char c) { return c != '\r'; });
  return plain;
}

}  // namespace parcours
