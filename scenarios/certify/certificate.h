// The certificate of a till, "parcours-certificate/1": what was judged, by what, how, with which verdicts, signed. Made
// from a run that hides nothing (certificate_of), written in one canonical form (certificate_json.h), checked by anybody
// (certificate_check.h), shown as a page and a badge (certificate_page.h, certificate_badge.h), and repeated
// (certificate_rerun.h). It holds no secret, no path and no host.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "reference/core/time.h"
#include "reference/seal/signature.h"
#include "reports/baseline.h"
#include "reports/record.h"
#include "scenarios/certify/player.h"
#include "sim/till.h"

namespace parcours {

inline constexpr const char* kCertificateFormat = "parcours-certificate/1";

// A file by its name, without folders, and its SHA-256.
struct FileDigest {
  std::string name, sha256;
  friend bool operator==(const FileDigest&, const FileDigest&) = default;
};

// The cases of a profile, each with all that it does and asks as text.
struct SuiteCase {
  std::string id, content;
};
struct SuiteProfile {
  std::string name;
  std::vector<SuiteCase> cases;
};
using CertifiedSuite = std::vector<SuiteProfile>;

// A run at a till, as far as a certificate speaks of it.
struct CertifiedRun {
  Record record;                    // Complete, target.kind "till"; a case's profile stands before the slash of its id.
  TillHello till;                   // As it said.
  std::vector<FileDigest> product;  // Files that are the product, as the integrator named them.
  std::vector<FileDigest> adapter;  // The program behind --pos; empty: the till lives in this process.
  std::string program_sha256;       // Of this program.
  CertifiedSuite suite;             // The profiles to be certified, whole.
  TillManners manners = {};
  bool filtered = false;            // Cases were picked, or left out.
  std::string command;              // Runs it again: "./parcours certify --pos ./till --seed 7 --suite core"
};

struct CertifiedCase {
  std::string id;
  Verdict verdict{};
  std::string digest;  // Of all the record says of it; 16 hexadecimal digits.
  friend bool operator==(const CertifiedCase&, const CertifiedCase&) = default;
};

struct CertifiedProfile {
  std::string name;
  int cases = 0, passed = 0, warned = 0, waived = 0;
  friend bool operator==(const CertifiedProfile&, const CertifiedProfile&) = default;
};

// A failure that somebody answers for until a day, that day included.
struct Waiver {
  std::string case_id, rule, reason, owner;  // rule: may be empty
  encaissement::Day expires{};
  friend bool operator==(const Waiver&, const Waiver&) = default;
};

struct Certificate {
  TillHello till;
  std::vector<FileDigest> product, adapter;
  Tool tool;
  std::string program_sha256, suite_sha256, record_sha256;
  std::string protocol = kTillProtocol;
  std::string seed;
  Details policies;  // Those that differ from the defaults.
  Details manners;   // All of them.
  std::vector<CertifiedProfile> profiles;
  std::vector<CertifiedCase> cases;  // Of the whole record, in its order.
  std::vector<Waiver> waivers;
  encaissement::Day issued{};
  std::string command;
  encaissement::PublicKey key{};
  encaissement::Signature signature{};
};

// One sentence for each reason why there is no certificate.
using CertificateRefusals = std::vector<std::string>;

// Everything that forbids a certificate: cases picked out, stopped, in shards, a verdict that is not good, a question that
// was not put inside a certified profile, a known failure nobody answers for any more, a case missing, no case at all,
// policies unknown. Empty: nothing does.
CertificateRefusals why_not(const CertifiedRun& run, const Baseline& baseline, encaissement::Day today);

// The certificate, signed, or why there is none.
std::variant<Certificate, CertificateRefusals> certificate_of(const CertifiedRun& run, const Baseline& baseline,
                                                              encaissement::Day today,
                                                              const encaissement::SecretKey& key);

// What the digests are of. record: its JSON without the commands that repeat a case, which differ from place to place.
std::string record_sha256(Record record);
std::string suite_sha256(const CertifiedSuite& suite);
std::vector<CertifiedCase> certified_cases(const Record& record);

// "pos_poll_min_ms" = "1000", …
Details manners_of(const TillManners& manners);
// False: no such manner, or no whole number of at least 0.
bool set_manner(TillManners& manners, const std::string& name, const std::string& value);

// What a till says of itself, made fit to be shown: one line, no control characters, of bounded length.
TillHello fit_to_show(TillHello till);

}  // namespace parcours
