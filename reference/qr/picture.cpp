#include "reference/qr/picture.h"

#include <png.h>

#include "reference/qr/picture_jpeg.h"

namespace encaissement {
namespace {

constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1a\n";
constexpr std::string_view kJpegSignature = "\xff\xd8\xff";

std::variant<GreyImage, PictureError> read_png(std::string_view bytes) {
  png_image header{};
  header.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&header, bytes.data(), bytes.size())) return PictureError::damaged;
  if (!fits_picture(header.width, header.height)) {
    png_image_free(&header);
    return PictureError::too_large;
  }
  header.format = PNG_FORMAT_GRAY;
  GreyImage image = blank_image(static_cast<int>(header.width), static_cast<int>(header.height), 0);
  constexpr png_color kWhite{255, 255, 255};
  constexpr png_int_32 kPackedRows = 0;
  const bool whole = png_image_finish_read(&header, &kWhite, image.pixels.data(), kPackedRows, nullptr) != 0;
  png_image_free(&header);
  if (!whole) return PictureError::damaged;
  return image;
}

}  // namespace

bool fits_picture(std::size_t width, std::size_t height) {
  const bool sides = width >= 1 && height >= 1 && width <= kPictureSideMax && height <= kPictureSideMax;
  return sides && width * height <= kPicturePixelsMax;
}

std::variant<GreyImage, PictureError> read_picture(std::string_view bytes) {
  if (bytes.starts_with(kPngSignature)) return read_png(bytes);
  if (bytes.starts_with(kJpegSignature)) return read_jpeg(bytes);
  return PictureError::unknown_format;
}

std::string_view to_text(PictureError error) {
  switch (error) {
    case PictureError::unknown_format: return "The picture is neither a PNG nor a JPEG file.";
    case PictureError::too_large: return "The picture has more than 20 million pixels, or a side of more than 20,000.";
    case PictureError::damaged: break;
  }
  return "The picture is damaged, cut short, or of a rare kind.";
}

}  // namespace encaissement
