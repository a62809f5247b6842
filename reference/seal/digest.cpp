#include "reference/seal/digest.h"

#include <sodium.h>

#include <array>

namespace encaissement {

std::uint64_t digest_of(std::string_view text) {
  std::array<std::uint8_t, crypto_generichash_BYTES_MIN> bytes{};
  crypto_generichash(bytes.data(), bytes.size(), reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                     nullptr, 0);
  std::uint64_t digest = 0;
  for (int i = 0; i < 8; ++i) digest = digest << 8 | bytes[static_cast<std::size_t>(i)];
  return digest;
}

bool same_secret(std::string_view a, std::string_view b) {
  std::array<std::uint8_t, crypto_generichash_BYTES> one{}, other{};
  const auto hash = [](std::string_view text, auto& into) {
    crypto_generichash(into.data(), into.size(), reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), nullptr, 0);
  };
  hash(a, one);
  hash(b, other);
  return sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

Digest chained(const Digest& before, std::string_view bytes) {
  crypto_generichash_state state;
  Digest digest{};
  crypto_generichash_init(&state, nullptr, 0, digest.size());
  crypto_generichash_update(&state, before.data(), before.size());
  crypto_generichash_update(&state, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  crypto_generichash_final(&state, digest.data(), digest.size());
  return digest;
}

std::string to_hex(const Digest& digest) {
  std::string text(2 * digest.size() + 1, 0);
  sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  text.pop_back();
  return text;
}

}  // namespace encaissement
