// NOT-01 to NOT-03: who is told what, when, and that nobody else is.
#include "reference/core/notice.h"

#include <gtest/gtest.h>

#include "tests/reference/core/service_fixture.h"

namespace encaissement {
namespace {

class NoticeTest : public ServiceTest {
 protected:
  // What was told since the last call: "kind to amount", one a line.
  std::string told() {
    service().advance(now_);
    std::string lines;
    for (; seen_ < service().notices().size(); ++seen_) {
      const Notice& n = service().notices()[seen_];
      EXPECT_EQ(static_cast<std::size_t>(n.id), seen_ + 1) << "NOT-03";
      lines.append(to_string(n.kind)).append(" ").append(service().text(n.to)).append(" ");
      lines.append(format_amount(n.amount));
      if (n.kind == NoticeKind::api_state) lines.append(" ").append(to_string(n.state));
      lines += "\n";
    }
    return lines;
  }
  std::size_t seen_ = 0;
};

TEST_F(NoticeTest, TheCustomerIsToldAtSending) {
  request(form_a("40"));
  EXPECT_EQ(service().notices().back().kind, NoticeKind::payment_request_push);
  EXPECT_EQ(told(), "payment request 10000003051 40,00 €\n");
  request(form_b("40"));
  EXPECT_EQ(service().notices().back().kind, NoticeKind::payment_request_mail);
  EXPECT_EQ(told(), "payment request ts-client2@yopmail.com 40,00 €\n");
  request(form_qr("40"));
  EXPECT_EQ(told(), "") << "a QR is shown, not sent";
}

TEST_F(NoticeTest, NothingIsMailedToTheMerchantOnAAndB) {
  RequestForm a = form_a("40");
  a.notify_email = "caisse@canoe.example";
  request(a);
  told();
  pay(alice, "40");
  EXPECT_EQ(told(), "");
  request(form_b("40", 1));
  told();
  refuse(alice);
  request(form_b("40", 1));
  told();
  at("30/06/2020 00:00");
  EXPECT_EQ(told(), "");
}

TEST_F(NoticeTest, OnCAndDTheMerchantHearsOfPaymentRefusalLimitAndReminder) {
  request(form_c("40"));
  told();
  pay(alice, "30");
  EXPECT_EQ(told(), "payment received caisse@canoe.example 30,00 €\n");
  at("26/06/2020 00:00");
  EXPECT_EQ(told(), "validation reminder caisse@canoe.example 30,00 €\n");
  cancel();
  request(form_d("40", 1));
  told();
  refuse(alice);
  EXPECT_EQ(told(), "refused caisse@canoe.example 0,00 €\n");
  request(form_d("40", 1));
  told();
  at("28/06/2020 00:05:59.999");
  EXPECT_EQ(told(), "") << "at the change to expired, not at the limit";
  at("28/06/2020 00:06");
  EXPECT_EQ(told(), "payment limit passed caisse@canoe.example 0,00 €\n");
  EXPECT_EQ(service().notices().back().at, now_);
}

TEST_F(NoticeTest, ARefusalThatChangesNothingIsStillTold) {
  start({.on_refusal = OnRefusal::stay});
  request(form_c("40"));
  told();
  refuse(alice);
  EXPECT_EQ(told(), "refused caisse@canoe.example 0,00 €\n");
}

TEST_F(NoticeTest, TheIntegratorHearsEveryChangeOfStateAtTheRightUrl) {
  run(shop, Request{form_pos("40")});
  EXPECT_EQ(told(), "") << "creation tells nothing";
  name(kAliceNumber, "40");
  EXPECT_EQ(told(), "payment request 10000003051 40,00 €\nstate https://till.example/return 40,00 € PROCESSING\n");
  name(kAliceNumber, "40");
  EXPECT_EQ(told(), "");
  pay(alice, "40");
  EXPECT_EQ(told(), "state https://till.example/return 40,00 € VALIDATED\n");
  for (const auto& [end, state] :
       {std::pair<int, std::string>{0, "CANCELLED"}, {1, "ABORTED"}, {2, "REJECTED"}, {3, "EXPIRED"}}) {
    run(shop, Request{form_pos("40")});
    name(kAliceNumber, "40");
    told();
    if (end == 0) cancel();
    if (end == 1) refuse(alice);
    if (end == 2) issuer_rejects();
    if (end == 3) later(std::chrono::seconds{300});
    EXPECT_EQ(told(), "state https://till.example/cancel 40,00 € " + state + "\n");
  }
}

TEST_F(NoticeTest, NamingInTheRequestIsFollowedByProcessing) {
  RequestForm f = form_a("40");
  f.from_api = true;
  f.return_url = "https://till.example/return";
  EXPECT_EQ(run(shop, Request{f}).api, ApiState::initialized);
  EXPECT_EQ(api_state(operation()), ApiState::processing);
  EXPECT_EQ(told(), "payment request 10000003051 40,00 €\nstate https://till.example/return 40,00 € PROCESSING\n");
}

TEST_F(NoticeTest, LooksTellNothing) {
  request(form_c("40"));
  pay(alice, "40");
  told();
  const Operation before = operation();
  EXPECT_NE(service().find(till, number()), nullptr);
  EXPECT_EQ(told(), "");
  EXPECT_TRUE(operation() == before) << "VAL-06";
}

}  // namespace
}  // namespace encaissement
