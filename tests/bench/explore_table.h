// `parcours bench explore`: the explorer's speed on one core beside other tools for stateful tests, each on the same
// small model (peers/small_model.h), in the same run, by processor time. A peer that is not installed is said to be,
// with how to.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace parcours {

struct PeerRow {
  std::string name;     // "fast-check"
  std::string service;  // What is under test there: "the real core", "a port in Python"
  double cold = 0;      // Steps a second of the first pass of a process; 0: not measured.
  double warm = 0;      // Of the second.
  std::string missing;  // How to install it; empty: it is installed.
  std::string trouble;  // What went wrong with it; empty: nothing.
};

// Starts each peer in turn; some seconds each.
std::vector<PeerRow> explore_peers();

// Measures the explorer too, and prints. False: a peer that is installed could not be measured.
bool print_explore_table(const std::vector<PeerRow>& peers, std::ostream& out);

}  // namespace parcours
