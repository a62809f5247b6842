// zbar, as a peer to compare the phone with. Alone in its file: its header and ZXing's do not go together.
#pragma once

#include <optional>
#include <string>

#include "reference/qr/image.h"

namespace parcours {

std::optional<std::string> read_with_zbar(const encaissement::GreyImage& image);

}  // namespace parcours
