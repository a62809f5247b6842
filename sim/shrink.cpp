#include "sim/shrink.h"

#include <algorithm>
#include <cassert>

#include "sim/act_maker.h"
#include "sim/shrink_moves.h"

namespace parcours {
namespace {

using encaissement::Money;

constexpr std::uint8_t kUnknown = static_cast<std::uint8_t>(kMostOperations);

// An act that knows by whom its operations were made, so that acts before it can go without its meaning another.
struct Ref {
  int maker = -1;  // Identity of the act that made the operation; -1: none did.
  int nth = 0;     // Of those it made.
};
struct Linked {
  Act act;
  int id = 0;
  Ref about{}, when{};
};
using LinkedStory = std::vector<Linked>;

Ref ref_of(int operation, const LinkedStory& story, const std::vector<std::uint8_t>& made) {
  int first = 0;
  for (std::size_t i = 0; i < story.size() && i < made.size(); ++i) {
    if (operation < first + made[i]) return {story[i].id, operation - first};
    first += made[i];
  }
  return {};
}

LinkedStory linked(const Story& story, const std::vector<std::uint8_t>& made) {
  LinkedStory all;
  for (const Act& act : story) all.push_back({.act = act, .id = static_cast<int>(all.size())});
  for (Linked& one : all) {
    one.about = ref_of(one.act.operation, all, made);
    one.when = ref_of(one.act.when.operation, all, made);
  }
  return all;
}

// Where the operation stands when the acts make so many each; kUnknown: nobody makes it.
std::uint8_t place_of(const Ref& ref, const LinkedStory& story, const std::vector<std::uint8_t>& made) {
  int first = 0;
  for (std::size_t i = 0; i < story.size() && i < made.size(); ++i) {
    if (story[i].id == ref.maker) return ref.nth < made[i] ? static_cast<std::uint8_t>(first + ref.nth) : kUnknown;
    first += made[i];
  }
  return kUnknown;
}

Story numbered(const LinkedStory& all, const std::vector<std::uint8_t>& made) {
  Story story;
  for (const Linked& one : all) {
    Act& act = story.emplace_back(one.act);
    if (one.about.maker >= 0) act.operation = place_of(one.about, all, made);
    if (act.when.of == When::Of::now) continue;
    if (one.when.maker >= 0) act.when.operation = place_of(one.when, all, made);
    if (act.when.operation == kUnknown) act.when = {};
  }
  return story;
}

class Shrinker {
 public:
  Shrinker(const Story& failing, const Replay& replay, const ShrinkLimits& limits)
      : replay_{replay}, limits_{limits}, story_{failing} {
    const Replayed first = play(failing);
    assert(first.fails);
    take(failing, first);
  }

  Shrunk shrunk() {
    cut_tail();
    for (StoryWeight before = weight_of(story_), after{}; before != after && left() > 0;) {
      before = weight_of(story_);
      take_acts_away();
      merge_people();
      simplify_acts();
      after = weight_of(story_);
    }
    const bool is_shortest = try_all_shorter();
    return {.story = story_, .plays = plays_, .is_shortest = is_shortest};
  }

 private:
  int left() const { return limits_.plays - plays_; }

  Replayed play(const Story& story) {
    ++plays_;
    return replay_(story);
  }

  void take(const Story& story, const Replayed& played) {
    story_ = story;
    made_ = played.made;
    made_.resize(story.size(), 0);
    at_ = played.at;
    at_.resize(story.size(), at_.empty() ? Instant{} : at_.back());
    linked_ = linked(story, made_);
  }

  bool is_lighter(const Story& story) const { return weight_of(story) < weight_of(story_); }

  // Plays the candidate; its operations are numbered as its own acts make them. True: it fails and is lighter, and is
  // what we have from now on.
  bool attempt(const LinkedStory& candidate, const std::vector<std::uint8_t>& expected) {
    std::vector<std::uint8_t> made = expected;
    for (int tries = 0; tries < 2 && left() > 0; ++tries) {
      const Story story = numbered(candidate, made);
      if (!is_lighter(story)) return false;
      Replayed result = play(story);
      result.made.resize(story.size(), 0);
      if (result.fails) {
        take(story, result);
        return true;
      }
      if (result.made == made) return false;
      made = result.made;
    }
    return false;
  }

  // What goes with the acts that are taken away: those about their operations, and the time they took.
  struct Taking {
    bool followers, time;
  };

