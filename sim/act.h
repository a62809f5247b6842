// What somebody does in a small world, as a plain value: searches make them, play them, cut and shrink them, and what is
// left is told as a scenario. A story is a vector of Acts; each speaks of people by their role in the guide's world
// (sim/cast.h) and of operations by the order in which the story made them. Any Act can be played at any moment: what
// makes no sense is a call that must be refused.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/core/money.h"
#include "reference/core/operation.h"
#include "reference/core/time.h"

namespace parcours {

using encaissement::Duration;
using encaissement::Instant;
using encaissement::Money;

// Who acts, by the name that scenarios give him. The first eight are merchants' (tills speak the POS API).
enum class Role : std::uint8_t {
  cashier, olivet, signatory, parc, parc_signatory, till, olivet_till, parc_till, alice, bob, chloe, control
};
inline constexpr int kRoleCount = static_cast<int>(Role::control) + 1;

enum class ActKind : std::uint8_t {
  wait,                                                                // only time passes
  request, prepare, name, change_mode, cancel, validate,               // merchant
  scan, pay, refuse,                                                   // customer
  issuer_rejects, credit, block, unblock, enable, disable, resume,     // operator; resume: parked notifications
  log_in, ask_recovery, set_password, give_right, take_right,          // access
  look,                                                                // list, detail and wallets are read (VAL-06)
  retry,                                                               // the role's last call again, same key (REP-01)
  crash                                                                // the service dies and comes back
};
inline constexpr int kActKindCount = static_cast<int>(ActKind::crash) + 1;

// When: so long after what went before, or beside a deadline of an operation. Never before what went before.
struct When {
  enum class Of : std::uint8_t {
    now, payment, payment_sweep, validation, validation_sweep, reminder, recovery  // recovery: the last link's expiry
  } of = Of::now;
  std::uint8_t operation = 0;  // Whose deadline, in order of creation from 0.
  Duration offset{0};          // After now, or after (before: negative) the deadline.
  bool operator==(const When&) const = default;
};

// Which customer a request or a naming speaks of, and how.
enum class Addressee : std::uint8_t { alice, bob, chloe, stranger, malformed };  // stranger: an e-mail nobody has

// What is unusual in a form or in a call; the rest of it is as it should be.
enum class Twist : std::uint8_t {
  none, amount_missing, amount_malformed, amount_with_point, basket_missing, basket_longest, basket_too_long,
  basket_padded, label_longest, label_too_long, label_with_control, notify_missing, notify_malformed,
  identifier_in_capitals, remember_email, other_currency, wrong_seal, payment_id_longest, payment_id_too_long,
  other_body
};
inline constexpr int kTwistCount = static_cast<int>(Twist::other_body) + 1;

struct FormChoice {
  encaissement::Parcours parcours{};
  encaissement::Mode mode{};
  Addressee addressee{};
  bool by_email = false;              // On A and C by identifier: his e-mail instead of his 11 digits.
  std::int16_t payment_days = -1;     // -1: none given
  std::int16_t validation_days = -1;  // -1: none given
  std::uint8_t basket = 0;            // Which basket number; an integrator's URLs refuse all notifications of number 3.
  bool is_public = false;             // By a till: a client of the public API, without our extension; named later.
  bool deferred = false;              // …captureMode DEFERRED, its day `validation_days` from today; -1: no date.
  bool has_urls = false;              // By a till: wants notifications.
  bool operator==(const FormChoice&) const = default;
};

enum class CodeShown : std::uint8_t { none, genuine, forged, altered };  // altered: another amount on it

// What befalls the call on its way. crash_*: the service dies at the commit of it, and comes back at once.
enum class Mishap : std::uint8_t { none, duplicated, request_lost, answer_lost, crash_before, crash_after };

struct Act {
  ActKind kind{};
  Role who{};
  When when{};
  std::uint8_t operation = 0;    // Of the story, in order of creation from 0; one that is not there yet is unknown.
  FormChoice form{};             // request, prepare; name: its addressee
  Money amount;                  // request, name, pay, validate (zero: the whole), credit
  CodeShown code{};              // scan, pay, refuse
  Role target{};                 // block, unblock, credit: a customer; enable, disable: a cashier's point; rights: an account
  bool right_word = true;        // log_in: the right password; set_password: the last link
  Twist twist{};
  std::uint8_t key = 0;          // Idempotency key; 0: none.
  Mishap mishap{};
  bool operator==(const Act&) const = default;
};

using Story = std::vector<Act>;

// How many of the acts are deeds: waits are not.
std::size_t deeds_in(const Story& story);

std::string_view to_string(Role role);        // "cashier"
std::string_view to_string(ActKind kind);     // "change mode"
std::string_view to_string(Twist twist);      // "basket too long"
std::string_view to_string(Mishap mishap);    // "answer lost"

// One line for logs: "cashier requests A qr 40,00 € [op 0]".
std::string describe(const Act& act);
std::string describe(const Story& story);  // A line an act.

}  // namespace parcours
