// The wire oracle: what a till said to the service, held against the API (POS-01 to 05, 18, 20). A pure function of the
// trace, so that `parcours judge` uses it on what was logged elsewhere.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/certify/finding.h"
#include "scenarios/certify/player.h"
#include "sim/trace.h"

namespace parcours {

// A key to check seals with. Where none is known seals are not judged.
struct WireKey {
  std::string version, key, shop_id;
};

struct WireOptions {
  std::vector<WireKey> keys;
  TillManners manners;
  std::vector<TillOrder> orders = {};  // What the cashier did, for POS-03 and POS-20; empty: nothing is known of it.
  bool virtual_time = true;            // Its instants are exact: polling is judged to the millisecond.
  int replay_window_s = 300;
  bool claims_keys = false;            // The till says that it sends idempotency keys.
  bool dedupes = false;                // POLICY dedupe_create: the same order.id, paymentId and total is the same operation.
};

// In the order of the calls. `entries`: for each finding the entry of the trace at which it shows.
Findings judge_wire(const Trace& trace, const WireOptions& options, std::vector<std::size_t>* entries = nullptr);

// What a service answered otherwise than the API says (acquisition-api: Answer). They are of no rule of tills: their rule
// reads POS-02, whose other side they are, and their sentence says "the service".
Findings judge_answers(const Trace& trace, std::vector<std::size_t>* entries = nullptr);

}  // namespace parcours
