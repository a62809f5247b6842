// Each check of the ledger oracle with something wrong planted: in the books themselves, or by a broken till.
#include "scenarios/certify/oracle_ledger.h"

#include "tests/scenarios/certify/stage_fixture.h"

namespace parcours {
namespace {

class LedgerOracle : public StageFixture {
 protected:
  LedgerOracle() { sales.push_back({.sale = kSale, .intents = {{{.verb = TillVerb::create, .sale = kSale, .parcours = "A", .amount = "40,00", .mode = "qr"}, {}}}}); }

  OperationView operation(const std::string& number, const std::string& status) const {
    OperationView view;
    view.number = number;
    view.status = status;
    view.basket = kSale;
    view.parcours = sales.front().created().parcours;
    view.mode = "qr";
    view.requested = 4000_cents;
    view.payment_deadline = start + 300s;
    if (status == "validated" || status == "to_validate") view.received = view.paid = 4000_cents;
    if (status == "validated") view.validated = 4000_cents;
    return view;
  }
  std::string now_found() const { return ids(judge_ledger({sales, ledger, start, policies})); }
  std::string at_rest() const { return ids(judge_ledger_at_rest({sales, ledger, start, policies}, sales.front())); }
  static std::string ids(const Findings& findings) {
    std::string text;
    for (const Finding& one : findings) text += (text.empty() ? "" : " ") + std::string{to_string(one.rule)};
    return text;
  }
  void order(TillVerb verb, const TillReply& reply, const std::string& amount = "", const std::string& mode = "") {
    sales.front().intents.push_back({{.verb = verb, .sale = kSale, .amount = amount, .mode = mode}, reply});
  }

  static inline const TillReply kDone = {};
  static inline const TillReply kRefused = {.kind = TillReply::Kind::error, .code = "X", .definite = true};
  static inline const TillReply kUnknown = {.kind = TillReply::Kind::error, .code = "X"};
  std::vector<SaleBook> sales;
  Ledger ledger;
};

TEST_F(LedgerOracle, FindsNothingInOneOperationForOneSale) {
  ledger = {operation("f1", "awaiting_customer")};
  EXPECT_EQ(now_found() + at_rest(), "");
}

TEST_F(LedgerOracle, FindsAnAmountThatWasNotTyped) {
  for (const std::int64_t cents : {3999, 4000, 4001}) {
    ledger = {operation("f1", "awaiting_customer")};
    ledger.front().requested = Money::from_cents(cents);
    EXPECT_EQ(now_found(), cents == 4000 ? "" : "POS-03");
  }
}

TEST_F(LedgerOracle, FindsAnOperationForWhatMayNotBeAskedFor) {
  ledger = {operation("f1", "awaiting_customer")};
  for (const auto& [typed, rules] : {std::pair{"19,99", "POS-03"}, {"40,00 euros", "POS-03"}, {"40,00", ""}}) {
    sales.front().intents.front().order.amount = typed;
    EXPECT_EQ(now_found(), rules) << typed;
  }
}

TEST_F(LedgerOracle, FindsAnOperationThatNobodyAskedFor) {
  ledger = {operation("f1", "awaiting_customer")};
  ledger.front().basket = "S2";
  EXPECT_EQ(now_found(), "POS-04");
}

TEST_F(LedgerOracle, FindsTwoThatCanBePaidAtRestAndTwoThatWereAtOnce) {
  ledger = {operation("f1", "awaiting_customer"), operation("f2", "awaiting_customer")};
  EXPECT_EQ(now_found(), "");
  EXPECT_EQ(at_rest(), "POS-04");
  ledger = {operation("f1", "cancelled"), operation("f2", "awaiting_customer")};
  EXPECT_EQ(at_rest(), "");
  ledger = {operation("f1", "validated"), operation("f2", "validated")};
  EXPECT_EQ(now_found(), "POS-04");
}

TEST_F(LedgerOracle, FindsRepliesThatAreNotSo) {
  EXPECT_EQ(at_rest(), "POS-19");  // Done, and there is none.
  sales.front().intents.front().reply = kRefused;
  EXPECT_EQ(at_rest(), "");
  ledger = {operation("f1", "awaiting_customer")};
  EXPECT_EQ(at_rest(), "POS-19");
  sales.front().intents.front().reply = kUnknown;
  EXPECT_EQ(at_rest(), "");
}

TEST_F(LedgerOracle, FindsCancellationsThatAreNotSo) {
  ledger = {operation("f1", "awaiting_customer")};
  order(TillVerb::cancel, kDone);
  EXPECT_EQ(at_rest(), "POS-19");
  ledger = {operation("f1", "cancelled")};
  ledger.front().cause = "merchant";
  EXPECT_EQ(at_rest(), "");
  sales.front().intents.back().reply = kRefused;
  EXPECT_EQ(at_rest(), "POS-19");
}

TEST_F(LedgerOracle, FindsValidationsThatAreNotSo) {
  sales.front().intents.front().order.parcours = "C";
  ledger = {operation("f1", "to_validate")};
  order(TillVerb::validate, kDone, "35,00");
  EXPECT_EQ(at_rest(), "POS-19");
  ledger = {operation("f1", "validated")};
  EXPECT_EQ(now_found(), "POS-03");  // The whole, where 35,00 was typed.
  ledger.front().validated = 3500_cents;
  EXPECT_EQ(now_found() + at_rest(), "");
  sales.front().intents.pop_back();
  EXPECT_EQ(now_found(), "POS-03");  // Nobody asked for it.
}

TEST_F(LedgerOracle, FindsAChangeOfModeThatIsNone) {
  order(TillVerb::change_mode, kDone, "", "identifier");
  ledger = {operation("f1", "awaiting_customer")};
  EXPECT_EQ(at_rest(), "POS-12");
  ledger = {operation("f1", "cancelled"), operation("f2", "awaiting_customer")};
  EXPECT_EQ(at_rest(), "POS-12");
  ledger.back().mode = "identifier";
  EXPECT_EQ(at_rest(), "");
  ledger.back().requested = 3900_cents;
  EXPECT_EQ(now_found(), "POS-12");
}

TEST_F(LedgerOracle, FindsATillThatAsksTwice) {
  const Played played = play(*broken("creates-without-a-key"),
                             {wire(WireFault::lost_after, ApiCall::create), ask("40,07"), press(TillVerb::retry), rest()});
  EXPECT_NE(rules_in(played).find("POS-04"), std::string::npos) << text_of(played);
}

TEST_F(LedgerOracle, FindsATillThatRounds) {
  EXPECT_NE(rules_in(play(*broken("rounds-to-five-cents"), {ask("40,07"), rest()})).find("POS-03"), std::string::npos);
}

}  // namespace
}  // namespace parcours
