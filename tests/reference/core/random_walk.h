// A stream of commands as an unruly world would send them: every kind, legal or not, about operations old and new, at
// instants that like deadlines. Seeded, with its own generator, so that a walk can be walked again.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "reference/core/encaissement.h"

namespace encaissement {

class RandomWalk {
 public:
  explicit RandomWalk(std::uint64_t seed) : state_{seed * 0x9E3779B97F4A7C15u | 1} {}

  // The instant of the next command: not before `now`, and often a deadline, or a millisecond beside it.
  Instant instant_after(const Encaissement& service, Instant now);

  // The next command. Its texts live as long as the program.
  Command command_for(const Encaissement& service);

  std::uint64_t below(std::uint64_t bound);  // 0 … bound - 1
  bool one_in(std::uint64_t n) { return below(n) == 0; }

 private:
  Principal merchant();
  Principal customer();
  RequestForm form();
  TransactionNumber number(const Encaissement& service);
  TransactionNumber number(const Encaissement& service, Mode mode);  // Mostly of the newest of this mode.
  Principal insider(const Encaissement& service, const Command& command);
  Code2D code(const Encaissement& service);
  TypedAmount amount(const Encaissement& service);
  Body access();
  Body merchants(const Encaissement& service);
  Body customers(const Encaissement& service);
  Body controls(const Encaissement& service);

  std::uint64_t state_;
  OperationId about_{};  // What the command is about.
};

// Everything there is to see of a service, as text: equal pictures are equal services.
std::string picture(const Encaissement& service, Instant now);

// The people and places that the walk speaks of.
void populate_for_walk(Encaissement& service, Instant now);
inline constexpr std::int64_t kWalkCents = 4 * 30'000;  // What its customers have together.

}  // namespace encaissement
