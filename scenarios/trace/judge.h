// The judge of a log: whether what a real service told and answered can be explained by the rules. Per transaction every
// history that the core allows is played beside the log (worlds.h); where none is left, the rule is named without which
// one would be. What the log does not show is unknown, never a fail.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reference/core/requirement.h"
#include "reference/desk/world.h"
#include "scenarios/trace/log.h"
#include "scenarios/trace/worlds.h"

namespace parcours {

using encaissement::Duration;

struct TraceOptions {
  encaissement::Policies policies = {};
  std::vector<KeySpec> keys = {};         // To check seals with; none: they are not judged.
  std::optional<Duration> slack = {};     // Between the clocks of service and log; none: 2 s, or 0 where they are one.
};

// What was done to the operation until it went wrong, to be played again: the create, then events, the last of which may
// be one that the rules refuse.
struct TraceStory {
  Call create;
  Instant created;
  std::string named = {};                              // Whom the create or a naming names.
  std::vector<encaissement::Event> events = {};
  Instant until{};                                     // Of the last thing seen.
};

struct TraceFinding {
  encaissement::RuleId rule{};
  std::string number;                 // The transaction; empty: none.
  Instant at{};
  std::vector<std::size_t> entries;   // Of the log: where it shows.
  std::string sentence;
  std::vector<std::string> expected;
  std::string actual;
  std::optional<TraceStory> story = {};  // None: cannot be played again alone.
  bool is_notice = false;                // Only a notification shows it, and no act can be named.
};

struct RuleTally {
  std::uint64_t held = 0;                          // Times it was put to the test and kept.
  std::map<std::string, std::uint64_t> unknown;    // Times it could not be, by why.
};

// What the judge says, rule by rule.
class Books {
 public:
  void held(encaissement::RuleId rule) { ++of(rule).held; }
  void unknown(encaissement::RuleId rule, const std::string& why) { ++of(rule).unknown[why]; }
  void fail(TraceFinding finding);  // Once a rule and transaction.
  // Gives each finding that has none the story of its transaction.
  void tell_stories(const std::function<std::optional<TraceStory>(const std::string& number)>& story);

  const RuleTally& tally(encaissement::RuleId rule) const { return tallies_[static_cast<std::size_t>(rule)]; }
  const std::vector<TraceFinding>& findings() const { return findings_; }

  std::size_t calls = 0, notices = 0, transactions = 0, unanswered = 0, unread = 0;

 private:
  RuleTally& of(encaissement::RuleId rule) { return tallies_[static_cast<std::size_t>(rule)]; }
  std::array<RuleTally, encaissement::kRuleCount> tallies_;
  std::vector<TraceFinding> findings_;
  std::map<std::pair<int, std::string>, std::size_t> known_;
};

Books judge_trace(const Log& log, const TraceOptions& options);

}  // namespace parcours
