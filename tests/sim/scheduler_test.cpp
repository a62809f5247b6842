#include "sim/scheduler.h"

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "sim/random.h"

namespace parcours {
namespace {

class SchedulerTest : public testing::Test {
 protected:
  static Instant at(std::int64_t milliseconds) { return Instant(Duration(milliseconds)); }
  auto note(int what) {
    return [this, what] { seen.push_back(what); };
  }

  Scheduler scheduler{at(0)};
  std::vector<int> seen;
};

TEST_F(SchedulerTest, EventsRunInTheOrderOfTheirInstants) {
  for (int when : {30, 10, 20}) scheduler.schedule(at(when), note(when));
  scheduler.run_until(at(100));
  EXPECT_EQ(seen, (std::vector<int>{10, 20, 30}));
  EXPECT_EQ(scheduler.now(), at(100));
}

TEST_F(SchedulerTest, EventsOfOneInstantRunFirstInFirstOut) {
  for (int i = 0; i < 1000; ++i) scheduler.schedule(at(5), note(i));
  scheduler.run_until(at(5));
  ASSERT_EQ(seen.size(), 1000u);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(seen[static_cast<std::size_t>(i)], i);
}

TEST_F(SchedulerTest, AnEventScheduledForNowRunsAfterThoseAlreadyThere) {
  scheduler.schedule(at(1), [this] {
    note(1)();
    scheduler.schedule(scheduler.now(), note(3));
  });
  scheduler.schedule(at(1), note(2));
  scheduler.run_until(at(1));
  EXPECT_EQ(seen, (std::vector<int>{1, 2, 3}));
}

TEST_F(SchedulerTest, RunUntilStopsAtItsInstantIncluded) {
  for (int when : {9, 10, 11}) scheduler.schedule(at(when), note(when));
  scheduler.run_until(at(10));
  EXPECT_EQ(seen, (std::vector<int>{9, 10}));
  EXPECT_EQ(scheduler.next_instant(), at(11));
}

TEST_F(SchedulerTest, RunOneMovesTheClockToItsEvent) {
  scheduler.schedule(at(7), note(7));
  EXPECT_TRUE(scheduler.run_one());
  EXPECT_EQ(scheduler.now(), at(7));
  EXPECT_FALSE(scheduler.run_one());
  EXPECT_EQ(scheduler.now(), at(7));
}

TEST_F(SchedulerTest, InstantsBeforeTheEpochComeFirst) {
  Scheduler early(at(-100));
  early.schedule(at(5), note(5));
  early.schedule(at(-50), note(-50));
  early.run_until(at(10));
  EXPECT_EQ(seen, (std::vector<int>{-50, 5}));
}

TEST_F(SchedulerTest, SchedulingInThePastIsOurOwnBug) {
  scheduler.run_until(at(10));
  EXPECT_DEATH(scheduler.schedule(at(9), note(9)), "at >= now_");
  EXPECT_DEATH(scheduler.run_until(at(9)), "at >= now_");
}

TEST_F(SchedulerTest, ACancelledEventDoesNotRunAndIsForgotten) {
  const auto token = std::make_shared<int>(0);
  const EventId id = scheduler.schedule(at(5), [token] { FAIL(); });
  EXPECT_TRUE(scheduler.cancel(id));
  EXPECT_EQ(token.use_count(), 1);
  EXPECT_EQ(scheduler.next_instant(), std::nullopt);
  EXPECT_FALSE(scheduler.cancel(id));
}

TEST_F(SchedulerTest, TheNameOfAnEventThatRanIsHarmless) {
  const EventId first = scheduler.schedule(at(1), note(1));
  scheduler.run_until(at(1));
  scheduler.schedule(at(2), note(2));  // Takes the same place.
  EXPECT_FALSE(scheduler.cancel(first));
  EXPECT_FALSE(scheduler.reschedule(first, at(9)).has_value());
  scheduler.run_until(at(2));
  EXPECT_EQ(seen, (std::vector<int>{1, 2}));
}

TEST_F(SchedulerTest, ARescheduledEventIsLastOfItsNewInstant) {
  const EventId moved = scheduler.schedule(at(50), note(1));
  scheduler.schedule(at(5), note(2));
  ASSERT_TRUE(scheduler.reschedule(moved, at(5)).has_value());
  scheduler.run_until(at(100));
  EXPECT_EQ(seen, (std::vector<int>{2, 1}));
}

TEST_F(SchedulerTest, AParkedEventRunsOnlyOnceRescheduled) {
  const EventId parked = scheduler.schedule(kNever, note(1));
  EXPECT_EQ(scheduler.next_instant(), std::nullopt);
  EXPECT_EQ(scheduler.pending(), 1u);
  scheduler.run_until(at(1000));
  EXPECT_TRUE(seen.empty());
  scheduler.reschedule(parked, scheduler.now());
  scheduler.run_until(scheduler.now());
  EXPECT_EQ(seen, (std::vector<int>{1}));
}

TEST_F(SchedulerTest, AnEventMayCancelWhileItRunsWhateverTheNumber) {
  std::vector<EventId> doomed;
  for (int i = 0; i < 500; ++i) doomed.push_back(scheduler.schedule(at(10 + i), note(-1)));
  scheduler.schedule(at(1), [&] {
    for (EventId id : doomed) scheduler.cancel(id);
    scheduler.schedule(at(2), note(2));
  });
  scheduler.run_until(at(1000));
  EXPECT_EQ(seen, (std::vector<int>{2}));
}

TEST_F(SchedulerTest, CancellingMostOfManyKeepsTheOrderOfTheRest) {
  Random random(1);
  for (int round = 0; round < 50; ++round) {
    std::vector<EventId> ids(500);
    std::vector<int> places(500), expected;
    std::iota(places.begin(), places.end(), 0);
    random.shuffle(std::span<int>(places));
    const std::int64_t start = scheduler.now().time_since_epoch().count();
    for (int i : places) ids[static_cast<std::size_t>(i)] = scheduler.schedule(at(start + 1 + i), note(i));
    for (int i = 0; i < 500; ++i)  // The earliest first, so the next event changes each time.
      if (i < 100 || random.chance(3, 4)) scheduler.cancel(ids[static_cast<std::size_t>(i)]);
      else expected.push_back(i);
    seen.clear();
    scheduler.run_until(at(start + 500));
    ASSERT_EQ(seen, expected);
  }
}

TEST_F(SchedulerTest, ALargeActionIsBoxedAndRuns) {
  std::array<int, 100> large{};
  large[99] = 42;
  scheduler.schedule(at(1), [this, large] { seen.push_back(large[99]); });
  scheduler.run_until(at(1));
  EXPECT_EQ(seen, (std::vector<int>{42}));
}

TEST_F(SchedulerTest, AMoveOnlyActionRuns) {
  scheduler.schedule(at(1), [this, value = std::make_unique<int>(3)] { seen.push_back(*value); });
  scheduler.run_until(at(1));
  EXPECT_EQ(seen, (std::vector<int>{3}));
}

TEST_F(SchedulerTest, AnExceptionLeavesTheSchedulerWhole) {
  scheduler.schedule(at(1), [] { throw std::runtime_error("boom"); });
  scheduler.schedule(at(1), note(1));
  EXPECT_THROW(scheduler.run_one(), std::runtime_error);
  scheduler.run_until(at(2));
  EXPECT_EQ(seen, (std::vector<int>{1}));
  EXPECT_EQ(scheduler.pending(), 0u);
}

TEST_F(SchedulerTest, ClearDestroysWithoutRunningEvenWhatDestructionSchedules) {
  const auto token = std::make_shared<int>(0);
  struct SchedulesAtItsEnd {
    Scheduler* scheduler;
    std::shared_ptr<int> token;
    SchedulesAtItsEnd(Scheduler& s, std::shared_ptr<int> t) : scheduler(&s), token(std::move(t)) {}
    SchedulesAtItsEnd(SchedulesAtItsEnd&& other) noexcept = default;
    ~SchedulesAtItsEnd() {
      if (token) scheduler->schedule(scheduler->now(), [kept = token] { FAIL(); });
    }
    void operator()() const { FAIL(); }
  };
  scheduler.schedule(at(1), SchedulesAtItsEnd(scheduler, token));
  scheduler.schedule(kNever, SchedulesAtItsEnd(scheduler, token));
  scheduler.clear();
  EXPECT_EQ(scheduler.pending(), 0u);
  EXPECT_EQ(token.use_count(), 1);
}

// The model: a std::multimap, which keeps the order of insertion among equal keys.
class SchedulerAgainstModel : public SchedulerTest, public testing::WithParamInterface<std::uint64_t> {
 protected:
  using Model = std::multimap<Instant, int>;
  struct Known {
    EventId id;
    Model::iterator place;
  };

