// Small populations on the real service: what comes out, that it is always the same, and that a broken service is seen.
#include "scenarios/population/simulation.h"

#include <gtest/gtest.h>

#include "fakes/broken_service.h"
#include "scenarios/population/report.h"

namespace parcours {
namespace {

using namespace encaissement;

constexpr SimulationOptions kSmall{.basis_points = 5, .seed = 1, .days = 60};

// A village lives to the end.
class Village {
 public:
  explicit Village(const SimulationOptions& options = kSmall) : options_{options}, simulation_{whole_network(), options} {
    while (simulation_.live_a_day()) continue;
  }
  const Simulation& operator*() const { return simulation_; }
  const Simulation* operator->() const { return &simulation_; }
  PopulationReport report() const { return report_of(simulation_, whole_network(), options_, "1"); }

 private:
  SimulationOptions options_;
  Simulation simulation_;
};

// What the audit says of a service with this defect; empty: nothing.
std::string caught(std::string_view defect) {
  const auto hook = core_defect(*find_defect(defect)).make_hook();
  SimulationOptions options = kSmall;
  options.hook = hook.get();
  const Village village{options};
  return village->breaches().empty() ? "" : std::string{to_string(village->breaches().front().rule)};
}

TEST(Simulation, TheReferenceHoldsAndEverythingEnds) {
  const Village village;
  ASSERT_TRUE(village->breaches().empty()) << village->breaches().front().what;
  const DayFigures sum = village->series().sum();
  EXPECT_GT(sum.requests, 1000u);
  EXPECT_EQ(sum.validated + sum.refused + sum.cancelled + sum.unpaid + sum.unvalidated, sum.requests) << "STA-03";
  EXPECT_EQ(village->series().days().back().awaiting, 0u);
  EXPECT_EQ(village->series().days().back().to_validate, 0u);
}

TEST(Simulation, WhateverCanHappenHappens) {
  const DayFigures sum = Village{{.basis_points = 20, .seed = 2, .days = 60}}->series().sum();
  for (const Figure& figure : figures())
    EXPECT_GT(figure.of(sum), 0) << figure.name;
}

TEST(Simulation, TheSameSeedGivesTheSameBytes) {
  const PopulationReport first = Village{}.report(), again = Village{}.report();
  EXPECT_EQ(population_json(first), population_json(again));
  EXPECT_EQ(population_csv(first), population_csv(again));
  EXPECT_EQ(population_page(first), population_page(again));
  const PopulationReport other = Village{{.basis_points = 5, .seed = 2, .days = 60}}.report();
  EXPECT_NE(population_csv(first), population_csv(other));
}

TEST(Simulation, MoneyInTheReportIsTheServicesMoney) {
  const Village village;
  std::int64_t collected = 0;
  for (const Point& p : village->service().points()) collected += p.collected.cents();
  EXPECT_EQ(village->series().sum().collected_cents, collected);
}

TEST(Simulation, WhatIsOverIsLetGo) {
  const Village village{{.basis_points = 5, .seed = 1, .days = 180}};
  EXPECT_LT(village->kept(), village->series().sum().requests / 2);
}

TEST(Simulation, AYearCollectsWhatTheOperatorCounted) {
  const Village village{{.basis_points = 20, .seed = 1, .days = 365}};
  const std::int64_t aimed = whole_network().turnover.cents() / 500;
  EXPECT_NEAR(static_cast<double>(village->series().sum().collected_cents) / static_cast<double>(aimed), 1.0, 0.05);
}

TEST(SimulationCatches, MoneyMade) { EXPECT_EQ(caught("mon-01-cent-made"), "MON-01"); }
TEST(SimulationCatches, MoneyCollectedTwice) { EXPECT_EQ(caught("mon-01-collected-twice"), "MON-01"); }
TEST(SimulationCatches, MoneyReceivedRoundedUp) { EXPECT_NE(caught("mon-02-received-rounded-up"), ""); }
TEST(SimulationCatches, AHoldThatStays) { EXPECT_EQ(caught("mon-03-hold-stays"), "MON-03"); }
TEST(SimulationCatches, NothingHeld) { EXPECT_EQ(caught("mon-03-nothing-held"), "MON-03"); }
TEST(SimulationCatches, AnExpiredOperationCancelled) { EXPECT_EQ(caught("sta-02-expired-is-cancelled"), "STA-02"); }
TEST(SimulationCatches, RequestsThatNeverEnd) { EXPECT_EQ(caught("sta-03-sweep-forgets-d"), "STA-03"); }
TEST(SimulationCatches, PaymentsThatNeverEnd) { EXPECT_EQ(caught("sta-03-sweep-forgets-unvalidated"), "STA-03"); }

// Whatever in the gallery breaks the service itself in what these people do.
TEST(SimulationCatches, AShareOfTheGallery) {
  int seen = 0;
  for (const Defect& defect : defects()) seen += caught(defect.name).empty() ? 0 : 1;
  EXPECT_GE(seen, 30) << "of " << defects().size();
}

}  // namespace
}  // namespace parcours
