// What the people of a population are going to do, by the minute in which they do it. Built for tens of millions of
// acts: adding one costs no more than writing it down, and a minute is put in order only when it comes.
#pragma once

#include <span>
#include <vector>

#include "reference/core/encaissement.h"

namespace parcours {

struct Act {
  enum class Kind : std::uint8_t { request, credit, scan, pay, refuse, change_mode, cancel, validate };

  encaissement::Instant at;
  encaissement::OperationId operation{};
  encaissement::CustomerId customer{};  // request: who is asked
  encaissement::PointId point{};        // request and what merchants do: where
  std::uint32_t cents = 0;              // pay, credit: how much; validate: 0, or the part to keep, per cent
  encaissement::TransactionNumber number;
  Kind kind{};
};

class Agenda {
 public:
  // Minutes are counted from `origin`.
  explicit Agenda(encaissement::Instant origin) : origin_{origin}, minutes_(kMinutes) {}

  // REQUIRES: not before the minute that was begun last.
  void add(const Act& act);

  // The acts of the next minute become the next ones. REQUIRES: those of the minute before are done.
  void begin_minute();

  // The next act of this minute, in order of instant, then of adding; null: none left. Good until the next call.
  const Act* next();

  // Those that come soon, to be looked at beforehand; in order.
  std::span<const Act> ahead() const { return std::span{now_}.subspan(at_); }

  bool empty() const { return waiting_ == 0; }
  std::size_t size() const { return waiting_; }

 private:
  static constexpr std::size_t kMinutes = 1440;

  std::size_t minute_of(encaissement::Instant at) const {
    return static_cast<std::size_t>((at - origin_) / std::chrono::minutes{1});
  }

  encaissement::Instant origin_;
  std::size_t minute_ = 0;     // How many have begun.
  std::size_t waiting_ = 0;
  std::vector<std::vector<Act>> days_;     // Of later days, by the day.
  std::vector<std::vector<Act>> minutes_;  // Of this day.
  std::vector<Act> now_;                   // Of this minute, in order; done up to at_.
  std::size_t at_ = 0;
  std::vector<Act> meanwhile_;             // Added for this minute since it began; in order, done up to done_.
  std::size_t done_ = 0;
};

}  // namespace parcours
