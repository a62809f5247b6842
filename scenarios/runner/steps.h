// The steps of a scenario that do something: each becomes one call of a person or till, or changes what surrounds them.
// Used by the player only.
#pragma once

#include <optional>
#include <string>

#include "scenarios/runner/case.h"

namespace parcours {

// How a step's action went.
struct Action {
  const Step* step = nullptr;
  std::string who = {};   // Speaker, customer or "operator".
  std::string key = {};   // The idempotency key of its call.
  std::int64_t seq = -1;  // Of the event of its answer, where no call was made.
  bool done = false;      // The answer is there, or nothing was to be called.
  Answer answer = {};
  bool unreadable = false;   // The camera could not read the code: nothing was called.
  bool good_code = true;     // Held well, the code can be read.
  std::string trouble = {};  // Why the step could not be carried out; empty: it was.
  Verdict trouble_verdict = Verdict::fail;
};

// Starts the action: what to wait for, or nothing when `action` is over already.
std::optional<Actor<Answer>> begin(Case& played, const Step& step, Action& action);

// Each for its verbs.
std::optional<Actor<Answer>> begin_merchant(Case& played, const Step& step, Action& action);
std::optional<Actor<Answer>> begin_customer(Case& played, const Step& step, Action& action);
std::optional<Actor<Answer>> begin_operator(Case& played, const Step& step, Action& action);

// An order to the network, a channel, the integrator's URLs or the service. What is wrong with it, if anything.
std::optional<Departure> play_fault(Case& played, const Step& step);

// The amount as a person types it: "40,00".
std::string typed(Money amount);
// What the step's `typed` or `amount` says; none: neither.
std::optional<std::string> amount_in(const Step& step);
// The number of the operation the step is about, or empty with action.trouble said.
std::string number_for(Case& played, const Step& step, Action& action);

}  // namespace parcours
