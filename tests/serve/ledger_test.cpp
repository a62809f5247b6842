// The comparison of the kill test bites: what a service forgets, tears, doubles or says otherwise is told.
#include "tests/serve/ledger.h"

#include <gtest/gtest.h>

#include "tests/serve/forgetful_journal.h"

namespace parcours::kill {
namespace {

class LedgerTest : public testing::Test {
 protected:
  LedgerTest() {
    auto journal = std::make_unique<ForgetfulJournal>();
    journal_ = journal.get();
    service_ = std::make_unique<InProcessTarget>("forgetful", "forgetful", LocalDesk::MakeHook{}, std::move(journal));
    begin_anew(7);
  }

  void begin_anew(std::uint64_t seed) {
    ledger_ = std::make_unique<Ledger>(1, seed);
    service_->reset(crowd(), crowd_policies(), kStart, kSeed);
  }
  void work(std::size_t calls) { ledger_->work(*service_, kStart, calls, stops_); }
  void crash_losing(std::size_t facts) {
    service_->crash();
    journal_->lose(facts);
    ASSERT_EQ(service_->recover(kStart, crowd_policies()), std::nullopt);
  }
  // Makes calls until the last one left facts, and had a key.
  void work_until_something_is_kept(std::size_t facts) {
    do work(1);
    while (journal_->last_batch() < facts);
  }
  std::vector<std::string> compare() { return ledger_->compare(*service_, kStart); }

  std::unique_ptr<InProcessTarget> service_;
  ForgetfulJournal* journal_ = nullptr;
  std::unique_ptr<Ledger> ledger_;
  std::atomic<bool> stops_{false};
};

TEST_F(LedgerTest, AServiceThatKeepsAllIsFoundToHaveKeptAll) {
  work(300);
  crash_losing(0);
  EXPECT_TRUE(compare().empty()) << compare().front();
  EXPECT_GT(ledger_->tally().acknowledged, 100u);
}

TEST_F(LedgerTest, AnyOneFactOfTheEndThatIsForgottenIsTold) {
  for (int i = 0; i < 100; ++i) {
    work(3);
    crash_losing(0);
    ASSERT_TRUE(compare().empty()) << compare().front();
    work_until_something_is_kept(1);
    crash_losing(1);
    EXPECT_FALSE(compare().empty()) << "after " << ledger_->tally().acknowledged << " calls";
    begin_anew(8 + static_cast<std::uint64_t>(i));
  }
}

TEST_F(LedgerTest, ACallWithoutAnswerMayHaveHappenedOrNot) {
  for (int i = 0; i < 100; ++i) {
    work(5);
    service_->crash_next(i % 2 == 0 ? CrashPoint::before_commit : CrashPoint::after_commit);
    work(1);
    crash_losing(0);
    const auto troubles = compare();
    ASSERT_TRUE(troubles.empty()) << i << ": " << troubles.front();
  }
  EXPECT_GT(ledger_->tally().open_happened, 10u);
  EXPECT_GT(ledger_->tally().open_did_not, 10u);
}

TEST_F(LedgerTest, HalfACallWithoutAnswerIsTold) {
  for (int i = 0, torn = 0; torn < 20; ++i) {
    ASSERT_LT(i, 1000);
    work(1);
    service_->crash_next(CrashPoint::after_commit);
    work(1);
    const std::size_t facts = journal_->last_batch();
    crash_losing(facts > 1 ? 1 : 0);
    const bool told = !compare().empty();
    if (told) ++torn;
    if (!told) continue;
    begin_anew(1000 + static_cast<std::uint64_t>(i));
  }
}

TEST_F(LedgerTest, WhatHappensTwiceIsTold) {
  work(50);
  service_->submit({.who = {Door::control, "", ""}, .verb = Verb::credit, .amount = "0,01", .text = "c1"}, kStart);
  EXPECT_FALSE(compare().empty());
}

TEST_F(LedgerTest, AForgottenWrongPasswordIsTold) {
  work(10);
  service_->submit({.who = {Door::espace, "70890001", ""}, .verb = Verb::log_in, .text = "Accueil-1"}, kStart);
  const Call wrong{.who = {Door::espace, "70890001", ""}, .verb = Verb::log_in, .text = "Wrong"};
  service_->submit(wrong, kStart);
  service_->submit(wrong, kStart);
  EXPECT_FALSE(compare().empty());
}

}  // namespace
}  // namespace parcours::kill
