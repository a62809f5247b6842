// The seals of the acquisition API: HmacSHA256.<key version>.<seal>, the seal being base64url without padding of
// HMAC-SHA256 over a text, keyed with the bytes of the key's own text. One home for whoever makes or checks one: the
// service, its notifications, tills and judges.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace encaissement {

inline constexpr std::string_view kPublicSeal = "ANCV-Security";  // Over the fields that the public API seals.
inline constexpr std::string_view kOwnSeal = "Parcours-Seal";     // Ours: over the whole call.
inline constexpr std::string_view kOwnDate = "Parcours-Date";     // Ours: its date, where no body carries it.

// A seal as its header carries it. Views into what was read.
struct SealHeader {
  std::string_view version;  // Not empty. May hold dots: the seal has none.
  std::string_view seal;
};

// None: not of this form.
std::optional<SealHeader> read_seal(std::string_view header);

// "HmacSHA256.1.<43 characters>"
std::string make_seal(std::string_view version, std::string_view key, std::string_view sealed);

// Whether `seal` is the one of `sealed` under `key`. Constant time in what differs; only the canonical text passes.
bool seal_matches(std::string_view seal, std::string_view key, std::string_view sealed);

// What the public API seals: the fields, joined by `&`.
std::string sealed_fields(std::initializer_list<std::string_view> fields);

// What Parcours-Seal covers, joined by `&`: the method in capitals, the path as sent without its query, the date as sent
// (requestDate of the body, or Parcours-Date), and SHA-256 of the body's bytes in small hexadecimals (no body: of nothing).
std::string sealed_call(std::string_view method, std::string_view raw_path, std::string_view date, std::string_view body);

}  // namespace encaissement
