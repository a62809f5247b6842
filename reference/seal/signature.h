// Signatures by Ed25519: who has the secret key signs, who has the public one can tell that not a byte was changed
// since. And SHA-256, by which files and texts are named. Secrets are cleared from memory when they go.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace encaissement {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

// A key pair, as the 32 bytes it is made from. Moved, never copied; what is left behind is cleared.
class SecretKey {
 public:
  static SecretKey make();  // From the system's generator.
  // 64 hexadecimal digits, small letters; none: not such a text.
  static std::optional<SecretKey> from_text(std::string_view text);
  ~SecretKey();
  SecretKey(SecretKey&& other) noexcept;
  SecretKey& operator=(SecretKey&& other) noexcept;

  std::string to_text() const;  // What from_text() takes. Hand it to forget() after use.
  const PublicKey& public_key() const { return public_; }
  // The same text and key: the same signature.
  Signature sign(std::string_view text) const;

 private:
  static constexpr std::size_t kSeedBytes = 32;
  using Seed = std::array<std::uint8_t, kSeedBytes>;
  explicit SecretKey(const Seed& seed);

  Seed seed_{};
  PublicKey public_{};
};

bool is_signed(std::string_view text, const Signature& signature, const PublicKey& key);

// 64 and 128 hexadecimal digits, small letters. From anything else: none.
std::string to_text(const PublicKey& key);
std::string to_text(const Signature& signature);
std::optional<PublicKey> public_key_from(std::string_view text);
std::optional<Signature> signature_from(std::string_view text);

// The first 16 hexadecimal digits of SHA-256 of the key: short enough to be read out.
std::string key_id(const PublicKey& key);

// 64 hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

// Overwrites a text that held a secret, and empties it.
void forget(std::string& secret);

}  // namespace encaissement
