// A run that deserves a certificate, small, with one of everything a certificate names; tests bend it.
#pragma once

#include "scenarios/certify/certificate.h"

namespace parcours {

inline constexpr encaissement::Day kIssued{std::chrono::year{2026} / 11 / 24};

CertifiedRun good_run();

// The same with a failure that ACME's Zoé Martin answers for until 31/12/2026, and its baseline laid on.
CertifiedRun waived_run();
Baseline waiving();

// Always the same, so that certificates repeat byte for byte.
encaissement::SecretKey test_key(char digit = '7');

// REQUIRES: it deserves one.
Certificate certified(const CertifiedRun& run, const Baseline& baseline = {});

}  // namespace parcours
