#include "reports/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace parcours {
namespace {

struct CodePoint {
  char32_t value;
  std::size_t bytes;
  bool valid;
};

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The code point at the start of `text`; a stray byte is one invalid code point of one byte.
// REQUIRES: text is not empty.
CodePoint decode(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return {lead, 1, false};
  char32_t value = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if (!is_continuation(text[i])) return {lead, 1, false};
    value = (value << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return {lead, 1, false};
  return {value, size, true};
}

bool is_disturbing(char32_t c) {
  const bool control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
  const bool direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
  const bool non_character = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
  return control || direction || non_character;
}

void append_printable(std::string& out, std::string_view text, CodePoint point) {
  if (point.valid && !is_disturbing(point.value)) {
    out += text.substr(0, point.bytes);
  } else if (point.value < 0x100) {
    out += fmt::format("\\x{:02X}", static_cast<unsigned>(point.value));
  } else {
    out += fmt::format("\\u{{{:04X}}}", static_cast<unsigned>(point.value));
  }
}

// Where the first `most` code points of valid UTF-8 end, in bytes.
std::size_t bytes_of(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  for (; most > 0 && at < text.size(); --most) at += decode(text.substr(at)).bytes;
  return at;
}

std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({change, row[j] + 1, row[j - 1] + 1}));
    }
  }
  return row.back();
}

template <class Word>
std::string joined_words(std::span<const Word> words, std::string_view separator) {
  std::string out;
  for (const Word& word : words) {
    if (!out.empty()) out += separator;
    out += word;
  }
  return out;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint point = decode(text);
    append_printable(out, text, point);
    text.remove_prefix(point.bytes);
  }
  return out;
}

std::string one_line(std::string_view text, std::size_t most) {
  std::string line;
  for (const char c : printable(text)) {
    const bool white = c == ' ' || c == '\n' || c == '\t';
    if (!white)
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  if (code_points(line) <= most) return line;
  return line.substr(0, bytes_of(line, most == 0 ? 0 : most - 1)) + "…";
}

std::string clipped(std::string_view text, std::size_t most) {
  std::string out = printable(text);
  const std::size_t length = code_points(out);
  if (length <= most) return out;
  return out.substr(0, bytes_of(out, most)) + fmt::format("…\n[{} more characters]", length - most);
}

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  const std::size_t length = code_points(text);
  if (length < width) out.append(width - length, ' ');
  return out;
}

std::string plural(std::size_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

std::string joined(std::span<const std::string> words, std::string_view separator) {
  return joined_words(words, separator);
}

std::string joined(std::span<const std::string_view> words, std::string_view separator) {
  return joined_words(words, separator);
}

std::string joined(std::span<const int> numbers, std::string_view separator) {
  std::vector<std::string> words;
  for (const int number : numbers) words.push_back(std::to_string(number));
  return joined(words, separator);
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  std::string_view best;
  std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t steps = distance(word, candidate);
    if (steps < least && steps < candidate.size()) {
      least = steps;
      best = candidate;
    }
  }
  return best;
}

std::string seconds(double milliseconds) { return fmt::format("{:.3f}", milliseconds / 1000.0); }

}  // namespace parcours
