// The JPEG half of picture.h, for it only: libjpeg leaves a function by a jump when a file is bad.
#pragma once

#include <string_view>
#include <variant>

#include "reference/qr/picture.h"

namespace encaissement {

bool fits_picture(std::size_t width, std::size_t height);
std::variant<GreyImage, PictureError> read_jpeg(std::string_view bytes);

}  // namespace encaissement
