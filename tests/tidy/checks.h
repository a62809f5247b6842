// What the project refuses in its own sources, as pure functions over (path, text): each gives its findings, none when
// the file is tidy. tidy_test.cpp runs them over the tree and shows on small texts that each of them bites.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parcours::tidy {

struct Source {
  std::string path;  // From the project root, with slashes.
  std::string text;
};

struct Finding {
  std::string path;
  int line = 0;
  std::string what;

  friend bool operator==(const Finding&, const Finding&) = default;
};

using Findings = std::vector<Finding>;

// includes.cpp
Findings layer_order(const Source& source);            // An include of ours against the direction of the layers.
Findings third_party_doors(const Source& source);      // A library that enters elsewhere than by its own door.
Findings core_is_standard_only(const Source& source);  // reference/core includes itself and the standard library.

// checks.cpp
Findings core_banned_names(const Source& source);  // Floating point, clocks, randomness, threads, exceptions, I/O.
Findings no_sleep(const Source& source);           // Outside tests, time moves only on the virtual clock.
Findings sizes(const Source& source);              // Files over 500 lines, functions over 70.
Findings unfinished_work(const Source& source);    // Notes to oneself, switched off code and tests.
Findings machine_paths(const Source& source);      // Outside tests, a path of somebody's machine.
Findings macros(const Source& source);             // C++ files define none.
Findings header_guard(const Source& source);       // A header says `#pragma once`.

// The .cpp files that no CMakeLists.txt above them lists by name.
Findings unlisted_sources(const std::vector<Source>& sources);

}  // namespace parcours::tidy
