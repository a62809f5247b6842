// Makes a failing story small: cuts its tail, takes acts away (ddmin), drops faults and twists, merges actors, rounds
// amounts to their limits and times to deadlines, and last tries every shorter story of the same kinds of acts. Counted
// in plays, never in wall time, so that the same story gives the same small one on any machine.
#pragma once

#include <functional>
#include <vector>

#include "sim/act.h"
#include "sim/run.h"

namespace parcours {

// What a story came to: whether it fails in the same way, how many operations each of its acts made, and when it was.
// Acts that were not played any more may be missing.
struct Replayed {
  bool fails = false;
  std::vector<std::uint8_t> made{};
  std::vector<Instant> at{};
};
using Replay = std::function<Replayed(const Story&)>;

struct ShrinkLimits {
  int plays = 20'000;        // Of cutting and simplifying.
  int exhaustive = 250'000;  // Of the last pass: some seconds.
};

struct Shrunk {
  Story story;
  int plays = 0;
  bool is_shortest = false;  // The last pass was through every shorter story of its alphabet, and none failed.
};

// Effect: a story that fails as `replay` says, never longer than `failing`. REQUIRES: replay(failing).fails.
Shrunk shrink(const Story& failing, const Replay& replay, const ShrinkLimits& limits = {});

// Fails: the run of `plan` breaks the property of that id.
Replay replay_of(const RunPlan& plan, const Subject& subject, std::string_view property);

// A run made small: its story, and its settings and start where the guide's own do as well.
struct SmallRun {
  RunPlan plan;
  Story story;
  Broken broken;
  int plays = 0;
  bool is_shortest = false;
};

// REQUIRES: the run broke something.
SmallRun shrink_run(const Run& run, const Subject& subject, const ShrinkLimits& limits = {});

}  // namespace parcours
