// A digest of all that can be seen of a service: what it answered, and what it holds at the end. Two plays of one story
// must agree in it.
#pragma once

#include <cstdint>
#include <string_view>

#include "reference/core/encaissement.h"

namespace parcours {

class Digest {
 public:
  void add(const encaissement::Outcome& outcome);
  void add(const encaissement::Encaissement& service);
  void add(std::string_view text);
  std::uint64_t value() const { return value_; }

 private:
  void mix(std::uint64_t word);
  void add(const encaissement::Operation& operation, const encaissement::Encaissement& service);
  std::uint64_t value_ = 0x6a09e667f3bcc908;
};

}  // namespace parcours
