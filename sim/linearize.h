// Calls that overlapped, judged: is there an order, in which no call comes before one that had returned when it was made,
// in which the reference's own core gives every answer that was given (REP-02)? A call without an answer may have taken
// effect at any time after it was made, or never. Search of Wing and Gong, with the states already visited remembered;
// one operation at a time, for what holds of each operation holds of all.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reference/core/policy.h"
#include "reference/desk/exchange.h"
#include "reference/desk/world.h"

namespace parcours {

// One call of a client, and what it knows of it.
struct OverlappingCall {
  Call call;
  bool looks = false;                       // A look at call.operation by call.who instead of a command.
  std::uint64_t made = 0, returned = 0;     // Ticks of one counter that all clients share. REQUIRES: made < returned.
  Answer answer = {};                       // lost: indefinite. For a look: unused.
  std::optional<OperationView> seen = {};   // A look's.
};

// What had happened before the first of them, one call after another. All at one instant.
struct BeforeOverlap {
  World world;
  encaissement::Policies policies = {};
  Instant now{};
  std::uint64_t seed = 1;
  std::vector<Call> calls = {};
};

struct Linearized {
  bool holds = false;
  std::vector<std::size_t> order;  // One that explains the answers; those that never took effect are left out.
  std::size_t states = 0;          // Visited.
  bool gave_up = false;            // Too many of them: nothing is known.
};

// REQUIRES: at most 64 calls. They concern one operation.
Linearized linearize(const BeforeOverlap& before, std::span<const OverlappingCall> calls, std::size_t states_max = 200'000);

// "pay 40,00 € by alice [3, 9]: done validated" for each, in the order in which they were made.
std::string told(std::span<const OverlappingCall> calls);

}  // namespace parcours
