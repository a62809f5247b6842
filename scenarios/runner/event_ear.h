// Hears of each event that a case writes into its history, so that somebody can look at the world as it stands then:
//   EventEar ear{[&](std::int64_t seq) { … }};   run_case(scenario, target);
#pragma once

#include <cstdint>
#include <functional>

namespace parcours {

// Of the cases played on this thread while it stands; one at a time.
class EventEar {
 public:
  explicit EventEar(std::function<void(std::int64_t seq)> on_event);
  ~EventEar();
  EventEar(const EventEar&) = delete;
  EventEar& operator=(const EventEar&) = delete;
};

}  // namespace parcours
