// Reads the QR symbol that a picture shows, once, without preparing the picture: insist.h insists, this does not. Used by
// the phone, and by tests to check that what was rendered says what was encoded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "reference/qr/image.h"

namespace encaissement {

enum class ReadWay : std::uint8_t {
  local_threshold,   // Dark and light are told apart by neighbourhood: for photographs.
  global_threshold,  // One threshold for the whole picture: for even light and little contrast.
  rendered,          // The picture holds one upright symbol and nothing else, as render() makes it: the fastest.
};

// The bytes that were encoded, exactly; nullopt when no symbol is found, when it is too damaged, or when the picture is
// empty or not well formed. Never throws.
std::optional<std::string> read_symbol(const GreyImage& image, ReadWay way = ReadWay::local_threshold) noexcept;

}  // namespace encaissement
