// From a run at a till to its certificate: what it is made from, the files it becomes, and the run again that a
// certificate is held against.
#pragma once

#include "scenarios/certify/certificate.h"
#include "scenarios/certify/certification.h"
#include "scenarios/cli/certify_words.h"

namespace parcours {

// What was run, as a certificate speaks of it. Trouble: a file of the product or the adapter that cannot be read.
Reported<CertifiedRun> certified_run(const CertifyWords& words, const CertifyJob& job, const CertifyPlan& plan,
                                     const TillHello& hello, Record record);

// Writes the certificate, its page and its badge beside it, or says why there is none.
ExitCode sign(const CertifyWords& words, const CertifyJob& job, const CertifyPlan& plan, const TillHello& hello,
              const Record& record, Terminal& terminal);

}  // namespace parcours
