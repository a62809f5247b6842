#include "reference/seal/random.h"

#include <sodium.h>

#include <array>
#include <cstdint>

namespace encaissement {

std::string random_text() {
  constexpr std::size_t kBytes = 16, kChars = 22;
  std::array<std::uint8_t, kBytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, kChars + 1> text{};
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

}  // namespace encaissement
