// Who is let in: seals of the public API, ours, rotated keys, another shop's, and the replay window to the millisecond.
#include "tests/reference/http/api_fixture.h"

namespace parcours::http {
namespace {

class PosSeal : public ApiFixture {
 protected:
  void SetUp() override {
    world.keys.push_back({"2020.b", "10000001", "the newer key of P001"});
    begin();
  }
  static void invalid(const Seen& seen) {
    EXPECT_EQ(seen.status, 401) << seen.raw;
    EXPECT_EQ(seen.code(), "INVALID_SEAL");
    EXPECT_EQ(seen.rule(), "ACC-01");
  }
  Json order_of_a_till() const {
    Json body = order();
    body["encaissement"] = {{"parcours", "A"}, {"mode", "qr"}};
    return body;
  }
};

TEST_F(PosSeal, MissingMalformedUnknownAndWrongSealsAreInvalid) {
  const Json body = order();
  const std::string good = seal_of(body).value;
  invalid(post(kBase, body));
  for (const std::string& bad :
       {std::string{}, std::string{"HmacSHA256"}, std::string{"HmacSHA256.1"}, "HmacSHA256." + good.substr(13), good + "=",
        good.substr(0, good.size() - 1), "HmacSHA1" + good.substr(10), "hmacsha256" + good.substr(10),
        "HmacSHA256.9" + good.substr(12), std::string(10'000, '.'), " " + good})
    invalid(post(kBase, body, {{"ANCV-Security", bad}}));
  EXPECT_EQ(post(kBase, body, {{"ancv-security", good}}).status, 200) << "header names in any case";
}

TEST_F(PosSeal, EverySealedFieldCounts) {
  const Json body = order();
  for (const char* at : {"/merchant/serviceProviderId", "/order/id", "/order/paymentId", "/order/amount/total"}) {
    Json other = body;
    other[Json::json_pointer{at}] = "5000";
    invalid(post(kBase, other, {seal_of(body)}));
  }
}

TEST_F(PosSeal, TwoVersionsOfOneShopAreGoodAtOnce) {
  const std::string id = create(order()).id();
  const auto ask = [&](const char* version) {
    return send("GET", std::string{kBase} + "/" + id, "", {seal({id}, version)});
  };
  EXPECT_EQ(ask("1").status, 200);
  EXPECT_EQ(ask("2020.b").status, 200);
  world.keys.erase(world.keys.begin());
  EXPECT_EQ(send("GET", std::string{kBase} + "/" + id, "", {{"ANCV-Security", make_seal("1", "cle-de-demonstration-P001", id)}}).status, 401);
}

TEST_F(PosSeal, CreateForAnotherShopIsInvalid) {
  Json body = order();
  body["merchant"]["shopId"] = "10000002";
  invalid(create(body));
  body["merchant"]["shopId"] = 10000002;
  invalid(create(body));
}

TEST_F(PosSeal, AnythingOfOursNeedsOurSealToo) {
  const Json body = order_of_a_till();
  invalid(create(body));
  EXPECT_EQ(create_own(body).status, 200);
  invalid(post(kBase, order(), {seal_of(order()), {"Idempotency-Key", "k"}}));
  invalid(post(kBase, order(), {seal_of(order()), {"Parcours-Seal", "HmacSHA256.1.x"}}));
  Json none = order();
  none["encaissement"] = nullptr;
  EXPECT_EQ(create(none).status, 200) << "null is as absent";
}

TEST_F(PosSeal, OursAloneDoesNotOpenAPublicCall) {
  const Json body = order_of_a_till();
  invalid(post(kBase, body, {own_seal("POST", kBase, dump(body))}));
  const std::string id = create(order()).id(), path = std::string{kBase} + "/" + id;
  invalid(send("GET", path, "", {{"Parcours-Date", date()}, own_seal("GET", path, "")}));
}

TEST_F(PosSeal, BothSealsAreOfOneShop) {
  const Json body = order_of_a_till();
  invalid(post(kBase, body, {seal_of(body), own_seal("POST", kBase, dump(body), "2")}));
  EXPECT_EQ(post(kBase, body, {seal_of(body), own_seal("POST", kBase, dump(body), "2020.b")}).status, 200);
}

TEST_F(PosSeal, OursCoversMethodPathDateAndEveryByteOfTheBody) {
  const Json body = order_of_a_till();
  const std::string text = dump(body);
  invalid(send("POST", kBase, text + " ", {seal_of(body), own_seal("POST", kBase, text)}));
  invalid(send("POST", kBase, text, {seal_of(body), own_seal("PUT", kBase, text)}));
  invalid(send("POST", kBase, text, {seal_of(body), own_seal("POST", std::string{kBase} + "/", text)}));
  invalid(send("POST", kBase, text, {seal_of(body), own_seal_dated("POST", kBase, text, to_wire(now + std::chrono::seconds{1}))}));
  EXPECT_EQ(send("POST", kBase, text, {seal_of(body), own_seal("POST", kBase, text)}).status, 200);
}

TEST_F(PosSeal, ReplayWindowIncludesItsEndsAndNothingMore) {
  const auto at = [&](std::chrono::milliseconds ago) {
    Json body = order_of_a_till();
    const std::string when = to_wire(now - ago);
    body["requestDate"] = when;
    return post(kBase, body, {seal_of(body), own_seal_dated("POST", kBase, dump(body), when)}).status;
  };
  using std::chrono::milliseconds;
  EXPECT_EQ(at(milliseconds{299'999}), 200);
  EXPECT_EQ(at(milliseconds{300'000}), 200);
  EXPECT_EQ(at(milliseconds{300'001}), 401);
  EXPECT_EQ(at(milliseconds{-299'999}), 200);
  EXPECT_EQ(at(milliseconds{-300'000}), 200);
  EXPECT_EQ(at(milliseconds{-300'001}), 401);
  policies.replay_window_s = 1;
  EXPECT_EQ(at(milliseconds{1'000}), 200);
  EXPECT_EQ(at(milliseconds{1'001}), 401);
}

TEST_F(PosSeal, ReplayWindowDoesNotConcernPublicClients) {
  Json body = order();
  body["requestDate"] = "2001-01-01T00:00:00Z";
  EXPECT_EQ(create(body).status, 200);
}

TEST_F(PosSeal, CallsWithoutBodyCarryTheirDateInAHeader) {
  const std::string id = create_own(order_of_a_till()).id(), path = std::string{kBase} + "/" + id + "/qr.svg";
  EXPECT_EQ(own_get(path).status, 200);
  invalid(send("GET", path, "", {own_seal("GET", path, "")}));
  invalid(send("GET", path, "", {{"Parcours-Date", "soon"}, own_seal_dated("GET", path, "", "soon")}));
  const std::string old = to_wire(now - std::chrono::milliseconds{300'001});
  invalid(send("GET", path, "", {{"Parcours-Date", old}, own_seal_dated("GET", path, "", old)}));
}

TEST_F(PosSeal, RefusedSealChangesNothing) {
  const std::string id = create(order()).id();
  const auto facts = desk.service().facts();
  invalid(post(std::string{kBase} + "/" + id + "/cancellation", {{"requestDate", date()}, {"reason", "OTHER"}}, {seal({id, "OTHER"}, "9")}));
  invalid(post(std::string{kBase} + "/" + id + "/validation", {{"requestDate", date()}}));
  EXPECT_EQ(desk.service().facts(), facts);
}

}  // namespace
}  // namespace parcours::http
