// Repeating what a certificate certifies: the same till, suite, seed, policies and manners must give the same record,
// byte for byte. Who runs is given from outside.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "reference/core/policy.h"
#include "reports/result.h"
#include "scenarios/certify/certificate.h"

namespace parcours {

// What a certificate was judged with, ready to be used again.
struct RerunSettings {
  std::string seed;
  encaissement::Policies policies;
  TillManners manners;
  std::vector<std::string> profiles;
};
// Error: a setting that this program does not know.
Reported<RerunSettings> settings_of(const Certificate& certificate);

// Runs the profiles whole, without a baseline; the product's files are those named again, or none.
using RunAgain = std::function<Reported<CertifiedRun>(const RerunSettings& settings)>;

struct Repeated {
  std::vector<std::string> differences;  // The first of each kind, in words; none: it is the same run.
  std::vector<std::string> remarks;      // What differs and need not be the same: the build of this program.
};

// Compares what was run again with what was certified: the till's word, its files, the suite, each case, the record.
// The certificate's waivers are laid on the record first, as on the day it was issued.
Repeated compare_again(const Certificate& certificate, CertifiedRun again);

}  // namespace parcours
