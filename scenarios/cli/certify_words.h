// What the command line says of a certification, read and checked. Used by `certify` and by `certificate verify --rerun`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/baseline.h"
#include "scenarios/certify/certification.h"
#include "scenarios/cli/judge.h"
#include "scenarios/cli/reports.h"
#include "scenarios/cli/till_options.h"

namespace parcours {

// As typed.
struct CertifyWords {
  Words words;  // Ids, beginnings of ids, rules.
  TillWords till;
  TargetWords target;  // seed, profile of a counterpart, policies
  Words suites, manners, reports, product;
  std::string baseline, key, certificate, story, keep, explain, drawn = std::to_string(kDrawnStories);
  bool lists = false, keeps_long = false, quiet = false, no_color = false;
};
void add_certify_options(Options& options, CertifyWords& words);

struct CertifyJob {
  CertifyOptions options;
  ReportRequests reports;
  Baseline baseline;
};
// None: a word was wrong, and that was told.
std::optional<CertifyJob> read_certify_words(const CertifyWords& words, Terminal& terminal);

// How the till is reached and what it is judged under, as words that repeat a case: "--pos './till' --seed 7".
std::string repro_of(const CertifyWords& words);

}  // namespace parcours
