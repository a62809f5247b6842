// A QR symbol as a square of dark and light modules, made from a text at error correction level M.
// Used by the service when it shows the QR of an operation; render.h turns it into a picture.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

namespace encaissement {

struct Symbol {
  int size = 0;                       // Modules a side, quiet zone not counted: 21 to 177.
  std::vector<std::uint8_t> modules;  // size * size, rows from top to bottom; 1 is dark.

  // REQUIRES: 0 <= x < size, 0 <= y < size
  bool is_dark(int x, int y) const {
    return modules[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) + static_cast<std::size_t>(x)] != 0;
  }
};

enum class SymbolError : std::uint8_t {
  empty_text,  // Nothing to encode.
  too_long,    // Over kSymbolTextMax bytes: no QR version at level M holds it.
  no_memory,   // The encoder could not allocate.
};

inline constexpr std::size_t kSymbolTextMax = 2331;  // Bytes in version 40, level M.

// The smallest symbol that holds `text`, whose bytes are kept as they are (any value, zero included).
std::variant<Symbol, SymbolError> encode_symbol(std::string_view text);

std::string_view to_text(SymbolError error);

}  // namespace encaissement
