// A grey picture in memory: what a screen shows, what a printer prints, what a camera takes.
// Used by the renderer, the reader and the fake camera. Rows from top to bottom, no padding; 0 is black, 255 white.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace encaissement {

struct GreyImage {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;  // width * height of them.
  int pixels_per_module = 0;         // Scale of the symbol shown; 0 when unknown, as in a photograph.

  bool operator==(const GreyImage&) const = default;

  // REQUIRES: 0 <= x < width, 0 <= y < height
  std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
  }
  std::uint8_t at(int x, int y) const { return pixels[index(x, y)]; }

  // False when the number of pixels is not the one announced, or when there is none.
  bool is_well_formed() const {
    return width > 0 && height > 0 &&
           pixels.size() == static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  }
};

// REQUIRES: width >= 0, height >= 0
inline GreyImage blank_image(int width, int height, std::uint8_t grey) {
  const std::size_t count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  return GreyImage{.width = width, .height = height, .pixels = std::vector<std::uint8_t>(count, grey)};
}

}  // namespace encaissement
