// What is simpler than what, act by act: the candidates a shrinker tries, and the weight by which it knows that it goes
// down. For sim/shrink.cpp.
#pragma once

#include <array>
#include <vector>

#include "sim/act.h"

namespace parcours {

// Compared in order: acts, faults, twists, keys, people, oddness of forms, of amounts, of times, time itself.
using StoryWeight = std::array<std::int64_t, 9>;
StoryWeight weight_of(const Story& story);

// The act in other words that may be simpler, one change each. `asked`: what was requested for the operation it is
// about, zero when that is not known. `operations`: how many there are by then.
std::vector<Act> simpler_acts(const Act& act, encaissement::Money asked, int operations);

// The story with one role in place of another everywhere; unchanged when he is not in it.
Story with_role(const Story& story, Role from, Role to);

// The acts of which shorter stories are made: those of the story and of every life of one operation, at once and at each
// deadline.
std::vector<Act> alphabet_of(const Story& story);

}  // namespace parcours
