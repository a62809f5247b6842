// release_final(): what is over goes, and nothing else changes.
#include <gtest/gtest.h>

#include "reference/core/listing.h"
#include "tests/reference/core/random_walk.h"
#include "tests/reference/core/service_fixture.h"

namespace encaissement {
namespace {

class ReleaseTest : public ServiceTest {
 protected:
  // Everything there is to read of the notices has been read.
  std::size_t release() { return service().release_final(now_ + Duration{1}, newest()); }
  NoticeId newest() const { return NoticeId{service_->notices().size()}; }

  TransactionNumber request_and_cancel() {
    request(form_b("40"));
    const TransactionNumber gone = number();
    cancel();
    return gone;
  }
};

TEST_F(ReleaseTest, WhatIsFinalGoesAndIsAsIfItHadNeverBeen) {
  const TransactionNumber gone = request_and_cancel();
  const TransactionNumber other = request_and_cancel();
  EXPECT_EQ(release(), 2u);
  EXPECT_EQ(service().find(till, gone), nullptr);
  EXPECT_EQ(said(run(till, Cancel{gone})), "ACC-05 TRANSACTION_NOT_FOUND");
  EXPECT_EQ(said(run(alice, Pay{other, {}, TypedAmount::given(4000_cents)})), "ACC-05 TRANSACTION_NOT_FOUND");
  EXPECT_EQ(said(run(alice, Scan{{Code2D::Kind::genuine, gone, 4000_cents}})), "PAY-02 BAD_REQUEST");
  EXPECT_EQ(service().last_of(PointId{1}), nullptr);
  EXPECT_TRUE(list(service(), PointId{1}, {}).empty());
  EXPECT_TRUE(service().operations().empty());
  EXPECT_TRUE(service().steps().empty());
  EXPECT_TRUE(service().notices().empty());
}

TEST_F(ReleaseTest, IdsAndNumbersCountOn) {
  const TransactionNumber gone = request_and_cancel();
  release();
  request(form_b("50"));
  EXPECT_EQ(last_, OperationId{2});
  EXPECT_FALSE(number() == gone);
  EXPECT_EQ(service().find(till, number())->id, OperationId{2});
  EXPECT_EQ(service().previous_of(operation()), nullptr);
}

TEST_F(ReleaseTest, WhatIsPendingStaysAndSoDoesWhatCameAfterIt) {
  request_and_cancel();
  request(form_d("40"));
  const TransactionNumber pending = number();
  request_and_cancel();
  EXPECT_EQ(release(), 1u);
  EXPECT_EQ(service().operations().size() - service().operations().released(), 2u);
  EXPECT_EQ(said(run(alice, Pay{pending, {}, TypedAmount::given(3000_cents)})), "done");
  EXPECT_EQ(said(run(till, Validate{pending, {}})), "done");
  EXPECT_EQ(release(), 2u);
  EXPECT_EQ(collected(), 3000_cents);
}

TEST_F(ReleaseTest, WhatChangedSinceStays) {
  request_and_cancel();
  EXPECT_EQ(service().release_final(now_, newest()), 0u);
  EXPECT_EQ(service().release_final(now_ + Duration{1}, newest()), 1u);
}

TEST_F(ReleaseTest, WhatIsToBeToldStays) {
  const TransactionNumber told = request_and_cancel();
  EXPECT_EQ(service().release_final(now_ + Duration{1}, NoticeId{0}), 0u) << "the mail of the request is unread";
  EXPECT_EQ(service().text(service().notices()[0].to), kAliceMail);
  EXPECT_NE(service().find(till, told), nullptr);
}

TEST_F(ReleaseTest, WhatAnIntegratorWasNotToldStays) {
  run(shop, Request{form_pos("40")});
  run(shop, Cancel{number()});
  const std::uint64_t notice = service().notices().size();
  EXPECT_EQ(release(), 0u);
  EXPECT_EQ(said(run(control, DeliveryAnswered{notice, true})), "done");
  EXPECT_EQ(release(), 1u);
  EXPECT_EQ(said(run(control, DeliveryAnswered{notice, true})), "ACC-05 TRANSACTION_NOT_FOUND");
}

TEST_F(ReleaseTest, TextsGoButThoseThatPeopleTookOver) {
  RequestForm f = form_c("40");
  f.remember_email = true;
  request(f);
  cancel();
  service().add_customer({"10000009999", "late@mail.example", euros("10")}, now_);
  run(till, AskRecovery{"70890001", "the-token"});
  for (int i = 0; i < 100; ++i) request_and_cancel();
  const std::uint32_t before = service().text_bytes();
  release();
  EXPECT_LT(service().text_bytes() + 100 * kAliceMail.size(), before);
  for (int again = 0; again < 2; ++again) {
    EXPECT_EQ(service().text(service().points()[0].remembered_email), "caisse@canoe.example");
    EXPECT_EQ(service().text(service().customers().back().email), "late@mail.example");
    EXPECT_EQ(service().text(service().accounts()[1].login), "70890001");
    request_and_cancel();
    release();
  }
  EXPECT_EQ(said(run(till, SetPassword{"the-token", "new"})), "done");
}

TEST_F(ReleaseTest, AnswersAreForgottenWhenTheyAreTooOldToBeGivenAgain) {
  const Command once{till, Request{form_b("40")}, {"key", 1}};
  run(once);
  cancel();
  release();
  EXPECT_TRUE(service().execute(once, now_).remembered);
  later(std::chrono::hours{24});
  release();
  EXPECT_FALSE(service().execute(once, now_).remembered);
}

// A service that lets go as often as it can, beside one that never does.
class ReleaseTwinTest : public ::testing::Test {
 protected:
  ReleaseTwinTest() {
    populate_for_walk(whole_, now_);
    populate_for_walk(lean_, now_);
  }

