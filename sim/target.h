// The seam: what every judge (scenarios, properties, search, certification) talks to. Behind it stands the reference in
// process, a broken service, or another service over HTTP. Everything that crosses it is text and plain values, as a
// person or a program outside would type and read them, so that one scenario gives one history on every target.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/core/policy.h"
#include "reference/desk/desk.h"
#include "reference/desk/world.h"

namespace parcours {

// What a target lets a judge do. What is missing makes a scenario not testable, never passed.
struct Capabilities {
  bool moves_clock = false;    // advance() works: virtual time.
  bool reads_outbox = false;   // notices() works: mails, pushes, API notifications can be seen.
  bool reads_wallets = false;  // wallet() and collected() work.
  bool crashes = false;        // crash() and recover() work.
  bool names_rules = false;    // Refusals carry the rule, not only the wire code.
  bool controls_people = false;  // credit, block, enable: the operator's verbs.
  bool espace = false;         // The merchant's own interface: log-in, list, counters, rights.
  std::vector<std::string> names() const;  // In the order above, those that are true: "clock", "outbox", ...
};

// When the service dies, relative to the next call.
enum class CrashPoint : std::uint8_t { before_commit, after_commit };

class Target : public virtual Desk {
 public:
  virtual Capabilities capabilities() const = 0;
  virtual std::string kind() const = 0;  // "reference", "broken", "http"
  virtual std::string name() const = 0;
  // Why nothing more can be known of it: the line to it is broken. Empty: all is well.
  virtual std::string lost() const { return {}; }

  // A new, empty service with these people, these settings, at this instant. Everything before is forgotten.
  virtual void reset(const World& world, const encaissement::Policies& policies, Instant start, std::uint64_t seed) = 0;

  // The next submit() dies at `point`: before_commit leaves nothing of it, after_commit leaves all and answers nothing.
  virtual void crash_next(CrashPoint point) = 0;
  // Dies now.
  virtual void crash() = 0;
  // Starts again from what it had kept, which takes no time. Why not, when it was kept under other `policies` (REP-03).
  virtual std::optional<std::string> recover(Instant now, const encaissement::Policies& policies) = 0;
};

}  // namespace parcours
