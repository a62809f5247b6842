// A plain client of the public API: it knows nothing of ours, and everything it expects happens.
#include "tests/reference/http/api_fixture.h"

namespace parcours::http {
namespace {

class PosApi : public ApiFixture {};

TEST_F(PosApi, CreatesAndAnswersInitialized) {
  const Seen made = create(order());
  ASSERT_EQ(made.status, 200) << made.raw;
  EXPECT_EQ(made.state(), "INITIALIZED");
  EXPECT_EQ(made.id().size(), 10u);
  EXPECT_EQ(made.body.at("responseDate"), "2020-06-24T11:33:00+02:00");
  EXPECT_EQ(made.transaction().at("expirationDate"), "2020-06-24T11:38:00+02:00");
  EXPECT_EQ(made.transaction().at("payers"), Json::array());
}

TEST_F(PosApi, AnswersWhatWasSentInTheFormsSeen) {
  const Json t = create(order()).transaction();
  EXPECT_EQ(t.at("merchant"), Json({{"shopId", 10000001}, {"serviceProviderId", 123456}}));
  EXPECT_EQ(t.at("order"), Json({{"id", "REF1"}, {"paymentId", "PAY-1"}, {"label", "Canoë"},
                                 {"amount", {{"total", 4000}, {"currency", "978"}}}}));
  EXPECT_EQ(t.at("paymentMethod"), Json({{"tspdMode", "001"}, {"captureMode", "NORMAL"}, {"captureDate", nullptr}}));
  EXPECT_EQ(t.at("redirectUrls").at("returnUrl"), "https://till.example/ok");
}

TEST_F(PosApi, GoesTheWholeWayOfAPublicClient) {
  const std::string id = create(order()).id();
  const Seen named = name(id, "10000003051");
  ASSERT_EQ(named.state(), "PROCESSING") << named.raw;
  EXPECT_EQ(named.transaction().at("payers").at(0).at("authorizations"), Json::array());
  ASSERT_EQ(pay("alice", id, "30,00").kind, Answer::Kind::done);
  const Seen paid = status(id);
  ASSERT_EQ(paid.state(), "VALIDATED");
  const Json payer = paid.transaction().at("payers").at(0);
  EXPECT_EQ(payer.at("beneficiaryId"), "10000003051");
  EXPECT_EQ(payer.at("amount").at("total"), 4000);
  EXPECT_EQ(payer.at("authorizations").at(0),
            Json({{"number", id}, {"type", "CVCo"}, {"amount", {{"total", 3000}, {"currency", "978"}}},
                  {"validationDate", "2020-06-24T11:33:00+02:00"}, {"holder", "10*****3051"}}));
}

TEST_F(PosApi, CancelsTheWhole) {
  const std::string id = create(order()).id();
  EXPECT_EQ(cancel(id).state(), "CANCELLED");
  EXPECT_EQ(status(id).state(), "CANCELLED");
  const Seen again = cancel(id);
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(again.code(), "OPERATION_TRANSACTION_NOT_ALLOWED");
  EXPECT_EQ(again.rule(), "VAL-03");
  EXPECT_FALSE(again.body.contains("transaction"));
}

}  // namespace
}  // namespace parcours::http
