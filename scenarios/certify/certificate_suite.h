// The suite as a certificate names it: what each case of the profiles does with the numbers of a seed and what a till is.
#pragma once

#include <string>
#include <vector>

#include "scenarios/certify/case.h"
#include "scenarios/certify/certificate.h"

namespace parcours {

// REQUIRES: every profile exists (till_profiles()).
CertifiedSuite suite_of(const std::vector<std::string>& profiles, const TillHello& till, std::uint64_t seed);

}  // namespace parcours
