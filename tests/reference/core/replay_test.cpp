// Long walks of random commands: what must hold after every one of them, and that a service rebuilt from its facts, or
// woken by a timer instead of by the next command, is the same service.
#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "reference/core/request_rules.h"
#include "reference/core/text.h"
#include "reference/core/transition_table.h"
#include "reference/journal/journal.h"
#include "tests/reference/core/random_walk.h"

namespace encaissement {
namespace {

const Instant kStart = parse_moment("20/03/2020 09:00").value();
constexpr std::uint64_t kSeed = 11;

const Policies kPolicies[] = {
    {},
    {.basket_unique = BasketUnique::pending, .qr_binds_on = QrBindsOn::pay, .on_refusal = OnRefusal::stay,
     .limit_day = LimitDay::exclusive, .sweep = Sweep::instant, .refund = Refund::full},
    {.one_immediate_request_per_customer = false, .min_partial = 500_cents,
     .on_validation_deadline = OnValidationDeadline::validate, .key_ttl_s = 60, .notify_attempts = 2,
     .dedupe_create = DedupeCreate::order_and_payment_id},
    {.on_validation_deadline = OnValidationDeadline::cancel, .min_validated = 500_cents, .key_ttl_s = 1},
};

// -------- What must hold -------------------------------------------------------------------------

class Invariants {
 public:
  explicit Invariants(const Encaissement& service) : service_{service} {}

  // O(1): the money of all, and the operation that a command touched.
  void after(const Command& command, const Outcome& outcome) {
    if (const auto* credit = std::get_if<Credit>(&command.body); credit != nullptr && outcome.done() && !outcome.remembered)
      credited_ += credit->amount;
    ASSERT_EQ(service_.total(), Money::from_cents(kWalkCents) + credited_) << "MON-01";
    if (outcome.operation != OperationId::none) check(service_.operation(outcome.operation));
  }

  void recount() {
    for (const Operation& o : service_.operations()) check(o);
    check_finals();
    check_sums();
  }

 private:
  void check(const Operation& o) {
    ASSERT_GE(o.validated, Money{}) << "MON-02";
    ASSERT_LE(o.validated, o.received) << "MON-02";
    ASSERT_LE(o.received, o.requested) << "MON-02";
    ASSERT_TRUE(o.parcours != Parcours::b || o.received.is_zero() || o.received == o.requested) << "MON-02";
    const bool nothing_received = o.status == Status::expired || o.status == Status::cancelled;
    ASSERT_TRUE(!nothing_received || o.received.is_zero()) << "VAL-04, TIM-06";
    ASSERT_TRUE(o.status != Status::awaiting_customer || !was_paid(o)) << "PAY-05";
    ASSERT_EQ(o.cause != Cause::none, o.status == Status::cancelled);
  }

  void check_finals() {
    const auto& now = service_.operations();
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (!is_final(before_[i].status)) continue;
      Operation allowed = before_[i];
      if (now[i].refunded && !allowed.refunded) {
        allowed.received = allowed.validated = Money{};
        allowed.refunded = true;
        allowed.last_action = now[i].last_action;
        allowed.last_step = now[i].last_step;
      }
      ASSERT_TRUE(now[i] == allowed) << "STA-02, operation " << i + 1;
    }
    before_.assign(now.begin(), now.end());
  }

  void check_sums() {
    struct Sums {
      Money money;
      int first = 0, second = 0;
    };
    std::vector<Sums> customers(service_.customers().size() + 1), points(service_.points().size() + 1);
    for (const Operation& o : service_.operations()) {
      Sums& customer = customers[static_cast<std::size_t>(o.customer)];
      Sums& point = points[static_cast<std::size_t>(o.point)];
      customer.money += held(o);
      customer.first += is_immediate(o) && o.named && o.status == Status::awaiting_customer ? 1 : 0;
      point.money += collected(o);
      point.first += o.status == Status::awaiting_customer ? 1 : 0;
      point.second += o.status == Status::to_validate ? 1 : 0;
    }
    ASSERT_TRUE(customers[0].money.is_zero());
    for (const Customer& c : service_.customers()) {
      ASSERT_EQ(c.held, customers[static_cast<std::size_t>(c.id)].money) << "MON-03";
      ASSERT_EQ(c.immediate_awaiting, customers[static_cast<std::size_t>(c.id)].first) << "FRM-11";
      ASSERT_GE(c.available, Money{}) << "PAY-06";
    }
    for (const Point& p : service_.points()) {
      ASSERT_EQ(p.collected, points[static_cast<std::size_t>(p.id)].money);
      ASSERT_EQ(p.awaiting, points[static_cast<std::size_t>(p.id)].first) << "LST-04";
      ASSERT_EQ(p.to_validate, points[static_cast<std::size_t>(p.id)].second) << "LST-04";
    }
  }

