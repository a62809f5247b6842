// Story-acts a second of the seam twin: random stories played through the seam on two references in lock-step, all that
// can be seen compared; starting two services and the end, when all deadlines pass, are in it.
#include <benchmark/benchmark.h>

#include "sim/in_process_target.h"
#include "sim/twin.h"
#include "tests/sim/stories.h"

namespace parcours {
namespace {

void seam_twin(benchmark::State& state) {
  constexpr std::uint64_t kStories = 50;
  std::vector<Story> stories;
  for (std::uint64_t seed = 1; seed <= kStories; ++seed) stories.push_back(stories::random_story(seed, 25));
  std::size_t acts = 0;
  InProcessTarget target;
  for (auto _ : state)
    for (const Story& story : stories) {
      SeamTwin twin{target, {}};
      twin.play(story);
      twin.finish();
      acts += twin.acts();
      if (twin.broken()) state.SkipWithError("the reference differs from itself");
    }
  state.SetItemsProcessed(static_cast<std::int64_t>(acts));
}
BENCHMARK(seam_twin)->Name("twin/story-acts")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace parcours
