#include "reference/seal/base64.h"

#include <sodium.h>

#include <cstdint>

namespace encaissement {

std::string to_base64(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), 0);
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // The NUL that libsodium writes.
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, 0);
  std::size_t length = 0;
  const int trouble = sodium_base642bin(reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size(), text.data(), text.size(),
                                        "\r\n", &length, nullptr, sodium_base64_VARIANT_ORIGINAL);
  if (trouble != 0) return std::nullopt;
  bytes.resize(length);
  return bytes;
}

}  // namespace encaissement
