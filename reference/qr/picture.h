// From the bytes of a PNG or JPEG file to a grey picture, for photographs that strangers upload: total and bounded. The
// dimensions are checked before anything of their size is allocated, and what is damaged is an error, not a picture.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

#include "reference/qr/image.h"

namespace encaissement {

enum class PictureError : std::uint8_t {
  unknown_format,  // Neither PNG nor JPEG.
  too_large,       // More than kPicturePixelsMax, or a side over kPictureSideMax.
  damaged,         // Truncated, or not what its format allows.
};

inline constexpr std::size_t kPicturePixelsMax = 20'000'000;
inline constexpr std::size_t kPictureSideMax = 20'000;

// Any kind of PNG (transparent pixels on white), and JPEG of grey or YCbCr, progressive or not, with at most 100 scans.
std::variant<GreyImage, PictureError> read_picture(std::string_view bytes);

std::string_view to_text(PictureError error);

}  // namespace encaissement
