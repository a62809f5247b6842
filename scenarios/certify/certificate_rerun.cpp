#include "scenarios/certify/certificate_rerun.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "reports/text.h"

namespace parcours {
namespace {

using Lines = std::vector<std::string>;

void differ(Lines& lines, std::string_view what, std::string_view certified, std::string_view found) {
  if (certified == found) return;
  lines.push_back(fmt::format("{}: certified \"{}\", found \"{}\"", what, one_line(certified, 120), one_line(found, 120)));
}

void compare_till(const TillHello& certified, const TillHello& found, Lines& lines) {
  differ(lines, "vendor", certified.vendor, found.vendor);
  differ(lines, "product", certified.product, found.product);
  differ(lines, "version", certified.version, found.version);
  differ(lines, "build", certified.build, found.build);
  differ(lines, "capabilities", joined(certified.capabilities, ", "), joined(found.capabilities, ", "));
  if (certified.clock != found.clock) lines.emplace_back("the till comes to its time in another way");
  if (certified.notices != found.notices) lines.emplace_back("notifications reach the till in another way");
}

void compare_files(std::string_view what, const std::vector<FileDigest>& certified,
                   const std::vector<FileDigest>& found, Lines& lines) {
  for (std::size_t i = 0; i < std::max(certified.size(), found.size()); ++i) {
    const FileDigest none{"nothing", ""};
    const FileDigest& left = i < certified.size() ? certified[i] : none;
    const FileDigest& right = i < found.size() ? found[i] : none;
    if (left == right) continue;
    lines.push_back(fmt::format("{}: certified {} {}, found {} {}", what, one_line(left.name, 80), left.sha256,
                                one_line(right.name, 80), right.sha256));
    return;
  }
}

void compare_cases(const std::vector<CertifiedCase>& certified, const std::vector<CertifiedCase>& found, Lines& lines) {
  for (std::size_t i = 0; i < std::max(certified.size(), found.size()); ++i) {
    if (i < certified.size() && i < found.size() && certified[i] == found[i]) continue;
    const CertifiedCase none{.id = "no case", .verdict = Verdict::error, .digest = {}};
    const CertifiedCase& left = i < certified.size() ? certified[i] : none;
    const CertifiedCase& right = i < found.size() ? found[i] : none;
    if (left.id != right.id)
      lines.push_back(fmt::format("certified {}, found {}", one_line(left.id, 120), one_line(right.id, 120)));
    else if (left.verdict != right.verdict)
      lines.push_back(fmt::format("{}: certified {}, found {}", one_line(left.id, 120), to_string(left.verdict),
                                  to_string(right.verdict)));
    else
      lines.push_back(fmt::format("{}: the same verdict, but it went otherwise", one_line(left.id, 120)));
    return;
  }
}

void lay_waivers(Record& record, const Certificate& certificate) {
  Baseline baseline;
  for (const Waiver& one : certificate.waivers)
    baseline.push_back({.case_id = one.case_id,
                        .rule = one.rule,
                        .reason = one.reason,
                        .owner = one.owner,
                        .expires = one.expires,
                        .place = "certificate"});
  std::set<std::string> known;
  for (const CaseResult& one : record.cases) known.insert(one.id);
  apply_baseline(record, baseline, certificate.issued, known);
}

}  // namespace

Reported<RerunSettings> settings_of(const Certificate& certificate) {
  RerunSettings settings{.seed = certificate.seed, .policies = {}, .manners = {}, .profiles = {}};
  for (const auto& [name, value] : certificate.policies) {
    const auto* field = encaissement::find_policy(name);
    if (field == nullptr || !field->set(settings.policies, value))
      return ReportError{"policies", fmt::format("this program knows no {}={}", one_line(name, 60), one_line(value, 60))};
  }
  for (const auto& [name, value] : certificate.manners) {
    if (!set_manner(settings.manners, name, value))
      return ReportError{"manners", fmt::format("this program knows no {}={}", one_line(name, 60), one_line(value, 60))};
  }
  for (const CertifiedProfile& one : certificate.profiles) settings.profiles.push_back(one.name);
  return settings;
}

Repeated compare_again(const Certificate& certificate, CertifiedRun again) {
  Repeated repeated;
  lay_waivers(again.record, certificate);
  compare_till(certificate.till, fit_to_show(again.till), repeated.differences);
  if (again.product.empty() && !certificate.product.empty())
    repeated.remarks.emplace_back("the files of the product were not named again, so they are not compared");
  else
    compare_files("product", certificate.product, again.product, repeated.differences);
  compare_files("adapter", certificate.adapter, again.adapter, repeated.differences);
  differ(repeated.differences, "suite", certificate.suite_sha256, suite_sha256(again.suite));
  compare_cases(certificate.cases, certified_cases(again.record), repeated.differences);
  differ(repeated.differences, "record", certificate.record_sha256, record_sha256(again.record));
  differ(repeated.remarks, "build of this program", certificate.program_sha256, again.program_sha256);
  return repeated;
}

}  // namespace parcours
