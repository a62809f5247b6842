// Who a till is: the shop whose key its seals were made with (acquisition-api, Seal).
//
// A public call carries ANCV-Security over its fields. A call with anything of ours (the object `encaissement`, a header
// Idempotency-Key or Parcours-Seal) carries Parcours-Seal too, of the same shop. A call that is ours alone (validation,
// change-mode, QR, list) has no public fields: Parcours-Seal alone says who calls.
#pragma once

#include <optional>
#include <string>

#include "reference/http/route.h"

namespace parcours::http {

// What a call's seals have to cover.
struct SealedCall {
  std::optional<std::string> fields = {};  // Of the public API; none: the call is ours alone.
  std::string date = {};                   // As sent: requestDate, or Parcours-Date.
  bool uses_ours = false;                  // Beyond the headers.
  std::string shop = {};                   // Create: the shop it is for; empty: whatever the key's.
};

struct Till {
  Speaker speaker;
  bool authentic = false;  // False: INVALID_SEAL, which the desk answers (Call::seal_valid).
};

// Parcours-Seal is good only when its date and now are no further apart than `replay_window_s`, that very span included.
Till till_of(const Exchange& exchange, const SealedCall& call);

}  // namespace parcours::http
