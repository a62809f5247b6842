// What happened in a population, day by day: the figures that its report is made from. Filled while it runs, from
// answers and from the steps the service says happened; plain values afterwards.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "reference/core/encaissement.h"

namespace parcours {

struct DayFigures {
  encaissement::Day day{};
  std::uint64_t requests = 0;      // Operations created
  std::uint64_t paid = 0;          // Payments…
  std::uint64_t paid_in_part = 0;  // …below the requested amount
  std::uint64_t validated = 0, refused = 0, cancelled = 0;  // Ends of this day: by payment or validation, customer, merchant
  std::uint64_t unpaid = 0, unvalidated = 0;                // Expired, by which deadline
  std::uint64_t lowered = 0;       // Validations below what was received
  std::uint64_t late = 0;          // Validations that came too late, refused
  std::uint64_t refusals = 0;      // Commands refused, for whatever reason
  std::uint64_t awaiting = 0, to_validate = 0;  // At the end of the day
  std::uint64_t commands = 0, notices = 0, credits = 0;
  std::int64_t requested_cents = 0, paid_cents = 0, collected_cents = 0, credited_cents = 0;
};

// One way to read a day: the column of the CSV, the key of the JSON.
struct Figure {
  std::string_view name;  // "requests"
  std::int64_t (*of)(const DayFigures&);
};
std::span<const Figure> figures();

class Series {
 public:
  void begin_day(encaissement::Day day);
  void requested(const encaissement::Operation& created);
  void stepped(const encaissement::Operation& after, const encaissement::Step& step);
  void answered(const encaissement::Outcome& outcome, bool is_validation);
  void credited(encaissement::Money amount);
  void end_day(std::uint64_t notices);

  const std::vector<DayFigures>& days() const { return days_; }
  DayFigures sum() const;  // awaiting and to_validate: the most of any day
  const std::array<std::uint64_t, 24>& payments_by_hour() const { return payments_by_hour_; }
  const std::array<std::uint64_t, 24>& requests_by_hour() const { return requests_by_hour_; }
  const std::map<encaissement::RuleId, std::uint64_t>& refusals() const { return refusals_; }
  std::uint64_t deadlines() const { return deadlines_; }  // Steps that happened by themselves, reminders included.

 private:
  DayFigures& today() { return days_.back(); }
  std::size_t hour_of(encaissement::Instant at);

  std::vector<DayFigures> days_;
  std::uint64_t awaiting_ = 0, to_validate_ = 0, deadlines_ = 0;
  std::array<std::uint64_t, 24> payments_by_hour_{}, requests_by_hour_{};
  std::map<encaissement::RuleId, std::uint64_t> refusals_;
  encaissement::Instant hour_at_ = encaissement::Instant::min();  // The hour that hour_ is of.
  std::size_t hour_ = 0;
};

}  // namespace parcours
