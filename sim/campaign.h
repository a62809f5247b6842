// Many random runs: who found what first, what was reached, how often. A Tally is a plain value whose sums do not depend
// on the order in which runs are added, so that jobs and shards may play them in any.
//   Campaign c{.seed = 1, .subject = …};  const Round round = play_runs(c, 0, 10'000, jobs, keep_going);
#pragma once

#include <array>
#include <bitset>
#include <functional>
#include <limits>
#include <optional>

#include "sim/run.h"

namespace parcours {

inline constexpr std::uint64_t kNoRun = std::numeric_limits<std::uint64_t>::max();
inline constexpr std::size_t kMostProperties = 64;
// One run in so many is played twice and must give the same bytes.
inline constexpr std::uint64_t kTwiceEvery = 64;

struct Campaign {
  std::uint64_t seed = 1;
  RunChoice choice{};
  Subject subject{};
  std::uint64_t part = 0, parts = 1;  // Only runs whose index is `part` modulo `parts`.
};

struct Tally {
  std::uint64_t runs = 0, acts = 0, commands = 0, simulated_ms = 0, played_twice = 0;
  std::array<std::uint64_t, kStrategyCount> by_strategy{};
  std::array<std::uint64_t, kSometimesCount> sometimes{};  // In how many runs.
  std::bitset<kTripleCount> triples;
  std::array<std::uint64_t, kMostProperties> found{};  // By property: how many runs broke it…
  std::array<std::uint64_t, kMostProperties> first;    // …and the lowest; kNoRun: none.
  std::uint64_t unlike = kNoRun;                       // The lowest that gave other bytes the second time.
  std::uint64_t died = kNoRun;                         // The lowest during which the program died.

  Tally() { first.fill(kNoRun); }
  void add(const Run& run, std::uint64_t index);
  void add(const Tally& other);
  bool found_any() const;
  bool all_sometimes() const;
};

// The place of a property in properties().
std::size_t place_of(const Property& property);

// Plays run `index`, twice if it is its turn, into the tally.
void play_into(Tally& tally, const Campaign& campaign, std::uint64_t index, const ActListener& listener = {});

struct Round {
  Tally tally;
  bool whole = true;  // False: keep_going said no before the last.
};

// Plays the campaign's runs from `from` to before `to`, in `jobs` processes. A run during which the process dies is noted
// and the rest goes on. The tally does not depend on `jobs`. `keep_going` is asked before each run.
// REQUIRES: jobs > 0.
Round play_runs(const Campaign& campaign, std::uint64_t from, std::uint64_t to, int jobs,
                const std::function<bool()>& keep_going);

}  // namespace parcours
