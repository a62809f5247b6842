// Every scenario of the suites, recorded while it is played and exported: the file plays again and passes.
#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/export/recording.h"
#include "scenarios/language/parse.h"
#include "scenarios/runner/runner.h"
#include "scenarios/serve/recorder.h"

namespace parcours {
namespace {

const std::vector<Scenario>& suites() {
  static const Loaded loaded = load({PARCOURS_SOURCE_DIR "/scenarios"});
  EXPECT_TRUE(loaded.problems.empty());
  return loaded.cases;
}

class RecordedSuites : public ::testing::Test {
 protected:
  void play(const Scenario& scenario) {
    InProcessTarget target;
    Recorder recorder{target};
    run_case(scenario, recorder, {.phone = &phone_});
    if (!target.is_up()) return;
    const RecordedScenario file = scenario_of(*recorder.recording(), target, target.service().now());
    if (!file.why_not.empty()) {
      refused_.push_back(scenario.id + ": " + file.why_not);
      return;
    }
    InProcessTarget reference;
    const CaseResult again = run_case(parse_text("recorded.yaml", file.yaml).cases.at(0), reference, {.phone = &phone_});
    EXPECT_EQ(again.verdict, Verdict::pass) << scenario.id << ": " << again.reason << "\n" << again.actual << " at line " << again.line << "\n" << file.yaml;
    ++played_;
  }

  PhoneReader phone_;
  std::vector<std::string> refused_;
  std::size_t played_ = 0;
};

TEST_F(RecordedSuites, EveryFilePlaysAgain) {
  for (const Scenario& scenario : suites()) play(scenario);
  for (const std::string& why : refused_) std::cout << why << '\n';
  std::cout << played_ << " played again, " << refused_.size() << " refused in words\n";
  EXPECT_GT(played_, 100u);
  EXPECT_LT(refused_.size() * 20, played_);
}

}  // namespace
}  // namespace parcours
