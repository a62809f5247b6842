// Seconds of processor time this process has used, in all its threads: what a figure for one core is made from, on a
// machine that has other work too.
#pragma once

#include <ctime>

namespace parcours {

inline double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace parcours
