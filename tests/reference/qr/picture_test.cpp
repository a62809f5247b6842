// Photographs as strangers upload them: every kind of PNG and JPEG that cameras make, and everything that is none.
#include "reference/qr/picture.h"

#include <gtest/gtest.h>
#include <png.h>
#include <zlib.h>

#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

#include <functional>

#include "reference/qr/insist.h"
#include "reference/qr/png.h"
#include "reference/qr/render.h"

namespace encaissement {
namespace {

constexpr const char* kText = "CVC1:foo2udp610:4000:AAAAAAAAAAAAAAAAAAAAAA";

GreyImage sample() { return render(std::get<Symbol>(encode_symbol(kText))); }

std::optional<PictureError> error_of(const std::string& bytes) {
  const auto read = read_picture(bytes);
  const auto* error = std::get_if<PictureError>(&read);
  return error == nullptr ? std::nullopt : std::optional{*error};
}

std::optional<std::string> text_of(const std::string& bytes) {
  const auto read = read_picture(bytes);
  const auto* image = std::get_if<GreyImage>(&read);
  return image == nullptr ? std::nullopt : read_photo(*image);
}

struct PngKind {
  int depth, colour, interlace;
};

// The sample as a PNG of any kind, by the library's long way.
std::string png_of(const GreyImage& image, const PngKind& kind) {
  std::string bytes;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(png, &bytes, [](png_structp p, png_bytep data, png_size_t size) {
    static_cast<std::string*>(png_get_io_ptr(p))->append(reinterpret_cast<const char*>(data), size);
  }, nullptr);
  png_set_IHDR(png, info, static_cast<png_uint_32>(image.width), static_cast<png_uint_32>(image.height), kind.depth, kind.colour,
               kind.interlace, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  const png_color palette[2] = {{0, 0, 0}, {255, 255, 255}};
  if (kind.colour == PNG_COLOR_TYPE_PALETTE) png_set_PLTE(png, info, palette, 2);
  png_write_info(png, info);
  if (kind.depth < 8) png_set_packing(png);
  const int channels = png_get_channels(png, info), each = kind.depth == 16 ? 2 : 1;
  const bool alpha = (kind.colour & PNG_COLOR_MASK_ALPHA) != 0;
  for (int pass = png_set_interlace_handling(png); pass > 0; --pass)
    for (int y = 0; y < image.height; ++y) {
      std::string row;
      for (int x = 0; x < image.width; ++x) {
        const bool white = image.at(x, y) > 127;
        const bool small = kind.depth < 8 || kind.colour == PNG_COLOR_TYPE_PALETTE;
        const char colour = static_cast<char>(small ? (white ? 1 : 0) : (white && !alpha ? 255 : 0));
        for (int c = 0; c < channels - (alpha ? 1 : 0); ++c) row.append(static_cast<std::size_t>(each), colour);
        if (alpha) row.append(static_cast<std::size_t>(each), static_cast<char>(white ? 0 : 255));  // White is only see-through.
      }
      png_write_row(png, reinterpret_cast<png_const_bytep>(row.data()));
    }
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return bytes;
}

std::string jpeg_of(const GreyImage& image, const std::function<void(jpeg_compress_struct&)>& change, J_COLOR_SPACE from = JCS_GRAYSCALE) {
  jpeg_compress_struct c{};
  jpeg_error_mgr errors{};
  c.err = jpeg_std_error(&errors);
  jpeg_create_compress(&c);
  unsigned char* out = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&c, &out, &size);
  c.image_width = static_cast<JDIMENSION>(image.width);
  c.image_height = static_cast<JDIMENSION>(image.height);
  c.in_color_space = from;
  c.input_components = from == JCS_GRAYSCALE ? 1 : from == JCS_RGB ? 3 : 4;
  jpeg_set_defaults(&c);
  change(c);
  jpeg_start_compress(&c, TRUE);
  for (int y = 0; y < image.height; ++y) {
    std::string row;
    for (int x = 0; x < image.width; ++x) row.append(static_cast<std::size_t>(c.input_components), static_cast<char>(image.at(x, y)));
    JSAMPROW line = reinterpret_cast<JSAMPROW>(row.data());
    jpeg_write_scanlines(&c, &line, 1);
  }
  jpeg_finish_compress(&c);
  jpeg_destroy_compress(&c);
  std::string bytes{reinterpret_cast<char*>(out), size};
  std::free(out);
  return bytes;
}

void big_endian(std::string& bytes, std::size_t at, std::uint32_t value) {
  for (int i = 0; i < 4; ++i) bytes[at + static_cast<std::size_t>(i)] = static_cast<char>(value >> (24 - 8 * i));
}

// A PNG that says it is so large, its header's check put right: nothing else tells it from a real one.
std::string png_saying(std::uint32_t width, std::uint32_t height) {
  std::string bytes = to_png(sample());
  big_endian(bytes, 16, width);
  big_endian(bytes, 20, height);
  big_endian(bytes, 29, static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(bytes.data()) + 12, 17)));
  return bytes;
}

