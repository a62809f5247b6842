// What a service told of a transaction: in an answer, in a list, in a notification. What it did not tell is not there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reference/core/operation.h"
#include "reference/http/message.h"
#include "reference/http/wire.h"

namespace parcours {

using encaissement::Instant;
using encaissement::Money;

struct Told {
  std::string number, state;
  std::optional<encaissement::ApiState> api;  // CONSIGNED and PAID are validated. None: no state of the API.
  std::optional<Instant> created, updated, expires, paid_at;
  std::optional<Money> requested, granted;    // granted: of the first authorisation
  std::string shop, order, payment_id, label, capture_mode, beneficiary, return_url, cancel_url;
  // Ours, where `encaissement` is there.
  bool own = false, remembered = false;
  std::string status, cause, parcours, mode, payment_limit, validation_limit;
  std::optional<Money> received, remaining, validated, paid;
  std::optional<Instant> last_action, validation_deadline;
};

struct ToldAnswer {
  enum class Kind : std::uint8_t { transaction, list, error, other } kind = Kind::other;
  std::vector<Told> told;               // One, or a list's.
  std::string code;                     // error: "BAD_REQUEST"
  std::optional<Instant> responded;     // responseDate
};

ToldAnswer read_told(const http::Response& answer);
ToldAnswer read_notice(const std::string& body);

std::optional<encaissement::ApiState> api_state_from(const std::string& word);

// Whether `told` can be `exact` written down: to the millisecond, or to the second where it has none.
bool same_moment(Instant told, Instant exact);

}  // namespace parcours
