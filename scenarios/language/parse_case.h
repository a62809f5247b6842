// The outer part of the parser: a tree becomes cases, one a variant of the matrix, or one alone.
#pragma once

#include <string_view>
#include <vector>

#include "scenarios/language/model.h"
#include "scenarios/language/parse_tree.h"
#include "scenarios/language/profiles.h"

namespace parcours {

// Effect: the cases of the file, in the order of the matrix; problems are added. What is returned with problems is
// not to be used.
std::vector<Scenario> read_cases(std::string_view file, const Node& root, const Profiles& profiles,
                                 Problems& problems);

}  // namespace parcours
