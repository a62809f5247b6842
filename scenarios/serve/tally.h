// What the service counts for /metrics, kept as it goes on: asking costs what happened since, not what ever happened.
#pragma once

#include <array>
#include <cstdint>

#include "reference/core/encaissement.h"
#include "reference/http/gate.h"
#include "reference/http/metrics.h"
#include "reference/http/notifier.h"

namespace parcours {

class Tally {
 public:
  struct Counts {
    std::array<std::uint64_t, encaissement::kStatusCount> by_status{};  // Operations, by what they are now.
    std::uint64_t entries = 0;  // Operations, their steps and notices.
  };

  // Where the service stands. One that has less than before is another one: it is counted from the start. One thread.
  void look(const encaissement::Encaissement& service);
  const Counts& counts() const { return counts_; }

 private:
  Counts counts_;
  const encaissement::Encaissement* service_ = nullptr;
  std::size_t operations_ = 0, steps_ = 0;
};

void add_gate(http::Metrics& metrics, const std::function<http::GateCounts()>& counts);
void add_notifier(http::Metrics& metrics, const std::function<http::NotifierCounts()>& counts);

}  // namespace parcours
