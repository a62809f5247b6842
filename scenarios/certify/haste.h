// Whether somebody asks without end: how far ahead a caller is of a pace that he is to keep. Each time that he comes earns
// him a debt of one pause, and the time that passes pays it off: whoever keeps the pace owes at most one, for however many
// days; whoever does not is found out after so many times too many, long before a story of days is over.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "scenarios/certify/player.h"

namespace parcours {

// One who is ahead of the pace.
struct Hurried {
  int times = 0;         // That he came since he last was on time.
  Duration within{0};    // In so much time.
};

class Pace {
 public:
  // `pause`: what lies at least between two times. Zero: nobody is ever ahead.
  explicit Pace(Duration pause) : pause_{pause} {}

  // He comes at `at`. None: he is at most `most` times ahead.
  std::optional<Hurried> come(Instant at, int most);

 private:
  Duration pause_;
  Duration debt_{0};
  Instant first_{}, last_{};
  int times_ = 0;
};

// The calls of a till: each kind of each transaction has a pace of its own.
class Haste {
 public:
  explicit Haste(const TillManners& manners) : pause_{manners.poll_min} {}

  // None: the pace is kept, or not yet left by so much that it must be without end.
  std::optional<Hurried> see(const TracedCall& call);

 private:
  Duration pause_;
  std::map<std::string, Pace> paces_;
};

}  // namespace parcours
