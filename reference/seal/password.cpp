#include "reference/seal/password.h"

#include <sodium.h>

#include <array>
#include <atomic>
#include <map>

namespace encaissement {
namespace {

constexpr std::size_t kHashBytes = 16;
using Hash = std::array<std::uint8_t, kHashBytes>;
constexpr std::string_view kSimulated = "simulated$";
std::atomic<std::uint64_t> compared{0};

// The cheapest argon2id there is: one pass over 8 KiB, the salt made from the password itself.
Hash simulated_hash(std::string_view password) {
  std::array<std::uint8_t, crypto_pwhash_SALTBYTES> salt{};
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(password.data());
  crypto_generichash(salt.data(), salt.size(), bytes, password.size(), nullptr, 0);
  Hash hash{};
  const int failed = crypto_pwhash(hash.data(), hash.size(), password.data(), password.size(), salt.data(),
                                   crypto_pwhash_argon2id_OPSLIMIT_MIN, crypto_pwhash_argon2id_MEMLIMIT_MIN,
                                   crypto_pwhash_ALG_ARGON2ID13);
  return failed == 0 ? hash : Hash{};
}

std::string hex(const Hash& hash) {
  std::array<char, 2 * kHashBytes + 1> text{};
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  return text.data();
}

// The same few passwords are hashed at every start of a simulated service: what was made before is not made again.
const std::string& simulated_text(std::string_view password) {
  constexpr std::size_t kKeptMax = 1000;
  thread_local std::map<std::string, std::string, std::less<>> kept;
  const auto found = kept.find(password);
  if (found != kept.end()) return found->second;
  if (kept.size() >= kKeptMax) kept.clear();
  return kept[std::string{password}] = std::string{kSimulated} + hex(simulated_hash(password));
}

}  // namespace

std::string hash_password(std::string_view password, PasswordCost cost) {
  if (cost == PasswordCost::simulated) return simulated_text(password);
  std::array<char, crypto_pwhash_STRBYTES> text{};
  const int failed = crypto_pwhash_str(text.data(), password.data(), password.size(),
                                       crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE);
  return failed == 0 ? text.data() : "";
}

bool is_simulated(std::string_view kept) { return kept.starts_with(kSimulated); }
std::uint64_t passwords_compared() { return compared.load(std::memory_order_relaxed); }

bool password_matches(std::string_view kept, std::string_view password) {
  compared.fetch_add(1, std::memory_order_relaxed);
  if (!is_simulated(kept))
    return crypto_pwhash_str_verify(std::string{kept}.c_str(), password.data(), password.size()) == 0;
  const std::string tried = hash_password(password, PasswordCost::simulated);
  return tried.size() == kept.size() && sodium_memcmp(tried.data(), kept.data(), kept.size()) == 0;
}

const std::string& nobodys_password(PasswordCost cost) {
  if (cost == PasswordCost::simulated) {
    static const std::string simulated = hash_password("nobody", PasswordCost::simulated);
    return simulated;
  }
  static const std::string interactive = hash_password("nobody", PasswordCost::interactive);
  return interactive;
}

}  // namespace encaissement