  bool attempt_without(std::size_t first, std::size_t last, Taking taking) {
    LinkedStory candidate;
    std::vector<std::uint8_t> made;
    std::vector<int> gone;
    Instant before = at_[0] - std::max(story_[0].when.of == When::Of::now ? story_[0].when.offset : Duration{0}, Duration{0});
    for (std::size_t i = 0; i < linked_.size(); ++i) {
      const auto is_gone = [&](const Ref& ref) { return std::find(gone.begin(), gone.end(), ref.maker) != gone.end(); };
      const bool inside = i >= first && i < last;
      if (inside || (taking.followers && is_gone(linked_[i].about))) {
        gone.push_back(linked_[i].id);
        continue;
      }
      Linked& kept = candidate.emplace_back(linked_[i]);
      const bool moves = kept.act.when.of == When::Of::now || is_gone(kept.when);
      if (!taking.time && moves) kept.act.when = {.of = When::Of::now, .operation = 0, .offset = at_[i] - before};
      before = at_[i];
      made.push_back(made_[i]);
    }
    return attempt(candidate, made);
  }

  bool attempt_without(std::size_t first, std::size_t last) {
    for (const Taking taking : {Taking{true, true}, Taking{true, false}, Taking{false, false}, Taking{false, true}})
      if (left() > 0 && attempt_without(first, last, taking)) return true;
    return false;
  }

  // The shortest beginning that fails. Those of most properties fail from one act on, so halving finds it.
  void cut_tail() {
    std::size_t low = 0, high = linked_.size();
    while (low < high && left() > 0) {
      const std::size_t middle = (low + high) / 2;
      if (attempt_without(middle, linked_.size(), {.followers = false, .time = true})) {
        high = std::min(middle, linked_.size());
      } else {
        low = middle + 1;
      }
    }
  }

  // ddmin: halves, quarters, and so on to single acts, from the end, where least depends on them.
  void take_acts_away() {
    for (std::size_t chunk = std::max<std::size_t>(linked_.size() / 2, 1); chunk > 0; chunk /= 2)
      for (std::size_t end = linked_.size(); end > 0 && left() > 0;) {
        const std::size_t begin = end > chunk ? end - chunk : 0;
        const bool gone = attempt_without(begin, end);
        end = gone ? std::min(begin, linked_.size()) : begin;
      }
  }

  void merge_people() {
    for (int from = 0; from < kRoleCount; ++from)
      for (const Role to : {Role::cashier, Role::till, Role::alice, Role::bob})
        if (left() > 0) try_story(with_role(story_, static_cast<Role>(from), to));
  }

  void try_story(const Story& changed) {
    LinkedStory candidate = linked_;
    for (std::size_t i = 0; i < candidate.size(); ++i) candidate[i].act = changed[i];
    attempt(candidate, made_);
  }

  Money asked_for(const Linked& one) const {
    for (const Linked& maker : linked_)
      if (maker.id == one.about.maker) return maker.act.amount;
    return Money{};
  }

  void simplify_acts() {
    for (std::size_t i = 0; i < linked_.size(); ++i)
      for (bool again = true; again && left() > 0;) again = simplify_act(i);
  }

  bool simplify_act(std::size_t i) {
    int operations = 0;
    for (std::size_t before = 0; before < i; ++before) operations += made_[before];
    for (const Act& simpler : simpler_acts(linked_[i].act, asked_for(linked_[i]), operations)) {
      LinkedStory candidate = linked_;
      candidate[i].act = simpler;
      if (!(simpler.when == linked_[i].act.when)) candidate[i].when = ref_of(simpler.when.operation, linked_, made_);
      if (attempt(candidate, made_)) return true;
    }
    return false;
  }

  // Every story of fewer acts from the alphabet, shorter ones first. True: all were tried, and none fails.
  bool try_all_shorter() {
    const std::vector<Act> alphabet = alphabet_of(story_);
    int budget = limits_.exhaustive;
    for (std::size_t length = 1; length < story_.size(); ++length) {
      Story story;
      const Walk end = walk(alphabet, length, story, budget);
      if (end == Walk::spent) return false;
      if (end == Walk::found) break;
    }
    return true;
  }

  enum class Walk { through, found, spent };

