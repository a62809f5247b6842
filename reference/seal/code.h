// The payload of a QR code and its check (PAY-02): number, amount and a keyed hash that nobody without the key can
// make. Used where codes are printed and where they are read; the core hears only "genuine" or "forged".
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "reference/core/command.h"

namespace encaissement {

class CodeSeal {
 public:
  // The key is derived from `secret`: equal secrets make equal codes.
  explicit CodeSeal(std::string_view secret);

  // "CVC1:foo2udp610:4000:" and 22 characters of base64url: the first 128 bits of HMAC-SHA256 over what stands before.
  std::string payload(const TransactionNumber& number, Money amount) const;

  // What a camera read. Genuine: number and amount are the operation's. Anything else is forged. Constant time in the
  // check.
  Code2D read(std::string_view payload) const;

 private:
  std::array<std::uint8_t, 32> key_{};
};

}  // namespace encaissement
