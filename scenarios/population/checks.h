// What watches a population while it runs: told of every command with its answer, and of every day. The one here is
// Audit; the simulation knows only this.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/core/encaissement.h"
#include "scenarios/population/agenda.h"

namespace parcours {

// What was asked of the service. None: time went by, and what was due happened.
struct Asked {
  enum class What : std::uint8_t { nothing, act } what = What::nothing;
  Act::Kind kind{};
  encaissement::Instant at;
  encaissement::OperationId operation{};  // Of a request: none.
  encaissement::CustomerId customer{};    // request, credit, and what customers do
  encaissement::PointId point{};          // request
  encaissement::Money amount;             // request, credit, pay, validate
  encaissement::Parcours parcours{};      // request; its delays below
  std::int64_t payment_days = 0, validation_days = 0;
};

struct Breach {
  encaissement::RuleId rule{};
  encaissement::Instant at;
  encaissement::OperationId operation{};  // none: of the whole
  std::string what;
};

class Checks {
 public:
  virtual ~Checks() = default;
  // The people and places are there, nothing has happened.
  virtual void begins(const encaissement::Encaissement& service) = 0;
  // After each command; and after time went by. The service must be as `outcome` says, and nothing else changed.
  virtual void after(const encaissement::Encaissement& service, const Asked& asked,
                     const encaissement::Outcome& outcome) = 0;
  // At the end of each day, everything due having happened: the whole.
  virtual void day_ended(const encaissement::Encaissement& service) = 0;
  // Operations were released: what is kept of them can go.
  virtual void released(const encaissement::Encaissement& service) = 0;
  // Nobody does anything any more, and all deadlines have passed.
  virtual void ended(const encaissement::Encaissement& service) = 0;

  virtual const std::vector<Breach>& breaches() const = 0;  // The first of them.
  virtual std::uint64_t checked() const = 0;                // How many single comparisons were made.
};

}  // namespace parcours
