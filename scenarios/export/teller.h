// Tells a story in the words of the scenario language: plays it on the reference, as people with a network and patience
// live it, and writes down what they do, what they are answered, and all that the reference then shows. Used inside
// scenarios/export only.
//
// People learn that an answer is lost when their patience ends (30 s): a story's next act comes no sooner.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "scenarios/export/told.h"
#include "sim/reference_service.h"
#include "sim/seam_player.h"

namespace parcours {

// Where the language has two ways to say a thing.
struct Telling {
  bool twice_as_retry = false;   // A call that arrives twice is made again, so that its second answer is heard.
  bool plain_times = false;      // Waits by the clock, not by deadlines.
  bool signatory_asks = false;   // Before all a signatory that has chosen no point asks for money (ACC-04).
  bool looks_everywhere = true;  // What is seen is told after every act, not only where the story looks.
};

class Teller {
 public:
  Teller(const encaissement::Policies& policies, Instant start, const Telling& telling);

  void tell(const Story& story);

  const std::vector<ToldStep>& steps() const { return steps_; }
  // Acts for which the language has no words, in words; they were left out.
  const std::vector<std::string>& untold() const { return untold_; }

 private:
  void tell(const Act& act);
  void let_pass(const When& when);
  void pass_to(Instant until);
  void let_patience_end();
  ToldStep time_step(const When& when, Instant at) const;
  void tell_call(const Act& act);
  void tell_once(const Act& act, const Call& call);
  void tell_operators(const Act& act, const Call& call);
  std::optional<ToldStep> retry_step(const Act& said, const Call& call) const;
  void name_what_was_made(ToldStep& step);
  void announce(const Act& act, const std::string& line);
  void outcome(ToldStep& step, const Act& act, const Call& call) const;
  void crash();
  void note_failures(std::size_t at_step, std::size_t deliveries_before);
  void look();
  std::string alias(const std::string& number) const;

  Telling telling_;
  encaissement::Policies policies_;
  ReferenceService reference_;
  SeamPlayer player_;
  Instant now_;
  bool signatory_stands_ = false;
  Duration waited_{0};  // Of the next wait, while patience ended.
  std::map<Role, Act> first_said_;                             // What a retry of the story repeats,
  std::map<std::string, std::pair<Role, Call>> last_on_line_;  // and what one of the scenario would.
  std::vector<Answer> answers_;  // Of the last call.
  std::vector<ToldStep> steps_;
  std::vector<std::string> untold_;
};

// A call as a step without its outcome; none: the language has no words for it. Operations are called op1, op2 ….
std::optional<ToldStep> step_of(const Act& act, const Call& call, const Known& known);

// Who speaks it in a scenario: "cashier", "alice".
std::string line_name(const Act& act);

// All that the reference shows now, one thing a step. `signatory_stands`: the signatory has chosen its point.
std::vector<ToldStep> looks_of(ReferenceService& reference, const SeamPlayer& player, Instant now, bool signatory_stands);

}  // namespace parcours
