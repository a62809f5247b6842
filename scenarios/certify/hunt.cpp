#include "scenarios/certify/hunt.h"

#include <algorithm>
#include <utility>

namespace parcours {
namespace {

bool is_caught(Verdict verdict) {
  return verdict == Verdict::fail || verdict == Verdict::crash || verdict == Verdict::timeout;
}

// What is about the rule is the likeliest to catch: it comes first, else the order stays.
std::vector<const TillCase*> in_order(const std::optional<TillRuleId>& rule) {
  std::vector<const TillCase*> cases;
  for (const TillCase& one : till_cases()) cases.push_back(&one);
  if (rule)
    std::stable_partition(cases.begin(), cases.end(), [&](const TillCase* one) {
      return std::find(one->rules.begin(), one->rules.end(), *rule) != one->rules.end();
    });
  return cases;
}

bool is_enough(const TillCatch& sum, const HuntOptions& options) {
  if (options.all) return false;
  return options.until_named ? sum.names(*options.until_named) : !sum.survives();
}

}  // namespace

bool CaughtBy::names(TillRuleId rule) const {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& found) { return found.rule == rule; });
}

bool TillCatch::names(TillRuleId rule) const {
  return std::any_of(caught_by.begin(), caught_by.end(), [&](const CaughtBy& one) { return one.names(rule); });
}

TillCatch hunt_till(const TillMaker& make, const HuntOptions& options) {
  TillCatch sum;
  TillStage stage;
  const std::unique_ptr<Till> till = make([&stage](const TillReset&) { return stage.wire().transport(); });
  const TillTold<TillHello> hello = till->hello();
  if (!hello.reply.is_ok()) return sum;
  for (const TillCase* one : in_order(options.until_named)) {
    if (options.is_interrupted && options.is_interrupted()) break;
    if (!lacking(hello.value, one->needs).empty()) continue;
    Played played = stage.play(story_of(*one, options.play.seed, hello.value), *till, hello.value, options.play);
    ++sum.cases_run;
    if (!is_caught(played.verdict)) continue;
    sum.caught_by.push_back({one, played.verdict, std::move(played.findings), std::move(played.trouble)});
    if (is_enough(sum, options)) break;
  }
  return sum;
}

TillCatch hunt_till(const PosDefect& defect, HuntOptions options) {
  options.until_named = defect.rule;
  return hunt_till([&](TillLine line) { return make_fake_till(std::move(line), &defect); }, options);
}

}  // namespace parcours
