#include "fakes/camera_lens.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

namespace parcours {
namespace {

using encaissement::blank_image;
using encaissement::GreyImage;

constexpr std::uint8_t kDesk = 128;
constexpr int kMargin = 4;               // Pixels of desk around the scene.
constexpr double kEyeDistance = 2.5;     // The lens is as far as two and a half sides of the scene.
constexpr int kFraction = 16;            // Coordinates in the scene are in 1/65536 of its pixels.
constexpr int kSamplesMax = 4;           // A pixel of the photograph averages at most 4 x 4 points of the scene.
constexpr double kSkipAllowed = 0.3;     // Part of a pixel of the scene that may be skipped: no module is that small.

// Sine and cosine may differ in their last bit from one machine to another; rounded, they do not.
double rounded(double value) { return std::round(value * 0x1p30) / 0x1p30; }
double sine(int degrees) { return rounded(std::sin(degrees * std::numbers::pi / 180)); }
double cosine(int degrees) { return rounded(std::cos(degrees * std::numbers::pi / 180)); }

struct Spot {
  double x, y;
};

// From the scene to the photograph and back. Both have their origin in the middle, y downwards.
class Perspective {
 public:
  Perspective(const GreyImage& scene, const Pose& pose)
      : turn_sine_{sine(pose.rotation_degrees)},
        turn_cosine_{cosine(pose.rotation_degrees)},
        tilt_sine_{sine(-pose.tilt_degrees)},
        tilt_cosine_{cosine(pose.tilt_degrees)},
        scale_{pose.module_hundredths / 100.0 / scene.pixels_per_module},
        eye_{kEyeDistance * scale_ * std::max(scene.width, scene.height)} {}

  Spot to_photo(Spot scene) const {
    const double x = scale_ * (scene.x * turn_cosine_ - scene.y * turn_sine_);
    const double y = scale_ * (scene.x * turn_sine_ + scene.y * turn_cosine_);
    const double nearness = eye_ / (eye_ + y * tilt_sine_);
    return {x * nearness, y * tilt_cosine_ * nearness};
  }

  // REQUIRES: `photo` is below the horizon, as every point is within a few pixels of the projected scene
  Spot to_scene(Spot photo) const {
    const double y = photo.y * eye_ / (eye_ * tilt_cosine_ - photo.y * tilt_sine_);
    const double x = photo.x * (eye_ + y * tilt_sine_) / eye_;
    return {(x * turn_cosine_ + y * turn_sine_) / scale_, (y * turn_cosine_ - x * turn_sine_) / scale_};
  }

  // Points to average a side, so that no module is skipped when the photograph is smaller than the scene.
  int samples() const {
    return std::clamp(static_cast<int>(std::ceil(1 / (scale_ * tilt_cosine_) - kSkipAllowed)), 1, kSamplesMax);
  }

