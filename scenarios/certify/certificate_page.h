// The certificate as a page for people: one A4 sheet when printed, French and English side by side, one file that opens
// from disk and fetches nothing. The page proves nothing by itself; it says how the certificate is verified.
#pragma once

#include <string>

#include "scenarios/certify/certificate.h"

namespace parcours {

// What the code on the page says: the digest of the certificate's file and the id of its key, so that paper can be
// held against a file. "parcours-certificate/1 sha256:… key:…"
std::string certificate_code(const Certificate& certificate);

std::string certificate_page(const Certificate& certificate);

}  // namespace parcours
