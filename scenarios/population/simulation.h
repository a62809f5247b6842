// A population living on the real service: every request, scan, payment and validation is a command to
// Encaissement::execute(), and what is over is let go. One thread; the same settings, scale, seed and days give the same
// figures to the last cent on any machine.
//   Simulation simulation{settings, {.basis_points = 100, .seed = 1, .days = 365}};
//   while (simulation.live_a_day()) show(simulation.series().days().back());
#pragma once

#include <memory>

#include "scenarios/population/agenda.h"
#include "scenarios/population/audit.h"
#include "scenarios/population/calendar.h"
#include "scenarios/population/dice.h"
#include "scenarios/population/people.h"
#include "scenarios/population/series.h"

namespace parcours {

struct SimulationOptions {
  std::uint32_t basis_points = 10'000;  // Of the settings' sizes
  std::uint64_t seed = 1;
  int days = 365;                       // With requests; then time goes on until all is over.
  encaissement::ServiceHook* hook = nullptr;  // For a broken service. Borrowed.
};

class Simulation {
 public:
  Simulation(const PopulationSettings& settings, const SimulationOptions& options);

  // One more day. False: all is over, or something was broken the day before.
  bool live_a_day();

  int day() const { return day_; }           // How many were lived.
  int days() const { return calendar_.days(); }  // With requests.
  const PopulationSize& size() const { return size_; }
  const Series& series() const { return series_; }
  const std::vector<Breach>& breaches() const { return audit_.breaches(); }
  std::uint64_t checked() const { return audit_.checked(); }
  std::uint64_t commands() const { return commands_; }
  std::uint64_t kept() const { return service_.operations().size() - service_.operations().released(); }
  const encaissement::Encaissement& service() const { return service_; }

 private:
  void plan_minute(encaissement::Instant start, const Calendar::Minute& minute);
  void live_a_minute();
  void advance(encaissement::Instant to);
  void release();
  void prefetch_ahead() const;
  bool is_over() const;

  // What people do (acts.cpp).
  encaissement::Outcome command(const encaissement::Command& command, const Asked& asked);
  Asked asked_of(const Act& act) const;
  void perform(const Act& act);
  void request(const Act& act);
  void request_as(const Act& act, Way way, encaissement::Money amount);
  void plan_customer(const Act& act, const encaissement::Outcome& made, Way way);
  void plan_merchant(const Act& act, const encaissement::Outcome& made, Way way);
  void pay(const Act& act);
  void plan_validation(const Act& act, const encaissement::Outcome& paid);
  void change_mode(const Act& act);
  void validate(const Act& act);
  void credit(const Act& act);
  encaissement::CustomerId next_credited();

  PopulationSettings settings_;
  PopulationSize size_;
  encaissement::Encaissement service_;
  Audit audit_;
  Calendar calendar_;
  Agenda agenda_;
  Series series_;

  Dice crowd_, wishes_, merchants_, employers_;  // One stream a concern.
  Lottery ways_, immediate_, deferred_, poor_, validation_;
  Draw<AmountClass> amounts_, credits_;
  Draw<DelayClass> immediate_delays_, deferred_delays_, validation_delays_;
  Draw<DaysClass> payment_days_, validation_days_;

  int day_ = 0;
  std::uint64_t commands_ = 0, baskets_ = 0, credited_ = 0;
  std::size_t steps_seen_ = 0, notices_seen_ = 0;
};

}  // namespace parcours
