#include "reference/seal/script_digest.h"

#include <sodium.h>

#include <array>
#include <cstdint>

namespace encaissement {

std::string sha256_base64(std::string_view text) {
  std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  std::array<char, sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL)> written{};
  sodium_bin2base64(written.data(), written.size(), hash.data(), hash.size(), sodium_base64_VARIANT_ORIGINAL);
  return written.data();
}

}  // namespace encaissement
