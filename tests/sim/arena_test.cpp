// The small world in which stories are played: its time, what befalls calls on their way, and that anything can be played.
#include "sim/arena.h"

#include <gtest/gtest.h>

#include "reference/core/text.h"
#include "scenarios/power/rapid_stories.h"
#include "sim/random.h"
#include "tests/sim/properties/bites.h"

namespace parcours {
namespace {

using namespace encaissement;
using encaissement::Parcours;
using namespace std::chrono_literals;
using Of = When::Of;

class ArenaTest : public ::testing::Test {
 protected:
  Arena arena_{Arena::Setup{}};
  const Operation& operation(std::size_t index = 0) const { return arena_.service().operations()[index]; }
  std::size_t steps() const { return arena_.service().steps().size(); }
  std::string answer() const {
    if (!arena_.answer()) return "none";
    return arena_.answer()->done() ? "done" : std::string{to_string(arena_.answer()->refusal->rule)};
  }
  void TearDown() override { EXPECT_FALSE(arena_.monitor().broken()); }
};

Act on_its_way(Mishap mishap, Act act) { return act.mishap = mishap, act; }
Act keyed(Act act) { return act.key = 3, act; }
Act retry(Role who, Twist twist = Twist::none) { return {.kind = ActKind::retry, .who = who, .twist = twist}; }
Act crash() { return {.kind = ActKind::crash, .who = Role::control}; }
Act notified(std::uint8_t basket) {
  Act act = ask(Parcours::a, Role::till);
  act.form.basket = basket;
  act.form.has_urls = true;
  return act;
}

// -------- Time ----------------------------------------------------------------------------------

TEST_F(ArenaTest, WhatIsDueHappensAtItsOwnInstant) {
  arena_.play({ask(Parcours::a), ask(Parcours::b), wait(Of::now, Days{10})});
  ASSERT_EQ(steps(), 2u);
  EXPECT_EQ(arena_.service().steps()[0].at, operation(0).payment_deadline);
  EXPECT_EQ(arena_.service().steps()[1].at, operation(1).payment_deadline + 6min);
  EXPECT_EQ(arena_.now(), Arena::Setup{}.start + Days{10});
}

TEST_F(ArenaTest, EveryStepThatHappensByItselfCountsAsACommand) {
  arena_.play({ask(Parcours::a), ask(Parcours::b), wait(Of::now, Days{10})});
  EXPECT_EQ(arena_.commands(), 4u);
}

TEST_F(ArenaTest, NothingIsEverBeforeWhatWentBefore) {
  const Instant then = arena_.now();
  arena_.play(wait(Of::now, -1h));
  EXPECT_EQ(arena_.now(), then);
}

TEST_F(ArenaTest, EveryMomentOfAnOperationCanBeMeant) {
  arena_.play({ask(Parcours::d), pay()});
  const Operation& o = operation();
  EXPECT_EQ(arena_.instant_of({}), arena_.now());
  EXPECT_EQ(arena_.instant_of({.of = Of::payment, .offset = -1ms}), o.payment_deadline - 1ms);
  EXPECT_EQ(arena_.instant_of({.of = Of::payment_sweep}), o.payment_deadline + 6min);
  EXPECT_EQ(arena_.instant_of({.of = Of::validation, .offset = 1ms}), o.validation_deadline + 1ms);
  EXPECT_EQ(arena_.instant_of({.of = Of::validation_sweep}), o.validation_deadline + 6min);
  EXPECT_EQ(arena_.instant_of({.of = Of::reminder}), o.validation_deadline - 24h);
}

TEST_F(ArenaTest, AMomentThatIsNotThereIsNow) {
  arena_.play(ask(Parcours::c));
  for (const Of of : {Of::validation, Of::validation_sweep, Of::reminder, Of::recovery})
    EXPECT_EQ(arena_.instant_of({.of = of}), arena_.now());
  EXPECT_EQ(arena_.instant_of({.of = Of::payment, .operation = 200}), arena_.now());
}

TEST_F(ArenaTest, TheExpiryOfTheLastLinkCanBeMeant) {
  arena_.play(Act{.kind = ActKind::ask_recovery, .who = Role::cashier});
  EXPECT_EQ(arena_.instant_of({.of = Of::recovery, .offset = -1ms}), arena_.now() + 1h - 1ms);
}

TEST_F(ArenaTest, AfterTheEndEverythingIsFinal) {
  Act longest = ask(Parcours::d);
  longest.form.payment_days = longest.form.validation_days = 365;
  Act late_payment = pay();
  late_payment.when = {.of = Of::payment, .offset = -1ms};
  arena_.play({longest, late_payment, ask(Parcours::c)});
  arena_.finish();
  for (const Operation& o : arena_.service().operations()) EXPECT_TRUE(is_final(o.status));
}

TEST(ArenaOfLongDelaysTest, TheEndIsAfterTheLongestThatTheSettingsAllow) {
  Policies policies;
  policies.max_payment_days = 3650;
  Arena arena{{.policies = policies}};
  Act longest = ask(Parcours::b);
  longest.form.payment_days = 3650;
  arena.play(longest);
  arena.finish();
  EXPECT_FALSE(arena.monitor().broken());
  EXPECT_EQ(arena.service().operations()[0].status, Status::expired);
}

// -------- On the way ----------------------------------------------------------------------------

TEST_F(ArenaTest, ADuplicatedCallIsExecutedTwice) {
  arena_.play({ask(Parcours::a), on_its_way(Mishap::duplicated, pay())});
  EXPECT_EQ(answer(), "PAY-05");
  EXPECT_EQ(arena_.commands(), 3u);
}

TEST_F(ArenaTest, ALostRequestHasNoEffect) {
  arena_.play({ask(Parcours::a), on_its_way(Mishap::request_lost, pay())});
  EXPECT_EQ(answer(), "none");
  EXPECT_EQ(operation().status, Status::awaiting_customer);
}

TEST_F(ArenaTest, ALostAnswersRequestHasItsEffect) {
  arena_.play({ask(Parcours::a), on_its_way(Mishap::answer_lost, pay())});
  EXPECT_EQ(operation().status, Status::validated);
}

TEST_F(ArenaTest, WhatDiesBeforeItsCommitNeverWas) {
  arena_.play({ask(Parcours::a), on_its_way(Mishap::crash_before, pay())});
  EXPECT_EQ(operation().status, Status::awaiting_customer);
  EXPECT_TRUE(arena_.monitor().reached().has(Sometimes::crashed));
  arena_.play(pay());
  EXPECT_EQ(answer(), "done");
}

TEST_F(ArenaTest, WhatDiesAfterItsCommitIsThere) {
  arena_.play({ask(Parcours::a), on_its_way(Mishap::crash_after, pay())});
  EXPECT_EQ(operation().status, Status::validated);
  EXPECT_TRUE(arena_.monitor().reached().has(Sometimes::crashed));
}

TEST_F(ArenaTest, ACrashLosesNothing) {
  arena_.play({ask(Parcours::c), pay(3000), crash(), validate(2500)});
  EXPECT_EQ(answer(), "done");
  EXPECT_EQ(operation().validated, 2500_cents);
}

// On the 23-hour day the reminder is due at the payment itself (TIM-10): after a crash it is not lost, and not early.
TEST(ArenaOfTheShortDayTest, AReminderDueAtThePaymentComesAfterACrash) {
  Arena arena{{.start = *parse_moment("28/03/2020 23:10:24.860")}};
  Act request = ask(Parcours::c);
  request.form.validation_days = 1;
  arena.play({request, on_its_way(Mishap::crash_after, pay())});
  EXPECT_FALSE(arena.monitor().broken());
  EXPECT_TRUE(arena.service().operations()[0].reminded);
  arena.finish();
  EXPECT_FALSE(arena.monitor().broken());
}

TEST(ArenaWithoutJournalTest, CrashesArePlayedAsLostRequestsAndAnswers) {
  Arena arena{{.can_crash = false}};
  arena.play({ask(Parcours::a), on_its_way(Mishap::crash_before, pay(1)), crash()});
  EXPECT_EQ(arena.service().operations()[0].status, Status::awaiting_customer);
  arena.play(on_its_way(Mishap::crash_after, pay(2)));
  EXPECT_EQ(arena.service().operations()[0].received, 2_cents);
  EXPECT_FALSE(arena.monitor().reached().has(Sometimes::crashed));
}

// -------- Once more -----------------------------------------------------------------------------

TEST_F(ArenaTest, ARetryWithItsKeyGetsTheSameAnswer) {
  arena_.play({ask(Parcours::a), keyed(on_its_way(Mishap::answer_lost, pay())), retry(Role::alice)});
  EXPECT_EQ(answer(), "done");
  EXPECT_TRUE(arena_.answer()->remembered);
}

TEST_F(ArenaTest, ARetryAfterACrashGetsTheSameAnswer) {
  arena_.play({ask(Parcours::a), keyed(pay()), crash(), retry(Role::alice)});
  EXPECT_TRUE(arena_.answer()->remembered);
}

TEST_F(ArenaTest, ARetryWithAnotherBodyIsRefused) {
  arena_.play({ask(Parcours::a), keyed(pay(1000)), retry(Role::alice, Twist::other_body)});
  EXPECT_EQ(answer(), "REP-01");
}

TEST_F(ArenaTest, ARetryWithoutAKeyIsASecondCall) {
  arena_.play({ask(Parcours::a), pay(), retry(Role::alice)});
  EXPECT_EQ(answer(), "PAY-05");
}

TEST_F(ArenaTest, WhoDidNothingHasNothingToRetry) {
  arena_.play({ask(Parcours::a), retry(Role::bob)});
  EXPECT_EQ(answer(), "none");
  EXPECT_EQ(arena_.commands(), 1u);
}

// -------- Notifications -------------------------------------------------------------------------

TEST_F(ArenaTest, AnIntegratorTakesWhatItIsTold) {
  arena_.play({notified(0), wait(Of::now)});
  EXPECT_FALSE(arena_.service().deliveries().next_due());
}

TEST_F(ArenaTest, AnIntegratorOfBasketThreeRefusesUntilTheQueueIsParked) {
  arena_.play({notified(3), wait(Of::now, 48h)});
  EXPECT_FALSE(arena_.service().deliveries().next_due());
  EXPECT_TRUE(arena_.service().deliveries().waits(operation().id));
  EXPECT_EQ(arena_.commands(), 1u + 12u + 1u);  // The request, twelve attempts, the expiry.
}

TEST_F(ArenaTest, AParkedQueueIsTriedAgainWhenItIsResumed) {
  arena_.play({notified(3), wait(Of::now, 48h), Act{.kind = ActKind::resume, .who = Role::control}, wait(Of::now)});
  EXPECT_EQ(arena_.commands(), 14u + 2u);  // The resumption and an attempt more.
  EXPECT_TRUE(arena_.service().deliveries().next_due());
}

// -------- Anything ------------------------------------------------------------------------------

template <class Enum>
Enum one_of(Random& random, int count) { return static_cast<Enum>(random.below(static_cast<std::uint64_t>(count))); }

std::uint8_t byte(Random& random) { return static_cast<std::uint8_t>(random.below(256)); }
std::int16_t days(Random& random) { return static_cast<std::int16_t>(static_cast<int>(random.below(random.chance(1, 3) ? 500 : 4)) - 1); }

// Any act there is: every enumerator, operations that are not there, amounts from nothing on.
Act anything(Random& random) {
  Act act{.kind = one_of<ActKind>(random, kActKindCount), .who = one_of<Role>(random, kRoleCount)};
  act.when = {.of = one_of<Of>(random, 7), .operation = static_cast<std::uint8_t>(random.below(4)),
              .offset = Duration{static_cast<std::int64_t>(random.below(4000)) - 2000}};
  act.operation = random.chance(1, 8) ? byte(random) : static_cast<std::uint8_t>(random.below(6));
  act.form = {.parcours = one_of<Parcours>(random, 4), .mode = one_of<Mode>(random, 4),
              .addressee = one_of<Addressee>(random, 5), .by_email = random.chance(1, 2), .payment_days = days(random),
              .validation_days = days(random), .basket = byte(random), .is_public = random.chance(1, 2),
              .deferred = random.chance(1, 2), .has_urls = random.chance(1, 2)};
  if (random.chance(1, 2)) act.form = ask(act.form.parcours).form;
  act.amount = Money::from_cents(static_cast<std::int64_t>(random.below(30000)));
  if (random.chance(1, 50)) act.amount = Money::max();
  act.code = one_of<CodeShown>(random, 4);
  act.target = one_of<Role>(random, kRoleCount);
  act.right_word = random.chance(1, 2);
  if (random.chance(1, 3)) act.twist = one_of<Twist>(random, kTwistCount);
  if (random.chance(1, 3)) act.key = byte(random);
  act.mishap = one_of<Mishap>(random, 6);
  return act;
}

TEST(ArenaOfAnythingTest, AnyActCanBePlayedAtAnyMoment) {
  for (std::uint64_t run = 0; run < 400; ++run) {
    Random random = Random{7}.stream(run);
    Arena arena{{.can_crash = run % 2 == 0}};
    Story story;
    for (int i = 0; i < 100; ++i) {
      story.push_back(anything(random));
      arena.play(story.back());
    }
    arena.finish();
    const auto& broken = arena.monitor().broken();
    ASSERT_FALSE(broken) << broken->property->id << ": " << broken->expected << ", " << broken->actual << '\n' << describe(story);
  }
}

bool same(const Step& a, const Step& b) {
  return a.operation == b.operation && a.kind == b.kind && a.at == b.at && a.customer == b.customer && a.amount == b.amount &&
         a.status == b.status && a.previous == b.previous;
}

TEST(ArenaOfAnythingTest, TheSameStoryGivesTheSame) {
  const Story story = rapid_story(11, 1000);
  Arena one{Arena::Setup{}}, two{Arena::Setup{}};
  one.play(story), two.play(story);
  const Encaissement &a = one.service(), &b = two.service();
  EXPECT_TRUE(std::equal(a.operations().begin(), a.operations().end(), b.operations().begin(), b.operations().end()));
  EXPECT_TRUE(std::equal(a.steps().begin(), a.steps().end(), b.steps().begin(), b.steps().end(), same));
  EXPECT_EQ(a.notices().size(), b.notices().size());
  EXPECT_EQ(one.commands(), two.commands());
  EXPECT_EQ(one.monitor().reached(), two.monitor().reached());
  EXPECT_GT(a.operations().size(), 5u);
}

TEST(ArenaOfAnythingTest, AnotherSeedOnlyGivesOtherNumbers) {
  Arena one{{.seed = 1}}, two{{.seed = 2}};
  one.play(ask(Parcours::a)), two.play(ask(Parcours::a));
  const OperationId first{1};
  EXPECT_NE(one.service().number(first).view(), two.service().number(first).view());
  EXPECT_EQ(one.service().operations()[0], two.service().operations()[0]);
}

TEST(ArenaOfAnythingTest, ABrokenStoryIsPlayedNoFurther) {
  struct ForgetsThePayment : ServiceHook {
    void steps(const Operation&, const Event&, Operation& after) override { after.paid = {}; }
  };
  Arena arena{{.make_hook = [] { return std::make_unique<ForgetsThePayment>(); }}};
  arena.play({ask(Parcours::a), pay(), ask(Parcours::b)});
  ASSERT_TRUE(arena.monitor().broken());
  EXPECT_EQ(arena.monitor().broken()->property->id, "paid-once");
  EXPECT_EQ(arena.service().operations().size(), 1u);
}

}  // namespace
}  // namespace parcours
