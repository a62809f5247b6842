// What people are told, as facts in an outbox: written once, each with an id of its own (NOT-03). Handing over to a
// channel is somebody else's work and may happen more than once.
#pragma once

#include <cstdint>

#include "reference/core/operation.h"
#include "reference/core/people.h"

namespace encaissement {

enum class NoticeId : std::uint64_t { none = 0 };

enum class NoticeKind : std::uint8_t {
  payment_request_push,   // NOT-01: A by identifier, C
  payment_request_mail,   // NOT-01: B, D
  payment_received,       // NOT-02, to the merchant: C, D
  payment_refused,        // NOT-02
  payment_limit_passed,   // NOT-02
  validation_reminder,    // NOT-02, TIM-10
  recovery_link,          // ACC-03
  api_state,              // NOT-04, to the integrator's URL
};

struct Notice {
  NoticeId id{};
  NoticeKind kind{};
  Instant at;
  OperationId operation{};
  CustomerId customer{};  // payment_request_push
  AccountId account{};    // recovery_link
  Text to;                // mail: the address; api_state: the URL
  Money amount;           // requested or paid
  ApiState state{};       // api_state
  Text token;             // recovery_link
};

// What the change from `before` to `after` has to tell. At most four notices a step; no allocation.
struct NoticeList {
  Notice notices[4];
  int count = 0;
  void add(const Notice& notice) { notices[count++] = notice; }
};

// NOT-01, at sending or naming: the request to the customer, where there is somebody to tell.
NoticeList notices_of_sending(const Operation& sent);

// NOT-02 and NOT-04.
NoticeList notices_of_step(const Operation& before, const Event& event, const Operation& after);

std::string_view to_string(NoticeKind kind);  // "payment request", "payment received", ...

}  // namespace encaissement