  void step(RandomWalk& walk) {
    now_ = walk.instant_after(whole_, now_);
    const Command command = walk.command_for(whole_);
    const Outcome a = whole_.execute(command, now_), b = lean_.execute(command, now_);
    const bool gone = a.operation != b.operation || said(a) != said(b);
    ASSERT_TRUE(!gone || !b.done()) << said(a) << " / " << said(b) << ": only what went may be answered otherwise";
    ASSERT_TRUE(!gone || lean_.operations().released() > 0) << said(a) << " / " << said(b);
    if (walk.one_in(20)) lean_.release_final(now_, NoticeId{lean_.notices().size()});
  }

  void expect_equal() const {
    for (std::size_t i = lean_.operations().released(); i < whole_.operations().size(); ++i) {
      const Operation& a = whole_.operations()[i];
      const Operation& b = lean_.operations()[i];
      ASSERT_TRUE(a == b);
      ASSERT_EQ(whole_.text(a.basket), lean_.text(b.basket));
      ASSERT_EQ(whole_.text(a.contact), lean_.text(b.contact));
      ASSERT_EQ(whole_.history(a).size(), lean_.history(b).size());
    }
    for (std::size_t i = 0; i < whole_.customers().size(); ++i) {
      ASSERT_EQ(whole_.customers()[i].available, lean_.customers()[i].available);
      ASSERT_EQ(whole_.customers()[i].held, lean_.customers()[i].held);
      ASSERT_EQ(whole_.customers()[i].immediate_awaiting, lean_.customers()[i].immediate_awaiting);
    }
    for (std::size_t i = 0; i < whole_.points().size(); ++i) {
      ASSERT_EQ(whole_.points()[i].awaiting, lean_.points()[i].awaiting);
      ASSERT_EQ(whole_.text(whole_.points()[i].remembered_email), lean_.text(lean_.points()[i].remembered_email));
    }
    ASSERT_EQ(whole_.next_deadline(), lean_.next_deadline());
  }

  Instant now_ = moment("24/06/2020 11:00");
  Encaissement whole_{{}, 7}, lean_{{}, 7};
};

TEST_F(ReleaseTwinTest, NobodyNoticesButByAskingForWhatWent) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    RandomWalk walk{seed};
    for (int i = 0; i < 4000 && !HasFatalFailure(); ++i) step(walk);
    expect_equal();
  }
  EXPECT_GT(lean_.operations().released(), 500u) << "nothing was tried";
  EXPECT_LT(lean_.text_bytes(), whole_.text_bytes());
}

}  // namespace
}  // namespace encaissement
