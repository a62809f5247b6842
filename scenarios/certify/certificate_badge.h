// The badge of a certificate: a small SVG for a page or a README, with the profiles and the day. It proves nothing; the
// certificate does.
#pragma once

#include <string>

#include "scenarios/certify/certificate.h"

namespace parcours {

// A whole SVG document; every word in it is escaped, it fetches nothing and runs nothing.
std::string certificate_badge(const Certificate& certificate);

}  // namespace parcours
