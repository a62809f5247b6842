// Passwords are kept as argon2id hashes (libsodium). Used by whoever checks a log-in; the core hears only "matched".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace encaissement {

// How hard a hash is to compute. simulated: the cheapest that libsodium makes, with the salt taken from the password,
// so that simulated runs are fast and repeat byte for byte. Only for invented people.
enum class PasswordCost : std::uint8_t { simulated, interactive };

// The text to keep ("$argon2id$…"). Empty when there is no memory for it.
std::string hash_password(std::string_view password, PasswordCost cost);

// Whether `password` is the one that `kept` was made from. Takes as long for a wrong one as for the right one.
bool password_matches(std::string_view kept, std::string_view password);

// Whether `kept` was made at the cheap cost: of invented people.
bool is_simulated(std::string_view kept);

// How many passwords this process has compared: what tells that an answer took its full cost. Any thread.
std::uint64_t passwords_compared();

// ACC-07: what to compare with when there is no such account, so that the answer takes as long.
const std::string& nobodys_password(PasswordCost cost);

}  // namespace encaissement
