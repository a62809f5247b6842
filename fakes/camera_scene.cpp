#include "fakes/camera_scene.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "fakes/camera_grain.h"
#include "reference/qr/render.h"

namespace parcours {
namespace {

using encaissement::GreyImage;

constexpr std::uint8_t kSkin = 110;
constexpr int kWhite = 255;

struct Box {
  int left, top, width, height;
};

// The symbol without its quiet zone; the whole picture when it is too small to have one.
Box symbol_in(const GreyImage& scene) {
  const int quiet = encaissement::kQuietModules * scene.pixels_per_module;
  if (scene.width <= 2 * quiet || scene.height <= 2 * quiet) return {0, 0, scene.width, scene.height};
  return {quiet, quiet, scene.width - 2 * quiet, scene.height - 2 * quiet};
}

int scaled(int length, double share) { return static_cast<int>(std::lround(length * std::sqrt(share))); }

// How much of a reflection reaches a point: all within the radius, then less and less until half a radius further.
double light_at(double distance, double radius) { return std::clamp(3.0 - 2.0 * distance / radius, 0.0, 1.0); }

}  // namespace

void put_finger(GreyImage& scene, int area_percent, std::uint64_t seed) {
  if (area_percent == 0) return;
  Grain grain{seed, GrainPurpose::finger};
  const Box symbol = symbol_in(scene);
  const int width = scaled(symbol.width, area_percent / 100.0);
  const int height = scaled(symbol.height, area_percent / 100.0);
  const int left = symbol.left + grain.up_to(symbol.width - width);
  const int top = symbol.top + grain.up_to(symbol.height - height);
  for (int y = top; y < top + height; ++y) {
    const auto row = scene.pixels.begin() + static_cast<std::ptrdiff_t>(scene.index(left, y));
    std::fill(row, row + width, kSkin);
  }
}

void put_glare(GreyImage& scene, const Glare& glare, std::uint64_t seed) {
  if (glare.area_percent == 0 || glare.strength_percent == 0) return;
  Grain grain{seed, GrainPurpose::glare};
  const Box symbol = symbol_in(scene);
  const int centre_x = symbol.left + grain.up_to(symbol.width - 1);
  const int centre_y = symbol.top + grain.up_to(symbol.height - 1);
  const double area = 1.0 * symbol.width * symbol.height * glare.area_percent / 100.0;
  const double radius = std::sqrt(area / std::numbers::pi);
  for (int y = 0; y < scene.height; ++y) {
    for (int x = 0; x < scene.width; ++x) {
      const double dx = x - centre_x;
      const double dy = y - centre_y;
      const double light = light_at(std::sqrt(dx * dx + dy * dy), radius) * glare.strength_percent / 100.0;
      std::uint8_t& pixel = scene.pixels[scene.index(x, y)];
      pixel = static_cast<std::uint8_t>(std::lround(pixel + (kWhite - pixel) * light));
    }
  }
}

}  // namespace parcours