  const Encaissement& service_;
  Money credited_;
  std::vector<Operation> before_;
};

TEST(Walk, HoldsItsInvariantsAndGivesEveryRefusal) {
  std::set<const Refusal*> given;
  for (std::size_t p = 0; p < std::size(kPolicies); ++p) {
    Encaissement service{kPolicies[p], kSeed};
    populate_for_walk(service, kStart);
    Invariants invariants{service};
    RandomWalk walk{p + 1};
    Instant now = kStart;
    for (int i = 0; i < 60'000; ++i) {
      now = walk.instant_after(service, now);
      const Command command = walk.command_for(service);
      const Outcome outcome = service.execute(command, now);
      given.insert(outcome.refusal);
      invariants.after(command, outcome);
      if (i % 1000 == 0) invariants.recount();
      if (::testing::Test::HasFatalFailure()) FAIL() << "policies " << p << ", command " << i;
    }
    service.advance(now + std::chrono::hours{24 * 30});
    invariants.recount();
    for (const Operation& o : service.operations()) ASSERT_TRUE(is_final(o.status)) << "STA-03";
    std::array<int, kStatusCount> ends{};
    for (const Operation& o : service.operations()) ++ends[static_cast<std::size_t>(o.status)];
    for (const Status end : {Status::validated, Status::expired, Status::cancelled})
      EXPECT_GT(ends[static_cast<std::size_t>(end)], 100) << to_string(end) << ", policies " << p;
  }
  std::set<const Refusal*> expected;
  for (const Transition& row : table::kTransitions)
    for (const Guard* guard : row.only_if)
      if (guard != nullptr) expected.insert(guard);
  for (const FormGuard& guard : form_guards()) expected.insert(&guard);
  for (const Refusal* refusal : expected)
    EXPECT_TRUE(given.contains(refusal)) << "never given: " << to_string(refusal->rule) << " " << refusal->sentence;
}

// -------- The same service again -----------------------------------------------------------------

std::unique_ptr<Encaissement> rebuilt(const MemoryJournal& journal, const Policies& policies, Instant now) {
  auto service = std::make_unique<Encaissement>(policies, kSeed);
  journal.read([&](const Fact& fact) { service->take(fact); });
  service->advance(now);
  return service;
}

class ReplayTest : public ::testing::TestWithParam<std::size_t> {
 protected:
  ReplayTest() {
    populate_for_walk(service, kStart);
    journal.commit();
  }
  void step() {
    now = walk.instant_after(service, now);
    command = walk.command_for(service);
    outcome = service.execute(command, now);
  }

  const Policies& policies = kPolicies[GetParam()];
  MemoryJournal journal;
  Encaissement service{policies, kSeed, &journal};
  RandomWalk walk{GetParam() + 100};
  Instant now = kStart;
  Command command;
  Outcome outcome;
};

TEST_P(ReplayTest, AServiceRebuiltFromItsFactsIsTheSame) {
  for (int i = 0; i < 8000; ++i) {
    step();
    if (!walk.one_in(100)) continue;
    const auto again = rebuilt(journal, policies, now);
    ASSERT_EQ(picture(*again, now), picture(service, now)) << "after command " << i;
  }
}

TEST_P(ReplayTest, ARebuiltServiceGivesTheSameAnswersAndGoesOnAlike) {
  for (int i = 0; i < 3000; ++i) step();
  MemoryJournal other_journal;
  Encaissement again{policies, kSeed, &other_journal};
  journal.read([&](const Fact& fact) { again.take(fact); });
  for (int i = 0; i < 1000; ++i) {
    step();
    const Outcome same = again.execute(command, now);
    ASSERT_EQ(same.refusal, outcome.refusal) << i;
    ASSERT_EQ(same.remembered, outcome.remembered) << i;
    ASSERT_EQ(same.operation, outcome.operation) << i;
    ASSERT_EQ(same.received, outcome.received) << i;
    ASSERT_EQ(same.status, outcome.status) << i;
  }
  EXPECT_EQ(picture(again, now), picture(service, now));
}

TEST_P(ReplayTest, ExpiryByTimerAndFoundLateGiveTheSameHistory) {
  Encaissement woken{policies, kSeed};
  populate_for_walk(woken, kStart);
  Instant woken_at = kStart;
  for (int i = 0; i < 8000; ++i) {
    step();
    for (auto due = woken.next_deadline(); due && *due <= now && *due > woken_at; due = woken.next_deadline())
      woken.advance(woken_at = *due);
    woken.execute(command, woken_at = now);
  }
  EXPECT_EQ(picture(woken, now), picture(service, now));
  EXPECT_GT(service.operations().size(), 300u);
}

TEST_P(ReplayTest, ACrashBeforeTheCommitLeavesNothingAndAfterItAll) {
  for (int i = 0; i < 600; ++i) {
    step();
    if (!walk.one_in(10)) continue;
    now = walk.instant_after(service, now);
    service.advance(now);
    const std::string before = picture(service, now);
    MemoryJournal doomed = journal;
    doomed.die_before_commit();
    Encaissement dying{policies, kSeed, &doomed};
    doomed.read([&](const Fact& fact) { dying.take(fact); });
    dying.execute(walk.command_for(dying), now);
    doomed.lose_uncommitted();
    ASSERT_EQ(picture(*rebuilt(doomed, policies, now), now), before) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Policies, ReplayTest, ::testing::Range<std::size_t>(0, std::size(kPolicies)));

}  // namespace
}  // namespace encaissement
