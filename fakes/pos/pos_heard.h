// What a till heard of a call.
#pragma once

#include <cstdint>
#include <string>

#include "fakes/pos/pos_sale.h"

namespace parcours {

struct PosHeard {
  // silence: nothing certain. It may have taken effect: an answer lost, broken, not the service's, or a failure of it.
  enum class Kind : std::uint8_t { done, refused, silence } kind = Kind::silence;
  PosTold told = {};          // done
  std::string code = {};      // refused: the service's; silence: empty
  std::string message = {};   // In words.
  int status = 0;             // HTTP; 0: no answer.
};

}  // namespace parcours
