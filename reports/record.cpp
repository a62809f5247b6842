#include "reports/record.h"

#include <algorithm>
#include <array>

#include "reports/till_rules.h"

namespace parcours {
namespace {

void add_case(RuleResult& rule, const CaseResult& one) {
  if (!rule.cases.empty() && rule.cases.back() == one.id) return;  // The case names the rule twice.
  rule.cases.push_back(one.id);
  if (!rule.verdict || severity(one.verdict) > severity(*rule.verdict)) rule.verdict = one.verdict;
}

RuleResult& rule_named(std::vector<RuleResult>& rules, const std::string& id) {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const RuleResult& r) { return r.id == id; });
  if (found != rules.end()) return *found;
  rules.push_back({.id = id, .level = encaissement::Level::must, .verdict = std::nullopt, .cases = {}});
  return rules.back();
}

template <class Rules>
std::vector<RuleResult> uncovered(const Rules& catalogue) {
  std::vector<RuleResult> rules;
  for (const auto& one : catalogue)
    rules.push_back({.id = std::string(one.id), .level = one.level, .verdict = std::nullopt, .cases = {}});
  return rules;
}

std::vector<RuleResult> judged(std::vector<RuleResult> rules, std::span<const CaseResult> cases) {
  for (const CaseResult& one : cases) {
    for (const std::string& id : one.rules) add_case(rule_named(rules, id), one);
  }
  return rules;
}

// A till is asked for other rules than a service.
std::vector<RuleResult> rules_of(const Record& record) {
  return record.target.kind == "till" ? judged(uncovered(till_rules()), record.cases) : rules_of(record.cases);
}

ExitCode exit_code_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
    case Verdict::warn:
    case Verdict::xfail: return ExitCode::conforming;
    case Verdict::fail:
    case Verdict::crash:
    case Verdict::xpass: return ExitCode::nonconforming;
    case Verdict::config: return ExitCode::usage;
    case Verdict::blocked:
    case Verdict::timeout:
    case Verdict::error: return ExitCode::could_not_judge;
    case Verdict::unsupported:
    case Verdict::not_testable:
    case Verdict::review: return ExitCode::nothing_verified;
  }
  return ExitCode::could_not_judge;
}

// FNV-1a, 64 bits: enough to tell selections apart, and the same on every machine.
std::uint64_t fnv1a(std::uint64_t hash, std::string_view text) {
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211ULL;
  }
  return hash;
}

}  // namespace

int Summary::of(Verdict verdict) const {
  const auto found = counts.find(verdict);
  return found == counts.end() ? 0 : found->second;
}

Summary summarise(std::span<const CaseResult> cases, std::span<const RuleResult> rules) {
  Summary summary;
  for (const Verdict verdict : kVerdicts) summary.counts[verdict] = 0;
  for (const CaseResult& one : cases) ++summary.counts[one.verdict];
  summary.cases = static_cast<int>(cases.size());
  summary.rules = static_cast<int>(rules.size());
  summary.rules_not_covered =
      static_cast<int>(std::count_if(rules.begin(), rules.end(), [](const RuleResult& r) { return !r.verdict; }));
  return summary;
}

std::vector<RuleResult> rules_of(std::span<const CaseResult> cases) {
  return judged(uncovered(encaissement::catalogue()), cases);
}

void complete(Record& record) {
  std::sort(record.cases.begin(), record.cases.end(),
            [](const CaseResult& left, const CaseResult& right) { return left.id < right.id; });
  record.rules = rules_of(record);
  record.summary = summarise(record.cases, record.rules);
}

std::string_view verdict_word(const RuleResult& rule) {
  return rule.verdict ? to_string(*rule.verdict) : std::string_view("not_covered");
}

std::vector<std::string> cases_to_rerun(const Record& record) {
  std::vector<std::string> ids;
  for (const CaseResult& one : record.cases) {
    if (is_problem(one.verdict)) ids.push_back(one.id);
  }
  return ids;
}

// A skipped case only matters when nothing else was judged: conforming beats nothing_verified as soon as one case
// was, so the two are settled apart from the order of precedence.
ExitCode exit_code(const Record& record) {
  ExitCode code = record.interrupted ? ExitCode::interrupted : ExitCode::conforming;
  if (!record.stale_baseline.empty()) code = stronger(code, ExitCode::nonconforming);
  bool any_judged = false;
  for (const CaseResult& one : record.cases) {
    const ExitCode its = exit_code_of(one.verdict);
    if (its == ExitCode::nothing_verified) continue;
    any_judged = true;
    code = stronger(code, its);
  }
  const bool vacuous = record.campaign && !record.shard && is_vacuous(*record.campaign);
  return any_judged && !vacuous ? code : stronger(code, ExitCode::nothing_verified);
}

std::string suite_digest(std::vector<std::string> case_ids) {
  std::sort(case_ids.begin(), case_ids.end());
  std::uint64_t hash = 14695981039346656037ULL;
  for (const std::string& id : case_ids) hash = fnv1a(hash, id + '\n');
  std::string digits(16, '0');
  for (std::size_t i = 0; i < digits.size(); ++i) digits[i] = "0123456789abcdef"[(hash >> (60 - 4 * i)) & 15];
  return digits;
}

}  // namespace parcours
