// Which cases a verb is about. Words add up: a file or folder, an id (or the part of it before "/"), a tag, a rule;
// none: every suite. Options narrow what the words found. A word or option that finds nothing is an error of its own,
// with near names: nothing vacuous passes.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "scenarios/cli/options.h"
#include "scenarios/language/model.h"

namespace parcours {

struct Selection {
  Words words, ids, tags, rules;
};

void add_selection(Options& options, Selection& selection);

struct SelectedCases {
  ExitCode code = ExitCode::conforming;  // Not conforming: why not was told, and there are no cases.
  std::vector<Scenario> cases;           // By id.
};
SelectedCases select_cases(const Selection& selection, Terminal& terminal);

// The ids of every case of the suites and of `cases`: what a baseline may speak of.
std::set<std::string> known_ids(const std::vector<Scenario>& cases);

// True when this case is named by `word` as an id, a tag or a rule.
bool is_named(const Scenario& one, const std::string& word);

}  // namespace parcours
