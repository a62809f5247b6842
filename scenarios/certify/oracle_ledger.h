// The ledger oracle: what came of the cashier's orders in the service's own books. One operation for each sale, for the
// amount typed, nothing that nobody asked for (POS-03, POS-04), and what the till said of it is so (POS-12, POS-19). Pure.
#pragma once

#include <vector>

#include "scenarios/certify/finding.h"
#include "scenarios/certify/sale_book.h"

namespace parcours {

struct LedgerSight {
  const std::vector<SaleBook>& sales;
  const Ledger& ledger;
  Instant now;
  const encaissement::Policies& policies;
};

// What must never be, whatever is still under way.
Findings judge_ledger(const LedgerSight& sight);
// What must be so of one sale when nothing is in the till's way any more.
Findings judge_ledger_at_rest(const LedgerSight& sight, const SaleBook& book);

}  // namespace parcours
