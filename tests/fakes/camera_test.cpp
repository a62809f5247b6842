// The camera damages what it sees as told, the same way for the same seed.
#include "fakes/camera.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "fakes/phone_reader.h"
#include "reference/qr/render.h"

namespace parcours {
namespace {

using encaissement::Medium;

const std::string kUrl = "https://encaissement.example/q/REF202006241?a=4000&c=Zm9yZ2VyeQ";

GreyImage shown(Medium medium = Medium::screen) {
  return encaissement::render(std::get<encaissement::Symbol>(encaissement::encode_symbol(kUrl)), {.medium = medium});
}

int reads_of_ten(const CameraShot& shot, Medium medium = Medium::screen) {
  int reads = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    reads += insist_on_reading(photograph(shown(medium), shot, seed)).text == kUrl ? 1 : 0;
  }
  return reads;
}

struct Mild {
  const char* name;
  CameraShot shot;
};

class MildDamageTest : public testing::TestWithParam<Mild> {};

TEST_P(MildDamageTest, IsStillReadOnScreenAndTicket) {
  EXPECT_EQ(reads_of_ten(GetParam().shot), 10);
  EXPECT_EQ(reads_of_ten(GetParam().shot, Medium::ticket), 10);
}

INSTANTIATE_TEST_SUITE_P(
    CameraTest, MildDamageTest,
    testing::Values(Mild{"None", {}}, Mild{"Rotation", {.rotation_degrees = 33}},
                    Mild{"UpsideDown", {.rotation_degrees = 180}}, Mild{"Tilt", {.tilt_degrees = 35}},
                    Mild{"Far", {.distance_percent = 180}}, Mild{"Near", {.distance_percent = 50}},
                    Mild{"Blur", {.blur_percent = 35}}, Mild{"Contrast", {.contrast_percent = 15}},
                    Mild{"Dark", {.brightness_percent = 20}}, Mild{"Noise", {.noise_levels = 25}},
                    Mild{"Glare", {.glare_percent = 15, .glare_strength_percent = 60}},
                    Mild{"Covered", {.covered_percent = 1}}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(CameraTest, FullyCoveredCodeIsUnreadable) { EXPECT_EQ(reads_of_ten({.covered_percent = 100}), 0); }

TEST(CameraTest, CodeBlurredByTwoModulesIsUnreadable) { EXPECT_EQ(reads_of_ten({.blur_percent = 200}), 0); }

TEST(CameraTest, CodeWithoutLightOrContrastIsUnreadable) {
  EXPECT_EQ(reads_of_ten({.brightness_percent = 0}), 0);
  EXPECT_EQ(reads_of_ten({.contrast_percent = 0}), 0);
  EXPECT_EQ(reads_of_ten({.glare_percent = 100}), 0);
}

TEST(CameraTest, PerfectShotShowsTheSceneOnADesk) {
  const GreyImage scene = shown();
  const GreyImage photo = photograph(scene, {}, 1);
  const int margin = (photo.width - scene.width) / 2;
  ASSERT_GT(margin, 0);
  EXPECT_EQ(photo.at(0, 0), 128);
  for (int y = 0; y < scene.height; ++y) {
    for (int x = 0; x < scene.width; ++x) ASSERT_EQ(photo.at(x + margin, y + margin), scene.at(x, y)) << x << ' ' << y;
  }
}

TEST(CameraTest, HalfTurnShowsTheSceneUpsideDown) {
  const GreyImage scene = shown();
  const GreyImage photo = photograph(scene, {.rotation_degrees = 180}, 1);
  const int margin = (photo.width - scene.width) / 2;
  const int last = scene.width - 1;
  for (int i = 0; i <= last; ++i) EXPECT_EQ(photo.at(i + margin, 20 + margin), scene.at(last - i, last - 20)) << i;
}

TEST(CameraTest, TiltMakesTheTopNarrowerThanTheBottom) {
  const GreyImage photo = photograph(encaissement::blank_image(200, 200, 255), {.tilt_degrees = 50}, 1);
  const auto lit = [&](int y) {
    int count = 0;
    for (int x = 0; x < photo.width; ++x) count += photo.at(x, y) > 200 ? 1 : 0;
    return count;
  };
  EXPECT_LT(photo.height, photo.width * 3 / 4);
  EXPECT_LT(lit(photo.height / 6), lit(photo.height * 5 / 6) - 20);
}

TEST(CameraTest, TwiceTheDistanceHalvesTheSize) {
  const GreyImage near = photograph(shown(), {}, 1);
  const GreyImage far = photograph(shown(), {.distance_percent = 200}, 1);
  EXPECT_NEAR(far.width * 2, near.width, 10);
}

TEST(CameraTest, SameSeedGivesTheSameBytesAndAnotherSeedOthers) {
  const CameraShot shot{.rotation_degrees = 12, .tilt_degrees = 20, .blur_percent = 20, .noise_levels = 10,
                        .glare_percent = 5, .covered_percent = 3};
  const GreyImage photo = photograph(shown(), shot, 7);
  EXPECT_EQ(photo, photograph(shown(), shot, 7));
  EXPECT_NE(photo, photograph(shown(), shot, 8));
}

// A change here is a change of every record that holds a photograph: make it on purpose.
TEST(CameraTest, BytesOfAPhotographAreTheSameOnEveryMachine) {
  const GreyImage photo = photograph(shown(), {.rotation_degrees = 12, .tilt_degrees = 20, .blur_percent = 20,
                                               .noise_levels = 10, .glare_percent = 5, .covered_percent = 3}, 7);
  std::uint64_t digest = 0xCBF29CE484222325;
  for (const std::uint8_t pixel : photo.pixels) digest = (digest ^ pixel) * 0x100000001B3;
  EXPECT_EQ(digest, 4958360313398801213U);
}

TEST(CameraTest, NoiseHasTheMeanAndDeviationAsked) {
  const GreyImage photo = photograph(encaissement::blank_image(300, 300, 128), {.noise_levels = 20}, 3);
  double sum = 0;
  double squares = 0;
  for (const std::uint8_t pixel : photo.pixels) sum += pixel - 128, squares += (pixel - 128) * (pixel - 128);
  const double count = static_cast<double>(photo.pixels.size());
  EXPECT_NEAR(sum / count, 0, 0.5);
  EXPECT_NEAR(squares / count, 400, 12);
}

TEST(CameraTest, BlurKeepsTheLight) {
  const auto mean = [](const GreyImage& image) {
    double sum = 0;
    for (const std::uint8_t pixel : image.pixels) sum += pixel;
    return sum / static_cast<double>(image.pixels.size());
  };
  EXPECT_NEAR(mean(photograph(shown(), {.blur_percent = 100}, 1)), mean(photograph(shown(), {}, 1)), 1.0);
}

TEST(CameraTest, FingerHidesTheShareAsked) {
  GreyImage scene = shown();
  const GreyImage photo = photograph(scene, {.covered_percent = 25}, 4);
  int skin = 0;
  for (const std::uint8_t pixel : photo.pixels) skin += pixel == 110 ? 1 : 0;
  const int side = scene.width - 2 * encaissement::kQuietModules * 4;
  EXPECT_NEAR(skin, side * side / 4, side);
}

TEST(CameraTest, ShotsOutOfRangeAreSaid) {
  EXPECT_EQ(trouble_with({}), std::nullopt);
  EXPECT_EQ(trouble_with({.tilt_degrees = 80}), "tilt_degrees is 80, expected 0 to 75");
  EXPECT_EQ(trouble_with({.distance_percent = 24}), "distance_percent is 24, expected 25 to 400");
  EXPECT_EQ(trouble_with({.covered_percent = 101}), "covered_percent is 101, expected 0 to 100");
}

TEST(CameraTest, ExtremeShotsOfTinyScenesAreTaken) {
  const CameraShot extreme{.rotation_degrees = -359, .tilt_degrees = 75, .distance_percent = 25, .blur_percent = 500,
                           .contrast_percent = 0, .brightness_percent = 400, .noise_levels = 128,
                           .glare_percent = 100, .covered_percent = 100};
  for (const int side : {1, 2, 33}) {
    EXPECT_TRUE(photograph(encaissement::blank_image(side, 1, 0), extreme, 1).is_well_formed());
    EXPECT_TRUE(photograph(encaissement::blank_image(1, side, 0), extreme, 1).is_well_formed());
  }
  EXPECT_EQ(photograph({}, extreme, 1), GreyImage{});
}

}  // namespace
}  // namespace parcours
