// The guide's own stories, played from start to end.
#include <gtest/gtest.h>

#include "tests/scenarios/runner/play.h"

namespace parcours {
namespace {

constexpr const char* kParcoursA = R"(  - merchant requests: {parcours: A, amount: "40,00 €", basket: REF202006241}
  - customer scans: {customer: alice, camera: {tilt: 30, blur: 20, noise: 10}}
  - customer pays: {customer: alice, amount: "30,00 €", answers: {status: validated, remaining: "10,00 €"}}
  - expect operation: {status: validated, requested: "40,00 €", received: "30,00 €", remaining: "10,00 €"}
  - expect wallet: {customer: alice, available: "170,00 €", held: "0,00 €"}
  - expect collected: {amount: "30,00 €"}
)";

TEST(RunnerGuide, ParcoursAByQrIsPlayedThroughARealCamera) {
  const CaseResult result = play(kParcoursA);
  EXPECT_EQ(told(result), "pass") << history_of(result);
  EXPECT_NE(history_of(result).find("reads a QR code through the camera"), std::string::npos);
  EXPECT_NE(history_of(result).find("\"Il reste 10,00"), std::string::npos) << history_of(result);
}

}  // namespace
}  // namespace parcours
