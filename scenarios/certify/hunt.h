// Hunts a broken till with every case: which case catches it, and by which rule. What a certification is worth is shown by
// this: `parcours tills --check`, and a test.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fakes/pos/fake_till.h"
#include "scenarios/certify/case.h"
#include "scenarios/certify/finding.h"
#include "scenarios/certify/player.h"

namespace parcours {

// A case that something is wrong in.
struct CaughtBy {
  const TillCase* one = nullptr;
  Verdict verdict = Verdict::pass;
  Findings findings;     // May be empty where the till is gone, say.
  std::string trouble;

  bool names(TillRuleId rule) const;  // One of its findings does.
};

struct TillCatch {
  std::vector<CaughtBy> caught_by;  // In the order of the cases; only the first, unless all were asked for.
  int cases_run = 0;

  bool survives() const { return caught_by.empty(); }
  bool names(TillRuleId rule) const;  // Some case that catches it does so by this rule.
};

struct HuntOptions {
  PlayOptions play = {};
  bool all = false;                                // Every case, not only until one catches.
  std::optional<TillRuleId> until_named = {};      // Goes on until a case names this rule.
  std::function<bool()> is_interrupted = {};
};

using TillMaker = std::function<std::unique_ptr<Till>(TillLine line)>;

// Plays the cases, those of `rule` first where one is given, at a till in this process.
TillCatch hunt_till(const TillMaker& make, const HuntOptions& options);
TillCatch hunt_till(const PosDefect& defect, HuntOptions options);

}  // namespace parcours
