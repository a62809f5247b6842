// What may have become of one operation, as far as a log does not say: every history that the core allows between two
// things seen. Hidden are the customer's acts, the deadlines, and what the merchant does elsewhere (in the Espace, or in a
// hole of the log). The core itself is played: decide() and moved() of reference/core/operation.h.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reference/core/operation.h"
#include "scenarios/trace/told.h"

namespace parcours {

// An event on the way to a world, the latest first.
struct Passage {
  encaissement::Event event;
  const encaissement::Refusal* broken = nullptr;  // The guard that was left out for it; null: it was allowed.
  std::shared_ptr<const Passage> before;
};

struct MayBe {
  encaissement::Operation op;
  Instant since;                 // What is hidden from here on happened at or after it.
  unsigned passed = 0;           // The API states it has had, a bit each.
  std::string who = {};          // Whom the till named; empty: nobody, or not seen.
  bool vague = false;            // Its beginning was not seen: limits are not known, deadlines not applied by us.
  std::shared_ptr<const Passage> how = {};
};
using MayBes = std::vector<MayBe>;

inline unsigned bit(encaissement::ApiState state) { return 1u << static_cast<unsigned>(state); }
inline constexpr unsigned kAnyState = ~0u;

// What the log says anywhere of the operation: the instants and amounts that hidden events can have.
struct Evidence {
  std::vector<Instant> moments;  // Sorted.
  std::vector<Money> amounts;
};

// What a diagnosis leaves out of account, to find the rule without which the log would be explained.
struct Leniency {
  std::optional<encaissement::RuleId> rule = {};
  bool never_late = false;  // Deadlines do not take effect,
  bool early = false;       // or at any time.
  bool money = false, times = false;  // Amounts, instants told are not compared.
};

class Histories {
 public:
  Histories(const encaissement::Policies& policies, Evidence evidence)
      : policies_{policies}, evidence_{std::move(evidence)} {}

  // What `from` can have become at `at`, in one of the states `goal`.
  MayBes reach(const MayBes& from, Instant at, unsigned goal, const Leniency& lenient = {}) const;

  // The same without anything hidden: only what falls due.
  MayBe at(const MayBe& from, Instant at, const Leniency& lenient = {}) const;

  // `from` after `event` that was accepted; none: the core refuses it.
  std::optional<MayBe> after(const MayBe& from, const encaissement::Event& event, const Leniency& lenient = {}) const;
  const encaissement::Refusal* decide(const MayBe& from, const encaissement::Event& event) const;

  const encaissement::Policies& policies() const { return policies_; }

 private:
  void explore(const MayBe& from, Instant until, unsigned goal, const Leniency& lenient, MayBes& into, int depth) const;
  std::vector<Instant> moments(const MayBe& from, Instant until) const;
  std::vector<encaissement::Event> hidden(const MayBe& from, Instant at, const Leniency& lenient) const;

  const encaissement::Policies policies_;
  const Evidence evidence_;
};

// Whether `told` is what a service tells of it.
bool fits(const MayBe& world, const Told& told, const Leniency& lenient = {});

void put(MayBe world, MayBes& into);  // Unless it is there.

}  // namespace parcours
