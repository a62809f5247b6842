// The generator itself, with RapidCheck's types: for rapid_stories.cpp and for the state tests, and nobody else.
#pragma once

#include <rapidcheck.h>

#include <iosfwd>

#include "scenarios/power/rapid_stories.h"

namespace parcours {

rc::Gen<RapidCase> rapid_cases(const RapidMix& mix);

// How RapidCheck prints a counterexample.
void showValue(const RapidCase& value, std::ostream& out);

}  // namespace parcours
