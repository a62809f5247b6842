// The camera of a customer's phone: what it sees of a picture that is turned, tilted, far, blurred, badly lit, noisy,
// dazzled or partly hidden by a finger. Used by scenarios (every value is an integer in a unit people speak) and by the
// customer app, whose phone_reader then reads the photograph. Same scene, shot and seed: same bytes, on any machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "reference/qr/image.h"

namespace parcours {

using encaissement::GreyImage;

// The defaults are a perfect shot. Ranges are those of kShotLimits, in camera.cpp, in this order.
struct CameraShot {
  int rotation_degrees = 0;          // Clockwise, in the plane of the picture: -360 to 360.
  int tilt_degrees = 0;              // The top leans away, which gives perspective: 0 to 75.
  int distance_percent = 100;        // 100: four pixels of the photograph a module; 200: two. 25 to 400.
  int blur_percent = 0;              // Standard deviation of a Gaussian, in hundredths of a module: 0 to 500.
  int contrast_percent = 100;        // Distance of every grey to middle grey: 0 to 100.
  int brightness_percent = 100;      // Light that comes in; over 100 the whites burn: 0 to 400.
  int noise_levels = 0;              // Standard deviation of the sensor's noise, in grey levels of 255: 0 to 128.
  int glare_percent = 0;             // Share of the symbol under a reflection, round, placed by the seed: 0 to 100.
  int glare_strength_percent = 100;  // 100: the reflection is white and hides all; 50: half-way to white. 0 to 100.
  int covered_percent = 0;           // Share of the symbol under a finger, square, placed by the seed: 0 to 100.
};

// What is out of range, as "tilt_degrees is 80, expected 0 to 75"; nullopt when the shot can be taken.
std::optional<std::string> trouble_with(const CameraShot& shot);

// The photograph, just large enough for the whole scene; an empty image when `scene` is not well formed. A scene whose
// scale is unknown (pixels_per_module is 0) counts as four pixels a module.
// REQUIRES: no trouble_with(shot)
GreyImage photograph(const GreyImage& scene, const CameraShot& shot, std::uint64_t seed);

}  // namespace parcours
