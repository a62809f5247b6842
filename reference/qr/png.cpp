#include "reference/qr/png.h"

#include <png.h>

namespace encaissement {

std::string to_png(const GreyImage& image) {
  if (!image.is_well_formed()) return {};
  png_image header{};
  header.version = PNG_IMAGE_VERSION;
  header.width = static_cast<png_uint_32>(image.width);
  header.height = static_cast<png_uint_32>(image.height);
  header.format = PNG_FORMAT_GRAY;
  std::string bytes(PNG_IMAGE_PNG_SIZE_MAX(header), '\0');
  png_alloc_size_t size = bytes.size();
  constexpr int kKeepEightBits = 0;
  constexpr int kPackedRows = 0;
  if (!png_image_write_to_memory(&header, bytes.data(), &size, kKeepEightBits, image.pixels.data(), kPackedRows,
                                 nullptr)) {
    return {};
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace encaissement
