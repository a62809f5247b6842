#include "fakes/camera.h"

#include <cassert>

#include "fakes/camera_lens.h"
#include "fakes/camera_scene.h"
#include "fakes/camera_sensor.h"

namespace parcours {
namespace {

struct Limit {
  const char* name;
  int CameraShot::*value;
  int low;
  int high;
};

constexpr Limit kShotLimits[] = {
    {"rotation_degrees", &CameraShot::rotation_degrees, -360, 360},
    {"tilt_degrees", &CameraShot::tilt_degrees, 0, 75},
    {"distance_percent", &CameraShot::distance_percent, 25, 400},
    {"blur_percent", &CameraShot::blur_percent, 0, 500},
    {"contrast_percent", &CameraShot::contrast_percent, 0, 100},
    {"brightness_percent", &CameraShot::brightness_percent, 0, 400},
    {"noise_levels", &CameraShot::noise_levels, 0, 128},
    {"glare_percent", &CameraShot::glare_percent, 0, 100},
    {"glare_strength_percent", &CameraShot::glare_strength_percent, 0, 100},
    {"covered_percent", &CameraShot::covered_percent, 0, 100},
};

constexpr int kUsualPixelsPerModule = 4;

}  // namespace

std::optional<std::string> trouble_with(const CameraShot& shot) {
  for (const Limit& limit : kShotLimits) {
    const int value = shot.*limit.value;
    if (value >= limit.low && value <= limit.high) continue;
    return std::string{limit.name} + " is " + std::to_string(value) + ", expected " + std::to_string(limit.low) +
           " to " + std::to_string(limit.high);
  }
  return std::nullopt;
}

GreyImage photograph(const GreyImage& scene, const CameraShot& shot, std::uint64_t seed) {
  assert(!trouble_with(shot));
  if (!scene.is_well_formed()) return {};
  GreyImage seen = scene;
  if (seen.pixels_per_module <= 0) seen.pixels_per_module = kUsualPixelsPerModule;
  put_finger(seen, shot.covered_percent, seed);
  put_glare(seen, {.area_percent = shot.glare_percent, .strength_percent = shot.glare_strength_percent}, seed);
  GreyImage photo = project(seen, {.rotation_degrees = shot.rotation_degrees,
                                   .tilt_degrees = shot.tilt_degrees,
                                   .module_hundredths = 100 * 100 * kUsualPixelsPerModule / shot.distance_percent});
  blur(photo, shot.blur_percent * kUsualPixelsPerModule * 100 / shot.distance_percent);
  expose(photo, {.contrast_percent = shot.contrast_percent, .brightness_percent = shot.brightness_percent});
  add_noise(photo, shot.noise_levels, seed);
  return photo;
}

}  // namespace parcours
