// Digests of contents: a short one of a call (REP-01: the same key with another body is refused), and a long one that
// chains what a journal holds, so that nothing in it changes, goes or moves unnoticed.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace encaissement {

// 64 bits of BLAKE2b. Same text, same digest, on any machine.
std::uint64_t digest_of(std::string_view text);

// Whether two secrets are the same text, in a time that tells nothing of where they part.
bool same_secret(std::string_view a, std::string_view b);

// 256 bits of BLAKE2b over what went before and `bytes`.
using Digest = std::array<std::uint8_t, 32>;
Digest chained(const Digest& before, std::string_view bytes);

std::string to_hex(const Digest& digest);

}  // namespace encaissement
