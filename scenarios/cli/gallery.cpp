#include "scenarios/cli/gallery.h"

#include <algorithm>

#include "scenarios/cli/interrupt.h"
#include "scenarios/cli/judge.h"

namespace parcours {
namespace {

bool names(const Scenario& one, encaissement::RuleId rule) {
  return std::find(one.rules.begin(), one.rules.end(), rule) != one.rules.end();
}

}  // namespace

bool catches(const CaseResult& one) {
  return one.verdict == Verdict::fail || one.verdict == Verdict::crash || one.verdict == Verdict::warn;
}

SoundCases sound_cases(const std::vector<Scenario>& cases, PhoneReader& phone) {
  const Judged judged = judge(cases, {.repro = {}, .shuffle = std::nullopt, .phone = &phone});
  SoundCases sound;
  for (const CaseResult& one : judged.record.cases) {
    const auto its =
        std::find_if(cases.begin(), cases.end(), [&](const Scenario& scenario) { return scenario.id == one.id; });
    if (one.verdict == Verdict::pass) {
      sound.cases.push_back(*its);
    } else {
      sound.unsound.push_back(one);
    }
  }
  return sound;
}

bool Catch::names_rule() const {
  if (caught_by.empty()) return false;
  const auto& rules = caught_by.front().rules;
  return std::find(rules.begin(), rules.end(), encaissement::to_string(defect->rule)) != rules.end();
}

Catch hunt(const Defect& defect, std::span<const Scenario> cases, bool all, PhoneReader& phone) {
  std::vector<Scenario> ordered{cases.begin(), cases.end()};
  std::stable_partition(ordered.begin(), ordered.end(), [&](const Scenario& one) { return names(one, defect.rule); });
  Catch result{.defect = &defect, .caught_by = {}, .cases_run = 0};
  const auto hear = [&](const CaseResult& one, std::size_t, std::size_t) {
    ++result.cases_run;
    if (catches(one)) result.caught_by.push_back(one);
    return !is_interrupted() && (all || result.caught_by.empty());
  };
  const RunOptions options{
      .seed = kDefaultSeed, .repro_suffix = "--defect " + std::string{defect.name}, .phone = &phone};
  run_cases(ordered, [&] { return make_target(&defect); }, {.options = options, .on_case = hear});
  return result;
}

}  // namespace parcours
