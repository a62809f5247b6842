#include "reference/seal/signature.h"

#include <sodium.h>

#include <cassert>
#include <span>

namespace encaissement {
namespace {

static_assert(std::tuple_size_v<PublicKey> == crypto_sign_PUBLICKEYBYTES);
static_assert(std::tuple_size_v<Signature> == crypto_sign_BYTES);
static_assert(crypto_sign_SEEDBYTES == 32);

constexpr std::size_t kIdDigits = 16;

// What libsodium signs with, for as long as it takes.
struct Expanded {
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> bytes{};
  ~Expanded() { sodium_memzero(bytes.data(), bytes.size()); }
};

std::string hex(std::span<const std::uint8_t> bytes) {
  std::string text(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

bool is_small_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

template <class Bytes>
bool read_hex(std::string_view text, Bytes& into) {
  if (text.size() != 2 * into.size() || !is_small_hex(text)) return false;
  std::size_t many = 0;
  return sodium_hex2bin(into.data(), into.size(), text.data(), text.size(), nullptr, &many, nullptr) == 0 &&
         many == into.size();
}

const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

std::array<std::uint8_t, crypto_hash_sha256_BYTES> sha256(const std::uint8_t* bytes, std::size_t many) {
  std::array<std::uint8_t, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), bytes, many);
  return digest;
}

}  // namespace

SecretKey::SecretKey(const Seed& seed) : seed_(seed) {
  Expanded expanded;
  crypto_sign_seed_keypair(public_.data(), expanded.bytes.data(), seed_.data());
}

SecretKey SecretKey::make() {
  [[maybe_unused]] const int ready = sodium_init();
  assert(ready >= 0);
  Seed seed{};
  randombytes_buf(seed.data(), seed.size());
  SecretKey key(seed);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

std::optional<SecretKey> SecretKey::from_text(std::string_view text) {
  Seed seed{};
  std::optional<SecretKey> key;
  if (read_hex(text, seed)) key = SecretKey(seed);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

SecretKey::~SecretKey() { sodium_memzero(seed_.data(), seed_.size()); }

SecretKey::SecretKey(SecretKey&& other) noexcept : seed_(other.seed_), public_(other.public_) {
  sodium_memzero(other.seed_.data(), other.seed_.size());
}

SecretKey& SecretKey::operator=(SecretKey&& other) noexcept {
  if (this == &other) return *this;
  seed_ = other.seed_;
  public_ = other.public_;
  sodium_memzero(other.seed_.data(), other.seed_.size());
  return *this;
}

std::string SecretKey::to_text() const { return hex(seed_); }

Signature SecretKey::sign(std::string_view text) const {
  PublicKey same{};
  Expanded expanded;
  crypto_sign_seed_keypair(same.data(), expanded.bytes.data(), seed_.data());
  assert(same == public_);  // A key that was moved from signs nothing.
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, bytes_of(text), text.size(), expanded.bytes.data());
  return signature;
}

bool is_signed(std::string_view text, const Signature& signature, const PublicKey& key) {
  return crypto_sign_verify_detached(signature.data(), bytes_of(text), text.size(), key.data()) == 0;
}

std::string to_text(const PublicKey& key) { return hex(key); }
std::string to_text(const Signature& signature) { return hex(signature); }

std::optional<PublicKey> public_key_from(std::string_view text) {
  PublicKey key{};
  return read_hex(text, key) ? std::optional{key} : std::nullopt;
}

std::optional<Signature> signature_from(std::string_view text) {
  Signature signature{};
  return read_hex(text, signature) ? std::optional{signature} : std::nullopt;
}

std::string key_id(const PublicKey& key) { return hex(sha256(key.data(), key.size())).substr(0, kIdDigits); }

std::string sha256_hex(std::string_view bytes) { return hex(sha256(bytes_of(bytes), bytes.size())); }

void forget(std::string& secret) {
  sodium_memzero(secret.data(), secret.size());
  secret.clear();
}

}  // namespace encaissement
