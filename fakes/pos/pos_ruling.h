// What a till refuses by itself, before it asks: what is no amount, and what the service's own words rule out.
#pragma once

#include <optional>
#include <string>

#include "fakes/pos/pos_work.h"

namespace parcours {

// The refusal; none: the order may be asked for. `sale`: null: it does not exist yet. `amount`: as it was read.
std::optional<TillReply> ruling_on(const TillOrder& order, const PosSale* sale, std::optional<Money> amount, bool late);

TillReply refusal(std::string code, std::string message);  // Definite.

}  // namespace parcours
