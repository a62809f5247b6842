// The digest by which a page's policy names a script or style that may stand in it.
#pragma once

#include <string>
#include <string_view>

namespace encaissement {

// SHA-256 as base64 with padding.
std::string sha256_base64(std::string_view text);

}  // namespace encaissement
