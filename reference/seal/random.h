// Texts nobody can guess: ids of sessions, control tokens, links in mails. From the system's generator, never from a
// seed: what repeats byte for byte is made elsewhere.
#pragma once

#include <string>

namespace encaissement {

// 128 bits as 22 characters of base64url.
std::string random_text();

}  // namespace encaissement
