// Watches one service from its first moment and shows every property all that happens. Costs little: only what changed
// is looked at, besides at_rest(), which audits everything. Whoever plays a story calls it so:
//   monitor.begins(service, policies);
//   … service.advance(t); monitor.time_passed(service, t);                       // every instant on its own
//   … monitor.asked(service, command); outcome = service.execute(…); monitor.answered(service, command, outcome);
//   … monitor.recovered(service);                                               // after a crash
//   … monitor.at_rest(service);
// The first property that does not hold is kept in broken(); after it nothing more is judged.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/expected.h"
#include "sim/handover.h"
#include "sim/property.h"
#include "sim/reached.h"

namespace parcours {

using encaissement::Instant;

class Monitor {
 public:
  using Service = encaissement::Encaissement;

  // `policies`: those that were asked for; a broken service may have others. REQUIRES: no command was given yet.
  void begins(const Service& service, const encaissement::Policies& policies);
  void time_passed(const Service& service);
  void asked(const Service& service, const encaissement::Command& command);
  void answered(const Service& service, const encaissement::Command& command, const encaissement::Outcome& outcome);
  // Everything the service was seen to have is there again, and nothing else (REP-03).
  void recovered(const Service& service);
  void at_rest(const Service& service);
  // All deadlines have passed: every operation is final (STA-03).
  void at_the_end(const Service& service);

  // What it remembers of answers given by key (REP-01): a search takes it along with each state.
  struct Remembered {
    std::uint64_t digest = 0;
    encaissement::Instant at;
    encaissement::Outcome outcome;
  };
  using Memory = std::map<std::pair<std::uint64_t, std::string>, Remembered, std::less<>>;
  const Memory& memory() const { return memory_; }
  void remembers(const Memory& memory) { memory_ = memory; }

  const std::optional<Broken>& broken() const { return broken_; }
  const Reached& reached() const { return reached_; }
  Reached& reached() { return reached_; }

 private:
  struct Wallet {
    Money available, held;
    bool blocked = false;  // PAY-10
    bool operator==(const Wallet&) const = default;
  };
  struct Counted {
    Money collected;
    int awaiting = 0, to_validate = 0;
    std::string remembered_email;  // FRM-08
    bool enabled = true;           // ACC-06
    bool operator==(const Counted&) const = default;
  };
  struct Effects;  // Of a command on people, points and queues.
  using Key = Memory::key_type;

  void fail(std::string_view property, std::optional<encaissement::RuleId> rule, encaissement::OperationId operation,
            std::string expected, std::string actual);
  // What has changed since the last look. `command`: what was done meanwhile; null: time passed.
  void look(const Service& service, const encaissement::Command* command);
  void see_creation(const Service& service, const encaissement::Command* command,
                    const encaissement::Operation& made);
  void see_step(const Service& service, const encaissement::Step& step);
  void see_operation(const encaissement::Operation& is);
  void settle(const encaissement::Operation* before, const encaissement::Operation& after);
  void check_notices(const Service& service);
  void check_money(const Service& service);
  void check_wallet(const Service& service, const encaissement::Customer& is);
  void check_point(const Service& service, const encaissement::Point& is);
  void check_deliveries(const Service& service);
  bool check_memory(const encaissement::Command& command, const encaissement::Outcome& outcome, bool changed);
  void remember(const encaissement::Command& command, const encaissement::Outcome& outcome);
  void expect_effects(const Service& service, const encaissement::Command& command, bool done);
  void check_accounts(const Service& service);
  void note(const encaissement::Command& command, const encaissement::Outcome& outcome);

  std::optional<Broken> broken_;
  encaissement::Policies policies_;
  Reached reached_;
  std::vector<encaissement::Operation> seen_;  // Every operation as last seen, and the people as they must be.
  std::vector<encaissement::Account> accounts_;
  std::vector<Wallet> wallets_;
  std::vector<Counted> points_;
  std::vector<encaissement::CustomerId> touched_customers_;  // Since the last look.
  std::vector<encaissement::PointId> touched_points_;
  std::vector<encaissement::Notice> due_notices_;  // Those that must have been written since the last look.
  std::size_t steps_ = 0, notices_ = 0;            // Seen so far.
  Memory memory_;
  Handover handover_;  // NOT-04
  Instant now_{};
  // Of the command asked now.
  Expected expected_;
  const Remembered* before_ = nullptr;
  encaissement::Operation subject_{};
  bool has_subject_ = false;
};

}  // namespace parcours
