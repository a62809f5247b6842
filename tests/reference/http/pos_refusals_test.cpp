// Each code of the acquisition API, its HTTP status and the rule it names; and which of two troubles answers.
#include "tests/reference/http/api_fixture.h"

namespace parcours::http {
namespace {

class PosRefusals : public ApiFixture {
 protected:
  static void refused(const Seen& seen, int status, const std::string& code, const std::string& rule) {
    EXPECT_EQ(seen.status, status) << seen.raw;
    EXPECT_EQ(seen.code(), code);
    EXPECT_EQ(seen.rule(), rule);
    EXPECT_FALSE(seen.body.value("errorMessage", "").empty());
    EXPECT_FALSE(seen.body.contains("transaction"));
  }
};

TEST_F(PosRefusals, BodyThatCannotBeReadIsBadRequest) {
  for (const char* body : {"", "{", "[]", "5", "null", "\"text\"", "{\"requestDate\":", "\xff\xfe"})
    refused(send("POST", kBase, body, {seal({""})}), 400, "BAD_REQUEST", "");
  refused(send("POST", kBase, std::string(60'000, '['), {}), 400, "BAD_REQUEST", "");
}

TEST_F(PosRefusals, BodyOfThousandsOfNamesCostsNoMoreThanOthers) {
  std::string body = "{\"a\":1";
  for (int i = 0; i < 8000; ++i) body += ",\"" + std::to_string(i) + "\":1";
  const auto begun = std::chrono::steady_clock::now();
  refused(send("POST", kBase, body + "}", {}), 400, "BAD_REQUEST", "");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::milliseconds{150});
}

TEST_F(PosRefusals, LackOfASealedFieldIsBadRequestBeforeTheSealIsLookedAt) {
  for (const char* at : {"/merchant/shopId", "/merchant/serviceProviderId", "/order/id", "/order/paymentId",
                         "/order/amount/total", "/requestDate"}) {
    Json body = order();
    const Json::json_pointer pointer{at};
    body.at(pointer.parent_pointer()).erase(pointer.back());
    refused(post(kBase, body), 400, "BAD_REQUEST", "");
    body[pointer] = nullptr;
    refused(post(kBase, body), 400, "BAD_REQUEST", "");
    body[pointer] = Json::array({1});
    refused(post(kBase, body), 400, "BAD_REQUEST", "");
  }
}

TEST_F(PosRefusals, RequestDateMustBeReadableUtc) {
  for (const char* date : {"", "24/06/2020", "2020-06-24", "2020-06-24T09:33:00", "2020-06-24T11:33:00+02:00",
                           "2020-06-24T09:33:00ZZ", "2020-13-24T09:33:00Z", "Jun 24, 2020 9:33:00 AM"}) {
    Json body = order();
    body["requestDate"] = date;
    refused(create(body), 400, "BAD_REQUEST", "");
  }
  for (const char* date : {"2020-06-24T09:33:00Z", "2020-06-24T09:33:00.5Z", "2019-01-01T00:00:00.123456Z"}) {
    Json body = order();
    body["requestDate"] = date;
    EXPECT_EQ(create(body).status, 200) << date;
  }
}

TEST_F(PosRefusals, DisabledPointIsMerchantNotAllowed) {
  ASSERT_EQ(control(Verb::disable_point, "P001").kind, Answer::Kind::done);
  refused(create(order()), 403, "MERCHANT_NOT_ALLOWED", "ACC-06");
}

TEST_F(PosRefusals, TooLittleIsInvalidTransactionAmount) {
  refused(create(order(1999)), 400, "INVALID_TRANSACTION_AMOUNT", "FRM-01");
  refused(create(order(0)), 400, "INVALID_TRANSACTION_AMOUNT", "FRM-01");
  EXPECT_EQ(create(order(2000)).status, 200);
}

TEST_F(PosRefusals, AmountThatIsNoWholeNumberOfCentsIsBadRequest) {
  for (const Json& total : {Json(-2000), Json(40.5), Json("40,00"), Json("40.00"), Json("abc"), Json(" 4000"),
                            Json("0x10"), Json("1234567890123"), Json(18446744073709551615ull)}) {
    Json body = order();
    body["order"]["amount"]["total"] = total;
    refused(create(body), 400, "BAD_REQUEST", "FRM-02");
  }
}

TEST_F(PosRefusals, OtherCurrencyIsInvalidTransactionCurrency) {
  for (const Json& currency : {Json(840), Json("840"), Json("EUR"), Json(nullptr), Json("")}) {
    Json body = order();
    body["order"]["amount"]["currency"] = currency;
    refused(create(body), 400, "INVALID_TRANSACTION_CURRENCY", "MON-01");
  }
}

TEST_F(PosRefusals, LongTextsAreBadRequest) {
  refused(create(order(4000, std::string(21, 'x'))), 400, "BAD_REQUEST", "FRM-03");
  refused(create(order(4000, "")), 400, "BAD_REQUEST", "FRM-03");
  Json body = order();
  body["order"]["paymentId"] = std::string(31, 'x');
  refused(create(body), 400, "BAD_REQUEST", "FRM-04");
  body = order();
  body["order"]["label"] = std::string(256, 'x');
  refused(create(body), 400, "BAD_REQUEST", "FRM-04");
}

TEST_F(PosRefusals, ValueOfAnotherTypeIsBadRequestAfterTheSeal) {
  for (const char* at : {"/order/label", "/redirectUrls", "/redirectUrls/returnUrl", "/paymentMethod/captureMode",
                         "/encaissement"}) {
    Json body = order();
    body[Json::json_pointer{at}] = Json::array({1});
    refused(create_own(body), 400, "BAD_REQUEST", "FRM-04");
    refused(post(kBase, body), 401, "INVALID_SEAL", "ACC-01");
  }
}

TEST_F(PosRefusals, UnknownTransactionIsNotFound) {
  refused(status("fiawa31zot"), 404, "TRANSACTION_NOT_FOUND", "ACC-05");
  refused(name("fiawa31zot", "10000003051"), 404, "TRANSACTION_NOT_FOUND", "ACC-05");
  refused(cancel("fiawa31zot"), 404, "TRANSACTION_NOT_FOUND", "ACC-05");
  refused(own("fiawa31zot", "validation"), 404, "TRANSACTION_NOT_FOUND", "ACC-05");
  refused(own("fiawa31zot", "change-mode"), 404, "TRANSACTION_NOT_FOUND", "ACC-05");
  refused(status("not a number"), 404, "TRANSACTION_NOT_FOUND", "ACC-05");
}

TEST_F(PosRefusals, AnotherShopsTransactionReadsAsIfItDidNotExist) {
  const std::string id = create(order()).id();
  const Seen foreign = send("GET", std::string{kBase} + "/" + id, "", {seal({id}, "2")});
  const Seen nowhere = send("GET", std::string{kBase} + "/fiawa31zot", "", {seal({"fiawa31zot"}, "2")});
  refused(foreign, 404, "TRANSACTION_NOT_FOUND", "ACC-05");
  EXPECT_EQ(foreign.raw, nowhere.raw);
}

TEST_F(PosRefusals, UnknownOrBlockedPayerIsNotFound) {
  const std::string id = create(order()).id();
  refused(name(id, "99999999999"), 404, "BENEFICIARY_NOT_FOUND", "FRM-06");
  refused(name(id, "10000005273"), 404, "BENEFICIARY_NOT_FOUND", "FRM-06");
  refused(name(id, "nobody"), 400, "BAD_REQUEST", "FRM-05");
  refused(name(id, "10000003051", 3999), 400, "INVALID_TRANSACTION_AMOUNT", "FRM-01");
  EXPECT_EQ(status(id).state(), "INITIALIZED") << "a refused naming leaves it unnamed";
}

TEST_F(PosRefusals, PayerWithAnotherRequestWaitingIsPending) {
  ASSERT_EQ(name(create(order()).id(), "10000003051").state(), "PROCESSING");
  const std::string second = create(order(5000, "REF2")).id();
  refused(name(second, "10000003051", 5000), 409, "OTHER_TRANSACTION_PENDING", "FRM-11");
}

TEST_F(PosRefusals, LateIsNotAllowed) {
  const std::string id = create(order()).id();
  now += std::chrono::minutes{5};
  refused(cancel(id), 409, "OPERATION_TRANSACTION_NOT_ALLOWED", "STA-01");
  EXPECT_EQ(status(id).state(), "EXPIRED");
}

TEST_F(PosRefusals, PayerOfAnotherCurrencyIsRefused) {
  const std::string id = create(order()).id();
  const Json body{{"requestDate", date()}, {"payer", {{"beneficiaryId", "10000003051"}, {"amount", {{"total", 4000}, {"currency", 840}}}}}};
  refused(post(std::string{kBase} + "/" + id + "/payer", body, {seal({id, "10000003051", "4000"})}), 400,
          "INVALID_TRANSACTION_CURRENCY", "MON-01");
}

TEST_F(PosRefusals, CancellationWithoutReasonIsBadRequest) {
  const std::string id = create(order()).id();
  refused(post(std::string{kBase} + "/" + id + "/cancellation", {{"requestDate", date()}}, {seal({id, ""})}), 400,
          "BAD_REQUEST", "");
  refused(post(std::string{kBase} + "/" + id + "/payer", {{"requestDate", date()}}, {seal({id, ""})}), 400, "BAD_REQUEST", "");
  EXPECT_EQ(status(id).state(), "INITIALIZED");
}

}  // namespace
}  // namespace parcours::http
