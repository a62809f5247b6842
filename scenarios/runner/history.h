// The history of one case as the runner writes it: events with virtual Paris times, numbered as they come.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/core/time.h"
#include "reports/events.h"

namespace parcours {

class History {
 public:
  struct Entry {
    std::string from, to, kind, label;
    Details details = {};
    std::string operation = {};
  };

  // Its number.
  std::int64_t add(encaissement::Instant at, Entry entry);

  std::int64_t last() const { return static_cast<std::int64_t>(events_.size()) - 1; }  // -1: none yet.
  const std::vector<HistoryEvent>& events() const { return events_; }
  std::vector<HistoryEvent> take() { return std::move(events_); }

 private:
  std::vector<HistoryEvent> events_;
};

}  // namespace parcours
