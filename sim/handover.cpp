#include "sim/handover.h"

#include <algorithm>

namespace parcours {

using namespace encaissement;

void Handover::written(const Notice& notice) {
  Queue& queue = queues_[notice.operation];
  if (queue.waiting.empty()) queue.next = notice.at;
  queue.waiting.push_back(notice.id);
}

void Handover::answered(OperationId operation, std::uint64_t notice, bool acknowledged, Instant at) {
  const auto found = queues_.find(operation);
  if (found == queues_.end() || static_cast<std::uint64_t>(found->second.waiting.front()) != notice) return;
  Queue& queue = found->second;
  if (acknowledged) {
    queue.waiting.erase(queue.waiting.begin());
    queue.refused = 0;
    queue.next = at;
    if (queue.waiting.empty()) queues_.erase(found);
    return;
  }
  const std::int64_t seconds = queue.refused < 9 ? std::int64_t{10} << queue.refused : 3600;
  queue.next = at + std::chrono::seconds{std::min<std::int64_t>(seconds, 3600)};
  ++queue.refused;
}

void Handover::resumed(OperationId operation, Instant at) {
  const auto found = queues_.find(operation);
  if (found == queues_.end() || found->second.refused < attempts_max_) return;
  found->second.refused = 0;
  found->second.next = at;
}

std::vector<NoticeId> Handover::due(Instant now) const {
  std::vector<NoticeId> all;
  for (const auto& [operation, queue] : queues_)
    if (queue.refused < attempts_max_ && queue.next <= now) all.push_back(queue.waiting.front());
  return all;
}

}  // namespace parcours
