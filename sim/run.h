// One random run: a story made act by act, played in an arena under every property, to the end of all its deadlines. The
// same campaign seed and index give the same run on any machine, and everything in it that can be seen the same digest.
#pragma once

#include <functional>
#include <optional>

#include "sim/swarm.h"

namespace parcours {

// How a broken service differs: by a hook in the core, by settings other than those asked for, and by what it shows and
// reads at its seam, where a share of the runs is played a second time.
struct Difference {
  std::function<std::unique_ptr<encaissement::ServiceHook>()> make_hook{};
  std::function<void(encaissement::Policies&)> policies{};
  std::function<std::optional<Broken>(const Story&, const RunPlan&)> at_the_seam{};
};
// What is explored: the reference (empty), or a broken service, made anew for every play: what it remembers ends there.
using Subject = std::function<Difference()>;

struct Run {
  RunPlan plan;
  Story story;
  std::uint64_t commands = 0;
  Duration simulated{0};  // What the story took, its aftermath not counted.
  Reached reached;
  std::optional<Broken> broken;
  std::uint64_t digest = 0;  // Of every outcome, operation, step, notice and wallet; 0: not asked for.
};

// Hears each act before it is played; may be empty.
using ActListener = std::function<void(const Act&)>;

Run play_run(const Random& run, const RunChoice& choice, const Subject& subject, bool digests = false,
             const ActListener& listener = {});

// The arena of such a run, as it is before the first act.
std::unique_ptr<Arena> arena_of(const RunPlan& plan, const Subject& subject);

// Plays the run a second time, the first arena still standing, and compares all that can be seen.
bool gives_same_bytes(const Random& run, const RunChoice& choice, const Subject& subject);

// What the seam shows of a story that broke nothing in the core, where the plan says that it is looked at.
std::optional<Broken> broken_at_the_seam(const Story& story, const RunPlan& plan, const Subject& subject);

// What stories are judged by when they are shrunk: played from the start, to the end of all deadlines.
std::optional<Broken> broken_by(const Story& story, const RunPlan& plan, const Subject& subject);

}  // namespace parcours
