#include "reference/core/transaction_number.h"

#include <algorithm>
#include <cassert>

namespace encaissement {
namespace {

// A Feistel network on two halves below 6^9, whose square is 36^9: a permutation of exactly the counters there are.
constexpr int kRounds = 6;
constexpr std::uint64_t kHalf = 10'077'696;  // 6^9
static_assert(kHalf * kHalf == kTransactionNumbers);
constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";

// What each character is worth; 255: no digit. A table, since which of the two kinds comes cannot be predicted.
constexpr std::uint8_t kNoDigit = 255;
constexpr auto kValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::size_t i = 0; i < kDigits.size(); ++i) values[static_cast<std::uint8_t>(kDigits[i])] = static_cast<std::uint8_t>(i);
  return values;
}();
std::uint8_t value_of(char c) { return kValues[static_cast<std::uint8_t>(c)]; }

// A number below kHalf that depends on everything given.
std::uint64_t mixed(std::uint64_t seed, int round, std::uint64_t half) {
  std::uint64_t x = seed + 0x9E3779B97F4A7C15u * static_cast<std::uint64_t>(round + 1) + (half << 32);  // splitmix64
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
  x = (x ^ x >> 27) * 0x94D049BB133111EBu;
  return ((x ^ x >> 31) >> 32) * kHalf >> 32;
}

std::uint64_t forward(std::uint64_t seed, std::uint64_t value) {
  std::uint64_t left = value / kHalf, right = value % kHalf;
  for (int round = 0; round < kRounds; ++round) {
    const std::uint64_t sum = left + mixed(seed, round, right);
    left = right;
    right = sum < kHalf ? sum : sum - kHalf;
  }
  return left * kHalf + right;
}

std::uint64_t backward(std::uint64_t seed, std::uint64_t value) {
  std::uint64_t left = value / kHalf, right = value % kHalf;
  for (int round = kRounds - 1; round >= 0; --round) {
    const std::uint64_t part = mixed(seed, round, left);
    const std::uint64_t before = right < part ? right + kHalf - part : right - part;
    right = left;
    left = before;
  }
  return left * kHalf + right;
}

}  // namespace

std::optional<TransactionNumber> TransactionNumber::parse(std::string_view text) {
  TransactionNumber number;
  if (text.size() != number.chars_.size() || text[0] != 'f') return std::nullopt;
  std::uint8_t worst = 0;
  for (const char c : text) worst = std::max(worst, value_of(c));
  if (worst == kNoDigit) return std::nullopt;
  text.copy(number.chars_.data(), text.size());
  return number;
}

TransactionNumber number_of(std::uint64_t seed, std::uint64_t counter) {
  assert(counter < kTransactionNumbers);
  std::uint64_t value = forward(seed, counter);
  TransactionNumber number;
  number.chars_[0] = 'f';
  for (std::size_t i = number.chars_.size() - 1; i > 0; --i, value /= 36) number.chars_[i] = kDigits[value % 36];
  return number;
}

std::optional<std::uint64_t> counter_of(std::uint64_t seed, std::string_view text) {
  const std::optional<TransactionNumber> number = TransactionNumber::parse(text);
  return number ? std::optional{counter_of(seed, *number)} : std::nullopt;
}

std::uint64_t counter_of(std::uint64_t seed, const TransactionNumber& number) {
  assert(!number.empty());
  std::uint64_t value = 0;
  for (const char c : number.view().substr(1)) value = value * 36 + value_of(c);
  return backward(seed, value);
}

}  // namespace encaissement
