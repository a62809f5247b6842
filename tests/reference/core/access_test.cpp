// ACC-01 to ACC-08: log-in, lock-out, recovery, rights, and who sees what.
#include <gtest/gtest.h>

#include "tests/reference/core/service_fixture.h"

namespace encaissement {
namespace {

constexpr std::string_view kRefused = "ACC-07 INVALID_SEAL";
constexpr std::string_view kNotThere = "ACC-05 TRANSACTION_NOT_FOUND";

class AccessTest : public ServiceTest {
 protected:
  std::string log_in(bool right, std::string_view login = "70890001") {
    return said(run({}, LogIn{login, true, right}));
  }
  std::string recover(std::string_view token) { return said(run({}, SetPassword{token, "new verifier"})); }
  void ask(std::string_view token) { run({}, AskRecovery{"70890001", token}); }
  const Account& account_of_till() const { return service().accounts()[1]; }
};

TEST_F(AccessTest, BothLoginAndPasswordAreNeeded) {
  EXPECT_EQ(said(run({}, LogIn{"", true, true})).substr(0, 6), "ACC-01");
  EXPECT_EQ(said(run({}, LogIn{"70890001", false, false})).substr(0, 6), "ACC-01");
  EXPECT_EQ(account_of_till().failures, 0);
}

TEST_F(AccessTest, TheThirdWrongPasswordBlocksAndARightThirdSucceeds) {
  log_in(false);
  log_in(false);
  EXPECT_EQ(log_in(true), "done");
  EXPECT_EQ(account_of_till().failures, 0) << "success resets the count";
  log_in(false);
  log_in(false);
  EXPECT_FALSE(account_of_till().blocked);
  log_in(false);
  EXPECT_TRUE(account_of_till().blocked);
  EXPECT_EQ(log_in(true), kRefused);
  EXPECT_EQ(account_of_till().failures, 3) << "no count moves once blocked";
  EXPECT_EQ(log_in(true, "708900"), "done") << "each account has its own count";
}

TEST_F(AccessTest, TheNumberOfTriesIsAPolicy) {
  start({.max_password_failures = 1});
  log_in(false);
  EXPECT_EQ(log_in(true), kRefused);
}

TEST_F(AccessTest, OneAnswerForUnknownWrongAndBlocked) {
  const Outcome unknown = run({}, LogIn{"nobody", true, false});
  const Outcome wrong = run({}, LogIn{"70890001", true, false});
  log_in(false);
  log_in(false);
  const Outcome blocked = run({}, LogIn{"70890001", true, true});
  EXPECT_EQ(unknown.refusal, wrong.refusal);
  EXPECT_EQ(unknown.refusal, blocked.refusal);
}

TEST_F(AccessTest, ASignatoryChoosesAPointAndAPointAccountIsOnItsOwn) {
  EXPECT_EQ(run({}, LogIn{"708900", true, true}).point, PointId::none);
  EXPECT_EQ(run({}, LogIn{"70890001", true, true}).point, PointId{1});
  EXPECT_EQ(run(signatory, ChoosePoint{"P002"}).point, PointId{2});
  EXPECT_EQ(said(run(signatory, ChoosePoint{"P101"})), kNotThere);
  EXPECT_EQ(said(run(signatory, ChoosePoint{"P999"})), kNotThere);
  EXPECT_EQ(said(run(till, ChoosePoint{"P002"})), kNotThere);
  Principal nowhere = signatory;
  nowhere.point = PointId::none;
  EXPECT_EQ(said(run(nowhere, Request{form_qr("40")})), "ACC-04 MERCHANT_NOT_ALLOWED");
}

TEST_F(AccessTest, NobodyCreatesOnAPointThatIsNotHis) {
  EXPECT_EQ(said(run(account(1, 3), Request{form_qr("40")})), kNotThere) << "another convention's";
  EXPECT_EQ(said(run(account(2, 2), Request{form_qr("40")})), kNotThere) << "a neighbour's of one convention";
  EXPECT_EQ(said(run(account(1, 2), Request{form_qr("40")})), "done");
}

TEST_F(AccessTest, TheRecoveryLinkIsMailedWorksOnceAndUnblocks) {
  for (int i = 0; i < 3; ++i) log_in(false);
  ask("token-1");
  const Notice& mail = service().notices().back();
  EXPECT_EQ(mail.kind, NoticeKind::recovery_link);
  EXPECT_EQ(service().text(mail.to), "accueil@canoe.example");
  EXPECT_EQ(service().text(mail.token), "token-1");
  EXPECT_EQ(recover("token-2"), "ACC-03 INVALID_SEAL");
  EXPECT_EQ(recover(""), "ACC-03 INVALID_SEAL");
  EXPECT_EQ(recover("token-1"), "done");
  EXPECT_EQ(service().text(account_of_till().verifier), "new verifier");
  EXPECT_EQ(log_in(true), "done");
  EXPECT_EQ(recover("token-1"), "ACC-03 INVALID_SEAL") << "single use";
}

TEST_F(AccessTest, TheRecoveryLinkIsGoodForAnHourLessAMillisecond) {
  ask("token");
  later(std::chrono::seconds{3600} - Duration{1});
  EXPECT_EQ(recover("token"), "done");
  ask("again");
  later(std::chrono::seconds{3600});
  EXPECT_EQ(recover("again"), "ACC-03 INVALID_SEAL");
  start({.recovery_ttl_s = 10});
  ask("short");
  later(std::chrono::seconds{10});
  EXPECT_EQ(recover("short"), "ACC-03 INVALID_SEAL");
}

TEST_F(AccessTest, AnEmptyNewPasswordIsRefusedAndTheLinkStaysGood) {
  ask("token");
  EXPECT_EQ(said(run({}, SetPassword{"token", ""})), "ACC-01 INVALID_SEAL");
  EXPECT_EQ(recover("token"), "done");
}

TEST_F(AccessTest, AskingForAnUnknownAccountTellsNothing) {
  EXPECT_EQ(said(run({}, AskRecovery{"nobody", "token"})), "done");
  EXPECT_TRUE(service().notices().empty());
}

TEST_F(AccessTest, OthersOperationsReadAsIfTheyDidNotExist) {
  request(form_b("40"));
  const auto sees = [&](const Principal& who) { return service().find(who, number()) != nullptr; };
  EXPECT_TRUE(sees(till) && sees(signatory) && sees(shop) && sees(alice));
  EXPECT_FALSE(sees(till_of_olivet) || sees(signatory_of_parc) || sees(bob) || sees(Principal{}));
  EXPECT_EQ(said(run(till_of_olivet, Cancel{number()})), kNotThere);
  EXPECT_EQ(said(run(till_of_olivet, Cancel{number_of(7, 50)})), kNotThere);
  EXPECT_EQ(said(run(till_of_olivet, Cancel{TransactionNumber{}})), kNotThere);
  EXPECT_EQ(said(run(alice, Cancel{number()})), kNotThere);
  EXPECT_EQ(said(run(till, Pay{number(), {}, TypedAmount::given(euros("40"))})), kNotThere);
}

TEST_F(AccessTest, ADisabledPointMakesNoNewRequestAndGoesOnWithTheOld) {
  request(form_b("40"));
  run(control, SetEnabled{PointId{1}, false});
  EXPECT_EQ(said(request(form_qr("40"))), "ACC-06 MERCHANT_NOT_ALLOWED");
  EXPECT_EQ(said(run(shop, Request{form_pos("40")})), "ACC-06 MERCHANT_NOT_ALLOWED");
  last_ = OperationId{1};
  EXPECT_EQ(said(pay(alice, "40")), "done");
}

TEST_F(AccessTest, TheSignatoryGivesAndTakesTheRightToCollect) {
  request(form_c("40"));
  EXPECT_EQ(said(run(signatory, SetRight{"70890001", false})), "done");
  EXPECT_EQ(said(request(form_qr("40"))), "ACC-08 MERCHANT_NOT_ALLOWED");
  last_ = OperationId{1};
  pay(alice, "40");
  EXPECT_EQ(said(validate("40")), "done") << "only new requests are refused";
  EXPECT_EQ(said(run(till, SetRight{"70890001", true})), kNotThere);
  EXPECT_EQ(said(run(signatory_of_parc, SetRight{"70890001", true})), kNotThere);
  EXPECT_EQ(said(run(signatory, SetRight{"708900", false})), kNotThere) << "a signatory keeps its own right";
  EXPECT_EQ(said(run(signatory, SetRight{"70890001", true})), "done");
  EXPECT_EQ(said(request(form_qr("40"))), "done");
}

}  // namespace
}  // namespace encaissement
