// A certification case: what the cashier, the customers, the clock, the network and chance do to a till, as data, so that
// it can be played, told as prose, drawn at random and made smaller. It holds no expectation but `reach`, which says what
// the ledger must have come to for the case to show anything; what the till must do is the oracles' affair.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fakes/camera.h"
#include "reference/core/policy.h"
#include "reports/till_rules.h"
#include "sim/random.h"
#include "sim/till.h"
#include "sim/wire.h"

namespace parcours {

using encaissement::Duration;

namespace till_step {

// The cashier does something at the till.
struct Cashier {
  TillOrder order;
};

// A customer of the guide's world ("alice", "bob") does something with the phone. Scanning and paying a QR sale goes
// through the till's screen and the camera. `amount`: typed; empty: all. declined: the customer agrees, and the issuer of
// the money refuses.
struct Customer {
  enum class Act : std::uint8_t { scan, pay, refuse, declined } act{};
  std::string who, sale, amount;
  CameraShot shot = {};
};

// Time passes, everything that falls due on the way happens at its own instant.
struct Wait {
  Duration length{0};
};

// The same until a limit of a sale, so much before (negative) or after it. No sale: no such limit any more, the case is
// vacuous.
struct WaitUntil {
  enum class Limit : std::uint8_t { payment, validation } limit{};
  std::string sale;
  Duration offset{0};
};

// Time passes until nobody can have an excuse; then what the till believes is held against the ledger.
struct Rest {
  Duration length{0};
};

struct WireTrouble {
  WireOrder order;
};

// What befalls the next notifications. reordered: it comes after the next one. forged: one with a bad seal that says
// the sale is paid comes besides. stale: after it the one before it comes again.
struct NoticeTrouble {
  enum class Kind : std::uint8_t { lost, late, twice, reordered, forged, stale } kind{};
  int times = 1;
  Duration delay{0};  // late
};

struct TillCrash {};
struct TillRestart {};
struct ServiceRestart {};  // Crashes and recovers: everything acknowledged is there.

// The till's clock is so much ahead of (negative: behind) the service's from now on.
struct Skew {
  Duration ahead{0};
};

// The ledger must hold this now, else the case does not show what it says (verdict config when the till is not to blame).
struct Reach {
  std::string sale;
  std::string status;               // "validated"; "none": no operation at all
  std::optional<Money> received = {};
};

}  // namespace till_step

using TillStep =
    std::variant<till_step::Cashier, till_step::Customer, till_step::Wait, till_step::WaitUntil, till_step::Rest,
                 till_step::WireTrouble, till_step::NoticeTrouble, till_step::TillCrash, till_step::TillRestart,
                 till_step::ServiceRestart, till_step::Skew, till_step::Reach>;

// A case as it is played: with the amounts, numbers and people of one seed.
struct TillStory {
  Instant start;
  encaissement::Policies policies = {};  // What the case needs set; the command line's settings lie under it.
  std::vector<TillStep> steps;
};

// Fresh numbers and amounts, so that nothing can be canned.
class Fresh {
 public:
  explicit Fresh(Random random) : random_{random} {}
  std::string sale();                    // "T7K2Q9-1": never twice in a run.
  Money amount(Money least, Money most); // To the cent, seldom round.
  Random& random() { return random_; }

 private:
  Random random_;
  std::string run_ = {};
  int sales_ = 0;
};

struct TillCase {
  std::string_view id;                 // "resilience/create-answer-lost"; its profile stands before the slash.
  std::string_view title;              // What is done and what a good till does, one sentence.
  std::vector<TillRuleId> rules;       // What it is about, the main one first.
  std::vector<std::string_view> needs; // Capabilities, "notices" among them for any kind of notifications.
  std::function<TillStory(Fresh& fresh, const TillHello& till)> story;
};

struct TillProfile {
  std::string_view name, sentence;
  std::vector<std::string_view> needs;  // Capabilities without which it cannot be asked for.
};
// core, immediate-qr, immediate-identifier, deferred, validation-delay, partial, notifications, resilience.
std::span<const TillProfile> till_profiles();

// Every case, in the order of the profiles.
std::span<const TillCase> till_cases();
std::string_view profile_of(const TillCase& one);

// A story of `profile`'s kind that nobody wrote: drawn from the seed.
TillStory drawn_story(Fresh& fresh, const TillHello& till);

// A step as a sentence: "the cashier asks for 40,07 € by QR code (sale T7K2Q9-1)".
std::string told(const TillStep& step);

}  // namespace parcours
