// The reading half of a customer's phone: insists on a photograph (reference/qr/insist.h) and keeps a small memory of
// those already tried, found by their pixels and nothing else. Used by the customer app.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "reference/qr/insist.h"

namespace parcours {

using encaissement::Attempt;
using encaissement::GreyImage;
using encaissement::insist_on_reading;
using encaissement::kAttemptCount;
using encaissement::PhoneReading;

class PhoneReader {
 public:
  // Remembers at most `memory` readings; the photographs themselves are not kept.
  explicit PhoneReader(std::size_t memory = 1024);

  // Same as insist_on_reading(photo), faster when a photograph with the same pixels was read and is not forgotten yet.
  PhoneReading read(const GreyImage& photo);

  std::uint64_t readings() const { return readings_; }      // Calls of read().
  std::uint64_t remembered() const { return remembered_; }  // Those answered from memory.

 private:
  using Fingerprint = std::array<std::uint64_t, 2>;
  struct Slot {
    std::optional<Fingerprint> photo;
    PhoneReading reading;
  };

  static Fingerprint fingerprint(const GreyImage& photo);

  std::vector<Slot> slots_;  // A photograph has one possible slot; the newest stays.
  std::uint64_t readings_ = 0;
  std::uint64_t remembered_ = 0;
};

}  // namespace parcours
