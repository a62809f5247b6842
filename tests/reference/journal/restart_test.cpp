// The whole service on a journal on the disk: killed and started again it is the same service, answers by key included.
#include <gtest/gtest.h>

#include "reference/core/text.h"
#include "reference/desk/local_desk.h"
#include "tests/reference/core/random_walk.h"
#include "tests/reference/journal/journal_folder.h"

namespace parcours {
namespace {

using namespace encaissement;

const Instant kStart = parse_moment("24/06/2020 09:00").value();

class Restart : public ::testing::Test {
 protected:
  Restart() : desk{std::make_unique<LocalDesk>(LocalDesk::MakeHook{}, folder.open())} {
    desk->start(guide_world(), {}, kStart, 5);
    flush();
  }
  void flush() { ASSERT_EQ(desk->journal().flush(), std::nullopt); }
  // As kill -9 does: nothing is flushed, the folder is opened again.
  void kill() {
    desk.reset();
    desk = std::make_unique<LocalDesk>(LocalDesk::MakeHook{}, folder.open());
    ASSERT_EQ(desk->reopen(guide_world(), {}, now, 5), std::nullopt);
  }
  Call create(const std::string& basket, const std::string& key = "") {
    Call call{.who = {Door::espace, "708900", "P001"}, .verb = Verb::request, .idempotency_key = key};
    call.form = {.parcours = "B", .amount = "40,00", .basket = basket, .mode = "email",
                 .identifier = "ts-client2@yopmail.com", .payment_days = 3};
    return call;
  }
  Call log_in(const std::string& password) {
    return {.who = {Door::espace, "708900", ""}, .verb = Verb::log_in, .text = password};
  }

  JournalFolder folder;
  Instant now = kStart;
  std::unique_ptr<LocalDesk> desk;
};

TEST_F(Restart, WhatWasAcknowledgedIsThereAndTheRestIsNot) {
  const Answer made = desk->submit(create("REF1"), now);
  flush();
  desk->submit(create("REF2"), now);
  kill();
  EXPECT_EQ(desk->service().operations().size(), 1u);
  EXPECT_EQ(desk->look({Door::espace, "708900", "P001"}, made.number, now)->basket, "REF1");
}

TEST_F(Restart, AnswersByKeyAreGivenAgainAlsoRefusals) {
  const Answer made = desk->submit(create("REF1", "k1"), now);
  Call small = create("REF2", "k2");
  small.form.amount = "19,99";
  const Answer refused = desk->submit(small, now);
  ASSERT_EQ(refused.rule, "FRM-01");
  flush();
  kill();
  const Answer again = desk->submit(create("REF1", "k1"), now), still = desk->submit(small, now);
  EXPECT_TRUE(again.remembered && still.remembered);
  EXPECT_EQ(again.number, made.number);
  EXPECT_EQ(still.rule + still.code + still.sentence, refused.rule + refused.code + refused.sentence);
}

TEST_F(Restart, WrongPasswordsAreCounted) {
  for (int i = 0; i < 2; ++i) {
    desk->submit(log_in("wrong"), now);
    flush();
    kill();
  }
  desk->submit(log_in("wrong"), now);
  flush();
  kill();
  const auto seen = desk->accounts({Door::espace, "708900", ""}, now);
  ASSERT_FALSE(seen.empty());
  EXPECT_TRUE(seen.front().blocked);
  EXPECT_EQ(seen.front().failures, 3);
}

TEST_F(Restart, OtherPoliciesAreRefusedByName) {
  flush();
  desk.reset();
  desk = std::make_unique<LocalDesk>(LocalDesk::MakeHook{}, folder.open());
  const auto why = desk->reopen(guide_world(), {.immediate_ttl_s = 250}, now, 5);
  EXPECT_NE(why.value_or("").find("immediate_ttl_s is 300, not 250"), std::string::npos);
}

// Random commands of every kind, some of them never flushed, against the same ones in memory up to the last flush.
TEST_F(Restart, AWalkKilledAtAnyMomentIsTheServiceOfItsLastFlush) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    JournalFolder place;
    Instant at = kStart, kept_at = kStart;
    std::string kept;
    {
      const auto journal = place.open();
      journal->open({}, seed);
      Encaissement service{{}, seed, journal.get()};
      populate_for_walk(service, at);
      journal->commit();
      RandomWalk walk{seed};
      for (std::uint64_t i = 0; i < 300 + 13 * seed; ++i) {
        at = walk.instant_after(service, at);
        service.execute(walk.command_for(service), at);
        if (i % 7 != 0 || i > 300) continue;
        ASSERT_EQ(journal->flush(), std::nullopt);
        kept = picture(service, kept_at = at);
      }
    }
    const auto journal = place.open();
    Encaissement again{{}, seed};
    ASSERT_EQ(journal->read([&](const Fact& fact) { again.take(fact); }), std::nullopt);
    EXPECT_EQ(picture(again, kept_at), kept) << "seed " << seed;
  }
}

}  // namespace
}  // namespace parcours
