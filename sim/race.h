// Clients that race: threads that call one service at the same time, each on a connection of its own, and the judgement
// of what they were answered (linearize.h).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sim/http_target.h"
#include "sim/linearize.h"

namespace parcours {

struct RaceOptions {
  int clients = 8;
  int operations = 50;  // Raced on one after another.
  std::uint64_t seed = 1;
  std::function<std::unique_ptr<HttpTarget>()> connect;  // A client's own connection to the service.
};

struct RaceBroken {
  std::string number;
  std::vector<OverlappingCall> calls;
  bool gave_up = false;  // Too many orders to try: nothing is known.
};

struct RaceResult {
  std::size_t operations = 0, calls = 0, lost_answers = 0, overlaps = 0;
  std::vector<RaceBroken> broken;
  std::string lost;  // Why the service could not be judged; empty: it was.
};

// Begins the service anew, asks for the operations, and races on each. REQUIRES: connect; the service has control.
RaceResult race(const RaceOptions& options);

}  // namespace parcours
