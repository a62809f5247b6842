// Makes a failing story small: steps are taken away, sales forgotten, amounts made plain, waits shortened, while it still
// fails in the same way. Deterministic; the same story and predicate give the same result. A seed dies with the program
// that drew from it; a short story is read, kept (story_file.h) and played again.
#pragma once

#include <functional>
#include <string>

#include "scenarios/certify/case.h"
#include "scenarios/certify/finding.h"
#include "scenarios/certify/player.h"

namespace parcours {

using StoryHolds = std::function<bool(const TillStory& story)>;

struct Reduced {
  TillStory story;
  int plays = 0;         // How often the predicate was asked.
  bool minimal = false;  // No single step can be taken away any more; false: plays ran out before that was known.
};

// REQUIRES: holds(story).
Reduced reduced(TillStory story, const StoryHolds& holds, int plays_max = 400);

// A story in which this rule is still found broken, by the same oracle and with the same verdict, and what it then came to.
struct Reproduction {
  Reduced reduced;
  Played played;
  std::string text() const;  // "The shortest reproduction", as prose: the steps, then what was found.
};

// Starts from `story`, in which `finding` was seen with these options.
Reproduction shortest_reproduction(const TillStory& story, const Finding& finding, TillStage& stage, Till& till,
                                   const TillHello& hello, const PlayOptions& options, int plays_max = 400);

}  // namespace parcours
