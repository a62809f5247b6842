#include "scenarios/certify/player.h"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace parcours {
namespace {

constexpr std::chrono::seconds kWallWaitMax{60};  // What a case may really wait at once, at a till whose clock cannot be moved: a customer looks for his phone.

// Rest is patience, not a need to move the clock.
bool moves_time(const TillStep& step) {
  if (const auto* wait = std::get_if<till_step::Wait>(&step)) return wait->length > kWallWaitMax;
  return std::holds_alternative<till_step::WaitUntil>(step) || std::holds_alternative<till_step::Skew>(step);
}

// A case with findings speaks of the rules that they name: what else it is about is neither kept nor broken by it, and a
// report that called it broken would send somebody to look for what is not there.
void add_rules(const TillCase& one, const Findings& findings, CaseResult& result) {
  const auto add = [&](TillRuleId rule) {
    const std::string id{to_string(rule)};
    if (std::find(result.rules.begin(), result.rules.end(), id) == result.rules.end()) result.rules.push_back(id);
  };
  for (const Finding& finding : findings) add(finding.rule);
  if (!findings.empty()) return;
  for (const TillRuleId rule : one.rules) add(rule);
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

TillRun unasked(TillRun run, const TillCase& one, Verdict verdict, std::string reason) {
  add_rules(one, {}, run.result);
  run.result.verdict = verdict;
  run.result.reason = std::move(reason);
  return run;
}

void fill(const Played& played, CaseResult& result) {
  result.verdict = played.verdict;
  result.reason = reason_of(played);
  result.diverges_at = played.diverges_at;
  result.history = played.history;
  if (played.findings.empty()) return;
  result.expected = played.findings.front().expected;
  result.actual = played.findings.front().actual;
}

}  // namespace

std::string lacking(const TillHello& hello, std::span<const std::string_view> needs) {
  std::string missing;
  for (const std::string_view need : needs) {
    const bool has = need == "notices" ? hello.notices != TillNotices::none : hello.can(need);
    if (!has) missing += (missing.empty() ? "" : ", ") + std::string{need};
  }
  return missing;
}

TillStory story_of(const TillCase& one, std::uint64_t seed, const TillHello& hello) {
  Fresh fresh{Random{seed}.stream(one.id)};
  return one.story(fresh, hello);
}

TillRun run_till_case(const TillCase& one, TillStage& stage, Till& till, const TillHello& hello, const PlayOptions& options,
                      const std::string& repro) {
  TillRun run;
  run.result.id = one.id;
  run.result.title = one.title;
  run.result.repro = "./parcours certify " + repro;
  if (const std::string missing = lacking(hello, one.needs); !missing.empty())
    return unasked(std::move(run), one, Verdict::unsupported, "The till does not claim: " + missing + ".");
  run.story = story_of(one, options.seed, hello);
  const bool moves = std::any_of(run.story.steps.begin(), run.story.steps.end(), moves_time);
  if (hello.clock == TillClock::wall && moves)
    return unasked(std::move(run), one, Verdict::not_testable, "The till's clock cannot be moved, and the case needs time to pass.");
  run.played = stage.play(run.story, till, hello, options);
  add_rules(one, run.played.findings, run.result);
  fill(run.played, run.result);
  return run;
}

}  // namespace parcours