  Walk walk(const std::vector<Act>& alphabet, std::size_t length, Story& story, int& budget) {
    if (story.size() == length) {
      if (budget-- <= 0) return Walk::spent;
      const Replayed result = play(story);
      if (!result.fails) return Walk::through;
      take(story, result);
      return Walk::found;
    }
    for (const Act& act : alphabet) {
      const bool about = act.kind >= ActKind::name && act.kind <= ActKind::issuer_rejects;
      if (story.empty() && (about || act.when.of != When::Of::now)) continue;  // There is nothing yet to be about.
      story.push_back(act);
      const Walk end = walk(alphabet, length, story, budget);
      if (end != Walk::through) return end;
      story.pop_back();
    }
    return Walk::through;
  }

  const Replay& replay_;
  ShrinkLimits limits_;
  int plays_ = 0;
  Story story_;
  std::vector<std::uint8_t> made_;
  std::vector<Instant> at_;
  LinkedStory linked_;
};

// -------- The world around the story ------------------------------------------------------------

bool still_breaks(const Story& story, const RunPlan& plan, const Subject& subject, const Property& property) {
  const std::optional<Broken> broken = broken_by(story, plan, subject);
  return broken && broken->property == &property;
}

// The guide's own settings, start and seed, where the story fails with them as well.
int simplify_plan(RunPlan& plan, const Story& story, const Subject& subject, const Property& property) {
  int plays = 0;
  const auto attempt = [&](auto change) {
    RunPlan simpler = plan;
    change(simpler);
    ++plays;
    if (still_breaks(story, simpler, subject, property)) plan = simpler;
  };
  attempt([](RunPlan& p) { p.policies = {}; });
  if (!(plan.policies == encaissement::Policies{}))
    for (const encaissement::PolicyField& field : encaissement::policy_fields())
      attempt([&](RunPlan& p) { field.set(p.policies, field.get({})); });
  attempt([](RunPlan& p) { p.start = Arena::Setup{}.start; });
  if (plan.start != Arena::Setup{}.start)
    attempt([](RunPlan& p) { p.start = std::chrono::floor<encaissement::Days>(p.start); });
  attempt([](RunPlan& p) { p.seed = 1; });
  attempt([](RunPlan& p) { p.can_crash = true; });
  return plays;
}

// What goes before the first act is no part of the story: the world may as well start there.
void start_at_first_act(SmallRun& small, const Subject& subject, const Property& property) {
  const When first = small.story.front().when;
  if (first.of != When::Of::now || first.offset <= Duration{0}) return;
  SmallRun later = small;
  later.plan.start += first.offset;
  later.story.front().when = {};
  ++small.plays;
  if (!still_breaks(later.story, later.plan, subject, property)) return;
  small.plan = later.plan;
  small.story = later.story;
}

}  // namespace

Shrunk shrink(const Story& failing, const Replay& replay, const ShrinkLimits& limits) {
  return Shrinker{failing, replay, limits}.shrunk();
}

Replay replay_of(const RunPlan& plan, const Subject& subject, std::string_view id) {
  const Property* wanted = &property(id);
  return [plan, &subject, wanted](const Story& story) {
    const std::unique_ptr<Arena> arena = arena_of(plan, subject);
    Replayed result;
    for (const Act& act : story) {
      const std::size_t before = arena->service().operations().size();
      arena->play(act);
      result.made.push_back(static_cast<std::uint8_t>(arena->service().operations().size() - before));
      result.at.push_back(arena->now());
      if (arena->monitor().broken()) break;
    }
    arena->finish();
    const std::optional<Broken> broken =
        arena->monitor().broken() ? arena->monitor().broken() : broken_at_the_seam(story, plan, subject);
    result.fails = broken && broken->property == wanted;
    return result;
  };
}

SmallRun shrink_run(const Run& run, const Subject& subject, const ShrinkLimits& limits) {
  assert(run.broken);
  const Property& property = *run.broken->property;
  SmallRun small{.plan = run.plan, .story = run.story, .broken = *run.broken};
  small.plays = simplify_plan(small.plan, small.story, subject, property);
  const bool at_the_seam = property.id == "as-the-reference";  // Where a play takes a hundred times as long.
  const ShrinkLimits its = at_the_seam ? ShrinkLimits{limits.plays / 10, limits.exhaustive / 100} : limits;
  const Shrunk shrunk = shrink(small.story, replay_of(small.plan, subject, property.id), its);
  small.story = shrunk.story;
  small.is_shortest = shrunk.is_shortest;
  small.plays += shrunk.plays + simplify_plan(small.plan, small.story, subject, property);
  start_at_first_act(small, subject, property);
  small.broken = broken_by(small.story, small.plan, subject).value_or(*run.broken);
  return small;
}

}  // namespace parcours
