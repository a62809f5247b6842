// A service behind its routes, without a socket: what tills and customers send, and what they get.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "reference/core/text.h"
#include "reference/desk/local_desk.h"
#include "reference/http/route.h"
#include "reference/http/session.h"
#include "reference/http/wire.h"
#include "reference/seal/api_seal.h"

namespace parcours::http {

using encaissement::make_seal;
using encaissement::sealed_call;
using encaissement::sealed_fields;

inline constexpr const char* kBase = "/acquisition/api/public/v1/payment-transactions";

// An answer as a client sees it.
struct Seen {
  int status = 0;
  Json body;
  std::string raw, type;

  std::string code() const { return body.value("errorCode", ""); }
  std::string rule() const { return body.value("rule", ""); }
  const Json& transaction() const { return body.at("transaction"); }
  std::string state() const { return transaction().at("state"); }
  std::string id() const { return transaction().at("id"); }
};

class ApiFixture : public ::testing::Test {
 protected:
  void SetUp() override { begin(); }

  void begin() { desk.start(world, policies, now, 7); }

  // One request through the table of routes; what is Later is done at once.
  Seen send(const std::string& method, const std::string& path, const std::string& body = {},
            std::vector<Header> headers = {}, const std::string& query = {});

  Seen post(const std::string& path, const Json& body, std::vector<Header> headers = {}) {
    return send("POST", path, dump(body), std::move(headers));
  }

  // -------- A till of the public API, with the key of a shop
  Header seal(std::initializer_list<std::string_view> fields, const std::string& version = "1") const {
    return {"ANCV-Security", make_seal(version, key(version), sealed_fields(fields))};
  }
  Header own_seal(const std::string& method, const std::string& path, const std::string& body,
                  const std::string& version = "1") const {
    return own_seal_dated(method, path, body, date(), version);
  }
  Header own_seal_dated(const std::string& method, const std::string& path, const std::string& body,
                        const std::string& at, const std::string& version = "1") const {
    return {"Parcours-Seal", make_seal(version, key(version), sealed_call(method, path, at, body))};
  }
  std::string key(const std::string& version) const {
    const KeySpec* spec = world.key(version);
    return spec == nullptr ? "no key" : spec->key;
  }
  std::string date() const { return to_wire(now); }

  // The body of a create as public clients send it.
  Json order(int total = 4000, const std::string& id = "REF1") const;
  Seen create(const Json& body) { return post(std::string{kBase} + "/", body, {seal_of(body)}); }
  // With something of ours: both seals.
  Seen create_own(const Json& body, std::vector<Header> more = {});
  Seen name(const std::string& id, const std::string& who, int total = 4000);
  Seen cancel(const std::string& id);
  Seen status(const std::string& id) { return send("GET", std::string{kBase} + "/" + id + "/", "", {seal({id})}); }
  // A call that is ours alone.
  Seen own(const std::string& id, const std::string& what, Json body = Json::object(), std::vector<Header> more = {});
  Seen own_get(const std::string& path, const std::string& query = {}, const std::string& version = "1");
  Header seal_of(const Json& body) const;

  // The token of a customer's session; empty: refused.
  std::string log_in(const std::string& identifier, const std::string& pin = "1234");
  Seen as(const std::string& token, const std::string& method, const std::string& path, const std::string& body = {}) {
    return send(method, "/customer/api" + path, body, {{"Authorization", "Bearer " + token}});
  }

  Answer control(Verb verb, const std::string& text);
  Answer pay(const std::string& customer, const std::string& number, const std::string& amount);

  void recognise(const Request& request, Exchange& exchange);

  World world = guide_world();
  encaissement::Policies policies;
  Instant now = encaissement::parse_moment("24/06/2020 11:33:00.000").value();
  LocalDesk desk;
  Sessions sessions{std::chrono::seconds{1800}, std::chrono::seconds{28800}};
};

}  // namespace parcours::http
