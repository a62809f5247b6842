// The tills as programs: what they keep on the disk, and the protocol around them.
#include <gtest/gtest.h>

#include <sstream>

#include "fakes/pos/adapter.h"
#include "fakes/pos/pos_store.h"

namespace parcours {
namespace {

PosSale whole_sale() {
  PosSale sale{.sale = "S1", .wish = {.verb = TillVerb::create, .sale = "S1", .parcours = "D", .mode = "email",
                                      .customer = "a@example.org", .payment_days = 3, .validation_days = 2,
                                      .notify_email = "b@example.org"}};
  sale.amount = Money::from_cents(4007);
  sale.calls = 2;
  sale.asked = 1;
  sale.intents.push_back({.act = PosAct::change_mode, .key = "S1-2", .body = "{}", .amount = Money::from_cents(1),
                          .wanted = Instant{std::chrono::hours{9}}, .attempts = 3, .next = Instant{std::chrono::hours{10}}});
  sale.told.number = "fiawa31zot";
  sale.told.api_state = "AUTHORIZED";
  sale.told.state = SaleState::to_validate;
  sale.told.received = Money::from_cents(3000);
  sale.told.code = "a code";
  sale.told.validation_deadline = Instant{std::chrono::hours{99}};
  sale.code_void = true;
  sale.refusal = "trop tard";
  sale.refusal_code = "OPERATION_TRANSACTION_NOT_ALLOWED";
  return sale;
}

TEST(PosStoreTest, ASaleIsReadAsItWasWritten) {
  const PosSale sale = whole_sale();
  const auto read = sale_from(to_text(sale));
  ASSERT_TRUE(read);
  EXPECT_EQ(to_text(*read), to_text(sale));
  EXPECT_EQ(read->intents.at(0).act, PosAct::change_mode);
  EXPECT_EQ(read->told.validation_deadline, sale.told.validation_deadline);
  EXPECT_EQ(read->wish.validation_days, 2);
  EXPECT_FALSE(sale_from("{}"));
  EXPECT_FALSE(sale_from(to_text(sale).substr(0, 40)));
}

TEST(PosStoreTest, AnotherProcessFindsWhatWasWritten) {
  const PosFolder folder;
  make_file_store(folder.path())->write(whole_sale());
  const auto second = make_file_store(folder.path());
  ASSERT_EQ(second->read().size(), 1U);
  EXPECT_EQ(to_text(second->read()[0]), to_text(whole_sale()));
  second->clear();
  EXPECT_TRUE(make_file_store(folder.path())->read().empty());
}

std::string spoken(Till& till, const std::string& lines) {
  std::istringstream in{lines};
  std::ostringstream out;
  serve_till(till, in, out);
  return out.str();
}

TEST(PosAdapterTest, ATillAnswersEachLineOnceUntilBye) {
  const PosFolder folder;
  const auto till = make_served_till("conforming", folder.path());
  const std::string answers = spoken(*till, R"({"id":1,"message":"hello","protocol":"parcours-till/1"})" "\n"
                                            R"({"id":2,"message":"bye"})" "\n"
                                            R"({"id":3,"message":"hello","protocol":"parcours-till/1"})" "\n");
  EXPECT_NE(answers.find(R"({"id":1,"ok":{"protocol":"parcours-till/1")"), std::string::npos) << answers;
  EXPECT_NE(answers.find(R"("id":2)"), std::string::npos);
  EXPECT_EQ(answers.find(R"("id":3)"), std::string::npos);
}

TEST(PosAdapterTest, AServiceThatNobodyAnswersForIsNoRefusal) {
  const PosFolder folder;
  const auto till = make_served_till("conforming", folder.path());
  TillReset reset{.base_url = "no address"};
  ASSERT_TRUE(till->reset(reset).is_ok());
  const TillReply reply = till->order({.verb = TillVerb::create, .sale = "S1", .parcours = "A", .amount = "40,07", .mode = "qr"});
  EXPECT_EQ(reply.code, "NO_ANSWER");
  EXPECT_FALSE(reply.definite);
}

TEST(PosAdapterTest, ATillIsFoundByItsName) {
  const PosFolder folder;
  EXPECT_NE(make_served_till("null", folder.path()), nullptr);
  EXPECT_NE(make_served_till("hammers-the-service", folder.path()), nullptr);
  EXPECT_EQ(make_served_till("nobody", folder.path()), nullptr);
}

}  // namespace
}  // namespace parcours
