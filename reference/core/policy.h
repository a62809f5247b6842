// Every POLICY of the rules as one plain value, with names so that a team whose counterpart behaves otherwise can say
// so in one line (`--policy immediate_ttl_s=250`). Part of what is kept: a journal remembers its policies (REP-03).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "reference/core/money.h"

namespace encaissement {

enum class BasketUnique : std::uint8_t { none, pending, point };
enum class OnRefusal : std::uint8_t { cancel, stay };
enum class QrBindsOn : std::uint8_t { scan, pay };
enum class LimitDay : std::uint8_t { inclusive, exclusive };
enum class Sweep : std::uint8_t { at_00_06, instant };
enum class OnValidationDeadline : std::uint8_t { expire, cancel, validate };
enum class Refund : std::uint8_t { none, full };
enum class DedupeCreate : std::uint8_t { off, order_and_payment_id };

struct Policies {
  int max_password_failures = 3;                                            // ACC-02
  int recovery_ttl_s = 3600;                                                // ACC-03
  Money min_requested = 2000_cents;                                         // FRM-01, name min_requested_cents
  int basket_max_length = 20;                                               // FRM-03
  BasketUnique basket_unique = BasketUnique::none;                          // FRM-03
  int max_payment_days = 365;                                               // FRM-07
  int max_validation_days = 365;                                            // FRM-07
  bool one_immediate_request_per_customer = true;                           // FRM-11, on | off
  QrBindsOn qr_binds_on = QrBindsOn::scan;                                  // PAY-01, PAY-09
  Money min_partial = 1_cents;                                              // PAY-03, name min_partial_cents
  OnRefusal on_refusal = OnRefusal::cancel;                                 // PAY-08
  LimitDay limit_day = LimitDay::inclusive;                                 // TIM-02
  int immediate_ttl_s = 300;                                                // TIM-03
  Sweep sweep = Sweep::at_00_06;                                            // TIM-04, 00:06 | instant
  OnValidationDeadline on_validation_deadline = OnValidationDeadline::expire;  // TIM-06
  Money min_validated = 1_cents;                                            // VAL-01, name min_validated_cents
  Refund refund = Refund::none;                                             // VAL-05
  int key_ttl_s = 86400;                                                    // REP-01
  int notify_attempts = 12;                                                 // NOT-04
  int api_default_validation_days = 6;                                      // acquisition API, DEFERRED
  DedupeCreate dedupe_create = DedupeCreate::off;                           // acquisition API
  int replay_window_s = 300;                                                // acquisition API, seal

  bool operator==(const Policies&) const = default;
};

// What one setting is called, what it takes, and how to read and write it.
struct PolicyField {
  std::string_view name;      // "immediate_ttl_s"
  std::string_view rules;     // "TIM-03"
  std::string_view expected;  // "whole seconds, 1 to 86400" | "scan or pay"
  bool (*set)(Policies&, std::string_view value);  // False, and nothing changed, when the value is not one of them.
  std::string (*get)(const Policies&);             // Reads back what set() takes.
};

// Every setting, in the order of Policies.
std::span<const PolicyField> policy_fields();

// The setting of this name, or null.
const PolicyField* find_policy(std::string_view name);

}  // namespace encaissement
