#include "sim/campaign.h"

#include <algorithm>
#include <cassert>

namespace parcours {

std::size_t place_of(const Property& property) {
  const auto place = static_cast<std::size_t>(&property - properties().data());
  assert(place < properties().size() && place < kMostProperties);
  return place;
}

void Tally::add(const Run& run, std::uint64_t index) {
  ++runs;
  acts += run.story.size();
  commands += run.commands;
  simulated_ms += static_cast<std::uint64_t>(run.simulated.count());
  ++by_strategy[static_cast<std::size_t>(run.plan.strategy)];
  for (std::size_t i = 0; i < sometimes.size(); ++i) sometimes[i] += run.reached.sometimes.test(i);
  triples |= run.reached.triples;
  if (!run.broken) return;
  const std::size_t place = place_of(*run.broken->property);
  ++found[place];
  first[place] = std::min(first[place], index);
}

void Tally::add(const Tally& other) {
  runs += other.runs;
  acts += other.acts;
  commands += other.commands;
  simulated_ms += other.simulated_ms;
  played_twice += other.played_twice;
  for (std::size_t i = 0; i < by_strategy.size(); ++i) by_strategy[i] += other.by_strategy[i];
  for (std::size_t i = 0; i < sometimes.size(); ++i) sometimes[i] += other.sometimes[i];
  triples |= other.triples;
  for (std::size_t i = 0; i < found.size(); ++i) {
    found[i] += other.found[i];
    first[i] = std::min(first[i], other.first[i]);
  }
  unlike = std::min(unlike, other.unlike);
  died = std::min(died, other.died);
}

bool Tally::found_any() const {
  return died != kNoRun || std::any_of(found.begin(), found.end(), [](std::uint64_t many) { return many > 0; });
}

bool Tally::all_sometimes() const {
  return std::all_of(sometimes.begin(), sometimes.end(), [](std::uint64_t many) { return many > 0; });
}

void play_into(Tally& tally, const Campaign& campaign, std::uint64_t index, const ActListener& listener) {
  const Random run = run_of(campaign.seed, index);
  tally.add(play_run(run, campaign.choice, campaign.subject, false, listener), index);
  if (index % kTwiceEvery != 0) return;
  ++tally.played_twice;
  if (!gives_same_bytes(run, campaign.choice, campaign.subject)) tally.unlike = std::min(tally.unlike, index);
}

}  // namespace parcours
