// Reading a photograph as a real application does: the plain picture first, then the picture stretched, smoothed, and so
// on, until the QR is read or every attempt has failed. Used by the customer's fake phone and by the upload of photographs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "reference/qr/image.h"

namespace encaissement {

// In the order they are made. Each reads photographs that no other does, but `stretched`, which is there for its price.
enum class Attempt : std::uint8_t {
  plain,            // The photograph as it is.
  stretched,        // Poor contrast.
  smoothed,         // Noise.
  sharpened,        // Blur.
  highlights,       // A reflection.
  redrawn,          // Noise and blur together: smoothed, then sharpened.
  enlarged,         // Blur, from far: twice the size, then sharpened.
  lengthened,       // A steep tilt.
  even_light,       // One threshold for all, smoothed.
  widely_smoothed,  // Dirt and heavy noise.
};
inline constexpr std::size_t kAttemptCount = 10;

std::string_view to_text(Attempt attempt);

struct PhoneReading {
  std::optional<std::string> text;  // The bytes of the QR; nullopt: unreadable.
  Attempt last = Attempt::plain;    // The attempt that read it, or the last one made in vain.

  bool operator==(const PhoneReading&) const = default;
};

// One reading without memory. An empty or ill-formed picture is unreadable. Never throws for a bad picture.
PhoneReading insist_on_reading(const GreyImage& photo);

// The same for a photograph of any size: what is large is tried plain, then made smaller until insisting is affordable.
std::optional<std::string> read_photo(const GreyImage& photo);

}  // namespace encaissement
