// Messages and answers of the adapter protocol: one of each kind with every member, and answers with one thing wrong.
#pragma once

#include <vector>

#include "sim/till_words.h"

namespace parcours {

Instant till_morning();
TillReset a_till_reset();
TillOrder a_till_order();
http::Request a_till_notification();
std::vector<TillMessage> every_till_message();
TillHello a_till_hello();
SaleView a_sale_view();

struct WrongTillAnswer {
  TillMessage asked;
  const char* line;
  const char* trouble;  // As the reader tells it.
};
const std::vector<WrongTillAnswer>& wrong_till_answers();

}  // namespace parcours
