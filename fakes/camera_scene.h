// What comes between the symbol and the camera: a finger on it, a reflection on the glass. Part of fakes/camera.
#pragma once

#include <cstdint>

#include "reference/qr/image.h"

namespace parcours {

struct Glare {
  int area_percent = 0;
  int strength_percent = 100;
};

// Both leave the quiet zone out when they measure the symbol.
// REQUIRES: scene.is_well_formed(), scene.pixels_per_module > 0, percents in 0 .. 100
void put_finger(encaissement::GreyImage& scene, int area_percent, std::uint64_t seed);
void put_glare(encaissement::GreyImage& scene, const Glare& glare, std::uint64_t seed);

}  // namespace parcours
