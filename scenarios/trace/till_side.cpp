#include "scenarios/trace/till_side.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "reference/core/text.h"
#include "reports/text.h"
#include "scenarios/certify/oracle_wire.h"

namespace parcours {
namespace {

using encaissement::format_instant;

constexpr TillRuleId kShown[] = {TillRuleId::pos_01, TillRuleId::pos_02, TillRuleId::pos_03, TillRuleId::pos_04, TillRuleId::pos_05, TillRuleId::pos_18};

// A finding, and where the log shows it.
struct Placed {
  const Finding& finding;
  std::optional<std::size_t> entry;
  std::size_t alike = 0;  // More that say the same.
};

bool is_at(const TraceEntry& entry, Instant at) {
  const auto* call = std::get_if<TracedCall>(&entry);
  return call != nullptr && (call->at == at || (call->answer && call->answered == at));
}

// Mostly the entry at which it was noticed; what is about an earlier call names its instant.
std::optional<std::size_t> entry_of(const Finding& finding, std::size_t noticed, const Log& log) {
  const auto& all = log.trace.entries;
  if (noticed < all.size() && is_at(all[noticed], finding.at)) return noticed;
  const auto found = std::find_if(all.begin(), all.end(), [&](const TraceEntry& one) { return is_at(one, finding.at); });
  return found == all.end() ? std::nullopt : std::optional{static_cast<std::size_t>(found - all.begin())};
}

CaseResult case_of(const Placed& placed, const Log& log, std::string id) {
  const Finding& finding = placed.finding;
  CaseResult one{.id = std::move(id), .title = finding.sentence, .file = log.file, .rules = {std::string{to_string(finding.rule)}},
                 .level = till_rule(finding.rule).level, .verdict = finding.verdict};
  one.line = placed.entry ? log.lines[*placed.entry] : 0;
  one.reason = fmt::format("{} {}{}", finding.sentence, format_instant(finding.at), placed.entry ? " (" + place_of(log, *placed.entry) + ")" : "");
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

std::string told(const Placed& placed, const std::string& whose, const Log& log) {
  const Finding& finding = placed.finding;
  std::string text = fmt::format("{}  {}{}  {}  {}\n  {}\n", to_string(finding.rule), whose, finding.verdict == Verdict::warn ? " (warning)" : "",
                                 format_instant(finding.at), placed.entry ? place_of(log, *placed.entry) : log.file, finding.sentence);
  if (!finding.expected.empty()) text += "  expected  " + joined({finding.expected.begin(), finding.expected.end()}, ", or ") + "\n";
  text += "  found     " + finding.actual + "\n";
  return placed.alike == 0 ? text : text + fmt::format("  and {} more like it\n", placed.alike);
}

// The same sentence with the same find is told once: a till does the same at every sale.
std::string told(const std::vector<Placed>& all, const std::string& whose, const Log& log) {
  constexpr std::size_t kTold = 20;
  std::vector<Placed> kinds;
  std::map<std::tuple<TillRuleId, Verdict, std::string, std::string>, std::size_t> known;
  for (const Placed& one : all) {
    const auto [at, is_new] = known.try_emplace({one.finding.rule, one.finding.verdict, one.finding.sentence, one.finding.actual}, kinds.size());
    if (is_new) kinds.push_back(one);
    else ++kinds[at->second].alike;
  }
  std::string text;
  for (std::size_t i = 0; i < std::min(kTold, kinds.size()); ++i) text += told(kinds[i], whose, log);
  return kinds.size() > kTold ? text + fmt::format("... and {} more kinds\n", kinds.size() - kTold) : text;
}

std::string counted(const std::vector<Placed>& tills, const std::vector<Placed>& answers) {
  const auto warnings = std::count_if(tills.begin(), tills.end(), [](const Placed& one) { return one.finding.verdict == Verdict::warn; });
  std::string text = fmt::format("tills: {} found wrong, {}", tills.size() - static_cast<std::size_t>(warnings), plural(static_cast<std::size_t>(warnings), "warning"));
  if (!answers.empty()) text += fmt::format("; {} of the service not as the API says", plural(answers.size(), "answer"));
  return text + "\n";
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
  TillSide side;
  std::set<TillRuleId> wrong;
  std::vector<std::size_t> at_tills, at_answers;
  const Findings tills = judge_wire(log.trace, wire_options(options), &at_tills), answers = judge_answers(log.trace, &at_answers);
  const auto take = [&](const Findings& findings, const std::vector<std::size_t>& noticed, const std::string& whose) {
    std::vector<Placed> all;
    for (std::size_t i = 0; i < findings.size(); ++i) {
      all.push_back({findings[i], entry_of(findings[i], noticed[i], log)});
      side.cases.push_back(case_of(all.back(), log, fmt::format("{}/{}/{}", whose, to_string(findings[i].rule), i + 1)));
    }
    side.summary += told(all, whose, log);
    return all;
  };
  for (const Finding& finding : tills) wrong.insert(finding.rule);
  const auto placed = take(tills, at_tills, "till");
  side.counts = counted(placed, take(answers, at_answers, "answer"));
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
