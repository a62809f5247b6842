// The sandbox: the service that stands behind the gate, its clock, and all that control may do to it. On the writer's
// thread, but for the clock. It is a target like those of the judges: beginning anew, crashes and broken services are theirs.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "fakes/broken_service.h"
#include "reference/http/gate.h"
#include "reference/http/sandbox_port.h"
#include "reference/journal/sqlite_journal.h"
#include "scenarios/serve/clock.h"
#include "scenarios/serve/faults.h"
#include "scenarios/serve/overview.h"
#include "scenarios/serve/play_scenario.h"
#include "scenarios/serve/recorder.h"
#include "sim/in_process_target.h"

namespace parcours {

// What must be told to others when the sandbox changes.
struct SandboxEars {
  std::function<void(const World&, const encaissement::Policies&)> known;  // People or settings are others now.
  std::function<void(std::shared_ptr<LocalDesk>)> reader;  // A copy to read from; null: read from the writer.
  std::function<void(const FaultProfile&)> faults;
  std::function<void()> anew;  // The service is a new one: its notices count from 1 again.
};

class Sandbox final : public http::SandboxPort, public http::Backend {
 public:
  // `target` is the service to begin with, already started. `disk`: its journal where that is on the disk, else null;
  // broken services are refused there. Borrows the clock.
  Sandbox(std::unique_ptr<InProcessTarget> target, SandboxClock& clock, encaissement::SqliteJournal* disk);

  // The service has just begun, as it was asked to: what is asked of it from now on can be exported.
  void record_from(const World& world, const encaissement::Policies& policies, Instant start) {
    recorder_.record_from(world, policies, start);
  }
  void play_from(Suites suites) { suites_ = std::move(suites); }
  void listen(SandboxEars ears);  // And tells them how things stand.
  bool holds_notifications() const { return holds_notifications_; }
  const World& world() const { return world_; }
  const encaissement::Encaissement& service() const { return target_->service(); }

  Desk& desk() override { return recorder_; }
  encaissement::Journal& journal() override { return target_->journal(); }
  void must_write() override {
    if (disk_ != nullptr) disk_->set_clock(clock_.now());
  }
  std::vector<encaissement::Fact> take_flushed() override { return std::exchange(flushed_, {}); }
  void clock_moved(Instant now) override {
    if (disk_ != nullptr) disk_->set_clock(now);
  }

  http::ClockView clock() override;
  bool move_clock(Instant to) override;
  bool set_scale(double scale) override { return clock_.set_scale(scale); }
  std::optional<std::string> reset(const http::ResetOrder& order) override;
  void change_world(const World& world) override;
  std::string add_people(const World& added) override;
  void crash(bool next_call, bool before_commit) override;
  std::optional<std::string> recover(const encaissement::Policies& policies) override;
  bool is_up() const override { return target_->is_up(); }
  const encaissement::Policies& policies() const override { return recorder_.policies(); }
  std::vector<std::string> fault_profiles() const override;
  bool set_faults(const std::string& profile) override;
  std::string faults() const override { return faults_; }
  http::ExportedScenario export_scenario() override;
  std::string export_journal() override;
  std::optional<std::string> import_scenario(const std::string& yaml) override;
  http::OperationsStanding operations(const http::OperationsAsked& asked) override;
  http::ComingDeadlines deadlines(std::size_t most) override;
  http::DefectsView defects() const override;
  http::SandboxWork list_scenarios() const override { return listing_of(suites_); }
  http::SandboxWork run_scenario(const http::ScenarioOrder& order) const override { return playing_of(suites_, order); }

 private:
  void tell_known();
  void keep_directory();
  void renew_reader();
  std::optional<std::string> replace_target(const std::string& defect);

  std::unique_ptr<InProcessTarget> target_, previous_;  // previous_: until the job that replaced it is over.
  Recorder recorder_;  // Stands before target_.
  SandboxClock& clock_;
  encaissement::SqliteJournal* const disk_;
  bool is_broken_ = false;
  bool holds_notifications_ = false;
  std::string faults_ = "none";
  std::vector<encaissement::Fact> flushed_;
  World world_;
  Overview overview_;  // Of target_, since it last began.
  Suites suites_;
  SandboxEars ears_;
};

}  // namespace parcours
