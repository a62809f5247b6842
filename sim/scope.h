// A small world that a search goes through completely: who may do what in it, and under which settings. Data; the search
// is sim/explorer.h. Every scope couples few things, so that all of it can be visited in seconds.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reference/core/policy.h"
#include "sim/act.h"

namespace parcours {

struct Scope {
  std::string name;      // "one-c"
  std::string sentence;  // What it shows, in one sentence.
  std::vector<Act> acts{};  // Tried in every state, legal or not; `when` is not looked at. Those of an operation that is
                            // not there yet are left out, those that make one wait for room.
  int operations_max = 1;
  encaissement::Policies policies{};
  Story before{};           // Played first.
  Instant start{std::chrono::hours{24 * 18437 + 7}};  // 24/06/2020 09:00 in Paris
  bool symmetric = false;   // The operations are alike: states that differ in their order only are one.
  bool crashes = false;     // After every way to a new state the service dies, before and after the last commit.
  Duration horizon{std::chrono::hours{24 * 400}};  // No time passes beyond it, counted from the start.
};

// Every scope, in the order in which `prove` goes through them.
std::span<const Scope> scopes();

// By exact name, or null.
const Scope* find_scope(std::string_view name);

}  // namespace parcours
