// The wire oracle's checks, each of its rules. Each sees the calls one after the other, with what was told before.
#pragma once

#include <memory>
#include <vector>

#include "scenarios/certify/oracle_wire.h"
#include "scenarios/certify/wire_said.h"

namespace parcours {

class WireCheck {
 public:
  virtual ~WireCheck() = default;
  virtual void see(const SaidCall& call, const Knowledge& knowledge, Findings& findings) = 0;
  virtual void see(const TracedNote&) {}
};

// Each borrows the options.
std::unique_ptr<WireCheck> make_seal_check(const WireOptions& options);     // POS-01
std::unique_ptr<WireCheck> make_form_check(const WireOptions& options);     // POS-02
std::unique_ptr<WireCheck> make_amount_check(const WireOptions& options);   // POS-03
std::unique_ptr<WireCheck> make_repeat_check(const WireOptions& options);   // POS-04
std::unique_ptr<WireCheck> make_polling_check(const WireOptions& options);  // POS-05
std::unique_ptr<WireCheck> make_sense_check(const WireOptions& options);    // POS-18
std::unique_ptr<WireCheck> make_order_check(const WireOptions& options);    // POS-20

}  // namespace parcours
