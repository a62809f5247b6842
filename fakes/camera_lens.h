// Where the light goes: the picture as seen from where the phone is held, and the blur of a lens out of focus.
// Part of fakes/camera.
#pragma once

#include "reference/qr/image.h"

namespace parcours {

struct Pose {
  int rotation_degrees = 0;
  int tilt_degrees = 0;         // 0 .. 75
  int module_hundredths = 400;  // Size of a module in the photograph, in hundredths of a pixel, before the tilt.
};

// The scene in perspective on a desk of middle grey, in the smallest frame that holds it.
// REQUIRES: scene.is_well_formed(), scene.pixels_per_module > 0
encaissement::GreyImage project(const encaissement::GreyImage& scene, const Pose& pose);

// Gaussian blur whose standard deviation is `sigma_hundredths` hundredths of a pixel.
void blur(encaissement::GreyImage& image, int sigma_hundredths);

}  // namespace parcours
