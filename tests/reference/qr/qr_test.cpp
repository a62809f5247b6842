// From text to symbol to picture and back: what is encoded is what is read, byte for byte.
#include <gtest/gtest.h>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <variant>

#include "reference/qr/png.h"
#include "reference/qr/reader.h"
#include "reference/qr/render.h"
#include "reference/qr/symbol.h"

namespace encaissement {
namespace {

Symbol symbol_of(std::string_view text) { return std::get<Symbol>(encode_symbol(text)); }

std::optional<std::string> read_back(std::string_view text, const RenderOptions& options, ReadWay way) {
  return read_symbol(render(symbol_of(text), options), way);
}

const std::string kUrl = "https://encaissement.example/q/REF202006241?a=4000&c=Zm9yZ2VyeQ";

TEST(QrTest, ScreenIsReadBackInEveryWay) {
  for (const ReadWay way : {ReadWay::local_threshold, ReadWay::global_threshold, ReadWay::rendered}) {
    EXPECT_EQ(read_back(kUrl, {}, way), kUrl) << static_cast<int>(way);
  }
}

TEST(QrTest, TicketIsReadBack) {
  EXPECT_EQ(read_back(kUrl, {.medium = Medium::ticket}, ReadWay::local_threshold), kUrl);
  EXPECT_EQ(read_back(kUrl, {.medium = Medium::ticket}, ReadWay::global_threshold), kUrl);
}

TEST(QrTest, EveryScaleFromTwoToTenPixelsIsReadBack) {
  for (int scale = 2; scale <= 10; ++scale) {
    EXPECT_EQ(read_back(kUrl, {.pixels_per_module = scale}, ReadWay::local_threshold), kUrl) << scale;
    EXPECT_EQ(read_back(kUrl, {.medium = Medium::ticket, .pixels_per_module = scale}, ReadWay::local_threshold), kUrl)
        << scale;
  }
}

TEST(QrTest, EveryByteIsKeptZeroIncluded) {
  std::string text;
  for (int byte = 0; byte < 256; ++byte) text += static_cast<char>(byte);
  EXPECT_EQ(read_back(text, {}, ReadWay::rendered), text);
  EXPECT_EQ(read_back("Chèque-Vacances 40,00 €", {}, ReadWay::local_threshold), "Chèque-Vacances 40,00 €");
}

TEST(QrTest, LongestTextIsReadBackAndOneByteMoreIsRefused) {
  const std::string longest(kSymbolTextMax, 'x');
  EXPECT_EQ(symbol_of(longest).size, 177);
  EXPECT_EQ(read_back(longest, {}, ReadWay::rendered), longest);
  EXPECT_EQ(std::get<SymbolError>(encode_symbol(longest + "x")), SymbolError::too_long);
}

TEST(QrTest, EmptyTextIsRefused) {
  EXPECT_EQ(std::get<SymbolError>(encode_symbol("")), SymbolError::empty_text);
  EXPECT_EQ(to_text(SymbolError::empty_text), "a QR code needs at least one byte of text");
}

TEST(QrTest, QuietZoneSurroundsTheSymbol) {
  const Symbol symbol = symbol_of("x");
  const GreyImage image = render(symbol, {.pixels_per_module = 3});
  ASSERT_EQ(image.width, (symbol.size + 2 * kQuietModules) * 3);
  EXPECT_EQ(image.pixels_per_module, 3);
  for (int i = 0; i < image.width; ++i) {
    EXPECT_EQ(image.at(i, 4 * 3 - 1), 255);
    EXPECT_EQ(image.at(4 * 3 - 1, i), 255);
  }
  EXPECT_EQ(image.at(4 * 3, 4 * 3), 0);
}

TEST(QrTest, TicketIsPalerThanScreenAndItsInkSpreads) {
  const Symbol symbol = symbol_of("x");
  const GreyImage ticket = render(symbol, {.medium = Medium::ticket});
  const int corner = kQuietModules * 4;
  EXPECT_GT(ticket.at(corner, corner), 0);
  EXPECT_NE(ticket.at(corner, corner), ticket.at(corner, corner + 1));
  EXPECT_LT(ticket.at(corner - 1, corner), ticket.at(corner - 2, corner));
  EXPECT_LT(ticket.at(0, 0), 255);
}

TEST(QrTest, SvgHasOneRunPerStretchOfDarkModules) {
  const std::string svg = to_svg(symbol_of("x"));
  EXPECT_EQ(svg.find(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" )"), 0U);
  EXPECT_NE(svg.find("M4 4h7v1h-7z"), std::string::npos);
  EXPECT_NE(svg.find("M18 4h7v1h-7z"), std::string::npos);
  EXPECT_EQ(svg.substr(svg.size() - 10), "\"/></svg>\n");
}

TEST(QrTest, PngOpensWithItsSignatureAndAnEmptyPictureHasNone) {
  const std::string png = to_png(render(symbol_of("x")));
  EXPECT_EQ(png.substr(0, 8), "\x89PNG\r\n\x1a\n");
  EXPECT_EQ(to_png({}), "");
}

TEST(QrReaderTest, PicturesWithoutSymbolAreNotRead) {
  for (const ReadWay way : {ReadWay::local_threshold, ReadWay::global_threshold, ReadWay::rendered}) {
    EXPECT_EQ(read_symbol({}, way), std::nullopt);
    for (const int side : {1, 2, 3, 7, 20, 40, 100}) {
      for (const std::uint8_t grey : std::initializer_list<std::uint8_t>{0, 128, 255}) {
        EXPECT_EQ(read_symbol(blank_image(side, side, grey), way), std::nullopt) << side;
        EXPECT_EQ(read_symbol(blank_image(1, side, grey), way), std::nullopt) << side;
        EXPECT_EQ(read_symbol(blank_image(side, 1, grey), way), std::nullopt) << side;
      }
    }
  }
}

TEST(QrReaderTest, IllFormedPicturesAreNotRead) {
  GreyImage image = render(symbol_of("x"));
  image.pixels.pop_back();
  EXPECT_EQ(read_symbol(image), std::nullopt);
  EXPECT_EQ(read_symbol({.width = -1, .height = -1, .pixels = {0}}), std::nullopt);
}

TEST(QrReaderTest, NoiseIsNotReadAndDoesNotHurt) {
  std::uint64_t state = 1;
  for (int round = 0; round < 50; ++round) {
    GreyImage noise = blank_image(1 + round * 3, 1 + (50 - round) * 3, 0);
    for (std::uint8_t& pixel : noise.pixels) {
      state = state * 6364136223846793005 + 1442695040888963407;
      pixel = static_cast<std::uint8_t>(state >> 56);
    }
    for (const ReadWay way : {ReadWay::local_threshold, ReadWay::global_threshold, ReadWay::rendered}) {
      EXPECT_EQ(read_symbol(noise, way), std::nullopt) << round;
    }
  }
}

TEST(QrReaderTest, HalfASymbolIsNotRead) {
  GreyImage image = render(symbol_of(kUrl));
  image.pixels.resize(image.pixels.size() / 2);
  image.height /= 2;
  image.pixels.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height));
  EXPECT_EQ(read_symbol(image), std::nullopt);
}

}  // namespace
}  // namespace encaissement
