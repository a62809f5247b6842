// What a step or a new operation must tell people (NOT-01, NOT-02, NOT-04), and what an operation means for a wallet and
// a point (MON-03), worked out from the rules' text. For the Monitor.
#pragma once

#include <vector>

#include "reference/core/encaissement.h"

namespace parcours {

void add_notices_of_creation(const encaissement::Operation& made, std::vector<encaissement::Notice>& due);
void add_notices_of_step(const encaissement::Operation& before, const encaissement::Step& step,
                         const encaissement::Operation& after, std::vector<encaissement::Notice>& due);

encaissement::Money held_by(const encaissement::Operation& operation);       // In the payer's wallet, not his any more.
encaissement::Money collected_by(const encaissement::Operation& operation);  // Owed to the point.

}  // namespace parcours
