// What the sandbox's control asks of whoever runs the service: clock, people, faults, beginning anew, crashes, export.
// Pure; implemented in scenarios/serve. All on the service's thread, but for the work that it gives to do elsewhere.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "reference/core/policy.h"
#include "reference/desk/exchange.h"
#include "reference/desk/world.h"

namespace parcours::http {

struct ClockView {
  std::string mode;    // "virtual", "real", "scaled"
  Instant now;
  double scale = 1;    // scaled: how many seconds pass in one.
  bool frozen = false;
  std::optional<Instant> next_deadline;
};

struct ResetOrder {
  World world;
  encaissement::Policies policies;
  Instant start;
  std::uint64_t seed = 1;
  bool cheap_passwords = false;     // Hashes of no real cost, for people who exist for a test only.
  bool holds_notifications = true;  // Control fetches and answers deliveries itself; false: they are POSTed.
  std::string defect = {};          // A service with this defect (parcours defects); empty: the reference.
};

struct ExportedScenario {
  std::string yaml;
  std::string why_not;  // A sentence; empty when there is a file.
};

// Operations of all points, as nobody but a tester sees them.
struct OperationsAsked {
  std::string status, parcours;  // "to_validate", "C"; empty: any.
  std::size_t page = 1, size = 50;
};
struct OperationStanding {
  std::string number, point, parcours, mode, basket, status, cause, customer;  // customer: his identifier, if known.
  Money requested, received;
  Instant created, last_action;
};
struct OperationsStanding {
  std::array<std::array<std::uint64_t, 5>, 4> counts{};  // [A to D][the statuses in the order of their words]: of all.
  std::uint64_t total = 0;                               // That pass the filter.
  std::vector<OperationStanding> rows;                   // Of the page, newest action first.
};

// What happens by itself, or becomes too late.
struct ComingDeadline {
  Instant at;
  std::string number, basket, parcours, status;
  std::string what;  // "payment_deadline", "payment_limit", "sweep", "validation_limit", "reminder"
};
struct ComingDeadlines {
  Instant now;
  std::uint64_t total = 0;
  std::vector<ComingDeadline> soonest;
};

struct DefectNote {
  std::string name, rule, sentence;
};
struct DefectsView {
  std::string current;      // Empty: the reference.
  bool changeable = false;  // False: the journal is on the disk, where no broken service writes.
  std::vector<DefectNote> all;
};

// A case to play: one of the suites by its id, or a file's text.
struct ScenarioOrder {
  std::string id, yaml, defect;
};
// Work for another thread; the JSON it found out, or what is wrong after "!".
using SandboxWork = std::function<std::string()>;

class SandboxPort {
 public:
  virtual ~SandboxPort() = default;

  virtual ClockView clock() = 0;
  // False: the clock is not one that control moves, or `to` lies before now.
  virtual bool move_clock(Instant to) = 0;
  virtual bool set_scale(double scale) = 0;    // 0 freezes, 1 as the wall clock.
  virtual std::optional<std::string> reset(const ResetOrder& order) = 0;  // Why not.
  virtual void change_world(const World& world) = 0;  // Keys and pins; people are added by the desk's commands.
  virtual std::string add_people(const World& added) = 0;  // Empty: done; else why not.

  // As a judge does to a target (sim/target.h). The service answers nothing between crash and recovery.
  virtual void crash(bool next_call, bool before_commit) = 0;
  virtual std::optional<std::string> recover(const encaissement::Policies& policies) = 0;
  virtual bool is_up() const = 0;
  virtual const encaissement::Policies& policies() const = 0;  // As asked for: what a defect makes of them ends with it.

  // What the network does to calls and notifications from now on: names of fault profiles; empty: nothing.
  virtual std::vector<std::string> fault_profiles() const = 0;
  virtual bool set_faults(const std::string& profile) = 0;
  virtual std::string faults() const = 0;  // The profile at work.

  // What was asked since the start, as a scenario file that plays it again. REQUIRES: is_up().
  virtual ExportedScenario export_scenario() = 0;
  // One JSON line a fact, secrets left out; where it cannot all be read, a last line {"incomplete": why}.
  virtual std::string export_journal() = 0;
  // Begins anew with the people of a scenario file (YAML, one case) and plays its steps. Why not.
  virtual std::optional<std::string> import_scenario(const std::string& yaml) = 0;

  // How everything stands. Both cost what happened since they were last asked, and the rows. REQUIRES: is_up().
  virtual OperationsStanding operations(const OperationsAsked& asked) = 0;
  virtual ComingDeadlines deadlines(std::size_t most) = 0;
  virtual DefectsView defects() const = 0;

  // The cases of the suites; and one of them, or another, played in a world of its own beside this one.
  virtual SandboxWork list_scenarios() const = 0;
  virtual SandboxWork run_scenario(const ScenarioOrder& order) const = 0;
};

}  // namespace parcours::http
