// Amounts in what a till tells people: "Il reste 10,00 €", "10.00", "1 234,50 €", "10 EUR". Days and hours are none.
#pragma once

#include <string_view>
#include <vector>

#include "reference/core/money.h"

namespace parcours {

// An amount as it stands there; where blanks may group thousands or part two words, both readings.
struct ToldAmount {
  std::vector<encaissement::Money> readings;
};

std::vector<ToldAmount> amounts_told(std::string_view text);
bool tells_amount(std::string_view text, encaissement::Money amount);

}  // namespace parcours
