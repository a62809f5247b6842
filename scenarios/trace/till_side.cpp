#include "scenarios/trace/till_side.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "reference/core/text.h"
#include "reports/text.h"
#include "scenarios/certify/oracle_wire.h"

namespace parcours {
namespace {

using encaissement::format_instant;

constexpr TillRuleId kShown[] = {TillRuleId::pos_01, TillRuleId::pos_02, TillRuleId::pos_03, TillRuleId::pos_04, TillRuleId::pos_05, TillRuleId::pos_18};

// The first call at that instant: findings name instants.
std::optional<std::size_t> entry_at(const Log& log, Instant at) {
  for (std::size_t i = 0; i < log.trace.entries.size(); ++i) {
    const auto* call = std::get_if<TracedCall>(&log.trace.entries[i]);
    if (call != nullptr && (call->at == at || call->answered == at)) return i;
  }
  return std::nullopt;
}

CaseResult case_of(const Finding& finding, const Log& log, std::string id) {
  const auto entry = entry_at(log, finding.at);
  CaseResult one{.id = std::move(id), .title = finding.sentence, .file = log.file, .rules = {std::string{to_string(finding.rule)}},
                 .level = till_rule(finding.rule).level, .verdict = finding.verdict};
  one.line = entry ? log.lines[*entry] : 0;
  one.reason = fmt::format("{} {}{}", finding.sentence, format_instant(finding.at), entry ? " (" + place_of(log, *entry) + ")" : "");
  one.expected = finding.expected;
  one.actual = finding.actual;
  return one;
}

CaseResult kept(TillRuleId rule, bool judged, const char* why) {
  CaseResult one{.id = "till/" + std::string{to_string(rule)}, .title = std::string{till_rule(rule).sentence},
                 .rules = {std::string{to_string(rule)}}, .level = till_rule(rule).level};
  one.verdict = judged ? Verdict::pass : Verdict::not_testable;
  if (!judged) one.reason = std::string{"unknown: "} + why;
  return one;
}

std::string told(const Finding& finding, const std::string& whose, const Log& log) {
  const auto entry = entry_at(log, finding.at);
  std::string text = fmt::format("{}  {}  {}  {}\n  {}\n", to_string(finding.rule), whose, format_instant(finding.at), entry ? place_of(log, *entry) : log.file, finding.sentence);
  if (!finding.expected.empty()) text += "  expected  " + joined({finding.expected.begin(), finding.expected.end()}, ", or ") + "\n";
  return text + "  found     " + finding.actual + "\n";
}

WireOptions wire_options(const TraceOptions& options) {
  WireOptions wire;
  for (const KeySpec& key : options.keys) wire.keys.push_back({key.version, key.key, key.shop});
  wire.virtual_time = false;
  wire.replay_window_s = options.policies.replay_window_s;
  wire.dedupes = options.policies.dedupe_create != encaissement::DedupeCreate::off;
  return wire;
}

}  // namespace

TillSide judge_tills(const Log& log, const TraceOptions& options) {
  constexpr std::size_t kTold = 20;
  TillSide side;
  std::set<TillRuleId> wrong;
  const auto take = [&](const Findings& findings, const std::string& whose) {
    std::size_t n = 0;
    for (const Finding& finding : findings) {
      side.cases.push_back(case_of(finding, log, fmt::format("{}/{}/{}", whose, to_string(finding.rule), ++n)));
      if (n <= kTold) side.summary += told(finding, whose, log);
    }
    side.wrong += findings.size();
  };
  const Findings tills = judge_wire(log.trace, wire_options(options));
  for (const Finding& finding : tills) wrong.insert(finding.rule);
  take(tills, "till");
  take(judge_answers(log.trace), "answer");
  const bool called = std::any_of(log.trace.entries.begin(), log.trace.entries.end(), [](const TraceEntry& e) { return std::holds_alternative<TracedCall>(e); });
  for (const TillRuleId rule : kShown) {
    if (wrong.contains(rule)) continue;
    const bool seals = rule == TillRuleId::pos_01, cashier = rule == TillRuleId::pos_03;
    side.cases.push_back(kept(rule, called && !(seals && options.keys.empty()) && !cashier,
                              seals ? "no key was given" : cashier ? "what the cashier typed is not in the log" : "there are no calls"));
  }
  return side;
}

}  // namespace parcours
