// Small things every view does with text: make it safe to show, cut it, count in it. Lengths are in code points unless
// the name says bytes. For the views of reports/ and for whoever writes to a person's terminal.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace parcours {

// Valid UTF-8 without anything that could disturb a terminal, an XML parser or the reading order: control characters
// (but newline and tab), stray bytes, non-characters and direction overrides are spelled out ("\x1B", "\u{202E}").
std::string printable(std::string_view text);

// printable() on one line, runs of white space as one space, at most `most` code points with "…" for the rest.
std::string one_line(std::string_view text, std::size_t most);

// printable() cut to at most `most` code points, with a last line that says how many were left out.
std::string clipped(std::string_view text, std::size_t most);

// printable() with & < > " ' as entities: safe as HTML text and in a quoted attribute.
std::string escape_html(std::string_view text);

std::size_t code_points(std::string_view text);

// `text` followed by spaces up to `width` code points.
std::string padded(std::string_view text, std::size_t width);

// "1 case", "3 cases".
std::string plural(std::size_t count, std::string_view word);

// "a, b, c".
std::string joined(std::span<const std::string> words, std::string_view separator);
std::string joined(std::span<const std::string_view> words, std::string_view separator);
std::string joined(std::span<const int> numbers, std::string_view separator);

// The candidate nearest to `word` if it is near enough to be a slip of the fingers, else empty.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

// Milliseconds as seconds with three decimals, "12.340", in any locale.
std::string seconds(double milliseconds);

}  // namespace parcours
