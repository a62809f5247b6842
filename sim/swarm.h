// Random runs: what kind of run an index stands for (RunPlan), and who makes its acts one by one, looking at the arena
// (Storyteller). A run's seed is a hash of (campaign, index), and each concern draws from a stream of its own, so that
// neighbouring runs share nothing and drawing more in one place changes nothing elsewhere.
//   const Random run = run_of(campaign_seed, index);  const RunPlan plan = plan_of(run, {});
//   Arena arena(…); const auto teller = make_teller(plan, run);
//   for (int i = 0; i < plan.acts; ++i) arena.play(teller->next(arena));
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string_view>

#include "sim/arena.h"
#include "sim/random.h"

namespace parcours {

enum class Strategy : std::uint8_t {
  uniform,    // Every kind of act as likely as any other, half of the arguments as they should be.
  swarm,      // Each run draws which kinds of acts, people, twists and mishaps there are at all.
  weights,    // Each run draws how likely each of them is, over three orders of magnitude.
  deadlines,  // Time goes from deadline to deadline: the millisecond before, at and after.
  people      // Merchants and customers with habits, who act on what reached them, in a world that loses and repeats.
};
inline constexpr int kStrategyCount = static_cast<int>(Strategy::people) + 1;

std::string_view to_string(Strategy strategy);
std::string_view sentence_of(Strategy strategy);
std::optional<Strategy> strategy_of(std::string_view word);

// How often each strategy is taken, by its weight. One alone: the others 0.
using StrategyMix = std::array<std::uint32_t, kStrategyCount>;
StrategyMix usual_mix();
StrategyMix only(Strategy strategy);

struct RunPlan {
  Strategy strategy{};
  encaissement::Policies policies{};
  Instant start{};
  std::uint64_t seed = 0;  // The service's own.
  int acts = 0;
  bool can_crash = false;  // With a journal, from which the service comes back.
  bool at_the_seam = false;  // Played through the seam as well, where there is something to see.
};

struct RunChoice {
  StrategyMix mix = usual_mix();
  std::optional<encaissement::Policies> policies{};  // None: half of the runs under the default, half under drawn ones.
};

// Everything random of one run comes from here.
Random run_of(std::uint64_t campaign_seed, std::uint64_t index);

RunPlan plan_of(const Random& run, const RunChoice& choice);

class Storyteller {
 public:
  virtual ~Storyteller() = default;
  // The next act of the story, seeing what there is. Legal or not.
  virtual Act next(const Arena& arena) = 0;
};

std::unique_ptr<Storyteller> make_teller(const RunPlan& plan, const Random& run);

}  // namespace parcours
