// What a player keeps of each sale, for the oracles: what the cashier did and was answered, and what befell it on the way.
#pragma once

#include <string>
#include <vector>

#include "reference/core/policy.h"
#include "reference/desk/exchange.h"
#include "reports/till_rules.h"
#include "scenarios/certify/player.h"
#include "sim/till.h"

namespace parcours {

// An order and what became of it; a retry belongs to the order that it repeats.
struct SaleIntent {
  TillOrder order;
  TillReply reply;
};

struct SaleBook {
  std::string sale;
  std::vector<SaleIntent> intents;  // create first; no retry, no look.
  Instant ordered{};                // When the cashier last did something to it.
  bool asked_again = false;         // He pressed retry or look since.
  // What befell it: decides which rule is named where the till believes something wrong.
  bool notice_lost = false, notice_disordered = false, notice_forged = false, till_crashed = false;

  // The furthest state of which the till acknowledged a notification since it was started, and of which operation.
  std::string acknowledged = {}, acknowledged_of = {};

  // Which forged notification the till acknowledged first, as the trace tells it ("forged: it bears no seal").
  std::string forgery_acknowledged = {};

  // What the till last refused the cashier though the service had not ruled it out: "cancel: NOT_NOW"; and the rule of it.
  std::string own_refusal = {};
  TillRuleId own_refusal_rule{};

  const TillOrder& created() const { return intents.front().order; }  // REQUIRES: intents is not empty; it never is.
  const SaleIntent* last(TillVerb verb) const;  // Null: not done.
  bool changed_mode() const { return last(TillVerb::change_mode) != nullptr; }
};

using Ledger = std::vector<OperationView>;  // Every operation, in order of creation.

std::vector<const OperationView*> operations_of(const Ledger& ledger, const std::string& sale);
// The one that counts: paid before awaiting before over, the newest of these. Null: there is none.
const OperationView* operation_of(const Ledger& ledger, const std::string& sale);

// How far an API state is on its way: "PROCESSING" before "AUTHORIZED" before "VALIDATED" and every other end.
int way_of(const std::string& api_state);

bool is_paid(const OperationView& operation);              // Held or validated.
bool is_payable(const OperationView& operation, Instant now);  // Awaiting, and not late.
bool is_over(const OperationView& operation);                // Final.
SaleState state_of(const OperationView& operation);

// How long a till may take to know what this operation last came to, when nothing is in its way. None: no operation yet.
Duration patience_with(const OperationView* operation, const SaleBook& book, const TillManners& manners);

}  // namespace parcours
