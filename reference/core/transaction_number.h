// The key of an operation: `f` and 9 characters of [a-z0-9], such as foo2udp610. Numbers are a seeded permutation of a
// counter: never twice, and nobody can tell the next one. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace encaissement {

class TransactionNumber {
 public:
  constexpr TransactionNumber() = default;  // No number.

  // The number written so, or none: it must be `f` and 9 characters of [a-z0-9]. It need not have been given to anything.
  static std::optional<TransactionNumber> parse(std::string_view text);

  std::string_view view() const { return empty() ? std::string_view{} : std::string_view{chars_.data(), chars_.size()}; }
  bool empty() const { return chars_[0] == 0; }
  bool operator==(const TransactionNumber&) const = default;

 private:
  friend TransactionNumber number_of(std::uint64_t seed, std::uint64_t counter);
  std::array<char, 10> chars_{};
};

inline constexpr std::uint64_t kTransactionNumbers = 101'559'956'668'416;  // 36^9

// The number of the `counter`th operation. REQUIRES: counter < kTransactionNumbers.
TransactionNumber number_of(std::uint64_t seed, std::uint64_t counter);

// The counter whose number it is; none when malformed. The inverse of number_of for the same seed.
std::optional<std::uint64_t> counter_of(std::uint64_t seed, std::string_view text);

// The same for what is a number already. REQUIRES: not empty.
std::uint64_t counter_of(std::uint64_t seed, const TransactionNumber& number);

}  // namespace encaissement
