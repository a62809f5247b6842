#include "fakes/camera_sensor.h"

#include <algorithm>
#include <array>

#include "fakes/camera_grain.h"

namespace parcours {
namespace {

constexpr int kMiddle = 128;
constexpr int kWhite = 255;

std::uint8_t clamped(int grey) { return static_cast<std::uint8_t>(std::clamp(grey, 0, kWhite)); }

// Sum of the four 16-bit numbers in `bits`, two lanes at a time.
std::int64_t sum_of_four(std::uint64_t bits) {
  constexpr std::uint64_t kLanes = 0x0000FFFF0000FFFF;
  const std::uint64_t pairs = (bits & kLanes) + (bits >> 16 & kLanes);
  return static_cast<std::int64_t>((pairs & 0xFFFFFFFF) + (pairs >> 32));
}

}  // namespace

void expose(encaissement::GreyImage& image, const Exposure& exposure) {
  if (exposure.contrast_percent == 100 && exposure.brightness_percent == 100) return;
  std::array<std::uint8_t, 256> developed{};
  for (int grey = 0; grey <= kWhite; ++grey) {
    const int squeezed = kMiddle * 100 + (grey - kMiddle) * exposure.contrast_percent;
    developed[static_cast<std::size_t>(grey)] = clamped((squeezed * exposure.brightness_percent + 5000) / 10000);
  }
  for (std::uint8_t& pixel : image.pixels) pixel = developed[pixel];
}

void add_noise(encaissement::GreyImage& image, int levels, std::uint64_t seed) {
  if (levels == 0) return;
  constexpr std::int64_t kMean = 8 * 65535 / 2;
  constexpr std::int64_t kDeviation = 53510;  // sqrt(8 / 12) * 65536
  Grain grain{seed, GrainPurpose::noise};
  const std::int64_t scale = (std::int64_t{levels} << 32) / kDeviation;
  for (std::uint8_t& pixel : image.pixels) {
    const std::int64_t sum = sum_of_four(grain.next()) + sum_of_four(grain.next());
    const std::int64_t error = ((sum - kMean) * scale + (std::int64_t{1} << 31)) >> 32;
    pixel = clamped(pixel + static_cast<int>(error));
  }
}

}  // namespace parcours
