// All operations of a service and what will happen to them, for a tester who watches: counted as it goes on, so that
// asking again costs what happened meanwhile.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "reference/core/encaissement.h"
#include "reference/http/sandbox_port.h"

namespace parcours {

// One thread. REQUIRES, for each look: the service is the one of the look before, or forget() was called; it released
// nothing (release_final).
class Overview {
 public:
  // A status or parcours that is no word of ours passes nothing.
  http::OperationsStanding operations(const encaissement::Encaissement& service, const http::OperationsAsked& asked);

  // What comes at or after `now`, soonest first, `most` at the most. On B and D the limit is too late before the sweep
  // shows it (TIM-04); the same of the validation delay (TIM-06).
  http::ComingDeadlines deadlines(const encaissement::Encaissement& service, Instant now, std::size_t most);

  void forget() { *this = {}; }

 private:
  using Counts = std::array<std::array<std::uint64_t, 5>, 4>;
  struct Coming {
    Instant at;
    encaissement::OperationId operation{};
    const char* what = "";
  };

  void count(const encaissement::Encaissement& service);
  void find_coming(const encaissement::Encaissement& service);

  Counts counts_{};
  std::size_t operations_ = 0, steps_ = 0;  // Counted already.
  std::optional<std::uint64_t> coming_as_of_;  // The service's facts when coming_ was found out.
  std::vector<Coming> coming_;                 // In no order.
};

}  // namespace parcours
