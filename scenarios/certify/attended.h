// Attended mode: a till without an adapter, and a person who stands at it. Each message to the till is an instruction or a
// few questions, in the terminal and on a page; what the wire saw stands beside them. The person gives no verdict and is
// told no expectation.
//
// Its clock is the wall's: tick() moves nothing, and cases that need another time are not testable. What only a person saw
// proves nothing to others: the verdict of a case that rests on it is review at best and at worst (cap_at_review).
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "reports/record.h"
#include "scenarios/certify/attended_talk.h"
#include "scenarios/certify/finding.h"
#include "sim/till.h"
#include "sim/trace.h"

namespace parcours {

struct AttendedOptions {
  TalkOptions talk = {};
  std::optional<TillHello> hello = {};  // What the till is and can do, where the command line says it; none: it is asked.
};

class AttendedTill : public Till {
 public:
  // Why not, in words: the page's port is taken, or nobody could answer.
  static std::variant<std::unique_ptr<AttendedTill>, std::string> open(AttendedOptions options);

  // Said "stop": every message is answered as lost from now on, and what was judged so far counts.
  virtual bool stopped() const = 0;
  virtual std::string url() const = 0;  // The page's; empty: none.
  // What the person could not say, "T7K2Q9-1: received"; taken once. Such a sale's state is unknown.
  virtual std::vector<std::string> take_doubts() = 0;
};

// Whether a finding of this rule, or its absence, follows from the wire or the service's books alone.
bool proven_without_eyes(TillRuleId rule);

// For a case played at an attended till. A pass of a case about a rule that only a person could see becomes review; so
// does a fail or warn of which nothing was found by the wire or the ledger. The rest stays as it is.
void cap_at_review(CaseResult& result, std::span<const Finding> findings);

// "11:33:05 POST …/fiawa31zot/cancellation/ -> 200 CANCELLED", Paris time.
std::string call_line(const TraceEntry& entry);

}  // namespace parcours
