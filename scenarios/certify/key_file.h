// Keys of certificates as files. The secret one is for its owner alone (mode 0600, never overwritten); the public one
// is published, and named by its id. Both are small JSON texts.
#pragma once

#include <optional>
#include <string>

#include "reference/seal/signature.h"
#include "reports/result.h"

namespace parcours {

// Writes a new file that its owner alone can read. Refuses a path at which there is anything, a link among it.
std::optional<ReportError> write_secret_key_file(const std::string& path, const encaissement::SecretKey& key);

// Refuses what others can read, what is no key, and a key whose parts do not belong together. An empty path is refused
// with how to make a key.
Reported<encaissement::SecretKey> read_secret_key_file(const std::string& path);

// What is published.
std::string public_key_text(const encaissement::PublicKey& key);

// Refuses a secret key: whoever has that file can sign.
Reported<encaissement::PublicKey> read_public_key_file(const std::string& path);

}  // namespace parcours
