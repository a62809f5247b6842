// The small model that the explorer's peers are measured on, here over the real core: one customer with 100,00 €, one
// till, and one operation of parcours C at a time. Ten commands are legal somewhere, and most are not; every one is
// given an answer by an oracle of its own, and after every one the invariants are checked.
//
// small_model.py and small_model.cjs are ports of it: model_trace() below is the same bytes in all three. A step is two
// small numbers, so that any generator can make one:
//
//   kind 0 request      choice 0..4: 19,99 · 20,00 · 40,00 · 60,00 · 120,00 €     not while one is to be validated
//        1 pay          0 · 0,01 · requested - 0,01 · requested · requested + 0,01
//        2 refuse
//        3 validate     0 · 0,01 · received - 0,01 · received · received + 0,01
//        4 cancel
//        5 to deadline  1 ms before E (or E') · at it · 1 ms after · 1 ms before the night sweep · at it
//        6 time passes  0 · 1 ms · 1 s · 1 min · 1 h
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "reference/core/encaissement.h"

namespace parcours {

struct Step {
  int kind = 0;    // 0 … kStepKinds - 1
  int choice = 0;  // 0 … kStepChoices - 1
};
inline constexpr int kStepKinds = 7;
inline constexpr int kStepChoices = 5;
inline constexpr std::size_t kStepsOfACase = 50;

class SmallModel {
 public:
  // `broken`: the service validates and cancels between the validation deadline and the sweep (TIM-05).
  explicit SmallModel(bool broken = false);
  ~SmallModel();

  bool admits(Step step) const;

  // Takes the step and judges it. Empty when all holds, else the rules that were broken. REQUIRES: admits(step).
  std::string_view take(Step step);

  // The answer to the last step ("done", "PAY-06", "time") and what there is to see after it, on one line.
  std::string seen() const;

 private:
  struct View;
  View view() const;
  encaissement::Money amount_of(Step step, const View& before) const;
  encaissement::Instant time_of(Step step, const View& before) const;
  std::string_view expected(Step step, encaissement::Money amount, const View& before) const;
  std::string_view broken_rule(const View& before, const View& after, bool same_operation) const;
  encaissement::Command command(Step step, encaissement::Money amount) const;

  std::unique_ptr<encaissement::ServiceHook> hook_;
  encaissement::Encaissement service_;
  encaissement::Instant now_;
  encaissement::OperationId operation_{};
  encaissement::TransactionNumber number_;
  std::string_view answer_ = "time";
};

// The steps of a walk that every port can draw: the minimal standard generator (48271, 2^31 - 1).
class StepWalk {
 public:
  explicit StepWalk(std::int64_t seed) : state_{seed} {}
  Step next() {
    const int kind = below(kStepKinds);
    return {kind, below(kStepChoices)};
  }

 private:
  int below(int bound) {
    state_ = state_ * 48271 % 2147483647;
    return static_cast<int>(state_ % bound);
  }
  std::int64_t state_;
};

// One line a step of `cases` cases, each a fresh model: what was asked, answered and seen.
std::string model_trace(int cases);

}  // namespace parcours