TEST(Picture, EveryKindOfPngIsRead) {
  for (const int interlace : {PNG_INTERLACE_NONE, PNG_INTERLACE_ADAM7})
    for (const auto& [depth, colour] : {std::pair{1, PNG_COLOR_TYPE_GRAY}, {8, PNG_COLOR_TYPE_GRAY}, {16, PNG_COLOR_TYPE_GRAY},
                                        {8, PNG_COLOR_TYPE_RGB}, {16, PNG_COLOR_TYPE_RGB}, {1, PNG_COLOR_TYPE_PALETTE},
                                        {8, PNG_COLOR_TYPE_PALETTE}, {8, PNG_COLOR_TYPE_GRAY_ALPHA}, {8, PNG_COLOR_TYPE_RGB_ALPHA},
                                        {16, PNG_COLOR_TYPE_RGB_ALPHA}})
      EXPECT_EQ(text_of(png_of(sample(), {depth, colour, interlace})), kText) << depth << " " << colour << " " << interlace;
}

TEST(Picture, GreysComeAsTheyWent) {
  const GreyImage image = sample();
  GreyImage read = std::get<GreyImage>(read_picture(to_png(image)));
  read.pixels_per_module = image.pixels_per_module;
  EXPECT_EQ(read, image);
}

TEST(Picture, EveryKindOfJpegOfCamerasIsRead) {
  const auto plain = [](jpeg_compress_struct&) {};
  EXPECT_EQ(text_of(jpeg_of(sample(), plain)), kText);
  EXPECT_EQ(text_of(jpeg_of(sample(), plain, JCS_RGB)), kText);
  EXPECT_EQ(text_of(jpeg_of(sample(), [](jpeg_compress_struct& c) { jpeg_simple_progression(&c); }, JCS_RGB)), kText);
  EXPECT_EQ(text_of(jpeg_of(sample(), [](jpeg_compress_struct& c) { c.restart_interval = 3; })), kText);
  EXPECT_EQ(text_of(jpeg_of(sample(), [](jpeg_compress_struct& c) { c.arith_code = TRUE; })), kText);
  EXPECT_EQ(error_of(jpeg_of(sample(), plain, JCS_CMYK)), PictureError::damaged) << "a printer's, not a camera's";
}

TEST(Picture, WhatIsCutAnywhereInTheMiddleIsDamaged) {
  for (const std::string& bytes : {to_png(sample()), jpeg_of(sample(), [](jpeg_compress_struct&) {}),
                                   jpeg_of(sample(), [](jpeg_compress_struct& c) { jpeg_simple_progression(&c); })})
    for (std::size_t size = 8; size < bytes.size() - 20; size += 7) EXPECT_EQ(error_of(bytes.substr(0, size)), PictureError::damaged) << size;
}

TEST(Picture, OtherBytesAreOfAnUnknownFormat) {
  for (const std::string& bytes : {std::string{}, std::string{"GIF89a"}, std::string{"\x89PNG"}, std::string{"RIFF....WEBP"}, std::string(1'000'000, '\0')})
    EXPECT_EQ(error_of(bytes), PictureError::unknown_format);
}

TEST(Picture, DimensionsAreRefusedBeforeTheyAreAllocated) {
  for (const auto& [width, height] : {std::pair{2'147'483'647u, 2'147'483'647u}, {0x7fffffffu, 1u}, {1u, 20'001u}, {20'001u, 1u},
                                      {5'000u, 4'001u}})
    EXPECT_TRUE(error_of(png_saying(width, height)) == PictureError::too_large || error_of(png_saying(width, height)) == PictureError::damaged)
        << width << " " << height;
  EXPECT_EQ(error_of(png_saying(20'001, 10)), PictureError::too_large);
  EXPECT_EQ(error_of(png_saying(5'000, 4'001)), PictureError::too_large);
  EXPECT_EQ(error_of(png_saying(5'000, 4'000)), PictureError::damaged) << "may be, but is not there";
  std::string jpeg = jpeg_of(sample(), [](jpeg_compress_struct&) {});
  const std::size_t frame = jpeg.find("\xff\xc0");
  jpeg[frame + 5] = jpeg[frame + 7] = '\xff';
  EXPECT_EQ(error_of(jpeg), PictureError::too_large);
}

TEST(Picture, BombOfManyScansEndsSoon) {
  const std::string jpeg = jpeg_of(sample(), [](jpeg_compress_struct& c) { jpeg_simple_progression(&c); });
  const std::size_t last = jpeg.rfind("\xff\xda");
  const std::string scan = jpeg.substr(last, jpeg.size() - last - 2);
  std::string bomb = jpeg.substr(0, jpeg.size() - 2);
  for (int i = 0; i < 2000; ++i) bomb += scan;
  EXPECT_EQ(error_of(bomb + "\xff\xd9"), PictureError::damaged);
}

TEST(Picture, SmallFileOfALargePictureIsReadWithinItsBounds) {
  const std::string bytes = to_png(blank_image(5'000, 4'000, 255));
  EXPECT_LT(bytes.size(), 100'000u);
  EXPECT_FALSE(error_of(bytes));
}

TEST(Photo, LargeOneIsMadeSmallerUntilItIsRead) {
  const GreyImage symbol = render(std::get<Symbol>(encode_symbol(kText)), {.pixels_per_module = 40});
  ASSERT_GT(symbol.pixels.size(), 2'000'000u);
  EXPECT_EQ(read_photo(symbol), kText);
  EXPECT_EQ(read_photo(blank_image(4'000, 1'000, 128)), std::nullopt);
  EXPECT_EQ(read_photo(blank_image(3'000'000, 1, 128)), std::nullopt) << "nothing to halve";
  EXPECT_EQ(read_photo(GreyImage{}), std::nullopt);
}

}  // namespace
}  // namespace encaissement
