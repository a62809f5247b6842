#include "scenarios/runner/history.h"

#include <utility>

#include "reference/core/text.h"
#include "scenarios/runner/event_ear.h"

namespace parcours {
namespace {

thread_local std::function<void(std::int64_t)> heard_by;

}  // namespace

EventEar::EventEar(std::function<void(std::int64_t)> on_event) { heard_by = std::move(on_event); }
EventEar::~EventEar() { heard_by = {}; }

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
  if (heard_by) heard_by(seq);
  return seq;
}

}  // namespace parcours
