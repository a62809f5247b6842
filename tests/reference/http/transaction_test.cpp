// What an integrator's URL gets, and the texts of dates.
#include "reference/http/transaction.h"

#include "tests/reference/http/api_fixture.h"

namespace parcours::http {
namespace {

class Notification : public ApiFixture {
 protected:
  OperationView view(const std::string& id) { return desk.look({Door::api, "10000001", ""}, id, now).value(); }
};

TEST_F(Notification, IsTheTransactionInTheSameWords) {
  const std::string id = create(order()).id();
  const Seen seen = status(id);
  const Json told = Json::parse(notification_body(view(id), now));
  EXPECT_EQ(told.at("responseDate"), seen.body.at("responseDate"));
  for (const char* member : {"id", "state", "order", "payers", "redirectUrls", "expirationDate", "paymentMethod"})
    EXPECT_EQ(told.at("transaction").at(member), seen.transaction().at(member)) << member;
}

TEST_F(Notification, TellsTheStateOfItsNotice) {
  const std::string id = create(order()).id();
  ASSERT_EQ(name(id, "10000003051").status, 200);
  ASSERT_EQ(pay("alice", id, "40,00").kind, Answer::Kind::done);
  const Json told = Json::parse(notification_body(view(id), now, "PROCESSING")).at("transaction");
  EXPECT_EQ(told.at("state"), "PROCESSING");
  EXPECT_EQ(told.at("payers").at(0).at("authorizations"), Json::array()) << "nothing was granted yet";
  EXPECT_EQ(Json::parse(notification_body(view(id), now)).at("transaction").at("state"), "VALIDATED");
}

TEST_F(Notification, CarriesBothSealsOfTheNewestKey) {
  world.keys.push_back({"4", "10000001", "the newest"});
  const std::string id = create(order()).id(), body = notification_body(view(id), now);
  const auto headers = notification_headers(world, view(id), "/ok", body, now);
  ASSERT_EQ(headers.size(), 3u);
  EXPECT_EQ(headers[0].value, make_seal("4", "the newest", id));
  EXPECT_EQ(headers[1].name, "Parcours-Date");
  EXPECT_EQ(headers[2].value, make_seal("4", "the newest", sealed_call("POST", "/ok", headers[1].value, body)));
  world.keys.clear();
  EXPECT_TRUE(notification_headers(world, view(id), "/ok", body, now).empty());
}

TEST(ParisText, HasTheOffsetOfTheSeasonAndNoNeedlessDecimals) {
  const auto at = [](const char* moment) { return paris_text(encaissement::parse_moment(moment).value()); };
  EXPECT_EQ(at("29/11/2019 14:13:56.830"), "2019-11-29T14:13:56.83+01:00");
  EXPECT_EQ(at("24/06/2020 11:33:00.000"), "2020-06-24T11:33:00+02:00");
  EXPECT_EQ(at("24/06/2020 00:00:00.001"), "2020-06-24T00:00:00.001+02:00");
  EXPECT_EQ(at("31/12/2019 23:59:59.999"), "2019-12-31T23:59:59.999+01:00");
}

}  // namespace
}  // namespace parcours::http
