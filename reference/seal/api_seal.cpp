#include "reference/seal/api_seal.h"

#include <sodium.h>

#include <array>
#include <cstdint>

namespace encaissement {
namespace {

constexpr std::string_view kScheme = "HmacSHA256.";
constexpr std::size_t kSealChars = 43;  // 32 bytes in base64url without padding.
using SealText = std::array<char, kSealChars + 1>;

const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

SealText seal_of(std::string_view key, std::string_view sealed) {
  crypto_auth_hmacsha256_state state;
  std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES> mac{};
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(sealed), sealed.size());
  crypto_auth_hmacsha256_final(&state, mac.data());
  SealText text{};
  sodium_bin2base64(text.data(), text.size(), mac.data(), mac.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text;
}

std::string sha256_hex(std::string_view text) {
  std::array<std::uint8_t, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), bytes_of(text), text.size());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

}  // namespace

std::optional<SealHeader> read_seal(std::string_view header) {
  if (!header.starts_with(kScheme)) return std::nullopt;
  const std::string_view rest = header.substr(kScheme.size());
  const std::size_t dot = rest.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || rest.size() - dot - 1 != kSealChars) return std::nullopt;
  return SealHeader{rest.substr(0, dot), rest.substr(dot + 1)};
}

std::string make_seal(std::string_view version, std::string_view key, std::string_view sealed) {
  return std::string{kScheme}.append(version).append(".").append(seal_of(key, sealed).data());
}

bool seal_matches(std::string_view seal, std::string_view key, std::string_view sealed) {
  return seal.size() == kSealChars && sodium_memcmp(seal.data(), seal_of(key, sealed).data(), kSealChars) == 0;
}

std::string sealed_fields(std::initializer_list<std::string_view> fields) {
  std::string text;
  for (const std::string_view field : fields) text.append(field).append("&");
  if (!text.empty()) text.pop_back();
  return text;
}

std::string sealed_call(std::string_view method, std::string_view raw_path, std::string_view date,
                        std::string_view body) {
  return sealed_fields({method, raw_path, date, sha256_hex(body)});
}

}  // namespace encaissement
