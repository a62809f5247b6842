// A grey picture as the bytes of a PNG file, to show it in a page, attach it to a mail or look at a photograph.
#pragma once

#include <string>

#include "reference/qr/image.h"

namespace encaissement {

// The PNG file, or an empty string when the picture is not well formed or does not fit in memory.
std::string to_png(const GreyImage& image);

}  // namespace encaissement
