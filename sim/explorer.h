// Exhaustive search: visits every state of a scope, breadth first, and every act and every passing of time in each of
// them. The real core takes every step; the Monitor judges each, and audits each new state. So what it does not find is
// not there, within the scope; and what it finds is shortest, in acts and waits.
//   Explorer explorer(scope, {}); const Exploration result = explorer.run();
// Time is the order of now and what is pending: from every state it passes to the millisecond before the next deadline,
// sweep, reminder or end of a key, and to it exactly. Where nothing is pending every operation must be final (STA-03):
// since all time passes through such states, that says so of every state.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/arena.h"
#include "sim/judged_refusals.h"
#include "sim/kept_commands.h"
#include "sim/run.h"
#include "sim/scope.h"
#include "sim/state_parts.h"
#include "sim/state_set.h"

namespace parcours {

// The shortest way to a property that does not hold.
struct Counterexample {
  Broken broken;
  Story story;                        // Can be played in an Arena.
  std::vector<std::string> outcomes;  // Of each act: when it was, and what was answered.
  bool replayed = false;              // Played again from the start it broke the same. False: the service has a memory of
                                      // its own, outside what it keeps.
};

struct Exploration {
  enum class Ending : std::uint8_t { finished, counterexample, states_max, memory_max, interrupted } ending{};
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;  // Acts tried and waits, from all states; refused ones are some of them.
  std::uint64_t depth = 0;        // Acts and waits to the farthest state.
  std::uint64_t crashes = 0;      // Tried.
  std::size_t bytes = 0;          // What the states take, their parts included.
  Reached reached;
  std::optional<Counterexample> counterexample;
};

class Explorer {
 public:
  struct Options {
    std::uint64_t states_max = 50'000'000;
    std::size_t memory_max = std::size_t{8} << 30;
    bool use_symmetry = true;
    Subject subject{};  // A broken service: asked anew for every service made. Empty: the reference.
    std::function<bool()> goes_on{};   // Asked now and then; false: stop.
  };

  Explorer(const Scope& scope, Options options);

  // The whole search. Once.
  Exploration run();

  // For tests: what a state is.
  StateParts& parts() { return parts_; }
  const StateSet& states() const { return states_; }

 private:
  using Service = encaissement::Encaissement;

  struct Step {  // Of a path: an act of the scope, or a wait.
    std::uint32_t act = 0;
    Duration wait{};
  };

  std::unique_ptr<Arena> new_arena(bool can_crash) const;
  void begin();
  void expand(std::uint32_t state);
  void load();
  bool is_possible(std::uint32_t index);
  void try_act(std::uint32_t index);
  void judge_act(std::uint32_t act, const encaissement::Command& command);
  void try_wait();
  void pass_time(Instant until);
  std::optional<Instant> next_moment() const;
  void run_out();
  void arrive(std::uint32_t act);
  bool may_go_on();
  void broke(std::optional<std::uint32_t> last_act);
  std::vector<Step> path_to(std::uint32_t state) const;
  Counterexample replay(const std::vector<Step>& path, const Broken& broken) const;
  void play_again(Counterexample& found) const;
  Act placed(const Step& step, const Arena& arena) const;
  void try_crashes();
  bool crash(const std::vector<Step>& path, std::uint32_t state, Mishap mishap);

  const Scope& scope_;
  Options options_;
  std::unique_ptr<Arena> arena_;  // Where the service lives; its monitor judges.
  mutable StateParts parts_;
  StateSet states_;
  KeptCommands commands_;
  JudgedRefusals judged_;
  const encaissement::Refusal* refusal_ = nullptr;  // Of the act judged last.
  Exploration result_;
  bool sorted_ = false;
  // The state that is expanded now.
  std::uint32_t state_ = 0;
  StateKey key_;
  Service::State now_;
  Monitor::Memory memory_;
  bool is_loaded_ = false;
};

}  // namespace parcours
