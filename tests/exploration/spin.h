// Runs SPIN (Debian package spin) on a Promela model, with lossless storage, and reads what it says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace parcours {

struct SpinRun {
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;
  std::uint64_t errors = 0;
  double seconds = 0;        // Of the search, as SPIN says.
  double bytes_a_state = 0;  // State vector and overhead, as SPIN says.
};

struct SpinSettings {
  std::string model;        // "one_c": a .pml of this folder.
  std::string generate{};   // Further words for spin: "-DREFUSED"
  std::string compile{"-DNOREDUCE"};
  std::string run{"-m1000000"};
};

// None: spin or the C compiler is missing, or what it said could not be read. Works in a folder of its own.
std::optional<SpinRun> run_spin(const SpinSettings& settings);

}  // namespace parcours
