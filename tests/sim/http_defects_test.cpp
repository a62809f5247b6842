// Broken services are caught over HTTP as they are in process: every defect of the gallery shows on the wire.
#include <gtest/gtest.h>

#include <algorithm>

#include "fakes/broken_service.h"
#include "scenarios/language/parse.h"
#include "scenarios/runner/runner.h"
#include "tests/sim/http_house.h"

namespace parcours {
namespace {

class HttpDefects : public testing::Test {
 protected:
  static const std::vector<Scenario>& suites() {
    static const Loaded loaded = load({PARCOURS_SOURCE_DIR "/scenarios"});
    return loaded.cases;
  }
  // Those that prove the broken rule come first.
  static std::vector<const Scenario*> ordered_for(const Defect& defect) {
    std::vector<const Scenario*> cases;
    for (const Scenario& one : suites()) cases.push_back(&one);
    std::stable_partition(cases.begin(), cases.end(), [&](const Scenario* one) {
      return std::find(one->rules.begin(), one->rules.end(), defect.rule) != one->rules.end();
    });
    return cases;
  }
  bool is_caught(Target& target, const Scenario& one) {
    const Verdict verdict = run_case(one, target, {.phone = &phone_}).verdict;
    return is_problem(verdict) || verdict == Verdict::warn;
  }
  // Whether some case that catches it in process catches it over HTTP: five of them are tried.
  bool is_caught_over_http(const Defect& defect) {
    constexpr int kTries = 5;
    const auto in_process = broken_target(defect);
    const auto over_http = house_.target(std::string{defect.name});
    int tries = 0;
    for (const Scenario* one : ordered_for(defect)) {
      if (!is_caught(*in_process, *one)) continue;
      if (is_caught(*over_http, *one)) return true;
      if (++tries == kTries) return false;
    }
    return false;
  }

  ServedHouse house_;
  PhoneReader phone_;
};

TEST_F(HttpDefects, EveryDefectOfTheGalleryIsCaughtThereToo) {
  ASSERT_GE(defects().size(), 169U);
  for (const Defect& defect : defects()) EXPECT_TRUE(is_caught_over_http(defect)) << defect.name << ": " << defect.sentence;
}

}  // namespace
}  // namespace parcours
