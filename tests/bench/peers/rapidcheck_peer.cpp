// The small model as a property of RapidCheck, in two ways: as commands of its own framework for stateful tests
// (rc::state), and as plain random lists of steps, which cost it less. Both shrink what breaks a rule.
//   peer_rapidcheck [--state] [--broken] [--runs N] [--trace N]
// One line of JSON; ends 1 when a rule was found broken, else 0.
#include <rapidcheck.h>
#include <rapidcheck/state.h>
#include <stdlib.h>

#include <cstdio>
#include <string>
#include <vector>

#include "tests/bench/cpu_time.h"
#include "tests/bench/peers/small_model.h"

namespace rc {

template <>
struct Arbitrary<parcours::Step> {
  static Gen<parcours::Step> arbitrary() {
    return gen::build<parcours::Step>(gen::set(&parcours::Step::kind, gen::inRange(0, parcours::kStepKinds)),
                                      gen::set(&parcours::Step::choice, gen::inRange(0, parcours::kStepChoices)));
  }
};

}  // namespace rc

namespace parcours {

void showValue(const Step& step, std::ostream& out) { out << step.kind << '/' << step.choice; }

namespace {

struct Pass {
  std::int64_t steps = 0;
  double seconds = 0;
  std::string found;  // The rule broken by the last failing case: the shortest one.
  std::size_t length = 0;
  double speed() const { return static_cast<double>(steps) / seconds; }
};

// A case: a fresh model and what befell it.
struct Case {
  Pass& pass;
  SmallModel model;
  std::size_t length = 0;

  void take(const Step& step) {
    if (!model.admits(step)) return;
    ++pass.steps;
    ++length;
    const std::string_view rule = model.take(step);
    if (rule.empty()) return;
    pass.found = rule;
    pass.length = length;
    RC_FAIL(std::string{rule});
  }
};

void check_lists(Pass& pass, bool broken) {
  rc::check([&](const std::vector<Step>& steps) {
    Case one{pass, SmallModel{broken}};
    for (const Step& step : steps) one.take(step);
  });
}

struct Nothing {};  // What rc::state should know of the model beforehand: the oracle asks the model itself.

struct TakeStep : rc::state::Command<Nothing, Case> {
  explicit TakeStep(const Nothing&) {}
  Step step = *rc::gen::arbitrary<Step>();
  void run(const Nothing&, Case& one) const override { one.take(step); }
  void show(std::ostream& out) const override { showValue(step, out); }
};

void check_state(Pass& pass, bool broken) {
  rc::check([&] {
    Case one{pass, SmallModel{broken}};
    rc::state::check(Nothing{}, one, rc::state::gen::execOneOfWithArgs<TakeStep>());
  });
}

using Check = void (*)(Pass&, bool broken);

Pass timed(Check check, bool broken) {
  Pass pass;
  const double start = cpu_seconds();
  check(pass, broken);
  pass.seconds = cpu_seconds() - start;
  return pass;
}

int measure(Check check, bool broken, const std::string& runs) {
  setenv("RC_PARAMS", ("seed=1 max_success=" + runs).c_str(), 1);
  const Pass cold = timed(check, broken);
  const Pass warm = cold.found.empty() ? timed(check, broken) : cold;
  std::printf(
      "{\"peer\": \"RapidCheck\", \"steps\": %lld, \"cold\": %.0f, \"warm\": %.0f, \"found\": \"%s\", \"length\": "
      "%zu}\n",
      static_cast<long long>(warm.steps), cold.speed(), warm.speed(), warm.found.c_str(), warm.length);
  return warm.found.empty() ? 0 : 1;
}

}  // namespace
}  // namespace parcours

int main(int argc, char** argv) {
  bool broken = false;
  auto check = parcours::check_lists;
  std::string runs = "1000";
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const bool has_value = i + 1 < argc;
    if (word == "--broken") {
      broken = true;
    } else if (word == "--state") {
      check = parcours::check_state;
    } else if (word == "--runs" && has_value) {
      runs = argv[++i];
    } else if (word == "--trace" && has_value) {
      std::fputs(parcours::model_trace(std::atoi(argv[++i])).c_str(), stdout);
      return 0;
    } else {
      std::fprintf(stderr, "peer_rapidcheck: unknown word %s\n", argv[i]);
      return 2;
    }
  }
  return parcours::measure(check, broken, runs);
}
