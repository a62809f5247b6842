#include "sim/run.h"

#include "sim/digest.h"

namespace parcours {
namespace {

// A run while it is played. The arena stays, so that a second play cannot get its memory.
struct Playing {
  Run run;
  std::unique_ptr<Arena> arena;
};

void tell_all(const Arena& arena, Digest& digest) {
  digest.add(arena.service());
  if (const auto& broken = arena.monitor().broken()) {
    digest.add(broken->property->id);
    digest.add(broken->expected);
    digest.add(broken->actual);
  }
}

Playing play(const Random& run, const RunChoice& choice, const Subject& subject, bool digests,
             const ActListener& listener) {
  Playing p{.run = {.plan = plan_of(run, choice)}, .arena = nullptr};
  p.arena = arena_of(p.run.plan, subject);
  Arena& arena = *p.arena;
  const std::unique_ptr<Storyteller> teller = make_teller(p.run.plan, run);
  Digest digest;
  p.run.story.reserve(static_cast<std::size_t>(p.run.plan.acts));
  for (int i = 0; i < p.run.plan.acts && !arena.monitor().broken(); ++i) {
    const Act& act = p.run.story.emplace_back(teller->next(arena));
    if (listener) listener(act);
    arena.play(act);
    if (digests && arena.answer()) digest.add(*arena.answer());
  }
  p.run.simulated = arena.now() - p.run.plan.start;
  arena.finish();
  p.run.commands = arena.commands();
  p.run.reached = arena.monitor().reached();
  p.run.broken = arena.monitor().broken();
  if (!p.run.broken) p.run.broken = broken_at_the_seam(p.run.story, p.run.plan, subject);
  if (digests) tell_all(arena, digest), p.run.digest = digest.value();
  return p;
}

}  // namespace

std::unique_ptr<Arena> arena_of(const RunPlan& plan, const Subject& subject) {
  const Difference difference = subject ? subject() : Difference{};
  encaissement::Policies policies = plan.policies;
  if (difference.policies) difference.policies(policies);
  const Arena::Setup setup{.policies = plan.policies, .start = plan.start, .seed = plan.seed,
                           .can_crash = plan.can_crash, .make_hook = difference.make_hook};
  return std::make_unique<Arena>(setup, policies);
}

Run play_run(const Random& run, const RunChoice& choice, const Subject& subject, bool digests,
             const ActListener& listener) {
  return play(run, choice, subject, digests, listener).run;
}

bool gives_same_bytes(const Random& run, const RunChoice& choice, const Subject& subject) {
  const Playing first = play(run, choice, subject, true, {});
  const Playing second = play(run, choice, subject, true, {});
  return first.run.digest == second.run.digest && first.run.story == second.run.story;
}

std::optional<Broken> broken_at_the_seam(const Story& story, const RunPlan& plan, const Subject& subject) {
  if (!plan.at_the_seam || !subject) return std::nullopt;
  const Difference difference = subject();
  return difference.at_the_seam ? difference.at_the_seam(story, plan) : std::nullopt;
}

std::optional<Broken> broken_by(const Story& story, const RunPlan& plan, const Subject& subject) {
  const std::unique_ptr<Arena> arena = arena_of(plan, subject);
  arena->play(story);
  arena->finish();
  return arena->monitor().broken() ? arena->monitor().broken() : broken_at_the_seam(story, plan, subject);
}

}  // namespace parcours
