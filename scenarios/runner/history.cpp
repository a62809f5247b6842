#include "scenarios/runner/history.h"

#include <utility>

#include "reference/core/text.h"

namespace parcours {

std::int64_t History::add(encaissement::Instant at, Entry entry) {
  const std::int64_t seq = last() + 1;
  events_.push_back({.seq = seq,
                     .at = encaissement::format_instant(at),
                     .from = std::move(entry.from),
                     .to = std::move(entry.to),
                     .kind = std::move(entry.kind),
                     .label = std::move(entry.label),
                     .details = std::move(entry.details),
                     .operation = std::move(entry.operation)});
  return seq;
}

}  // namespace parcours
