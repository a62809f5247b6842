// Known failures that somebody has promised to mend by a day: a YAML list of
//   - case: tim/deadline-included
//     rule: TIM-02            # optional: only while the case proves this rule
//     reason: the gateway rounds up
//     owner: Zoé Martin
//     expires: 2026-03-31     # the last day on which the entry holds
// A failure that is listed becomes xfail, a pass that is listed xpass, and an entry that no longer holds makes the run
// nonconforming, so the list can only shrink by being looked at.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reference/core/time.h"
#include "reports/record.h"
#include "reports/result.h"

namespace parcours {

// "2026-03-31"; days that do not exist are none.
std::optional<encaissement::Day> iso_day_from(std::string_view text);
std::string iso_day(encaissement::Day day);

struct BaselineEntry {
  std::string case_id{};
  std::string rule{};  // Empty: whichever.
  std::string reason{};
  std::string owner{};
  encaissement::Day expires{};
  std::string place{};  // "baseline.yaml:3:3", without the folder: it is shown in the record.
};

using Baseline = std::vector<BaselineEntry>;

// Reads strictly; errors stand at `name`:line:column.
Reported<Baseline> parse_baseline(std::string_view yaml, std::string_view name);

Reported<Baseline> read_baseline_file(const std::string& path);

// Changes verdicts (fail -> xfail, pass -> xpass), fills stale_baseline and completes the record. `known_cases` are the
// ids of the whole suite, not only of what was selected: an entry for a case that merely did not run is not stale.
void apply_baseline(Record& record, const Baseline& baseline, encaissement::Day today,
                    const std::set<std::string>& known_cases);

}  // namespace parcours
