// Bytes in a trace: text where they are text, base64 where they are not.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parcours {

bool is_utf8(std::string_view bytes);
std::string to_base64(std::string_view bytes);                       // With padding.
std::optional<std::string> from_base64(std::string_view text);       // None: not of this form.

}  // namespace parcours
