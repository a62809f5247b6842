// What an oracle found wrong with a till. Three oracles: the wire (what it said to the service), the ledger (what came
// of it in the service's books), belief (what it held and showed, against the ledger).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/core/time.h"
#include "reports/till_rules.h"
#include "reports/verdict.h"

namespace parcours {

enum class Oracle : std::uint8_t { wire, ledger, belief };
std::string_view to_string(Oracle oracle);

struct Finding {
  Oracle oracle{};
  TillRuleId rule{};
  Verdict verdict = Verdict::fail;  // fail, warn, review
  encaissement::Instant at;
  std::string sale;                 // Or empty.
  std::string sentence;             // What is wrong, one sentence.
  std::vector<std::string> expected;
  std::string actual;
  std::string picture = {};         // PNG bytes: the screen it was seen on; or empty.
};

using Findings = std::vector<Finding>;

}  // namespace parcours
