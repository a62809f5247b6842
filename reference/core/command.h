// What can be asked of the service, and what it answers. A command carries what the edge found out (password matched,
// code genuine, seal valid, amount as read from what was typed); the core decides. Texts are views: good for the call.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "reference/core/operation.h"
#include "reference/core/people.h"
#include "reference/core/transaction_number.h"

namespace encaissement {

// Who speaks, as the edge established it.
struct Principal {
  enum class Kind : std::uint8_t { nobody, account, shop, customer, control } kind = Kind::nobody;
  AccountId account{};     // account; nobody: the account that logs in, if there is one
  PointId point{};         // account: the point chosen, none before (ACC-04); shop: its point
  CustomerId customer{};   // customer
  bool authentic = true;   // False: wrong seal, no session (INVALID_SEAL)
};

// An amount somebody typed (FRM-02): nothing, something unreadable, or a value.
struct TypedAmount {
  enum class Kind : std::uint8_t { absent, malformed, given } kind = Kind::absent;
  Money value;
  static TypedAmount given(Money value) { return {Kind::given, value}; }
};

// What a camera read, as the seal judged it: a genuine code names its operation; a forged or unknown one nothing.
struct Code2D {
  enum class Kind : std::uint8_t { none, forged, genuine } kind = Kind::none;
  TransactionNumber number;
  Money amount;
};

// REP-01. digest: of everything in the call but its date, made by the edge.
struct IdempotencyKey {
  std::string_view key;  // Empty: none.
  std::uint64_t digest = 0;
};

// A request for money, from the Espace (form) or the POS API.
struct RequestForm {
  Parcours parcours{};
  bool parcours_known = true;  // False: the words given are none of the four parcours (FRM-05)
  Mode mode{};
  bool mode_known = true;
  TypedAmount amount;
  std::string_view basket, identifier, notify_email, label, client_reference, seller;
  std::optional<std::int64_t> payment_days;     // N: B, D
  std::optional<std::int64_t> validation_days;  // M: C, D
  bool remember_email = false;
  bool from_api = false;                   // Without a form: no notification e-mail is asked for
  bool euros = true;                       // currency 978
  bool fixed_validation = false;           // API DEFERRED without `encaissement`: C with a fixed limit day
  std::optional<Day> capture_day;          // …its day; none: api_default_validation_days
  bool capture_readable = true;            // captureDate was one of the accepted texts
  std::string_view payment_id, return_url, cancel_url;
};

struct LogIn { std::string_view login; bool password_given = false; bool password_matched = false; };
struct AskRecovery { std::string_view login; std::string_view token; };  // token: fresh, made outside
struct SetPassword { std::string_view token; std::string_view verifier; };  // verifier empty: no password was given
struct ChoosePoint { std::string_view code; };
struct SetRight { std::string_view login; bool may_collect = false; };
struct Prepare { RequestForm form; };  // Continuer: with a QR the operation exists from here (FRM-09)
struct Request { RequestForm form; };  // Envoyer, or the POS API's create
struct NameCustomer { TransactionNumber number; std::string_view identifier; TypedAmount total; bool euros = true; };
struct ChangeMode { TransactionNumber number; };
struct Cancel { TransactionNumber number; };
struct Validate { TransactionNumber number; TypedAmount amount; };  // absent: the whole
struct Scan { Code2D code; };
struct Pay { TransactionNumber number; Code2D code; TypedAmount amount; };
struct Refuse { TransactionNumber number; Code2D code; };
struct IssuerRejects { TransactionNumber number; };
struct Credit { CustomerId customer{}; Money amount; };
struct SetBlocked { CustomerId customer{}; bool blocked = false; };
struct SetEnabled { PointId point{}; bool enabled = false; };
struct ResumeNotifications { TransactionNumber number; };
struct DeliveryAnswered { std::uint64_t notice = 0; bool acknowledged = false; };

using Body = std::variant<LogIn, AskRecovery, SetPassword, ChoosePoint, SetRight, Prepare, Request, NameCustomer,
                          ChangeMode, Cancel, Validate, Scan, Pay, Refuse, IssuerRejects, Credit, SetBlocked,
                          SetEnabled, ResumeNotifications, DeliveryAnswered>;

struct Command {
  Principal who;
  Body body;
  IdempotencyKey key;
};

// The answer: done when `refusal` is null. What an operation looked like at that instant is part of it, so that the
// same answer can be given again (REP-01).
struct Outcome {
  const Refusal* refusal = nullptr;
  OperationId operation{};        // The operation it concerns; none where it concerns none
  Status status{};
  Cause cause{};
  ApiState api{};
  Money requested, received, validated;
  AccountId account{};            // log_in
  PointId point{};                // log_in of a point account; choose_point
  Day shown_limit{};              // prepare: the payment or (indicative) validation limit shown (TIM-11)
  bool remembered = false;        // Given before, given again.

  bool done() const { return refusal == nullptr; }
};

inline Outcome refused(const Refusal& by) { return {.refusal = &by}; }

}  // namespace encaissement
