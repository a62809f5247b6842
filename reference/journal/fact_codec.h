// Facts as bytes and back, for a disk: compact, the same on any machine, with a version in front. A batch stands for
// itself: within it instants and places of texts are written as differences to those before.
// Reading is total: whatever the bytes are, they give facts or a reason; every value read is one its type allows.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "reference/core/fact.h"

namespace encaissement {

inline constexpr std::uint8_t kFactsVersion = 1;

// Makes a batch, fact by fact. REQUIRES of Answered: its refusal, if any, has a number (refusals.h).
class FactEncoder {
 public:
  FactEncoder() { clear(); }
  void add(const Fact& fact);
  void clear();  // A new batch. Room stays.
  std::uint64_t count() const { return count_; }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::uint64_t count_ = 0;
  Instant at_{};
  std::uint32_t text_end_ = 0;
};

// Gives every fact of a batch to `reader`, in order. None: all were read; else what is wrong, with its place, and
// `reader` was given those before it.
std::optional<std::string> decode_facts(std::string_view bytes, const std::function<void(const Fact&)>& reader);

}  // namespace encaissement