  void schedule_one() {
    const Instant when = scheduler.now() + Duration(random.between(0, 50));
    const int name = next_name++;
    known[name] = {scheduler.schedule(when, [this, name] { happens(name); }), model.emplace(when, name)};
  }
  // An event checks that its turn has come, and a share of them schedule and cancel others while they run.
  void happens(int name) {
    ASSERT_EQ(name, model.begin()->second);
    ASSERT_EQ(scheduler.now(), model.begin()->first);
    model.erase(model.begin());
    known.erase(name);
    ++ran;
    if (random.chance(1, 3)) change_one();
    for (std::uint64_t more = random.below(3); more > 0; --more) schedule_one();
    if (random.chance(1, 3)) change_one();
  }
  void change_one() {
    if (known.empty()) return;
    auto chosen = known.lower_bound(static_cast<int>(random.below(static_cast<std::uint64_t>(next_name))));
    if (chosen == known.end()) chosen = known.begin();
    const int name = chosen->first;
    model.erase(chosen->second.place);
    if (random.chance(1, 2)) {
      EXPECT_TRUE(scheduler.cancel(chosen->second.id));
      known.erase(chosen);
      return;
    }
    const Instant when = scheduler.now() + Duration(random.between(0, 50));
    chosen->second = {scheduler.reschedule(chosen->second.id, when).value(), model.emplace(when, name)};
  }
  void run_some() {
    const Instant until = scheduler.now() + Duration(random.between(0, 2));
    scheduler.run_until(until);
    ASSERT_EQ(scheduler.pending(), model.size());
    ASSERT_EQ(scheduler.next_instant().has_value(), !model.empty());
    ASSERT_TRUE(model.empty() || model.begin()->first > until);
  }

  Random random{GetParam()};
  Model model;
  std::map<int, Known> known;
  int next_name = 0;
  int ran = 0;
};

TEST_P(SchedulerAgainstModel, AHundredThousandRandomStepsAgree) {
  for (int step = 0; step < 100000; ++step) {
    const std::uint64_t choice = random.below(10);
    if (choice < 3) schedule_one();
    else if (choice < 5) change_one();
    else ASSERT_NO_FATAL_FAILURE(run_some());
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(ran, 20000);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SchedulerAgainstModel, testing::Values(1u, 2u, 3u));

}  // namespace
}  // namespace parcours
