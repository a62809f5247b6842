// What the sensor makes of the light: greys squeezed by poor light or burnt by too much, and noise.
// Part of fakes/camera.
#pragma once

#include <cstdint>

#include "reference/qr/image.h"

namespace parcours {

struct Exposure {
  int contrast_percent = 100;
  int brightness_percent = 100;
};

void expose(encaissement::GreyImage& image, const Exposure& exposure);

// Adds to every pixel a nearly Gaussian error (a sum of eight uniform ones) of this standard deviation.
void add_noise(encaissement::GreyImage& image, int levels, std::uint64_t seed);

}  // namespace parcours
