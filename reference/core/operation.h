// The life of one operation: from the request to money owed to the merchant, or to nothing.
//
// Read it top to bottom: the WORDS, then transition_table.h for the RULES and the TABLE, then decide() and moved(), which
// take a step. Nothing here reads a clock, a file, a socket or a random number; time is part of what happened.
#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>

#include "reference/core/money.h"
#include "reference/core/policy.h"
#include "reference/core/requirement.h"
#include "reference/core/text_pool.h"
#include "reference/core/time.h"

namespace encaissement {

// -------- WORDS ---------------------------------------------------------------------------------

enum class Status : std::uint8_t { awaiting_customer, to_validate, validated, expired, cancelled };
inline constexpr int kStatusCount = static_cast<int>(Status::cancelled) + 1;

enum class Cause : std::uint8_t { none, merchant, customer, issuer, deadline };  // Why it was cancelled.

enum class Parcours : std::uint8_t { a, b, c, d };

// How the customer is reached. unnamed: a POS API request whose customer is named afterwards.
enum class Mode : std::uint8_t { qr, identifier, email, unnamed };

// What the acquisition API calls the state of an operation.
enum class ApiState : std::uint8_t {
  initialized, processing, authorized, validated, aborted, cancelled, expired, rejected
};

// What can happen to an operation. The last three happen by themselves when their instant has come.
enum class EventKind : std::uint8_t {
  scan, name, pay, refuse, change_mode, cancel, issuer_reject, validate,
  payment_deadline, validation_deadline, reminder
};
inline constexpr int kEventCount = static_cast<int>(EventKind::reminder) + 1;

enum class OperationId : std::uint32_t { none = 0 };  // 1, 2, 3… in order of creation.
enum class CustomerId : std::uint32_t { nobody = 0 };
enum class PointId : std::uint32_t { none = 0 };

struct Operation {
  OperationId id{};
  PointId point{};
  CustomerId customer{};  // Addressed, named or bound by scanning; nobody yet, or an e-mail nobody has (FRM-06).
  Parcours parcours{};
  Mode mode{};
  Status status{};
  Cause cause{};
  bool from_api = false;  // Made by a till: the only ones that dedupe_create looks at.
  bool named = false;     // The request, or the POS API afterwards, says who pays.
  bool reached = false;   // The customer was told, or scanned: PROCESSING on the wire.
  bool refunded = false;  // VAL-05 with refund = full.
  bool reminded = false;  // TIM-10.
  Money requested, received, validated;
  Money paid;             // What the customer paid, kept when received goes back to nothing (VAL-04).
  Instant created, last_action;  // LST-03: last change of status or amount.
  Instant payment_deadline;      // E: paying needs t < E.
  Instant paid_at;               // Meaningful once paid is positive.
  Instant validation_deadline;   // E': meaningful from to_validate on.
  Day payment_limit{};           // B, D.
  Day validation_limit{};        // C, D: indicative until paid (TIM-11), unless fixed.
  std::int32_t validation_days = 0;      // M; 0: no validation delay.
  bool validation_limit_fixed = false;   // POS API DEFERRED: the day is captureDate's, not counted from the payment.
  std::uint32_t last_step = 0;           // Its latest entry in the service's history; 0: none.
  OperationId previous_of_point{};       // The one created before it at the same point.
  Text basket, label, client_reference, seller, contact, notify_email, payment_id, return_url, cancel_url;

  bool operator==(const Operation&) const = default;
};
static_assert(std::is_trivially_copyable_v<Operation>);

bool is_final(Status status);
bool is_immediate(Parcours parcours);          // A, C; the others are deferred.
bool has_validation_delay(Parcours parcours);  // C, D
bool is_immediate(const Operation& operation);
bool has_validation_delay(const Operation& operation);
bool was_paid(const Operation& operation);
Money remaining(const Operation& operation);            // VAL-02, PAY-07
Money held(const Operation& operation);                 // MON-03: in the customer's wallet, not his any more
Money collected(const Operation& operation);            // owed to the point d'accueil
ApiState api_state(const Operation& operation);

// One thing somebody tries to do, with what the service found out about it. Plain, so that it is also the fact kept.
struct Event {
  EventKind kind{};
  Instant at;
  CustomerId customer{};          // scan, pay, refuse: who does it. name: who is named.
  Money amount;                   // pay, validate; name: the total repeated
  bool is_addressee = false;      // pay, refuse: the request was sent to him
  bool code_shown = false;        // pay, refuse: with the operation's genuine code
  bool customer_blocked = false;  // PAY-10; name: unknown or blocked (FRM-06)
  bool customer_busy = false;     // name: another immediate request stands in the way (FRM-11)
  bool euros = true;              // name: the currency is 978
  Money available;                // pay: in his wallet
  Text contact;                   // name: what he was named by

  bool operator==(const Event&) const = default;
};

// Why something was refused: the rule it breaks, what the wire answers, one sentence in words.
struct Refusal {
  RuleId rule{};
  Code code{};
  std::string_view sentence;
};

// -------- STEPS ---------------------------------------------------------------------------------

// Sees which guards a service leaves out: how broken services are made (fakes/broken_service). None in the reference.
class GuardHook {
 public:
  virtual ~GuardHook() = default;
  virtual bool waives(const Refusal& guard) = 0;
};

// What must be answered to `event` when the operation is `before`: null when it is done, else the first guard that
// fails, in the precedence of section 5. Pure: same arguments, same answer.
const Refusal* decide(const Operation& before, const Event& event, const Policies& policies,
                      GuardHook* hook = nullptr);

// `before` after `event`, which decide() let pass. The amounts, stamps and limits it changes are all set here.
Operation moved(const Operation& before, const Event& event, const Policies& policies);

std::string_view to_string(Status status);     // "awaiting_customer"
std::string_view to_string(Cause cause);       // "", "merchant"
std::string_view to_string(Parcours parcours);  // "A"
std::string_view to_string(Mode mode);         // "qr"
std::string_view to_string(ApiState state);    // "INITIALIZED"
std::string_view to_string(EventKind kind);    // "pay"

}  // namespace encaissement
