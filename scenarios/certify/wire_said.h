// For the wire oracle: a call of a trace with its body read, and what tills were told up to an instant.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reference/http/wire.h"
#include "scenarios/certify/finding.h"
#include "sim/trace.h"

namespace parcours {

// What a till knows of its call when it is over.
enum class WireOutcome : std::uint8_t { done, refused, doubtful };

struct SaidCall {
  const TracedCall* call = nullptr;
  ApiCall kind{};
  std::shared_ptr<const http::Json> body;  // Null: none, or not a JSON object.
  std::string number, sale;                // Of the path; of order.id, or of the transaction's. Empty: not known.
  std::string key;                         // Idempotency-Key; empty: none.

  Instant at() const { return call->at; }
  std::string text(std::string_view member) const;   // "order.amount.total", texts and numbers alike; empty: absent.
  bool has(std::string_view member) const;
};

WireOutcome outcome_of(const TracedCall& call);
// The transaction in the answer of the service, whether the caller got it or not. Empty: none.
std::string number_answered(const TracedCall& call);

// What tills were told of one transaction.
struct WireTold {
  std::string state;                    // The API's: "AUTHORIZED"; a final one stays.
  std::optional<std::int64_t> received;  // Cents
  std::optional<Instant> payment_limit, validation_limit;  // Before which it must happen.
};

// Whether a notice's fault says that it was no true notification: no till was told anything by it.
bool is_forged(std::string_view fault);

bool is_final(std::string_view api_state);
bool is_unpaid_end(std::string_view api_state);  // Nothing can be paid any more and nothing was.

// Grows entry by entry.
class Knowledge {
 public:
  void learn(const TraceEntry& entry);
  std::optional<WireTold> told(const std::string& number, Instant by) const;
  std::string sale_of(const std::string& number) const;  // Empty: nothing was seen of it.

 private:
  struct Step {
    Instant at;
    WireTold told;
  };
  void learn(const std::string& body, std::optional<Instant> at);

  std::map<std::string, std::vector<Step>> steps_;
  std::map<std::string, std::string> sales_;
};

SaidCall said(const TracedCall& call, const Knowledge& knowledge);

// A finding at a call.
Finding finding_at(TillRuleId rule, const SaidCall& said, std::string sentence, std::vector<std::string> expected,
                   std::string actual, Verdict verdict = Verdict::fail);

}  // namespace parcours
