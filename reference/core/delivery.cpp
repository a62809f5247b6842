#include "reference/core/delivery.h"

#include <algorithm>

namespace encaissement {

Duration delivery_pause(int failures) {
  const auto doubled = std::chrono::seconds{10} * (1 << std::min(failures - 1, 9));
  return std::min<Duration>(doubled, std::chrono::hours{1});
}

void DeliveryQueue::add(OperationId operation, NoticeId notice, Instant at) {
  Queue& queue = queues_[operation];
  if (queue.waiting.empty()) wait_until(operation, queue, at);
  queue.waiting.push_back(notice);
}

void DeliveryQueue::wait_until(OperationId operation, Queue& queue, Instant at) {
  queue.next = at;
  by_time_.insert({at, operation});
}

std::vector<NoticeId> DeliveryQueue::due(Instant now) const {
  std::vector<OperationId> operations;
  for (auto one = by_time_.begin(); one != by_time_.end() && one->first <= now; ++one) operations.push_back(one->second);
  std::sort(operations.begin(), operations.end());
  std::vector<NoticeId> notices;
  for (const OperationId operation : operations) notices.push_back(queues_.at(operation).waiting.front());
  return notices;
}

std::optional<Instant> DeliveryQueue::next_due() const {
  return by_time_.empty() ? std::nullopt : std::optional{by_time_.begin()->first};
}

std::optional<Instant> DeliveryQueue::next_due_after(Instant now) const {
  const auto next = by_time_.upper_bound({now, OperationId{~std::uint32_t{0}}});
  return next == by_time_.end() ? std::nullopt : std::optional{next->first};
}

void DeliveryQueue::answered(OperationId operation, NoticeId notice, bool acknowledged, Instant at, int attempts_max) {
  const auto found = queues_.find(operation);
  if (found == queues_.end() || found->second.waiting.front() != notice) return;
  Queue& queue = found->second;
  by_time_.erase({queue.next, operation});
  if (acknowledged) {
    queue.failures = 0;
    queue.waiting.pop_front();
    if (queue.waiting.empty()) queues_.erase(found);
    else if (!queue.parked) wait_until(operation, queue, at);
    return;
  }
  ++queue.failures;
  queue.parked = queue.failures >= attempts_max;
  if (!queue.parked) wait_until(operation, queue, at + delivery_pause(queue.failures));
}

void DeliveryQueue::resume(OperationId operation, Instant at) {
  const auto found = queues_.find(operation);
  if (found == queues_.end() || !found->second.parked) return;
  found->second.parked = false;
  found->second.failures = 0;
  wait_until(operation, found->second, at);
}

bool DeliveryQueue::is_parked(OperationId operation) const {
  const auto found = queues_.find(operation);
  return found != queues_.end() && found->second.parked;
}

}  // namespace encaissement
