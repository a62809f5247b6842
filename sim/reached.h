// What a search has been to: which (status, event, outcome) triples, and which things that must happen at least once
// ("sometimes"). Plain bits that can be merged in any order; the true denominator comes from `parcours prove`.
#pragma once

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

#include "reference/core/encaissement.h"

namespace parcours {

// What must occur at least once in a campaign, else it verified nothing.
enum class Sometimes : std::uint8_t {
  paid_on_a, paid_on_b, paid_on_c, paid_on_d, paid_in_part, paid_in_the_last_millisecond, late_by_a_millisecond,
  late_before_the_sweep, balance_too_low, refused_by_customer, qr_scanned_by_another, mode_changed, lowered, validated_whole,
  cancelled_held, expired_unpaid, expired_unvalidated, reminded, issuer_rejected, named_afterwards,
  answered_from_memory, key_with_other_body, locked_out, recovered_password, scope_refused, crashed,
  twenty_three_hour_day, twenty_five_hour_day, new_year, leap_day
};
inline constexpr int kSometimesCount = static_cast<int>(Sometimes::leap_day) + 1;

std::string_view name_of(Sometimes what);      // "paid-in-part"
std::string_view sentence_of(Sometimes what);  // "A customer pays less than was asked."

// Commands by the order of Body, then what happens by itself.
inline constexpr int kCommandKinds = static_cast<int>(std::variant_size_v<encaissement::Body>);
inline constexpr int kTripleEvents = kCommandKinds + 3;  // payment deadline, validation deadline, reminder
inline constexpr int kTripleStatuses = encaissement::kStatusCount + 1;  // The last: concerns no operation.
inline constexpr int kTripleOutcomes = encaissement::kRuleCount + 1;    // The last: done.
inline constexpr int kTripleCount = kTripleEvents * kTripleStatuses * kTripleOutcomes;

struct Triple {
  int status = encaissement::kStatusCount;
  int event = 0;
  int outcome = encaissement::kRuleCount;
  int index() const { return (status * kTripleEvents + event) * kTripleOutcomes + outcome; }
  static Triple of_index(int index);
  std::string text() const;  // "awaiting_customer pay PAY-03"
};

struct Reached {
  std::bitset<kTripleCount> triples;
  std::bitset<kSometimesCount> sometimes;

  void note(Sometimes what) { sometimes.set(static_cast<std::size_t>(what)); }
  bool has(Sometimes what) const { return sometimes.test(static_cast<std::size_t>(what)); }
  void note(const Triple& triple) { triples.set(static_cast<std::size_t>(triple.index())); }
  // A step of an operation: its triple, and what it makes true at least once.
  void note_step(const encaissement::Operation& before, const encaissement::Step& step,
                 const encaissement::Operation& after);
  Reached& operator|=(const Reached& other);
  std::vector<Triple> list() const;  // In order of index.
  bool operator==(const Reached&) const = default;
};

}  // namespace parcours
