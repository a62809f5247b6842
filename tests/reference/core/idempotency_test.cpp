// REP-01: one answer and one effect for one key of one principal; what is remembered, what is not, and for how long.
#include <gtest/gtest.h>

#include "tests/reference/core/service_fixture.h"

namespace encaissement {
namespace {

class IdempotencyTest : public ServiceTest {
 protected:
  Outcome keyed(const Principal& who, const Body& body, std::string_view key = "k", std::uint64_t digest = 1) {
    return run(Command{who, body, {key, digest}});
  }
  std::size_t count() const { return service().operations().size(); }
};

TEST_F(IdempotencyTest, TheSameKeyGivesTheSameAnswerAndOneEffect) {
  const Outcome first = keyed(till, Request{form_b("40")});
  const Outcome again = keyed(till, Request{form_b("40")});
  EXPECT_FALSE(first.remembered);
  EXPECT_TRUE(again.remembered);
  EXPECT_EQ(again.operation, first.operation);
  EXPECT_EQ(count(), 1u);
  const Outcome paid = keyed(alice, Pay{number(), {}, TypedAmount::given(euros("40"))});
  cancel();
  EXPECT_EQ(keyed(alice, Pay{number(), {}, TypedAmount::given(euros("40"))}).received, paid.received)
      << "the answer of then, not of now";
}

TEST_F(IdempotencyTest, AnotherBodyOrCallUnderTheKeyIsRefusedAndTheFirstAnswerStays) {
  keyed(till, Request{form_b("40")});
  EXPECT_EQ(said(keyed(till, Request{form_b("41")}, "k", 2)), "REP-01 BAD_REQUEST");
  EXPECT_TRUE(keyed(till, Request{form_b("40")}).remembered);
  EXPECT_EQ(count(), 1u);
}

TEST_F(IdempotencyTest, KeysAreAPrincipalsOwn) {
  keyed(till, Request{form_b("40")});
  for (const Principal& other : {till_of_olivet, signatory, shop, alice, control})
    EXPECT_FALSE(keyed(other, Request{form_b("41")}, "k", 2).remembered);
  EXPECT_NE(key_of(shop), key_of(account(1, 1)));
  EXPECT_NE(key_of(alice), key_of(account(1, 1)));
  EXPECT_EQ(key_of(account(1, 1)), key_of(account(1, 2))) << "whatever the point chosen";
}

TEST_F(IdempotencyTest, ARefusalByARuleIsRemembered) {
  request(form_b("40"));
  block(alice);
  const Pay payment{number(), {}, TypedAmount::given(euros("40"))};
  EXPECT_EQ(said(keyed(alice, payment)).substr(0, 6), "PAY-10");
  block(alice, false);
  EXPECT_EQ(said(keyed(alice, payment)).substr(0, 6), "PAY-10");
  EXPECT_EQ(said(keyed(alice, payment, "another key")), "done");
}

TEST_F(IdempotencyTest, FailedAuthenticationIsNotRemembered) {
  Principal stranger = till;
  stranger.authentic = false;
  EXPECT_EQ(said(keyed(stranger, Request{form_b("40")})), "ACC-01 INVALID_SEAL");
  EXPECT_EQ(said(keyed(till, Request{form_b("40")})), "done");
  EXPECT_EQ(said(keyed({}, LogIn{"70890001", true, false}, "login")), "ACC-07 INVALID_SEAL");
  EXPECT_EQ(said(keyed({}, LogIn{"70890001", true, true}, "login")), "done");
  EXPECT_EQ(said(keyed({}, SetPassword{"token", "v"}, "link")), "ACC-03 INVALID_SEAL");
  run({}, AskRecovery{"70890001", "token"});
  EXPECT_EQ(said(keyed({}, SetPassword{"token", "v"}, "link")), "done");
}

TEST_F(IdempotencyTest, NoKeyOpensADoorToAWrongPasswordOrABlockedAccount) {
  const Principal cashier{.account = AccountId{2}};
  EXPECT_EQ(said(keyed(cashier, LogIn{"70890001", true, true})), "done");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(said(keyed(cashier, LogIn{"70890001", true, false})), "ACC-07 INVALID_SEAL");
  EXPECT_EQ(said(keyed(cashier, LogIn{"70890001", true, true})).substr(7), "INVALID_SEAL") << "blocked by now";
}

TEST_F(IdempotencyTest, KeysOfLogInsAreAnAccountsOwn) {
  const Principal of_till{.account = AccountId{2}}, of_signatory{.account = AccountId{1}};
  EXPECT_EQ(keyed(of_till, LogIn{"70890001", true, true}).account, AccountId{2});
  EXPECT_EQ(keyed(of_signatory, LogIn{"708900", true, true}).account, AccountId{1});
}

TEST_F(IdempotencyTest, AKeyIsForgottenAfterItsTime) {
  const Instant first = now_;
  keyed(till, Request{form_qr("40")});
  at(first + std::chrono::seconds{86400} - Duration{1});
  EXPECT_TRUE(keyed(till, Request{form_qr("40")}).remembered);
  at(first + std::chrono::seconds{86400});
  EXPECT_FALSE(keyed(till, Request{form_qr("41")}, "k", 2).remembered);
  EXPECT_EQ(count(), 2u);
  start({.key_ttl_s = 60});
  keyed(till, Request{form_qr("40")});
  later(std::chrono::seconds{60});
  EXPECT_FALSE(keyed(till, Request{form_qr("40")}).remembered);
}

TEST_F(IdempotencyTest, AnAnswerOutlivesTheService) {
  MemoryJournal journal;
  start({}, &journal);
  const Outcome first = keyed(till, Request{form_b("40")});
  Encaissement again{{}, 7};
  journal.read([&](const Fact& fact) { again.take(fact); });
  const Outcome same = again.execute({till, Request{form_b("40")}, {"k", 1}}, now_);
  EXPECT_TRUE(same.remembered);
  EXPECT_EQ(same.operation, first.operation);
  EXPECT_EQ(again.operations().size(), 1u);
}

TEST_F(IdempotencyTest, AnswersTooOldDoNotPileUpAndNoneIsForgottenTooEarly) {
  start({.key_ttl_s = 2000});
  std::vector<std::string> keys;
  for (int i = 0; i < 20'000; ++i) {
    keys.push_back("key " + std::to_string(i * 7919 % 20'000));
    keyed(till, Request{form_b("19")}, keys.back());
    later(std::chrono::seconds{1});
    if (i >= 1999 && i % 500 == 0) {
      ASSERT_TRUE(keyed(till, Request{form_b("19")}, keys[keys.size() - 1999]).remembered) << i;
    }
    ASSERT_LE(service().answers().size(), 5000u) << i;
  }
  EXPECT_GE(service().answers().size(), 2000u);
}

}  // namespace
}  // namespace encaissement
