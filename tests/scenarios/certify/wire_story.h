// A trace made call by call, sealed and answered as a good till and a good service would; tests then break one thing.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "reference/http/wire.h"
#include "scenarios/certify/oracle_wire.h"

namespace parcours {

using http::Json;

struct Spoken {
  std::string key = {};   // Idempotency-Key
  bool own = true;        // With Parcours-Seal.
};

class WireStory : public testing::Test {
 protected:
  WireStory();

  // Bodies as a good till writes them, at `now`.
  Json create_body(const std::string& sale = "S-1", int cents = 4007) const;
  Json payer_body(const std::string& customer, int cents = 4007) const;
  Json dated() const;
  Json validation_body(int cents) const;

  // A call at `now`, sealed; nothing is known of an answer until told() or lost().
  TracedCall& call(ApiCall kind, const std::string& number, const Json& body, const Spoken& spoken = {});
  TracedCall& create(const Spoken& spoken = {}) { return call(ApiCall::create, "", create_body(), spoken); }
  TracedCall& look(const std::string& number = "fozrfdcn43") { return call(ApiCall::status, number, nullptr); }
  void seal(TracedCall& call, const Spoken& spoken = {}) const;

  // The last call's answer.
  void told(const std::string& state, int received = 0, const std::string& number = "fozrfdcn43");
  void refused(int status, const std::string& code);
  void lost(const std::string& state = "INITIALIZED", const std::string& number = "fozrfdcn43");
  void notified(const std::string& state, int received = 0, const std::string& fault = {});
  TracedCall& last();

  Findings judged(TillRuleId rule) const;                 // Of this rule.
  std::string said(TillRuleId rule) const;                // Their sentences and actuals, a line each.
  void ordered(const TillOrder& order) { options.orders.push_back(order); }

  Instant now;
  Instant payment_limit, validation_limit;
  WireOptions options;
  Trace trace;

 private:
  std::string transaction(const std::string& number, const std::string& state, int received) const;
};

}  // namespace parcours
