// The core's commands for the acts of a scope, each made once and kept with its texts, since a search tries the same act
// in millions of states.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "sim/arena.h"

namespace parcours {

class KeptCommands {
 public:
  explicit KeptCommands(std::size_t acts) : variants_(acts) {}

  // The command for this act where the arena is now. Good as long as this lives.
  const encaissement::Command& of(std::size_t index, const Act& act, Arena& arena);

 private:
  // What a command takes from the state, besides the number of its operation.
  struct Surroundings {
    Money requested;
    bool has_code = false;
    encaissement::Day today{};
    bool operator==(const Surroundings&) const = default;
  };
  struct Variant {
    Surroundings when;
    encaissement::Command command;
  };

  static Surroundings surroundings(const Act& act, const Arena& arena);
  void keep(std::string_view& text);
  void keep(encaissement::Command& command);

  std::vector<std::deque<Variant>> variants_;
  std::deque<std::string> texts_;
};

}  // namespace parcours
