// A certification: the cases of the profiles a till claims, and stories that nobody wrote, each played and judged; what
// fails is made small. Used by `parcours certify` and by `certificate verify --rerun`. The record depends on the till,
// the seed, the settings and the profiles, on nothing else.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/record.h"
#include "scenarios/certify/case.h"
#include "scenarios/certify/certificate.h"
#include "scenarios/certify/player.h"
#include "scenarios/certify/reduce.h"

namespace parcours {

inline constexpr std::string_view kDrawnProfile = "drawn";  // Of the stories that nobody wrote,
inline constexpr int kDrawnStories = 150;                   // of which a certificate needs as many.

struct CertifyOptions {
  PlayOptions play;
  std::vector<std::string> profiles = {};  // By name; empty: all that the till claims.
  std::vector<std::string> words = {};     // Ids, beginnings of ids, or rules (POS-04) that narrow; empty: nothing is left out.
  int drawn = kDrawnStories;               // Stories drawn from the seed, where nothing narrows.
  bool makes_small = true;                 // The first failure of each rule is played again, shorter and shorter.
  bool attended = false;                   // A person is the adapter: what only he saw is capped at review.
  std::string repro;                       // How the till is reached, as words: "--pos ./my-till".
};

struct CertifyPlan {
  std::vector<TillCase> cases;
  std::vector<std::string> profiles;       // In their order; drawn stories are one, too.
  bool is_whole = true;                    // Nothing narrows: a certificate can come of it.
  std::deque<std::string> texts;           // Ids and titles of drawn stories; the cases point to them.
};

// What will be played. Empty: no profile is claimed, or no case has such a word.
// REQUIRES: the profiles are of till_profiles().
CertifyPlan plan_certification(const TillHello& hello, const CertifyOptions& options);

// A rule that was not kept: by how many cases that is shown, where first, and how it is shown in the fewest steps.
struct BrokenTillRule {
  TillRuleId rule{};
  int cases = 0;
  std::string first_case;
  Finding first;
  std::optional<Reproduction> shortest = {};
};

struct Certified {
  Record record;                        // Complete.
  std::vector<BrokenTillRule> broken;   // In the order in which they were found.
};

// Plays the plan. `on_case` hears each result as it comes; false ends it.
Certified certify(const CertifyPlan& plan, TillStage& stage, Till& till, const TillHello& hello,
               const CertifyOptions& options, const std::function<bool(const CaseResult&)>& on_case = {});

// The suite as a certificate names it: what each case does, with the numbers of this seed.
CertifiedSuite suite_of(const CertifyPlan& plan, const TillHello& hello, std::uint64_t seed);

// "ACME Till 2.1"
std::string name_of(const TillHello& hello);

// Virtual time that was gone through, over all cases.
std::chrono::milliseconds virtual_time(const Record& record);

}  // namespace parcours
