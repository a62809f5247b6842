// What the journal keeps: facts, not commands. A fact says what became so at an instant; taking the same facts in the
// same order gives the same service, byte for byte (REP-03). Every change of the service's state is one of these.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "reference/core/command.h"
#include "reference/core/notice.h"
#include "reference/core/operation.h"
#include "reference/core/people.h"

namespace encaissement {

struct TextsKept { std::string bytes; };  // Goes before the facts that point into it.
struct PointAdded { Point point; };
struct AccountAdded { Account account; };
struct CustomerAdded { Customer customer; };
struct OperationCreated { Operation operation; };
struct OperationStepped { OperationId operation{}; Event event; };
struct AccountChanged { Account account; };  // The account as it is from now on: failures, block, right, password.
struct RecoveryIssued { AccountId account{}; Text token; Instant expiry; };
struct PointChanged { PointId point{}; bool enabled = true; Text remembered_email; };
struct CustomerChanged { CustomerId customer{}; bool blocked = false; Money credited; };
struct DeliveryTried { NoticeId notice{}; bool acknowledged = false; };
struct DeliveryResumed { OperationId operation{}; };
struct Answered { std::uint64_t principal = 0; std::string key; std::uint64_t digest = 0; Outcome outcome; };

using FactBody = std::variant<TextsKept, PointAdded, AccountAdded, CustomerAdded, OperationCreated, OperationStepped,
                              AccountChanged, RecoveryIssued, PointChanged, CustomerChanged, DeliveryTried,
                              DeliveryResumed, Answered>;

struct Fact {
  Instant at;
  FactBody body;
};

// Where facts go. Facts appended since the last commit() are kept together or not at all.
class FactSink {
 public:
  virtual ~FactSink() = default;
  virtual void append(const Fact& fact) = 0;
  virtual void commit() = 0;
};

}  // namespace encaissement
