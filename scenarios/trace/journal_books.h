// A served journal judged: every fact against the core (was this step allowed, are these limits right), and the money in
// books of our own. Nothing is hidden in a journal; what an export leaves out of one is.
#pragma once

#include <map>
#include <set>
#include <string>

#include "reference/core/fact.h"
#include "scenarios/trace/judge.h"

namespace parcours {

class JournalBooks {
 public:
  explicit JournalBooks(const encaissement::Policies& policies) : policies_{policies} {}

  // The next fact, which stands at `line` (from 1). `number`: what the operation it is about is called.
  struct Place {
    std::size_t line = 0;
    std::string number = {};
  };
  void take(const encaissement::Fact& fact, const Place& place);
  // What an export does not tell of a creation: limits of days, whom it is for.
  void is_export() { is_export_ = true; }
  void end();

  Books books;  // Entries are lines less one.

 private:
  void created(const encaissement::Operation& o, const Place& place);
  void stepped(encaissement::OperationId id, encaissement::Event event, const Place& place);
  void check_limits(const encaissement::Operation& o, const Place& place);
  void check_refusal(const encaissement::Operation& before, const encaissement::Event& event, const Place& place);
  void move_money(const encaissement::Operation& before, const encaissement::Operation& after, const Place& place);
  void overdue(Instant at, const Place& place);
  void expect_due(const encaissement::Operation& o);
  void answered(const encaissement::Answered& fact, const Place& place);
  void changed(const encaissement::CustomerChanged& fact);
  void need(bool holds, encaissement::RuleId rule, const Place& place, const char* sentence, std::string expected, std::string actual);

  struct Wallet {
    Money available, held;
    bool blocked = false;
  };
  struct Kept {
    std::uint64_t digest = 0;
    Instant at;
  };
  const encaissement::Policies policies_;
  bool is_export_ = false;
  Instant now_{};
  std::map<encaissement::OperationId, encaissement::Operation> operations_;
  std::map<encaissement::OperationId, std::string> numbers_;
  std::map<encaissement::CustomerId, Wallet> wallets_;
  std::map<encaissement::CustomerId, int> asked_at_once_;              // FRM-11
  std::set<std::pair<Instant, encaissement::OperationId>> due_;        // Deadlines to come.
  std::map<std::pair<std::uint64_t, std::string>, Kept> answers_;
  Money credited_, collected_;
};

struct JudgedJournal {
  Books books;
  std::string trouble;                 // It cannot be read, or is damaged; empty: it was read.
  encaissement::Policies policies;     // It was kept under.
  std::size_t facts = 0;
};

// The folder of `parcours serve`. What is made of it by the core itself must be what our books say.
JudgedJournal judge_folder(const std::string& folder);

// Lines of `parcours journal export`, under these policies. Trouble names file and line.
JudgedJournal judge_exported(std::string_view lines, const std::string& file, const encaissement::Policies& policies);

}  // namespace parcours
