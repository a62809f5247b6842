// The belief oracle: what a till holds and shows of its sales, against the ledger. Never ahead of it at any time (POS-06,
// POS-10); the same as it at rest (POS-07 to 10, 12 to 17). Pure: what the till's screen shows is judged in
// oracle_screen.h.
#pragma once

#include <vector>

#include "scenarios/certify/finding.h"
#include "scenarios/certify/sale_book.h"

namespace parcours {

struct BeliefSight {
  const std::vector<SaleBook>& sales;
  const Ledger& ledger;
  const std::vector<SaleView>& views;  // What the till showed at `now`.
  Instant now;
  const TillHello& hello;
};

// Whatever is under way: what is shown as paid, the service said before.
Findings judge_belief(const BeliefSight& sight);
// One sale when nothing is in the till's way any more.
Findings judge_belief_at_rest(const BeliefSight& sight, const SaleBook& book);

}  // namespace parcours
