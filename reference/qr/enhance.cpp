#include "reference/qr/enhance.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace encaissement {
namespace {

constexpr int kWhite = 255;

std::uint8_t clamped(int grey) { return static_cast<std::uint8_t>(std::clamp(grey, 0, kWhite)); }

struct Range {
  int low, high;
};

// The greys that leave a hundredth of the pixels below and above them.
Range usual_greys(const GreyImage& photo) {
  std::array<std::size_t, 256> count{};
  for (const std::uint8_t pixel : photo.pixels) ++count[pixel];
  const std::size_t left_out = photo.pixels.size() / 100;
  Range range{0, kWhite};
  for (std::size_t below = 0; range.low < kWhite; ++range.low) {
    below += count[static_cast<std::size_t>(range.low)];
    if (below > left_out) break;
  }
  for (std::size_t above = 0; range.high > range.low; --range.high) {
    above += count[static_cast<std::size_t>(range.high)];
    if (above > left_out) break;
  }
  return range;
}

// Means of 2 * reach + 1 neighbours along the rows, turned on the diagonal: twice gives the mean of a square.
GreyImage row_means_transposed(const GreyImage& photo, int reach) {
  GreyImage turned = blank_image(photo.height, photo.width, 0);
  const int span = 2 * reach + 1;
  for (int y = 0; y < photo.height; ++y) {
    const std::uint8_t* row = &photo.pixels[photo.index(0, y)];
    const auto grey = [&](int x) { return row[std::clamp(x, 0, photo.width - 1)]; };
    int sum = 0;
    for (int x = -reach; x < reach; ++x) sum += grey(x);
    for (int x = 0; x < photo.width; ++x) {
      sum += grey(x + reach);
      turned.pixels[turned.index(y, x)] = static_cast<std::uint8_t>((sum + reach) / span);
      sum -= grey(x - reach);
    }
  }
  return turned;
}

GreyImage transposed(const GreyImage& photo) {
  GreyImage turned = blank_image(photo.height, photo.width, 0);
  for (int y = 0; y < photo.height; ++y) {
    for (int x = 0; x < photo.width; ++x) turned.pixels[turned.index(y, x)] = photo.at(x, y);
  }
  return turned;
}

}  // namespace

GreyImage stretched(const GreyImage& photo) {
  assert(photo.is_well_formed());
  const Range range = usual_greys(photo);
  const int spread = std::max(1, range.high - range.low);
  std::array<std::uint8_t, 256> level{};
  for (int grey = 0; grey <= kWhite; ++grey) {
    level[static_cast<std::size_t>(grey)] = clamped((grey - range.low) * kWhite / spread);
  }
  GreyImage result = photo;
  for (std::uint8_t& pixel : result.pixels) pixel = level[pixel];
  return result;
}

GreyImage smoothed(const GreyImage& photo, int reach) {
  assert(photo.is_well_formed());
  return row_means_transposed(row_means_transposed(photo, reach), reach);
}

GreyImage sharpened(const GreyImage& photo, const Sharpening& sharpening) {
  GreyImage result = smoothed(photo, sharpening.reach);
  for (std::size_t i = 0; i < result.pixels.size(); ++i) {
    const int apart = photo.pixels[i] - result.pixels[i];
    result.pixels[i] = clamped(photo.pixels[i] + sharpening.strength * apart);
  }
  return result;
}

GreyImage highlights(const GreyImage& photo) {
  constexpr int kDarkest = 220;
  GreyImage result = photo;
  for (std::uint8_t& pixel : result.pixels) pixel = clamped((pixel - kDarkest) * kWhite / (kWhite - kDarkest));
  return result;
}

GreyImage lengthened(const GreyImage& photo) {
  assert(photo.is_well_formed());
  GreyImage result = blank_image(photo.width, 2 * photo.height, 0);
  for (int y = 0; y < result.height; ++y) {
    const int near = y / 2;
    const int far = std::clamp(near + (y % 2 == 0 ? -1 : 1), 0, photo.height - 1);
    for (int x = 0; x < result.width; ++x) {
      const int sum = 3 * photo.at(x, near) + photo.at(x, far);
      result.pixels[result.index(x, y)] = static_cast<std::uint8_t>((sum + 2) / 4);
    }
  }
  return result;
}

GreyImage halved(const GreyImage& photo) {
  assert(photo.is_well_formed() && photo.width >= 2 && photo.height >= 2);
  GreyImage result = blank_image(photo.width / 2, photo.height / 2, 0);
  for (int y = 0; y < result.height; ++y) {
    for (int x = 0; x < result.width; ++x) {
      const int sum = photo.at(2 * x, 2 * y) + photo.at(2 * x + 1, 2 * y) + photo.at(2 * x, 2 * y + 1) +
                      photo.at(2 * x + 1, 2 * y + 1);
      result.pixels[result.index(x, y)] = static_cast<std::uint8_t>((sum + 2) / 4);
    }
  }
  return result;
}

GreyImage enlarged(const GreyImage& photo) { return transposed(lengthened(transposed(lengthened(photo)))); }

}  // namespace encaissement
