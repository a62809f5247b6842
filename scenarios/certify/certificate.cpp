#include "scenarios/certify/certificate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "reference/core/policy.h"
#include "reports/record_json.h"
#include "reports/text.h"
#include "scenarios/certify/certificate_json.h"

namespace parcours {
namespace {

using namespace encaissement;

constexpr std::size_t kWordMost = 120;
constexpr std::size_t kReasonMost = 300;
constexpr std::size_t kCaseDigits = 16;

std::string shown(std::string_view text) { return one_line(text, kWordMost); }

std::string profile_of_id(const std::string& id) { return id.substr(0, id.find('/')); }

const BaselineEntry* entry_for(const std::string& id, const Baseline& baseline) {
  const auto found = std::find_if(baseline.begin(), baseline.end(), [&](const auto& one) { return one.case_id == id; });
  return found == baseline.end() ? nullptr : &*found;
}

// Why a known failure is none that somebody answers for; empty: somebody does.
std::string not_waived(const CaseResult& one, const Baseline& baseline, Day today) {
  const BaselineEntry* entry = entry_for(one.id, baseline);
  if (entry == nullptr) return "is known to fail, but no entry of the baseline waives it";
  if (entry->owner.empty()) return "is waived by nobody: its entry has no owner";
  if (today > entry->expires) return fmt::format("was waived until {} by {}", iso_day(entry->expires), shown(entry->owner));
  return {};
}

// Empty: the case is no obstacle.
std::string obstacle(const CaseResult& one, bool certified, const Baseline& baseline, Day today) {
  switch (one.verdict) {
    case Verdict::pass:
    case Verdict::warn: return {};
    case Verdict::xfail: return not_waived(one, baseline, today);
    case Verdict::unsupported:
    case Verdict::not_testable:
      if (!certified) return {};
      return fmt::format("was not judged ({}); its profile cannot be certified", meaning(one.verdict));
    case Verdict::fail:
    case Verdict::blocked:
    case Verdict::review:
    case Verdict::config:
    case Verdict::crash:
    case Verdict::timeout:
    case Verdict::error:
    case Verdict::xpass: break;
  }
  const std::string why = one_line(one.reason, kReasonMost);
  return fmt::format("{}{}{}", to_string(one.verdict), why.empty() ? "" : ": ", why);
}

void refuse_run(const CertifiedRun& run, CertificateRefusals& refusals) {
  const Record& record = run.record;
  if (record.target.kind != "till")
    refusals.push_back(fmt::format("the record is not of a till but of \"{}\"", shown(record.target.kind)));
  if (run.filtered) refusals.emplace_back("cases were picked or left out; a certificate is made from a whole run");
  if (record.interrupted) refusals.emplace_back("the run was stopped before its last case");
  if (record.shard) refusals.emplace_back("the record is of a run in shards; a certificate is made from one whole run");
  if (record.cases.empty()) refusals.emplace_back("no case was run");
  if (run.suite.empty()) refusals.emplace_back("no profile was asked for");
  for (const std::string& stale : record.stale_baseline)
    refusals.push_back("stale baseline: " + one_line(stale, kReasonMost));
}

void refuse_policies(const Record& record, CertificateRefusals& refusals) {
  if (record.policies.empty()) refusals.emplace_back("policies unknown: the record does not say which were in force");
  for (const auto& [name, value] : record.policies) {
    Policies scratch;
    TillManners manners;
    if (set_manner(manners, name, value)) continue;
    const PolicyField* field = find_policy(name);
    if (field == nullptr)
      refusals.push_back(fmt::format("policies unknown: there is none of the name \"{}\"", shown(name)));
    else if (!field->set(scratch, value))
      refusals.push_back(fmt::format("policies unknown: {} is \"{}\", expected {}", name, shown(value), field->expected));
  }
}

void refuse_missing(const CertifiedRun& run, CertificateRefusals& refusals) {
  std::set<std::string> there;
  for (const CaseResult& one : run.record.cases) there.insert(one.id);
  for (const SuiteProfile& profile : run.suite) {
    if (profile.cases.empty()) refusals.push_back(fmt::format("profile {} has no case", shown(profile.name)));
    for (const SuiteCase& one : profile.cases)
      if (!there.contains(one.id)) refusals.push_back(fmt::format("{} was not run", shown(one.id)));
  }
}

void refuse_cases(const CertifiedRun& run, const Baseline& baseline, Day today, CertificateRefusals& refusals) {
  std::set<std::string> certified, seen;
  for (const SuiteProfile& profile : run.suite) certified.insert(profile.name);
  for (const CaseResult& one : run.record.cases) {
    if (!seen.insert(one.id).second) refusals.push_back(fmt::format("{} is there twice", shown(one.id)));
    const std::string why = obstacle(one, certified.contains(profile_of_id(one.id)), baseline, today);
    if (!why.empty()) refusals.push_back(fmt::format("{}: {}", shown(one.id), why));
  }
}

CertifiedProfile counted(const SuiteProfile& profile, const Record& record) {
  CertifiedProfile counts{.name = profile.name};
  for (const CaseResult& one : record.cases) {
    if (profile_of_id(one.id) != profile.name) continue;
    ++counts.cases;
    if (one.verdict == Verdict::pass) ++counts.passed;
    if (one.verdict == Verdict::warn) ++counts.warned;
    if (one.verdict == Verdict::xfail) ++counts.waived;
  }
  return counts;
}

std::vector<Waiver> waivers_of(const Record& record, const Baseline& baseline) {
  std::vector<Waiver> waivers;
  for (const CaseResult& one : record.cases) {
    if (one.verdict != Verdict::xfail) continue;
    const BaselineEntry& entry = *entry_for(one.id, baseline);
    waivers.push_back({.case_id = one.id,
                       .rule = entry.rule,
                       .reason = entry.reason,
                       .owner = entry.owner,
                       .expires = entry.expires});
  }
  return waivers;
}

Details other_policies(const Record& record) {
  Details others;
  for (const PolicyField& field : policy_fields()) {
    for (const auto& [name, value] : record.policies)
      if (name == field.name && value != field.get(Policies{})) others.emplace_back(name, value);
  }
  return others;
}

Certificate unsigned_certificate(const CertifiedRun& run, const Baseline& baseline, Day today) {
  Certificate certificate;
  certificate.till = fit_to_show(run.till);
  certificate.product = run.product;
  certificate.adapter = run.adapter;
  certificate.tool = run.record.tool;
  certificate.program_sha256 = run.program_sha256;
  certificate.suite_sha256 = suite_sha256(run.suite);
  certificate.record_sha256 = record_sha256(run.record);
  certificate.seed = run.record.seed;
  certificate.policies = other_policies(run.record);
  certificate.manners = manners_of(run.manners);
  for (const SuiteProfile& profile : run.suite) certificate.profiles.push_back(counted(profile, run.record));
  certificate.cases = certified_cases(run.record);
  certificate.waivers = waivers_of(run.record, baseline);
  certificate.issued = today;
  certificate.command = run.command;
  return certificate;
}

// A manner by its name: how it is read and set.
struct Manner {
  std::string_view name;
  std::int64_t (*get)(const TillManners&);
  void (*set)(TillManners&, int);
};

constexpr std::array kManners{
    Manner{"pos_poll_min_ms", [](const TillManners& m) { return std::int64_t{m.poll_min.count()}; },
           [](TillManners& m, int value) { m.poll_min = std::chrono::milliseconds{value}; }},
    Manner{"pos_immediate_rest_s", [](const TillManners& m) { return std::int64_t{m.immediate_rest.count()}; },
           [](TillManners& m, int value) { m.immediate_rest = std::chrono::seconds{value}; }},
    Manner{"pos_deferred_rest_h", [](const TillManners& m) { return std::int64_t{m.deferred_rest.count()}; },
           [](TillManners& m, int value) { m.deferred_rest = std::chrono::hours{value}; }},
    Manner{"pos_clock_skew_min", [](const TillManners& m) { return std::int64_t{m.clock_skew.count()}; },
           [](TillManners& m, int value) { m.clock_skew = std::chrono::minutes{value}; }}};

}  // namespace

CertificateRefusals why_not(const CertifiedRun& run, const Baseline& baseline, Day today) {
  CertificateRefusals refusals;
  refuse_run(run, refusals);
  refuse_policies(run.record, refusals);
  refuse_missing(run, refusals);
  refuse_cases(run, baseline, today, refusals);
  return refusals;
}

std::variant<Certificate, CertificateRefusals> certificate_of(const CertifiedRun& run, const Baseline& baseline,
                                                              Day today, const SecretKey& key) {
  CertificateRefusals refusals = why_not(run, baseline, today);
  if (!refusals.empty()) return refusals;
  Certificate certificate = unsigned_certificate(run, baseline, today);
  certificate.key = key.public_key();
  certificate.signature = key.sign(signed_text(certificate));
  return certificate;
}

std::string record_sha256(Record record) {
  for (CaseResult& one : record.cases) one.repro.clear();
  return sha256_hex(to_json(record));
}

// Lengths keep what is neighbours apart: "ab" and "c" are not "a" and "bc".
std::string suite_sha256(const CertifiedSuite& suite) {
  std::string text;
  const auto add = [&](std::string_view part) { text += fmt::format("{}:{}\n", part.size(), part); };
  for (const SuiteProfile& profile : suite) {
    add(profile.name);
    for (const SuiteCase& one : profile.cases) {
      add(one.id);
      add(one.content);
    }
  }
  return sha256_hex(text);
}

std::vector<CertifiedCase> certified_cases(const Record& record) {
  std::vector<CertifiedCase> cases;
  for (const CaseResult& one : record.cases) {
    Record alone;
    alone.cases.push_back(one);
    cases.push_back({.id = one.id, .verdict = one.verdict, .digest = record_sha256(alone).substr(0, kCaseDigits)});
  }
  return cases;
}

Details manners_of(const TillManners& manners) {
  Details details;
  for (const Manner& one : kManners) details.emplace_back(one.name, std::to_string(one.get(manners)));
  return details;
}

bool set_manner(TillManners& manners, const std::string& name, const std::string& value) {
  constexpr std::size_t kDigitsMost = 9;
  const auto* found = std::find_if(kManners.begin(), kManners.end(), [&](const Manner& one) { return one.name == name; });
  if (found == kManners.end() || value.empty() || value.size() > kDigitsMost) return false;
  if (value.find_first_not_of("0123456789") != std::string::npos) return false;
  found->set(manners, std::stoi(value));
  return true;
}

TillHello fit_to_show(TillHello till) {
  for (std::string* word : {&till.vendor, &till.product, &till.version, &till.build}) *word = shown(*word);
  for (std::string& word : till.capabilities) word = shown(word);
  return till;
}

}  // namespace parcours
