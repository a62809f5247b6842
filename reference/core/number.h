// Numbers as they are written.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace encaissement {

// What the whole text writes; nothing stands before or after it, no plus sign either. None: it is no number, or none that a
// Number can hold.
template <class Number>
std::optional<Number> number_from(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

}  // namespace encaissement
