#include "reference/core/transaction_number.h"

#include <cassert>

namespace encaissement {
namespace {

// A Feistel network over 48 bits (2^48 is just above 36^9), walked until it lands below 36^9: a permutation of them.
constexpr int kRounds = 6;
constexpr int kHalfBits = 24;
constexpr std::uint64_t kHalf = (std::uint64_t{1} << kHalfBits) - 1;
constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";

std::uint64_t mixed(std::uint64_t seed, int round, std::uint64_t half) {
  std::uint64_t x = seed + 0x9E3779B97F4A7C15u * static_cast<std::uint64_t>(round + 1) + (half << 32);  // splitmix64
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
  x = (x ^ x >> 27) * 0x94D049BB133111EBu;
  return (x ^ x >> 31) & kHalf;
}

std::uint64_t forward(std::uint64_t seed, std::uint64_t value) {
  std::uint64_t left = value >> kHalfBits, right = value & kHalf;
  for (int round = 0; round < kRounds; ++round) {
    const std::uint64_t next = left ^ mixed(seed, round, right);
    left = right;
    right = next;
  }
  return left << kHalfBits | right;
}

std::uint64_t backward(std::uint64_t seed, std::uint64_t value) {
  std::uint64_t left = value >> kHalfBits, right = value & kHalf;
  for (int round = kRounds - 1; round >= 0; --round) {
    const std::uint64_t previous = right ^ mixed(seed, round, left);
    right = left;
    left = previous;
  }
  return left << kHalfBits | right;
}

}  // namespace

std::optional<TransactionNumber> TransactionNumber::parse(std::string_view text) {
  TransactionNumber number;
  if (text.size() != number.chars_.size() || text[0] != 'f') return std::nullopt;
  if (text.find_first_not_of(kDigits) != std::string_view::npos) return std::nullopt;
  text.copy(number.chars_.data(), text.size());
  return number;
}

TransactionNumber number_of(std::uint64_t seed, std::uint64_t counter) {
  assert(counter < kTransactionNumbers);
  std::uint64_t value = counter;
  do value = forward(seed, value);
  while (value >= kTransactionNumbers);
  TransactionNumber number;
  number.chars_[0] = 'f';
  for (std::size_t i = number.chars_.size() - 1; i > 0; --i, value /= 36) number.chars_[i] = kDigits[value % 36];
  return number;
}

std::optional<std::uint64_t> counter_of(std::uint64_t seed, std::string_view text) {
  if (!TransactionNumber::parse(text)) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text.substr(1)) value = value * 36 + kDigits.find(c);
  do value = backward(seed, value);
  while (value >= kTransactionNumbers);
  return value;
}

}  // namespace encaissement
