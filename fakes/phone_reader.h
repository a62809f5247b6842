// The reading half of a customer's phone: insists on a photograph as a real application does, the plain picture first,
// then the picture stretched, smoothed, and so on, until the QR is read or every attempt has failed.
// Used by the customer app. Owns a small memory of photographs already tried, found by their pixels and nothing else.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/qr/image.h"

namespace parcours {

using encaissement::GreyImage;

// In the order they are made. Each reads photographs that no other does, but `stretched`, which is there for its price.
enum class Attempt : std::uint8_t {
  plain,            // The photograph as it is.
  stretched,        // Poor contrast.
  smoothed,         // Noise.
  sharpened,        // Blur.
  highlights,       // A reflection.
  redrawn,          // Noise and blur together: smoothed, then sharpened.
  enlarged,         // Blur, from far: twice the size, then sharpened.
  lengthened,       // A steep tilt.
  even_light,       // One threshold for all, smoothed.
  widely_smoothed,  // Dirt and heavy noise.
};
inline constexpr std::size_t kAttemptCount = 10;

std::string_view to_text(Attempt attempt);

struct PhoneReading {
  std::optional<std::string> text;  // The bytes of the QR; nullopt: unreadable.
  Attempt last = Attempt::plain;    // The attempt that read it, or the last one made in vain.

  bool operator==(const PhoneReading&) const = default;
};

// One reading without memory. An empty or ill-formed picture is unreadable. Never throws for a bad picture.
PhoneReading insist_on_reading(const GreyImage& photo);

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
