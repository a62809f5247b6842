#include "reports/verdict.h"

#include <algorithm>

namespace parcours {
namespace {

// 130, 2, 1, 3, 4, 0: the place of a code in the order of precedence.
int precedence(ExitCode code) {
  switch (code) {
    case ExitCode::interrupted: return 5;
    case ExitCode::usage: return 4;
    case ExitCode::nonconforming: return 3;
    case ExitCode::could_not_judge: return 2;
    case ExitCode::nothing_verified: return 1;
    case ExitCode::conforming: return 0;
  }
  return 0;
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass: return "pass";
    case Verdict::warn: return "warn";
    case Verdict::fail: return "fail";
    case Verdict::unsupported: return "unsupported";
    case Verdict::not_testable: return "not_testable";
    case Verdict::blocked: return "blocked";
    case Verdict::review: return "review";
    case Verdict::config: return "config";
    case Verdict::crash: return "crash";
    case Verdict::timeout: return "timeout";
    case Verdict::error: return "error";
    case Verdict::xfail: return "xfail";
    case Verdict::xpass: return "xpass";
  }
  return "error";
}

std::optional<Verdict> verdict_from_string(std::string_view word) {
  const auto found = std::find_if(kVerdicts.begin(), kVerdicts.end(), [&](Verdict v) { return to_string(v) == word; });
  if (found == kVerdicts.end()) return std::nullopt;
  return *found;
}

std::string_view meaning(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass: return "what was expected happened";
    case Verdict::warn: return "a SHOULD was not kept";
    case Verdict::fail: return "a rule was not kept";
    case Verdict::unsupported: return "the target does not claim the capability";
    case Verdict::not_testable: return "cannot be judged here: on this target, or under these settings";
    case Verdict::blocked: return "an earlier step failed";
    case Verdict::review: return "a person must say";
    case Verdict::config: return "the scenario or a setting is wrong";
    case Verdict::crash: return "the thing under test died";
    case Verdict::timeout: return "no answer in time";
    case Verdict::error: return "our own fault";
    case Verdict::xfail: return "failed as the baseline says";
    case Verdict::xpass: return "passed although the baseline says it fails";
  }
  return "";
}

int severity(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass: return 0;
    case Verdict::unsupported: return 1;
    case Verdict::not_testable: return 2;
    case Verdict::review: return 3;
    case Verdict::warn: return 4;
    case Verdict::xfail: return 5;
    case Verdict::blocked: return 6;
    case Verdict::timeout: return 7;
    case Verdict::error: return 8;
    case Verdict::config: return 9;
    case Verdict::xpass: return 10;
    case Verdict::crash: return 11;
    case Verdict::fail: return 12;
  }
  return 12;
}

bool is_problem(Verdict verdict) { return severity(verdict) >= severity(Verdict::blocked); }

bool is_skip(Verdict verdict) { return verdict == Verdict::unsupported || verdict == Verdict::not_testable; }

ExitCode stronger(ExitCode left, ExitCode right) { return precedence(left) >= precedence(right) ? left : right; }

}  // namespace parcours
