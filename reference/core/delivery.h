// NOT-04, the part without a socket: which API notification is to be handed over when. Every operation has its own
// queue, in order; a refused delivery is tried again after growing pauses; after `notify_attempts` the queue is parked,
// order kept, until resumed. Nobody waits for it.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "reference/core/notice.h"

namespace encaissement {

class DeliveryQueue {
 public:
  // Appends to the operation's queue. The first of a queue is due at once.
  void add(OperationId operation, NoticeId notice, Instant at);

  // The first notice of every queue whose time has come, in order of operation.
  std::vector<NoticeId> due(Instant now) const;

  // The earliest instant at which something is due; none when nothing waits.
  std::optional<Instant> next_due() const;
  // The earliest such instant after `now`: what is due already is being handed over.
  std::optional<Instant> next_due_after(Instant now) const;

  // What the integrator's side said to an attempt. Acknowledged: the next of the queue is due at once. Not: again after
  // a pause that doubles (10 s, 20 s, … up to an hour), parked after `attempts_max`. Unknown notices are ignored.
  void answered(OperationId operation, NoticeId notice, bool acknowledged, Instant at, int attempts_max);

  // Takes a parked queue up again, at once.
  void resume(OperationId operation, Instant at);

  bool is_parked(OperationId operation) const;

  // Something of this operation is still to be handed over.
  bool waits(OperationId operation) const { return queues_.contains(operation); }

 private:
  struct Queue {
    std::deque<NoticeId> waiting;
    Instant next;
    int failures = 0;
    bool parked = false;
  };
  void wait_until(OperationId operation, Queue& queue, Instant at);

  std::map<OperationId, Queue> queues_;  // Only those with something waiting.
  std::set<std::pair<Instant, OperationId>> by_time_;  // Those that are not parked, by their next attempt.
};

// The pause after the nth failure in a row, n from 1.
Duration delivery_pause(int failures);

}  // namespace encaissement
