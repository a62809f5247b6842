#include "scenarios/certify/player.h"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace parcours {
namespace {

constexpr std::chrono::seconds kWallWaitMax{5};  // What a case may really wait, once, at a till whose clock cannot be moved.

std::string missing_in(const TillCase& one, const TillHello& hello) {
  std::string missing;
  for (const std::string_view need : one.needs) {
    const bool has = need == "notices" ? hello.notices != TillNotices::none : hello.can(need);
    if (!has) missing += (missing.empty() ? "" : ", ") + std::string{need};
  }
  return missing;
}

// Rest is patience, not a need to move the clock.
bool moves_time(const TillStep& step) {
  if (const auto* wait = std::get_if<till_step::Wait>(&step)) return wait->length > kWallWaitMax;
  return std::holds_alternative<till_step::WaitUntil>(step) || std::holds_alternative<till_step::Skew>(step);
}

void add_rules(const TillCase& one, const Findings& findings, CaseResult& result) {
  for (const TillRuleId rule : one.rules) result.rules.emplace_back(to_string(rule));
  for (const Finding& finding : findings) {
    const std::string id{to_string(finding.rule)};
    if (std::find(result.rules.begin(), result.rules.end(), id) == result.rules.end()) result.rules.push_back(id);
  }
}

std::string reason_of(const Played& played) {
  std::string reason;
  for (const Finding& one : played.findings) {
    reason += (reason.empty() ? "" : " ") + std::string{to_string(one.rule)} + ": " + one.sentence;
    if (!one.actual.empty() && &one != &played.findings.front()) reason += " (" + one.actual + ")";
  }
  if (!played.trouble.empty()) reason += (reason.empty() ? "" : " ") + played.trouble;
  return reason;
}

CaseResult unasked(CaseResult result, Verdict verdict, std::string reason) {
  result.verdict = verdict;
  result.reason = std::move(reason);
  return result;
}

}  // namespace

CaseResult run_till_case(const TillCase& one, TillStage& stage, Till& till, const TillHello& hello, const PlayOptions& options,
                         const std::string& repro) {
  CaseResult result;
  result.id = one.id;
  result.title = one.title;
  result.repro = "parcours certify " + repro;
  if (const std::string missing = missing_in(one, hello); !missing.empty()) {
    add_rules(one, {}, result);
    return unasked(std::move(result), Verdict::unsupported, "The till does not claim: " + missing + ".");
  }
  // Its own stream, so that cases do not depend on which others are played.
  Fresh fresh{Random{options.seed}.stream(one.id)};
  const TillStory story = one.story(fresh, hello);
  const bool moves = std::any_of(story.steps.begin(), story.steps.end(), moves_time);
  if (hello.clock == TillClock::wall && moves) {
    add_rules(one, {}, result);
    return unasked(std::move(result), Verdict::not_testable, "The till's clock cannot be moved, and the case needs time to pass.");
  }
  const Played played = stage.play(story, till, hello, options);
  add_rules(one, played.findings, result);
  result.verdict = played.verdict;
  result.reason = reason_of(played);
  result.diverges_at = played.diverges_at;
  result.history = played.history;
  if (!played.findings.empty()) {
    result.expected = played.findings.front().expected;
    result.actual = played.findings.front().actual;
  }
  return result;
}

}  // namespace parcours
