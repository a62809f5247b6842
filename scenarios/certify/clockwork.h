// The time barrier: moves service, network and till together from one instant to the next at which anything happens, so
// that everything happens at its own instant and nothing moves on before all have come to rest there.
#pragma once

#include <chrono>
#include <optional>

#include "scenarios/certify/courier.h"
#include "scenarios/certify/scene.h"

namespace parcours {

inline constexpr int kTicksAtOneInstant = 64;   // More: the till never comes to rest.
inline constexpr int kTicksOfOneStory = 100'000;  // More: nobody can wait for what it does. Once a minute for 60 days fits.
// A timer of its own that is due more often than this is taken for one that never rests, after so many times too many.
inline constexpr std::chrono::milliseconds kTimerPause{10};
inline constexpr int kTimersAhead = 5'000;

class Clockwork {
 public:
  Clockwork(Scene& scene, StageCourier& courier) : scene_{scene}, courier_{courier} {}

  // What is due now happens, until all is quiet at this instant.
  void settle();
  // The same, and on to `until`. By the wall it really passes.
  void advance_to(Instant until);

 private:
  bool tick();  // False: the story is over.
  Instant next_stop(Instant limit);

  Scene& scene_;
  StageCourier& courier_;
  std::optional<Instant> till_next_;  // On the service's clock.
  Pace timer_{kTimerPause};
  int ticks_ = 0;
};

}  // namespace parcours
