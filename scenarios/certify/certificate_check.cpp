#include "scenarios/certify/certificate_check.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/text.h"
#include "scenarios/certify/certificate_json.h"

namespace parcours {
namespace {

using namespace encaissement;

using Wrong = std::vector<std::string>;

// What no certificate of ours says: whoever signed it made it otherwise.
void contradictions(const Certificate& c, Wrong& wrong) {
  if (c.profiles.empty() || c.cases.empty()) wrong.emplace_back("it certifies nothing");
  std::size_t waived = 0;
  for (const CertifiedCase& one : c.cases) {
    if (one.verdict != Verdict::xfail) continue;
    ++waived;
    const auto names = [&](const Waiver& waiver) { return waiver.case_id == one.id; };
    if (std::none_of(c.waivers.begin(), c.waivers.end(), names))
      wrong.push_back(fmt::format("{} failed, and no waiver names it", one_line(one.id, 120)));
  }
  if (waived != c.waivers.size()) wrong.emplace_back("its waivers are not of its cases");
}

CertifiedProfile counted(const std::string& name, const std::vector<CertifiedCase>& cases) {
  CertifiedProfile counts{.name = name};
  for (const CertifiedCase& one : cases) {
    if (one.id.substr(0, one.id.find('/')) != name) continue;
    ++counts.cases;
    if (one.verdict == Verdict::pass) ++counts.passed;
    if (one.verdict == Verdict::warn) ++counts.warned;
    if (one.verdict == Verdict::xfail) ++counts.waived;
  }
  return counts;
}

void profiles_against_cases(const Certificate& c, Wrong& wrong) {
  for (const CertifiedProfile& profile : c.profiles) {
    if (profile != counted(profile.name, c.cases))
      wrong.push_back(fmt::format("the counts of profile {} are not those of its cases", one_line(profile.name, 60)));
    else if (profile.cases == 0 || profile.cases != profile.passed + profile.warned + profile.waived)
      wrong.push_back(fmt::format("profile {} has cases that are not good", one_line(profile.name, 60)));
  }
  for (const CertifiedCase& one : c.cases) {
    if (is_problem(one.verdict) || one.verdict == Verdict::review)
      wrong.push_back(fmt::format("{} is {}", one_line(one.id, 120), to_string(one.verdict)));
  }
}

void dates(const Certificate& c, Day today, Wrong& wrong) {
  if (c.issued > today) wrong.push_back(fmt::format("it is dated {}, which is still to come", iso_day(c.issued)));
  for (const Waiver& one : c.waivers) {
    if (one.expires >= today) continue;
    wrong.push_back(fmt::format("the waiver of {} by {} expired on {}", one_line(one.case_id, 120),
                                one_line(one.owner, 60), iso_day(one.expires)));
  }
}

void against_record(const Certificate& c, const Record& record, Wrong& wrong) {
  if (record_sha256(record) == c.record_sha256) return;
  wrong.push_back(fmt::format("it was made from another record: that one is {}, this one {}", c.record_sha256,
                              record_sha256(record)));
}

bool contains(const std::vector<PublicKey>& keys, const PublicKey& key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

CertificateCheck check_certificate(std::string_view text, const std::string& name, const CheckOptions& options) {
  CertificateCheck check{.standing = CertificateStanding::wrong, .wrong = {}, .certificate = {}};
  Reported<Certificate> read = certificate_from(text, name);
  if (!read) return check.wrong.push_back(read.error().text()), check;
  Certificate& c = read.value();
  if (!is_signed(signed_text(c), c.signature, c.key))
    return check.wrong.emplace_back(name + ": the signature is not of this text: the certificate was changed"), check;
  contradictions(c, check.wrong);
  profiles_against_cases(c, check.wrong);
  dates(c, options.today, check.wrong);
  if (options.record != nullptr) against_record(c, *options.record, check.wrong);
  const bool trusted = contains(options.trusted, c.key);
  if (!trusted && !options.trusted.empty())
    check.wrong.push_back(fmt::format("signed with key {}, which is none of the trusted ones", key_id(c.key)));
  if (check.wrong.empty()) check.standing = trusted ? CertificateStanding::good : CertificateStanding::untrusted;
  check.certificate = std::move(c);
  return check;
}

}  // namespace parcours
