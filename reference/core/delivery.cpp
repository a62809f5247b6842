#include "reference/core/delivery.h"

#include <algorithm>

namespace encaissement {

Duration delivery_pause(int failures) {
  const auto doubled = std::chrono::seconds{10} * (1 << std::min(failures - 1, 9));
  return std::min<Duration>(doubled, std::chrono::hours{1});
}

void DeliveryQueue::add(OperationId operation, NoticeId notice, Instant at) {
  Queue& queue = queues_[operation];
  if (queue.waiting.empty()) queue.next = at;
  queue.waiting.push_back(notice);
}

std::vector<NoticeId> DeliveryQueue::due(Instant now) const {
  std::vector<NoticeId> notices;
  for (const auto& [operation, queue] : queues_)
    if (!queue.parked && queue.next <= now) notices.push_back(queue.waiting.front());
  return notices;
}

std::optional<Instant> DeliveryQueue::next_due() const {
  std::optional<Instant> next;
  for (const auto& [operation, queue] : queues_)
    if (!queue.parked && (!next || queue.next < *next)) next = queue.next;
  return next;
}

void DeliveryQueue::answered(OperationId operation, NoticeId notice, bool acknowledged, Instant at, int attempts_max) {
  const auto found = queues_.find(operation);
  if (found == queues_.end() || found->second.waiting.front() != notice) return;
  Queue& queue = found->second;
  queue.next = at;
  if (acknowledged) {
    queue.failures = 0;
    queue.waiting.pop_front();
    if (queue.waiting.empty()) queues_.erase(found);
    return;
  }
  ++queue.failures;
  queue.parked = queue.failures >= attempts_max;
  queue.next += delivery_pause(queue.failures);
}

void DeliveryQueue::resume(OperationId operation, Instant at) {
  const auto found = queues_.find(operation);
  if (found == queues_.end() || !found->second.parked) return;
  found->second.parked = false;
  found->second.failures = 0;
  found->second.next = at;
}

bool DeliveryQueue::is_parked(OperationId operation) const {
  const auto found = queues_.find(operation);
  return found != queues_.end() && found->second.parked;
}

}  // namespace encaissement
