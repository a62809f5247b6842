// A certificate as text. There is one text for each certificate: a file that is not that text, be it for a blank or the
// order of two members, is refused before its signature is looked at.
#pragma once

#include <string>
#include <string_view>

#include "reports/result.h"
#include "scenarios/certify/certificate.h"

namespace parcours {

// The file: the signed text with the signature as its last member.
std::string certificate_text(const Certificate& certificate);

// What is signed: everything but the signature.
std::string signed_text(const Certificate& certificate);

// Reads what certificate_text() writes and nothing else. The signature is not checked here. `name` is what the file is
// called in errors.
Reported<Certificate> certificate_from(std::string_view text, const std::string& name);

}  // namespace parcours
