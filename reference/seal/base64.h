// Bytes as base64 with padding (RFC 4648, section 4) and back: pictures inside JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace encaissement {

std::string to_base64(std::string_view bytes);

// None: not base64. Line ends inside are let pass, as many encoders make them; padding is asked for.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace encaissement
