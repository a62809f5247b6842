// What a judge may say of a case, and what the program answers the shell. Every view, the runner and the baseline
// speak these words; to_string is the spelling on the wire ("not_testable").
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace parcours {

enum class Verdict {
  pass,          // What was expected happened.
  warn,          // A SHOULD was not kept.
  fail,          // A MUST or a POLICY setting was not kept.
  unsupported,   // The target does not claim the capability.
  not_testable,  // The judge cannot see or do what the case needs on this target.
  blocked,       // An earlier step failed, so the question was never put.
  review,        // A person must say.
  config,        // The scenario, a setting or the command line is wrong.
  crash,         // The thing under test died.
  timeout,       // The target did not answer in time: nothing is known.
  error,         // Our own fault.
  xfail,         // Failed as the baseline says it would.
  xpass,         // Passed although the baseline says it fails.
};

inline constexpr std::array kVerdicts = {Verdict::pass,         Verdict::warn,    Verdict::fail,   Verdict::unsupported,
                                         Verdict::not_testable, Verdict::blocked, Verdict::review, Verdict::config,
                                         Verdict::crash,        Verdict::timeout, Verdict::error,  Verdict::xfail,
                                         Verdict::xpass};

std::string_view to_string(Verdict verdict);
std::optional<Verdict> verdict_from_string(std::string_view word);

// What a person reads beside the word, in a few words: "an earlier step failed".
std::string_view meaning(Verdict verdict);

// How bad a verdict is, 0 (pass) upwards. Verdicts differ in severity, so "the worst" is always one of them.
int severity(Verdict verdict);

// Something a person must look at before calling the run good: fail, crash, xpass, config, error, timeout, blocked.
bool is_problem(Verdict verdict);

// The question was not put at all: unsupported or not_testable.
bool is_skip(Verdict verdict);

enum class ExitCode {
  conforming = 0,
  nonconforming = 1,     // fail, crash, unexpected pass, stale baseline
  usage = 2,             // command line, scenario or configuration
  could_not_judge = 3,   // timeout, blocked, our own fault
  nothing_verified = 4,  // no case, all skipped, a shard missing
  interrupted = 130,
};

// Of two codes the one the shell gets: 130, 2, 1, 3, 4, 0 in that order.
ExitCode stronger(ExitCode left, ExitCode right);

}  // namespace parcours
