// What the till makes of a notification: whether its seals are the shop's, and what it tells.
#pragma once

#include <optional>

#include "fakes/pos/pos_sale.h"

namespace parcours {

// Both seals, with the shop's key: the public one over the transaction's number, and ours over path, date and body. Old
// ones count: the service may deliver late.
bool is_sealed(const http::Request& notification, const TillShop& shop);

// The public seal alone, over the transaction's number: whoever saw one notification can put it over another body.
bool has_public_seal(const http::Request& notification, const TillShop& shop);

}  // namespace parcours
