// A small world with the real core in it, in which stories are played fast: no texts, no network, no coroutines. Every
// property watches (sim/monitor.h). The guide's people; a hook makes the service a broken one.
//   Arena arena({.policies = p, .start = t}); for (const Act& act : story) arena.play(act);
//   arena.finish(); if (const auto& broken = arena.monitor().broken()) …
// Same setup, same story: same bytes.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "reference/core/encaissement.h"
#include "reference/journal/journal.h"
#include "sim/act.h"
#include "sim/cast.h"
#include "sim/monitor.h"

namespace parcours {

class Arena {
 public:
  struct Setup {
    encaissement::Policies policies{};
    Instant start{std::chrono::hours{24 * 18437 + 7}};  // 24/06/2020 09:00 in Paris
    std::uint64_t seed = 1;
    bool can_crash = true;  // Keeps a journal, which costs time. False: crashes are played as lost requests or answers.
    std::function<std::unique_ptr<encaissement::ServiceHook>()> make_hook{};  // For a broken service; may be empty.
  };

  // Policies as the service has them: a defect may have changed them behind our back.
  explicit Arena(const Setup& setup);
  Arena(const Setup& setup, const encaissement::Policies& service_policies);

  // The act at its moment. What is due before happens first, each instant on its own.
  void play(const Act& act);
  void play(const Story& story);  // Stops at the first broken property.

  // Audits everything, then lets so much time pass that every operation must be final (STA-03).
  void finish();

  const encaissement::Encaissement& service() const { return *service_; }
  const Monitor& monitor() const { return monitor_; }
  Monitor& monitor() { return monitor_; }
  Instant now() const { return now_; }
  std::uint64_t commands() const { return commands_; }  // Executed so far, what happened by itself included.

  // The last command's answer; none when nothing was executed since the last play() (a wait, a lost request).
  const std::optional<encaissement::Outcome>& answer() const { return answer_; }

  // When `when` is, now: not before now.
  Instant instant_of(const When& when) const;

  // For a search that puts the service where it wants it (its load()): the arena goes along to `now`.
  encaissement::Encaissement& search(Instant now) {
    now_ = now;
    return *service_;
  }

  // The core's command for an act now, as the arena would play it. Views into the arena: good until the next call.
  encaissement::Command command_of(const Act& act);

 private:
  void start_service();
  void pass_time(Instant until);
  bool answer_deliveries();  // Whether there were any.
  void execute(const Act& act, const encaissement::Command& command);
  encaissement::Outcome run(const encaissement::Command& command);
  void crash_at_commit(const encaissement::Command& command, bool keeps);
  void restart();
  encaissement::Body body_of(const Act& act);
  encaissement::TransactionNumber number_of(std::uint8_t operation) const;
  encaissement::Code2D code_of(const Act& act) const;

  Setup setup_;
  encaissement::Policies service_policies_;
  std::unique_ptr<encaissement::ServiceHook> hook_;
  encaissement::MemoryJournal journal_;
  std::unique_ptr<encaissement::Encaissement> service_;
  Monitor monitor_;
  Instant now_;
  std::uint64_t commands_ = 0;
  std::uint64_t tokens_ = 0;
  std::optional<encaissement::Outcome> answer_;
  std::array<std::optional<Act>, kRoleCount> last_;  // Of each role, for retry.
  RequestForm form_;  // What a command's views point to.
  std::string identifier_, token_, key_;
};

}  // namespace parcours
