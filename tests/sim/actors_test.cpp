#include "sim/actors.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace parcours {
namespace {

using namespace std::chrono_literals;

class ActorsTest : public testing::Test {
 protected:
  void note(const std::string& what) {
    seen.push_back(std::to_string(stage.now().time_since_epoch().count() / 1000) + " " + what);
  }
  Actor<> ticks(std::string name, Duration every, int times) {
    for (int i = 0; i < times; ++i) {
      co_await stage.wait_for(every);
      note(name);
    }
  }
  Actor<int> doubled_after(Duration wait, int value) {
    co_await stage.wait_for(wait);
    co_return value * 2;
  }
  Actor<> throws_after(Duration wait) {
    co_await stage.wait_for(wait);
    throw std::runtime_error("the till burnt");
  }
  Actor<> asks(std::string name, Reply<int> reply, Duration limit) {
    const std::optional<int> answer = co_await reply.within(limit);
    note(name + (answer ? " got " + std::to_string(*answer) : " gave up"));
  }
  void run_all() { EXPECT_FALSE(stage.run_until_idle().has_value()); }

  std::vector<std::string> seen;
  Stage stage;
};

using Lines = std::vector<std::string>;

TEST_F(ActorsTest, ActorsInterleaveOnTheVirtualClock) {
  stage.spawn("slow", [this] { return ticks("slow", 5s, 2); });
  stage.spawn("fast", [this] { return ticks("fast", 2s, 3); });
  run_all();
  EXPECT_EQ(seen, (Lines{"2 fast", "4 fast", "5 slow", "6 fast", "10 slow"}));
  EXPECT_EQ(stage.actors_alive(), 0u);
}

TEST_F(ActorsTest, ActorsOfOneInstantGoInTheOrderTheyBeganToWait) {
  for (std::string name : {"a", "b", "c"}) stage.spawn(name, [this, name] { return ticks(name, 1s, 2); });
  run_all();
  EXPECT_EQ(seen, (Lines{"1 a", "1 b", "1 c", "2 a", "2 b", "2 c"}));
}

TEST_F(ActorsTest, AnActorMayAwaitAnother) {
  stage.spawn("caller", [this]() -> Actor<> {
    const int value = co_await doubled_after(3s, 21);
    note(std::to_string(value));
  });
  run_all();
  EXPECT_EQ(seen, (Lines{"3 42"}));
}

TEST_F(ActorsTest, AnActorSpawnsAnotherAtItsOwnInstant) {
  stage.spawn("parent", [this]() -> Actor<> {
    co_await stage.wait_for(1s);
    stage.spawn("child", [this] { return ticks("child", 1s, 1); });
    note("parent");
  });
  run_all();
  EXPECT_EQ(seen, (Lines{"1 parent", "2 child"}));
}

TEST_F(ActorsTest, WaitUntilReachesItsInstant) {
  stage.spawn("actor", [this]() -> Actor<> {
    co_await stage.wait_until(Instant(7s));
    co_await stage.wait_until(stage.now());
    note("here");
  });
  run_all();
  EXPECT_EQ(seen, (Lines{"7 here"}));
}

TEST_F(ActorsTest, RunUntilLeavesTheClockWhereItWasTold) {
  stage.spawn("actor", [this] { return ticks("tick", 4s, 3); });
  EXPECT_FALSE(stage.run_until(Instant(9s)).has_value());
  EXPECT_EQ(seen.size(), 2u);
  EXPECT_EQ(stage.now(), Instant(9s));
  EXPECT_EQ(stage.actors_alive(), 1u);
}

TEST_F(ActorsTest, AnExceptionInAnActorSurfacesWithItsNameAndInstant) {
  stage.spawn("till", [this] { return throws_after(3s); });
  stage.spawn("other", [this] { return ticks("tick", 5s, 1); });
  const auto failure = stage.run_until(Instant(10s));
  ASSERT_TRUE(failure.has_value());
  EXPECT_EQ(failure->actor, "till");
  EXPECT_EQ(failure->reason, "the till burnt");
  EXPECT_EQ(failure->at, Instant(3s));
  EXPECT_FALSE(stage.run_until(Instant(10s)).has_value());
  EXPECT_EQ(seen, (Lines{"5 tick"}));
}

TEST_F(ActorsTest, AnExceptionOfAnAwaitedActorReachesItsCaller) {
  stage.spawn("caller", [this]() -> Actor<> {
    try {
      co_await throws_after(1s);
    } catch (const std::runtime_error& error) {
      note(error.what());
    }
  });
  run_all();
  EXPECT_EQ(seen, (Lines{"1 the till burnt"}));
}

TEST_F(ActorsTest, AnExceptionBeforeTheFirstWaitSurfacesToo) {
  stage.spawn("early", []() -> Actor<> {
    throw std::runtime_error("at once");
    co_return;
  });
  stage.spawn("unmade", []() -> Actor<> { throw std::logic_error("no coroutine"); });
  EXPECT_EQ(stage.run_until_idle()->reason, "at once");
  EXPECT_EQ(stage.run_until_idle()->reason, "no coroutine");
}

TEST_F(ActorsTest, AnExceptionInAPlainEventIsAFailure) {
  stage.scheduler().schedule(Instant(1s), [] { throw std::runtime_error("odd event"); });
  EXPECT_EQ(stage.run_until_idle()->reason, "odd event");
}

TEST_F(ActorsTest, AReplyWakesItsWaiterAtTheInstantItIsGiven) {
  const Reply<int> reply(stage);
  stage.spawn("asker", [this, reply] { return asks("asker", reply, 10s); });
  stage.scheduler().schedule(Instant(4s), [reply] { EXPECT_TRUE(reply.give(5)); });
  run_all();
  EXPECT_EQ(seen, (Lines{"4 asker got 5"}));
  EXPECT_EQ(stage.now(), Instant(4s));  // The limit at 10 s left no event behind.
}

TEST_F(ActorsTest, AReplyGivenBeforeTheWaitIsThere) {
  const Reply<int> reply(stage);
  EXPECT_TRUE(reply.give(8));
  EXPECT_FALSE(reply.give(9));
  stage.spawn("asker", [this, reply] { return asks("asker", reply, 10s); });
  run_all();
  EXPECT_EQ(seen, (Lines{"0 asker got 8"}));
}

TEST_F(ActorsTest, AWaitThatReachesItsLimitGivesUpAndALateAnswerIsKept) {
  const Reply<int> reply(stage);
  stage.spawn("asker", [this, reply]() -> Actor<> {
    co_await asks("first", reply, 2s);
    co_await asks("second", reply, 2s);
  });
  stage.scheduler().schedule(Instant(3s), [reply] { reply.give(1); });
  run_all();
  EXPECT_EQ(seen, (Lines{"2 first gave up", "3 second got 1"}));
}

TEST_F(ActorsTest, AnAnswerAtTheVeryLimitFollowsTheOrderOfScheduling) {
  const Reply<int> early(stage), late(stage);
  stage.scheduler().schedule(Instant(2s), [early] { early.give(1); });
  stage.spawn("early", [this, early] { return asks("early", early, 2s); });
  stage.spawn("late", [this, late]() -> Actor<> { return asks("late", late, 2s); });
  EXPECT_FALSE(stage.run_until(Instant(1s)).has_value());
  stage.scheduler().schedule(Instant(2s), [late] { late.give(2); });
  run_all();
  EXPECT_EQ(seen, (Lines{"2 late gave up", "2 early got 1"}));
}

TEST_F(ActorsTest, AWaitWithoutLimitIsIdle) {
  const Reply<std::unique_ptr<int>> reply(stage);
  stage.spawn("patient", [this, reply]() -> Actor<> {
    const auto answer = co_await reply.forever();
    note(std::to_string(**answer));
  });
  run_all();
  EXPECT_EQ(stage.actors_alive(), 1u);
  reply.give(std::make_unique<int>(6));
  run_all();
  EXPECT_EQ(seen, (Lines{"0 6"}));
}

// Counts itself, so that a test sees a coroutine's frame go.
struct Guest {
  explicit Guest(int& count) : alive(&count) { ++*alive; }
  Guest(const Guest&) = delete;
  Guest& operator=(const Guest&) = delete;
  ~Guest() { --*alive; }
  int* alive;
};

TEST_F(ActorsTest, TheEndOfTheStageDestroysActorsWhereverTheyWait) {
  int alive = 0;
  const Reply<int> reply(stage);
  const auto nested = [&](Duration wait) -> Actor<> {
    const Guest guest(alive);
    co_await stage.wait_for(wait);
  };
  stage.spawn("timed", [&]() -> Actor<> {
    const Guest guest(alive);
    co_await nested(1h);
  });
  stage.spawn("patient", [&, reply]() -> Actor<> {
    const Guest guest(alive);
    co_await reply.forever();
  });
  EXPECT_FALSE(stage.run_until(Instant(1s)).has_value());
  stage.spawn("never begun", [&] { return nested(1h); });
  EXPECT_EQ(alive, 3);
  stage.end();
  EXPECT_EQ(alive, 0);
  EXPECT_EQ(stage.scheduler().pending(), 0u);
  EXPECT_EQ(stage.actors_alive(), 0u);
  EXPECT_TRUE(reply.give(3));  // Nobody is there; nothing happens.
}

TEST_F(ActorsTest, AThousandActorsTwiceGiveTheSameOrder) {
  const auto play = [] {
    std::vector<std::pair<Instant, int>> order;
    Stage own;
    for (int i = 0; i < 1000; ++i)
      own.spawn("actor", [&own, &order, i]() -> Actor<> {
        for (int step = 1; step <= 10; ++step) {
          co_await own.wait_for(Duration((i * 7919 + step * 104729) % 50));
          order.emplace_back(own.now(), i);
        }
      });
    EXPECT_FALSE(own.run_until_idle().has_value());
    return order;
  };
  EXPECT_EQ(play(), play());
}

}  // namespace
}  // namespace parcours
