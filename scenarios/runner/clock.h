// Time in a case: moves to an instant through everything that falls due on the way, so that each thing happens, and
// stands in the history, at its own instant.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "scenarios/runner/case.h"

namespace parcours {

class Clock {
 public:
  // `on_moment` is called after everything of an instant has happened.
  Clock(Case& played, std::function<void()> on_moment) : case_{played}, on_moment_{std::move(on_moment)} {}

  // To `instant`, included. REQUIRES: instant >= now.
  void advance_to(Instant instant);

  // Until `done` says so; then to the end of that instant.
  void run_until(const std::function<bool()>& done);

  // To the end of this instant: what was set going at it arrives.
  void finish_instant() { step_to(case_.now()); }

  // What the service has written and has to deliver by now goes out; looks at it all.
  void settle();

 private:
  void step_to(Instant instant);
  bool tires();
  Instant next_stop(Instant limit);
  void hand_over_notices();

  Case& case_;
  std::function<void()> on_moment_;
  int stops_ = 0;  // In the present wait.
};

// The instant a `time reaches` step names, by the rules and what the case itself knows (never by what the service says
// its deadlines are, unless nothing else is known), or why there is none.
std::variant<Instant, std::string> instant_of(Case& played, const Step& step);

}  // namespace parcours
