#include "reference/seal/code.h"

#include <sodium.h>

#include <optional>

#include "reference/core/number.h"

namespace encaissement {
namespace {

constexpr std::string_view kPrefix = "CVC1:";
constexpr std::size_t kCheckBytes = 16;
constexpr std::size_t kCheckChars = 22;

std::array<char, kCheckChars + 1> check_of(std::string_view text, const std::array<std::uint8_t, 32>& key) {
  std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES> mac{};
  crypto_auth_hmacsha256(mac.data(), reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), key.data());
  std::array<char, kCheckChars + 1> check{};
  sodium_bin2base64(check.data(), check.size(), mac.data(), kCheckBytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return check;
}

std::optional<Money> cents_of(std::string_view digits) {
  const auto cents = number_from<std::int64_t>(digits);
  return cents && *cents >= 0 && *cents <= Money::max().cents() ? std::optional{Money::from_cents(*cents)} : std::nullopt;
}

}  // namespace

CodeSeal::CodeSeal(std::string_view secret) {
  crypto_generichash(key_.data(), key_.size(), reinterpret_cast<const std::uint8_t*>(secret.data()), secret.size(),
                     nullptr, 0);
}

std::string CodeSeal::payload(const TransactionNumber& number, Money amount) const {
  std::string text{kPrefix};
  text.append(number.view()).append(":").append(std::to_string(amount.cents())).append(":");
  return text + check_of(text, key_).data();
}

Code2D CodeSeal::read(std::string_view payload) const {
  const Code2D forged{.kind = Code2D::Kind::forged};
  if (payload.size() < kPrefix.size() + kCheckChars || payload.substr(0, kPrefix.size()) != kPrefix) return forged;
  const std::string_view text = payload.substr(0, payload.size() - kCheckChars);
  const std::string_view check = payload.substr(text.size());
  if (sodium_memcmp(check_of(text, key_).data(), check.data(), kCheckChars) != 0) return forged;
  const std::string_view fields = text.substr(kPrefix.size());
  const std::size_t colon = fields.find(':');
  if (colon == std::string_view::npos || fields.back() != ':' || colon + 1 >= fields.size()) return forged;
  const std::optional<TransactionNumber> number = TransactionNumber::parse(fields.substr(0, colon));
  const std::optional<Money> amount = cents_of(fields.substr(colon + 1, fields.size() - colon - 2));
  return number && amount ? Code2D{Code2D::Kind::genuine, *number, *amount} : forged;
}

}  // namespace encaissement
