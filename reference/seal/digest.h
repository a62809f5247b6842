// A short digest of a call's content (REP-01: the same key with another body is refused).
#pragma once

#include <cstdint>
#include <string_view>

namespace encaissement {

// 64 bits of BLAKE2b. Same text, same digest, on any machine.
std::uint64_t digest_of(std::string_view text);

// Whether two secrets are the same text, in a time that tells nothing of where they part.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace encaissement
