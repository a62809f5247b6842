// What is right by the grammar and still wrong or idle: a service left dead, answers named and never compared, two
// files that claim to show the same. Used by `parcours lint`, on top of the parser's own.
#pragma once

#include "scenarios/language/parse.h"

namespace parcours {

// All problems of what was loaded: the parser's, then these, by file and place. Empty: nothing to mend.
Problems lint(const Loaded& loaded);

}  // namespace parcours
