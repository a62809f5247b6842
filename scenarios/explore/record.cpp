// From tallies to the record: a case for every property, one for the program's life and one for its sameness.
#include <fmt/format.h>

#include <algorithm>

#include "reference/core/text.h"
#include "reports/text.h"
#include "scenarios/explore/campaign.h"
#include "sim/cast.h"

namespace parcours {
namespace {

const std::string kSameBytes = "campaign/same-bytes";
const std::string kLives = "campaign/lives";

std::string case_id(const Property& property) { return "property/" + std::string{property.id}; }

std::string policy_text(const encaissement::Policies& policies) {
  std::string text;
  for (const encaissement::PolicyField& field : encaissement::policy_fields())
    if (field.get(policies) != field.get({})) text += fmt::format("{}{}={}", text.empty() ? "" : ", ", field.name, field.get(policies));
  return text;
}

// Nothing of how many runs break it: shards know that of their own only.
std::string reason_of(const Finding& f) {
  std::string reason = fmt::format("Run {} breaks it; its {} acts were made {}{}.", f.run, f.acts,
                                   plural(f.small.story.size(), "act"),
                                   f.small.is_shortest ? ", and no shorter story of such acts does" : "");
  const std::string settings = policy_text(f.small.plan.policies);
  return settings.empty() ? reason : reason + " Settings: " + settings + ".";
}

CaseResult case_of(const Property& property) {
  CaseResult one{.id = case_id(property), .title = std::string{property.sentence}};
  for (int i = 0; i < property.rule_count; ++i)
    one.rules.emplace_back(encaissement::to_string(property.rules[static_cast<std::size_t>(i)]));
  one.level = encaissement::requirement(property.rules[0]).level;
  return one;
}

// The broken rule comes first, so that every view names it.
void put_first(std::vector<std::string>& rules, const std::string& rule) {
  std::erase(rules, rule);
  rules.insert(rules.begin(), rule);
}

CaseResult case_of(const Finding& f, const FindingTold& told, std::uint64_t seed, const std::string& options) {
  CaseResult one = case_of(*f.property);
  put_first(one.rules, std::string{encaissement::to_string(f.small.broken.rule)});
  one.level = encaissement::requirement(f.small.broken.rule).level;
  one.verdict = one.level == encaissement::Level::should ? Verdict::warn : Verdict::fail;
  one.reason = reason_of(f);
  one.expected = {f.small.broken.expected};
  one.actual = f.small.broken.actual;
  one.history = told.history;
  one.diverges_at = told.diverges_at;
  one.file = told.file;
  one.repro = repro_of_run(seed, f.run, options);
  return one;
}

// Our own faults: they say nothing of the service.
CaseResult same_bytes(const Campaign& c, const Tally& tally, const CampaignWords& words) {
  CaseResult one{.id = kSameBytes, .title = "A run that is played twice gives the same bytes"};
  if (tally.unlike == kNoRun) return one;
  one.verdict = Verdict::error;
  one.reason = fmt::format("Run {} gave other bytes the second time. This is a fault of parcours, or of the service it was "
                           "given: nothing it found can be relied upon.", tally.unlike);
  one.expected = {"the same outcomes, operations, notices and wallets"};
  one.actual = "others";
  one.repro = repro_of_run(c.seed, tally.unlike, words.repro);
  return one;
}

CaseResult lives(const Campaign& c, const Tally& tally, const CampaignWords& words) {
  CaseResult one{.id = kLives, .title = "The service lives through every run"};
  if (tally.died == kNoRun) return one;
  one.verdict = Verdict::crash;
  one.reason = fmt::format("The process died in run {}.", tally.died);
  one.expected = {"an end of the run"};
  one.actual = "the process died";
  one.repro = repro_of_run(c.seed, tally.died, words.repro);
  return one;
}

void add_finding(std::vector<CampaignFinding>& all, const std::string& id, std::uint64_t runs, std::uint64_t first) {
  if (first == kNoRun) return;
  all.push_back({.id = id, .runs = static_cast<std::int64_t>(runs), .first = static_cast<std::int64_t>(first)});
}

std::vector<CampaignFinding> findings_in(const Tally& tally) {
  std::vector<CampaignFinding> all;
  for (std::size_t i = 0; i < properties().size(); ++i)
    add_finding(all, case_id(properties()[i]), tally.found[i], tally.first[i]);
  add_finding(all, kSameBytes, 1, tally.unlike);
  add_finding(all, kLives, 1, tally.died);
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return all;
}

template <class Number>
Counts by_strategy(const std::array<Number, kStrategyCount>& numbers) {
  Counts counts;
  for (int i = 0; i < kStrategyCount; ++i)
    counts.emplace_back(to_string(static_cast<Strategy>(i)), static_cast<std::int64_t>(numbers[static_cast<std::size_t>(i)]));
  return counts;
}

CampaignManifest manifest_of(const Campaign& c, const Explored& explored, const CampaignWords& words) {
  CampaignManifest m{.runs_from = static_cast<std::int64_t>(explored.from), .runs_to = static_cast<std::int64_t>(explored.to),
                     .mix = by_strategy(c.choice.mix), .settings = words.settings};
  for (const Property& one : properties()) m.properties.emplace_back(one.id);
  return m;
}

void put_triples(CampaignResult& result, const Tally& tally, const std::vector<Triple>& reachable) {
  for (int i = 0; i < kTripleCount; ++i)
    if (tally.triples.test(static_cast<std::size_t>(i))) result.reached.push_back(Triple::of_index(i).text());
  for (const Triple& one : reachable)
    if (!tally.triples.test(static_cast<std::size_t>(one.index()))) result.unreached.push_back(one.text());
  result.reachable = static_cast<std::int64_t>(reachable.size());
  std::sort(result.reached.begin(), result.reached.end());
  std::sort(result.unreached.begin(), result.unreached.end());
}

CampaignResult result_of(const Campaign& c, const Explored& explored, const std::vector<Triple>& reachable,
                         const CampaignWords& words) {
  const Tally& t = explored.tally;
  const auto number = [](std::uint64_t n) { return static_cast<std::int64_t>(n); };
  CampaignResult result{.manifest = manifest_of(c, explored, words),
                        .totals = {number(t.runs), number(t.acts), number(t.commands), number(t.simulated_ms),
                                   number(t.played_twice)},
                        .strategies = by_strategy(t.by_strategy)};
  for (int i = 0; i < kSometimesCount; ++i) {
    const auto what = static_cast<Sometimes>(i);
    if (can_occur(what, c.choice.policies))
      result.sometimes.push_back({std::string{name_of(what)}, std::string{sentence_of(what)},
                                  number(t.sometimes[static_cast<std::size_t>(i)])});
  }
  put_triples(result, t, reachable);
  result.findings = findings_in(t);
  return result;
}

HistoryEvent event(std::size_t seq, Instant at, std::string_view from, std::string_view kind, std::string label) {
  return {.seq = static_cast<std::int64_t>(seq), .at = encaissement::format_instant(at), .from = std::string{from},
          .to = kind == "call" ? "service" : "", .kind = std::string{kind}, .label = std::move(label)};
}

}  // namespace

FindingTold told_by_acts(const Finding& finding, const Subject& subject) {
  FindingTold told;
  const std::unique_ptr<Arena> arena = arena_of(finding.small.plan, subject);
  for (const Act& act : finding.small.story) {
    if (arena->monitor().broken()) break;
    arena->play(act);
    const bool calls = act.kind != ActKind::wait && act.kind != ActKind::crash;
    told.history.push_back(event(told.history.size(), arena->now(), calls ? to_string(act.who) : "clock",
                                 calls ? "call" : "time", describe(act)));
    if (!arena->answer()) continue;
    const auto& outcome = *arena->answer();
    const std::string said = outcome.done() ? "done" : "refused, " + std::string{encaissement::to_string(outcome.refusal->rule)};
    HistoryEvent answer = event(told.history.size(), arena->now(), "service", "answer", said);
    answer.to = to_string(act.who);
    told.history.push_back(answer);
  }
  arena->finish();
  told.diverges_at = static_cast<std::int64_t>(told.history.size());
  told.history.push_back(event(told.history.size(), arena->now(), "clock", "expectation",
                               std::string{finding.property->sentence}));
  return told;
}

Record campaign_record(const Campaign& campaign, const Explored& explored, const std::vector<Finding>& findings,
                       const std::vector<FindingTold>& told, const std::vector<Triple>& reachable,
                       const CampaignWords& words) {
  Record record{.tool = {.version = words.version}, .target = words.target, .seed = std::to_string(campaign.seed),
                .policies = words.policies, .shard = std::nullopt};
  record.interrupted = explored.interrupted;
  for (const Property& property : properties()) {
    const auto found = std::find_if(findings.begin(), findings.end(), [&](const Finding& f) { return f.property == &property; });
    const auto at = static_cast<std::size_t>(found - findings.begin());
    record.cases.push_back(found == findings.end() ? case_of(property) : case_of(*found, told[at], campaign.seed, words.repro));
  }
  record.cases.push_back(same_bytes(campaign, explored.tally, words));
  record.cases.push_back(lives(campaign, explored.tally, words));
  record.campaign = result_of(campaign, explored, reachable, words);
  complete(record);
  return record;
}

}  // namespace parcours
