// NOT-04 in our own words: which API notifications must be due when. An operation's are handed over in order; a refused
// one is tried again after 10 s, 20 s, … up to an hour; after so many refusals in a row the operation's queue is parked
// until it is resumed. For the Monitor.
#pragma once

#include <map>
#include <vector>

#include "reference/core/encaissement.h"

namespace parcours {

class Handover {
 public:
  void begin(int attempts_max) { *this = Handover{}, attempts_max_ = attempts_max; }
  void written(const encaissement::Notice& notice);
  void answered(encaissement::OperationId operation, std::uint64_t notice, bool acknowledged, encaissement::Instant at);
  void resumed(encaissement::OperationId operation, encaissement::Instant at);
  std::vector<encaissement::NoticeId> due(encaissement::Instant now) const;
  bool is_empty() const { return queues_.empty(); }

 private:
  struct Queue {
    std::vector<encaissement::NoticeId> waiting;
    encaissement::Instant next{};
    int refused = 0;
  };
  std::map<encaissement::OperationId, Queue> queues_;  // Those with something waiting.
  int attempts_max_ = 0;
};

}  // namespace parcours
