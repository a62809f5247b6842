// What a till asked for with a call: the request of a trace, read as the service reads it.
#pragma once

#include <optional>
#include <string>

#include "reference/core/operation.h"
#include "reference/desk/exchange.h"
#include "sim/trace.h"

namespace parcours {

struct AskedOf {
  ApiCall call = ApiCall::other;
  bool readable = false;      // False: a body that no service can read, or that lacks a sealed field.
  std::string number;         // Of its path.
  std::string shop;           // create: merchant.shopId
  std::string key_version;    // Of the seal that says who calls.
  std::string key;            // Idempotency-Key; empty: none.
  std::string said;           // Call, path and body without its date: what REP-01 compares.
  std::string sealed_fields;  // Of the public API, joined; empty where the call is ours alone.
  std::string date;           // requestDate, or Parcours-Date
  bool uses_ours = false;
  Call made;                  // As the desk takes it.
};

AskedOf read_asked(const http::Request& request);

// The event that the call is to its operation: validate, cancel, change_mode, name. None: no such call, or an amount
// that is none (FRM-02). `whole`: what a validation without an amount is for.
std::optional<encaissement::Event> event_of(const AskedOf& asked, Instant at, Money whole);

}  // namespace parcours
