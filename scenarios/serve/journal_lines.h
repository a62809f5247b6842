// A journal's facts as people and programs read them: one JSON line each, texts in place. Passwords' verifiers and
// recovery links are left out; so are the bytes of texts kept, which hold them. Facts come in their order, from the first.
#pragma once

#include <cstdint>
#include <string>

#include "reference/core/fact.h"

namespace parcours {

class JournalLines {
 public:
  // The line with its end. A text that is not there reads as empty.
  std::string line(const encaissement::Fact& fact);

  // What no service writes: time that goes backwards, an id out of its order, a text or thing that is not there.
  // Empty: nothing. Line or trouble, not both, of one journal.
  std::string trouble(const encaissement::Fact& fact);

  std::size_t operations() const { return operations_; }

 private:
  void take(const encaissement::Fact& fact);

  std::string texts_;
  encaissement::Instant at_{};
  std::size_t facts_ = 0, points_ = 0, accounts_ = 0, customers_ = 0, operations_ = 0;
};

}  // namespace parcours