 private:
  double turn_sine_, turn_cosine_, tilt_sine_, tilt_cosine_, scale_, eye_;
};

GreyImage with_desk_border(const GreyImage& scene) {
  GreyImage framed = blank_image(scene.width + 2, scene.height + 2, kDesk);
  for (int y = 0; y < scene.height; ++y) {
    const auto row = scene.pixels.begin() + static_cast<std::ptrdiff_t>(scene.index(0, y));
    std::copy(row, row + scene.width, framed.pixels.begin() + static_cast<std::ptrdiff_t>(framed.index(1, y + 1)));
  }
  return framed;
}

// The grey of a point between four pixels. (x, y) are in 1/65536 of a pixel.
int grey_between(const GreyImage& framed, std::int64_t x, std::int64_t y) {
  const std::int64_t column = x >> kFraction;
  const std::int64_t row = y >> kFraction;
  if (column < 0 || row < 0 || column + 1 >= framed.width || row + 1 >= framed.height) return kDesk;
  const int right = static_cast<int>(x >> (kFraction - 8) & 0xFF);
  const int down = static_cast<int>(y >> (kFraction - 8) & 0xFF);
  const std::uint8_t* above = &framed.pixels[framed.index(static_cast<int>(column), static_cast<int>(row))];
  const std::uint8_t* below = above + framed.width;
  const int upper = above[0] * (256 - right) + above[1] * right;
  const int lower = below[0] * (256 - right) + below[1] * right;
  return (upper * (256 - down) + lower * down + (1 << 15)) >> 16;
}

std::int64_t fixed(double value) { return std::llround(value * (1 << kFraction)); }

// Adds to `sums` one line of points, at height `y` of the photograph: a straight line in the scene, evenly walked.
void add_line(const GreyImage& framed, const Perspective& view, double y, std::vector<int>& sums, int samples) {
  const double half = static_cast<double>(sums.size()) / 2;
  const Spot first = view.to_scene({0.5 / samples - half, y});
  const Spot second = view.to_scene({1.5 / samples - half, y});
  const std::int64_t step_x = fixed(second.x - first.x);
  const std::int64_t step_y = fixed(second.y - first.y);
  std::int64_t at_x = fixed(first.x + framed.width / 2.0 - 0.5);
  std::int64_t at_y = fixed(first.y + framed.height / 2.0 - 0.5);
  for (int& sum : sums) {
    for (int i = 0; i < samples; ++i, at_x += step_x, at_y += step_y) sum += grey_between(framed, at_x, at_y);
  }
}

struct Frame {
  double top = 0;
  int width = 0, height = 0;
};

Frame frame_around(const GreyImage& scene, const Perspective& view) {
  double left = 0, right = 0, top = 0, bottom = 0;
  for (const double x : {-scene.width / 2.0, scene.width / 2.0}) {
    for (const double y : {-scene.height / 2.0, scene.height / 2.0}) {
      const Spot corner = view.to_photo({x, y});
      left = std::min(left, corner.x), right = std::max(right, corner.x);
      top = std::min(top, corner.y), bottom = std::max(bottom, corner.y);
    }
  }
  const int half_width = static_cast<int>(std::ceil(std::max(-left, right) - 0.001)) + kMargin;
  const int above = static_cast<int>(std::ceil(-top - 0.001)) + kMargin;
  const int below = static_cast<int>(std::ceil(bottom - 0.001)) + kMargin;
  return {.top = -above * 1.0, .width = 2 * half_width, .height = above + below};
}

// Weights of a Gaussian in 1/65536, from the middle outwards; they add up to one over both sides.
std::vector<std::uint32_t> gaussian(int sigma_hundredths) {
  const double sigma = sigma_hundredths / 100.0;
  const int radius = static_cast<int>(std::ceil(3 * sigma));
  std::vector<double> heights;
  double total = 0;
  for (int i = 0; i <= radius; ++i) {
    heights.push_back(std::exp(-i * i / (2 * sigma * sigma)));
    total += (i == 0 ? 1 : 2) * heights.back();
  }
  std::vector<std::uint32_t> weights;
  for (const double height : heights) {
    weights.push_back(static_cast<std::uint32_t>(std::lround(height / total * 65536)));
  }
  std::uint32_t others = 0;
  for (std::size_t i = 1; i < weights.size(); ++i) others += 2 * weights[i];
  weights[0] = 65536 - others;
  return weights;
}

// Blurs along the columns and returns the picture turned on its diagonal, so that twice blurs both ways.
GreyImage blurred_columns_transposed(const GreyImage& image, const std::vector<std::uint32_t>& weights) {
  GreyImage turned = blank_image(image.height, image.width, 0);
  std::vector<std::uint32_t> sums(static_cast<std::size_t>(image.width));
  const auto add_row = [&](int y, std::uint32_t weight) {
    const std::uint8_t* row = &image.pixels[image.index(0, std::clamp(y, 0, image.height - 1))];
    for (std::size_t x = 0; x < sums.size(); ++x) sums[x] += weight * row[x];
  };
  for (int y = 0; y < image.height; ++y) {
    std::fill(sums.begin(), sums.end(), 1U << 15);
    add_row(y, weights[0]);
    for (int i = 1; i < static_cast<int>(weights.size()); ++i) {
      add_row(y - i, weights[static_cast<std::size_t>(i)]);
      add_row(y + i, weights[static_cast<std::size_t>(i)]);
    }
    for (int x = 0; x < image.width; ++x) {
      turned.pixels[turned.index(y, x)] = static_cast<std::uint8_t>(sums[static_cast<std::size_t>(x)] >> 16);
    }
  }
  return turned;
}

}  // namespace

GreyImage project(const GreyImage& scene, const Pose& pose) {
  const Perspective view{scene, pose};
  const Frame frame = frame_around(scene, view);
  const GreyImage framed = with_desk_border(scene);
  const int samples = view.samples();
  GreyImage photo = blank_image(frame.width, frame.height, kDesk);
  std::vector<int> sums(static_cast<std::size_t>(frame.width));
  for (int y = 0; y < frame.height; ++y) {
    std::fill(sums.begin(), sums.end(), 0);
    for (int i = 0; i < samples; ++i) add_line(framed, view, frame.top + y + (i + 0.5) / samples, sums, samples);
    const std::size_t row = photo.index(0, y);
    for (std::size_t x = 0; x < sums.size(); ++x) {
      photo.pixels[row + x] = static_cast<std::uint8_t>(sums[x] / (samples * samples));
    }
  }
  return photo;
}

void blur(GreyImage& image, int sigma_hundredths) {
  constexpr int kInvisible = 10;  // A tenth of a pixel moves no grey by one level.
  if (sigma_hundredths < kInvisible) return;
  const std::vector<std::uint32_t> weights = gaussian(sigma_hundredths);
  image = blurred_columns_transposed(blurred_columns_transposed(image, weights), weights);
}

}  // namespace parcours
