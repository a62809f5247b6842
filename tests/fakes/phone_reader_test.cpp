// The phone insists in order, stops at the first success, and remembers by pixels only.
#include "fakes/phone_reader.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <variant>

#include "fakes/camera.h"
#include "reference/qr/reader.h"
#include "reference/qr/render.h"

namespace parcours {
namespace {

GreyImage photo_of(const std::string& text, const CameraShot& shot = {}, std::uint64_t seed = 1) {
  const auto symbol = std::get<encaissement::Symbol>(encaissement::encode_symbol(text));
  return photograph(encaissement::render(symbol), shot, seed);
}

const std::string kText(120, 'x');

TEST(PhoneReaderTest, StopsAtThePlainPhotographWhenItIsGood) {
  EXPECT_EQ(insist_on_reading(photo_of(kText)), (PhoneReading{.text = kText, .last = Attempt::plain}));
}

TEST(PhoneReaderTest, StretchesWhatHasNoContrast) {
  const GreyImage pale = photo_of(kText, {.contrast_percent = 4});
  EXPECT_EQ(encaissement::read_symbol(pale), std::nullopt);
  EXPECT_EQ(insist_on_reading(pale), (PhoneReading{.text = kText, .last = Attempt::stretched}));
}

TEST(PhoneReaderTest, SmoothsWhatIsNoisy) {
  const GreyImage noisy = photo_of(kText, {.noise_levels = 70});
  EXPECT_EQ(insist_on_reading(noisy), (PhoneReading{.text = kText, .last = Attempt::smoothed}));
}

TEST(PhoneReaderTest, SharpensWhatIsBlurred) {
  const GreyImage blurred = photo_of(kText, {.rotation_degrees = 4, .blur_percent = 52});
  EXPECT_EQ(insist_on_reading(blurred), (PhoneReading{.text = kText, .last = Attempt::sharpened}));
}

TEST(PhoneReaderTest, LengthensWhatLeansAway) {
  const GreyImage steep = photo_of(kText, {.rotation_degrees = 7, .tilt_degrees = 62});
  EXPECT_EQ(insist_on_reading(steep), (PhoneReading{.text = kText, .last = Attempt::lengthened}));
}

struct Hard {
  const char* name;
  CameraShot shot;
  int least;  // Photographs of twenty that must be read.
};

class HardShotTest : public testing::TestWithParam<Hard> {};

TEST_P(HardShotTest, IsReadAtLeastAsOftenAsMeasured) {
  int reads = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    CameraShot shot = GetParam().shot;
    shot.rotation_degrees = static_cast<int>(seed) - 10;
    const std::string text = std::to_string(seed) + kText;
    reads += insist_on_reading(photo_of(text, shot, seed)).text == text ? 1 : 0;
  }
  EXPECT_GE(reads, GetParam().least);
}

// The whole table, beside two other readers, is `parcours_bench --table=optics`.
INSTANTIATE_TEST_SUITE_P(
    PhoneReaderTest, HardShotTest,
    testing::Values(Hard{"Tilt50", {.tilt_degrees = 50}, 20}, Hard{"Tilt60", {.tilt_degrees = 60}, 19},
                    Hard{"Blur45", {.blur_percent = 45}, 20}, Hard{"Blur50", {.blur_percent = 50}, 20},
                    Hard{"Noise40", {.noise_levels = 40}, 20}, Hard{"Noise60", {.noise_levels = 60}, 20},
                    Hard{"Contrast20", {.contrast_percent = 20}, 20}, Hard{"Contrast4", {.contrast_percent = 4}, 20},
                    Hard{"Covered12", {.covered_percent = 12}, 15}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(PhoneReaderTest, GivesUpAfterTheLastAttempt) {
  const GreyImage hidden = photo_of(kText, {.covered_percent = 100});
  EXPECT_EQ(insist_on_reading(hidden), (PhoneReading{.text = std::nullopt, .last = Attempt::widely_smoothed}));
}

TEST(PhoneReaderTest, EveryAttemptHasAName) {
  for (std::size_t i = 0; i < kAttemptCount; ++i) EXPECT_NE(to_text(static_cast<Attempt>(i)), "") << i;
}

TEST(PhoneReaderTest, EmptyTinyAndIllFormedPicturesAreUnreadable) {
  PhoneReader phone;
  EXPECT_EQ(phone.read({}).text, std::nullopt);
  EXPECT_EQ(phone.read({.width = 5, .height = 5, .pixels = {1, 2, 3}}).text, std::nullopt);
  for (int side = 1; side <= 16; ++side) {
    EXPECT_EQ(phone.read(encaissement::blank_image(side, 1, 9)).text, std::nullopt);
    EXPECT_EQ(phone.read(encaissement::blank_image(1, side, 9)).text, std::nullopt);
    EXPECT_EQ(phone.read(encaissement::blank_image(side, side, 9)).text, std::nullopt);
  }
}

TEST(PhoneReaderTest, PureNoiseIsUnreadable) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const GreyImage noise = photograph(encaissement::blank_image(150, 90, 128), {.noise_levels = 128}, seed);
    EXPECT_EQ(insist_on_reading(noise).text, std::nullopt) << seed;
  }
}

TEST(PhoneReaderTest, SecondReadingOfTheSamePixelsComesFromMemory) {
  PhoneReader phone;
  const PhoneReading first = phone.read(photo_of(kText));
  EXPECT_EQ(phone.remembered(), 0U);
  EXPECT_EQ(phone.read(photo_of(kText)), first);
  EXPECT_EQ(phone.remembered(), 1U);
  EXPECT_EQ(phone.readings(), 2U);
}

TEST(PhoneReaderTest, OnePixelOfDifferenceIsAnotherPhotograph) {
  PhoneReader phone;
  GreyImage photo = photo_of(kText);
  phone.read(photo);
  photo.pixels.back() ^= 1;
  EXPECT_EQ(phone.read(photo).text, kText);
  EXPECT_EQ(phone.remembered(), 0U);
}

TEST(PhoneReaderTest, SamePixelsInAnotherShapeAreAnotherPhotograph) {
  PhoneReader phone;
  phone.read(encaissement::blank_image(20, 30, 128));
  phone.read(encaissement::blank_image(30, 20, 128));
  EXPECT_EQ(phone.remembered(), 0U);
}

TEST(PhoneReaderTest, MemoryIsBoundedAndNeverMixesPhotographs) {
  PhoneReader phone{2};
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 5; ++i) {
      const std::string text = "operation " + std::to_string(i);
      EXPECT_EQ(phone.read(photo_of(text)).text, text);
    }
  }
  EXPECT_LT(phone.remembered(), 10U);
}

}  // namespace
}  // namespace parcours
