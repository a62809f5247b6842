// The invariants over a population, kept by a second set of books: statuses, wallets, collections, counters and
// deadlines are carried on from what was asked and from the steps the service says happened, by rules written a second
// time, and compared with the service after every command for what it touched and every day for all. Knows nothing of
// the transition table; reads the service, changes nothing.
#pragma once

#include "scenarios/population/checks.h"

namespace parcours {

class Audit final : public Checks {
 public:
  void begins(const encaissement::Encaissement& service) override;
  void after(const encaissement::Encaissement& service, const Asked& asked,
             const encaissement::Outcome& outcome) override;
  void day_ended(const encaissement::Encaissement& service) override;
  void released(const encaissement::Encaissement& service) override;
  void ended(const encaissement::Encaissement& service) override;
  const std::vector<Breach>& breaches() const override { return breaches_; }
  std::uint64_t checked() const override { return checked_; }

  // Brings to the processor's caches what after() will need, for these.
  void prefetch(encaissement::OperationId operation, encaissement::CustomerId customer,
                encaissement::PointId point) const;

 private:
  struct Track {  // An operation in our books.
    encaissement::Instant deadline;  // E while it awaits, E' while it is to validate.
    std::uint32_t customer = 0, point = 0;
    std::int32_t cents = 0;          // received
    encaissement::Status status{};
    bool reminded = false;
  };
  struct Wallet {
    std::int64_t available = 0, held = 0;
  };
  struct Till {
    std::int64_t collected = 0;
    std::int32_t awaiting = 0, to_validate = 0;
  };

  void created(const encaissement::Encaissement&, const Asked&, const encaissement::Outcome&);
  void stepped(const encaissement::Encaissement&, const encaissement::Step&, bool is_last);
  void check_step(const encaissement::Operation&, const encaissement::Step&, const Track&);
  void check_time(const encaissement::Operation&, const encaissement::Step&, const Track&);
  void check_operation(const encaissement::Operation&, const Track&);
  void move_money(Track&, const encaissement::Operation&, const encaissement::Step&);
  void compare_touched(const encaissement::Encaissement&);
  void compare(const encaissement::Customer&, encaissement::OperationId);
  void compare(const encaissement::Point&, encaissement::OperationId);
  void check_answer(const Asked&, const encaissement::Outcome&, std::size_t first_step,
                    const encaissement::Encaissement&);
  void expect_notices(const encaissement::Operation&, encaissement::EventKind, encaissement::Instant at);
  void expect_notice(encaissement::NoticeKind, encaissement::OperationId, encaissement::Instant at);
  void check_notices(const encaissement::Encaissement&);
  void count_pending(const Track&, int by);
  encaissement::Instant midnight_after(encaissement::Instant at, std::int64_t days);

  void need(bool holds, encaissement::RuleId rule, encaissement::OperationId operation, std::string_view what) {
    ++checked_;
    if (!holds) breach(rule, operation, what);
  }
  void breach(encaissement::RuleId rule, encaissement::OperationId operation, std::string_view what);

  Track& track(encaissement::OperationId id) { return tracks_[static_cast<std::size_t>(id) - 1]; }

  encaissement::Instant now_, origin_;
  encaissement::Shelf<Track> tracks_;
  std::vector<Wallet> wallets_;
  std::vector<Till> tills_;
  std::int64_t total_ = 0;                         // MON-01
  std::size_t steps_seen_ = 0, notices_seen_ = 0;
  struct Expected {
    encaissement::NoticeKind kind{};
    encaissement::OperationId operation{};
    encaissement::Instant at;
  };
  struct Touched {
    encaissement::CustomerId customer{};
    encaissement::PointId point{};
    encaissement::OperationId operation{};
  };
  std::vector<Touched> touched_;                   // By this command.
  std::vector<Expected> expected_;                 // Notices of this command.
  std::vector<std::int64_t> pending_;              // STA-03: how many are pending, by the day of their deadline.
  std::vector<encaissement::Instant> midnights_;   // From the day of origin_ on, as far as was needed.
  std::size_t today_ = 0;
  std::vector<Breach> breaches_;
  std::uint64_t checked_ = 0;
};

}  // namespace parcours
