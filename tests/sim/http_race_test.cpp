// Clients that race on one service: the reference's answers can be put in order, a broken service's cannot.
#include <gtest/gtest.h>

#include "sim/race.h"
#include "tests/sim/http_house.h"

namespace parcours {
namespace {

RaceResult raced(const ServedHouse& house, const std::string& defect, int operations) {
  return race({.clients = 4, .operations = operations, .seed = 7, .connect = [&] { return house.target(defect); }});
}

TEST(HttpRace, EveryAnswerOfTheReferenceFitsIntoOneOrder) {
  const ServedHouse house;
  const RaceResult result = raced(house, "", 20);
  EXPECT_EQ(result.lost, "");
  EXPECT_EQ(result.calls, 240U);
  EXPECT_GT(result.overlaps, 0U);
  for (const RaceBroken& one : result.broken) ADD_FAILURE() << one.number << '\n' << told(one.calls);
}

TEST(HttpRace, AServiceThatTakesASecondPaymentIsCaught) {
  const ServedHouse house;
  const RaceResult result = raced(house, "pay-05-second-payment-answered", 20);
  EXPECT_EQ(result.lost, "");
  EXPECT_FALSE(result.broken.empty());
}

}  // namespace
}  // namespace parcours
