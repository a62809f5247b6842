// Whether a certificate is what somebody signed, whether that somebody is trusted, and whether it still holds. Needs
// nothing but the file, the day, and the keys that are trusted.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/certify/certificate.h"

namespace parcours {

struct CheckOptions {
  encaissement::Day today{};
  std::vector<encaissement::PublicKey> trusted;  // None: whose key it is stays open.
  const Record* record = nullptr;                // The record it should have been made from; none: not compared.
};

enum class CertificateStanding {
  good,       // Unchanged, signed with a trusted key, in force.
  untrusted,  // Unchanged and in force; but no trusted key was named, so anybody may have signed it.
  wrong,
};

struct CertificateCheck {
  CertificateStanding standing{};
  std::vector<std::string> wrong;          // One sentence a reason; none unless standing is wrong.
  std::optional<Certificate> certificate;  // None: it could not be read, or its signature is not of its text.
};

// `name`: what the file is called in sentences.
CertificateCheck check_certificate(std::string_view text, const std::string& name, const CheckOptions& options);

}  // namespace parcours
