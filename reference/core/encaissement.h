// The service: many operations, accounts, wallets, deadlines and an outbox behind one function, execute(). Pure: the
// same commands at the same instants give the same answers and notices on any machine. The server, the simulator and
// the search run this class. Deadlines are data: the world asks next_deadline() when to wake it.
//
// How it works: a command is decided without changing anything; what was decided becomes facts; take() is the only way
// a fact changes the state, now or when a journal is read again.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reference/core/command.h"
#include "reference/core/delivery.h"
#include "reference/core/fact.h"
#include "reference/core/notice.h"
#include "reference/core/service_hook.h"
#include "reference/core/shelf.h"
#include "reference/core/text_index.h"

namespace encaissement {

// One line of an operation's history: what happened, when, for how much, and where it led.
struct Step {
  OperationId operation{};
  EventKind kind{};
  Instant at;
  CustomerId customer{};
  Money amount;
  Status status{};
  std::uint32_t previous = 0;  // Of the same operation; 0: none
};

// Things are kept in the order in which they came; their ids count from 1.
template <class All, class Id>
auto& of_id(All& all, Id id) {
  return all[static_cast<std::size_t>(id) - 1];
}
template <class Id, class All>
Id next_id(const All& all) {
  return static_cast<Id>(all.size() + 1);
}

class Encaissement {
 public:
  // `seed` chooses the transaction numbers. `sink` is told every fact; `hook` is for broken services only. Both are
  // borrowed and may be null.
  Encaissement(const Policies& policies, std::uint64_t seed, FactSink* sink = nullptr, ServiceHook* hook = nullptr);

  // -------- People and places, before or between commands; each is a fact --------
  // REQUIRES: now never moves backwards.
  PointId add_point(const NewPoint& point, Instant now);
  AccountId add_account(const NewAccount& account, Instant now);
  CustomerId add_customer(const NewCustomer& customer, Instant now);

  // -------- Commands --------
  // Lets everything due at or before `now` happen, then decides and carries out `command`. One effect or a refusal
  // that names its rule, in the precedence of section 5. REQUIRES: now never moves backwards.
  Outcome execute(const Command& command, Instant now);

  // Lets everything due at or before `now` happen, each at its own instant: deadlines, then reminders, then by
  // creation. REQUIRES: as execute().
  void advance(Instant now);

  // When something will happen by itself, or an API notification is due: that one stays due until it is answered.
  // None: nothing ever.
  std::optional<Instant> next_deadline() const;

  // The next such instant after `now`: deliveries that are due already are left out.
  std::optional<Instant> next_after(Instant now) const;

  // The same without notifications: when the next operation changes by itself.
  std::optional<Instant> next_step() const;

  // Lets go, in memory, of what is over: the oldest operations as long as each is final, was last changed before
  // `before` and has nothing left to be told; with them their history and their texts. Notices up to `read` go too, and
  // remembered answers that are too old to be given again. Returns how many operations went. What went is as if it had
  // never been: nobody finds it, lists begin after it, its basket number is free. Ids count on, money stays where it is,
  // and facts are not concerned: a journal still holds everything.
  std::size_t release_final(Instant before, NoticeId read);

  // A fact read from a journal becomes so again. REQUIRES: in the order in which they were kept, before any command.
  void take(const Fact& fact);

  // -------- Looks: they change nothing (VAL-06). Call advance() first. --------
  const Policies& policies() const { return policies_; }
  Instant now() const { return now_; }
  std::string_view text(Text text) const { return texts_.view(text); }
  TransactionNumber number(OperationId operation) const;
  // The operation with this number if `who` may see it, else null: as if it did not exist (ACC-05).
  const Operation* find(const Principal& who, const TransactionNumber& number) const;
  const Shelf<Operation>& operations() const { return operations_; }  // In order of creation.
  const Shelf<Notice>& notices() const { return notices_; }           // In order of id; id 1 first.
  const Shelf<Step>& steps() const { return steps_; }                 // Of all operations, as they happened.
  const std::vector<Customer>& customers() const { return customers_; }
  const std::vector<Point>& points() const { return points_; }
  const std::vector<Account>& accounts() const { return accounts_; }
  const DeliveryQueue& deliveries() const { return deliveries_; }
  bool keeps(OperationId id) const { return operations_.has(static_cast<std::size_t>(id) - 1); }  // Was not released.
  // REQUIRES, for each: there is one with this id, and it was not released.
  const Operation& operation(OperationId id) const { return of_id(operations_, id); }
  const Customer& customer(CustomerId id) const { return of_id(customers_, id); }
  const Point& point(PointId id) const { return of_id(points_, id); }
  const Account& account(AccountId id) const { return of_id(accounts_, id); }
  const Account* find_account(std::string_view login) const;
  const Point* find_point(std::string_view code) const;
  const Point* find_shop(std::string_view shop) const;
  const Customer* find_customer(std::string_view identifier_or_email) const;
  bool is_addressed_to(const Operation& operation, const Customer& customer) const;
  const Operation* last_of(PointId point) const;                    // The newest there, or null.
  const Operation* previous_of(const Operation& operation) const;  // The one before it at its point, or null.
  std::vector<Step> history(const Operation& operation) const;  // Oldest first; sending is not in it.

  // MON-01: every wallet's available and held, and all that was collected. Changes only by credit.
  Money total() const;

  // Room for so many operations, so that execute() allocates nothing until they are there.
  void reserve(std::size_t operations, std::size_t text_bytes);
  void reserve_people(std::size_t customers, std::size_t points, std::size_t accounts);
  std::uint32_t text_bytes() const { return texts_.kept_bytes(); }  // Kept now.

  // -------- Save and load, for searches (encaissement_state.cpp) --------
  struct Due {  // What happens by itself. In the service a heap; stale ones are dropped when they come up.
    Instant at;
    EventKind kind{};
    OperationId operation{};
    bool operator==(const Due&) const = default;
  };
  struct Remembered {  // REP-01
    std::uint64_t digest = 0;
    Instant at;
    Outcome outcome;
  };
  using AnswerKey = std::pair<std::uint64_t, std::string>;  // Whose, and which key
  using AnswerKeyView = std::pair<std::uint64_t, std::string_view>;
  struct AnswerOrder {
    using is_transparent = void;
    bool operator()(const AnswerKeyView& a, const AnswerKeyView& b) const { return a < b; }
  };
  using Answers = std::map<AnswerKey, Remembered, AnswerOrder>;

  // All that decides what happens next, API notifications aside: not how it came to be (steps, notices).
  struct State {
    Instant now;
    std::vector<Operation> operations;  // Their ids and order follow from their place.
    std::vector<Due> due;               // None stale; sorted as they come.
    std::vector<Point> points;
    std::vector<Account> accounts;
    std::vector<Customer> customers;
    Answers answers;
  };
  void save(State& into) const;

  // The service is `state` from here on, with an empty history and nothing to hand over; its texts are `texts`.
  // Allocates nothing once it has held as much. REQUIRES: the people are those it has, as far as they are found by name.
  void load(const State& state, std::string_view texts);

  // What save() gives as `due`, without the rest.
  void save_due(std::vector<Due>& into) const;
  const Answers& answers() const { return answers_; }
  std::string_view texts() const { return texts_.since(0); }

  // The same service as it is now, which tells nobody what becomes of it: for readers.
  Encaissement silent_copy() const;

  // How many facts it has taken: what leaves this as it was has changed nothing.
  std::uint64_t facts() const { return facts_; }

 private:
  // One on() a command, in the order of Body.
  Outcome answer(const Command& command, Instant now);
  Outcome on(const Principal&, const LogIn&);
  Outcome on(const Principal&, const AskRecovery&);
  Outcome on(const Principal&, const SetPassword&);
  Outcome on(const Principal&, const ChoosePoint&);
  Outcome on(const Principal&, const SetRight&);
  Outcome on(const Principal&, const Prepare&);
  Outcome on(const Principal&, const Request&);
  Outcome on(const Principal&, const NameCustomer&);
  Outcome on(const Principal&, const ChangeMode&);
  Outcome on(const Principal&, const Cancel&);
  Outcome on(const Principal&, const Validate&);
  Outcome on(const Principal&, const Scan&);
  Outcome on(const Principal&, const Pay&);
  Outcome on(const Principal&, const Refuse&);
  Outcome on(const Principal&, const IssuerRejects&);
  Outcome on(const Principal&, const Credit&);
  Outcome on(const Principal&, const SetBlocked&);
  Outcome on(const Principal&, const SetEnabled&);
  Outcome on(const Principal&, const ResumeNotifications&);
  Outcome on(const Principal&, const DeliveryAnswered&);

  const Refusal* refusal_of_caller(const Principal&) const;
  const Refusal* refusal_of_form(const Principal&, const RequestForm&) const;
  const Refusal* refusal_of_customer(const RequestForm&) const;
  const Operation* existing(const Principal&, const RequestForm&) const;
  bool basket_taken(const Principal&, const RequestForm&) const;
  Outcome create(const Principal&, const RequestForm&);
  Operation operation_of(const Principal&, const RequestForm&);
  void set_limits(Operation&, const RequestForm&) const;
  Outcome by_customer(const Principal&, EventKind, const TransactionNumber&, const Code2D&, Money amount);
  Outcome attempt(const Operation& operation, const Event& event);  // decide, then the fact
  const Refusal* refused_unless(bool holds, const Refusal& guard) const;

  // One became() a fact.
  template <class Body>
  void make_so(const Body& body);  // The fact happens, and is kept.
  void became(const TextsKept&);
  void became(const PointAdded&);
  void became(const AccountAdded&);
  void became(const CustomerAdded&);
  void became(const OperationCreated&);
  void became(const OperationStepped&);
  void became(const AccountChanged&);
  void became(const RecoveryIssued&);
  void became(const PointChanged&);
  void became(const CustomerChanged&);
  void became(const DeliveryTried&);
  void became(const DeliveryResumed&);
  void became(const Answered&);

  bool is_called(const Account& account, std::string_view login) const;
  bool is_called(const Customer& customer, std::string_view identifier_or_email) const;
  Text keep(std::string_view text);  // In the pool, as a fact.
  void settle(const Operation* before, const Operation& after);
  void tell(NoticeList list);
  void schedule(EventKind kind, const Operation& operation, Instant at);
  void schedule_next(const Operation& operation);
  bool is_stale(const Due& due) const;
  void drop_stale();
  void release_steps();
  void release_notices(std::size_t first_unread);
  void release_texts();
  const Operation* by_number(const TransactionNumber& number) const;
  bool sees(const Principal& who, const Operation& operation) const;
  const Remembered* remembered(std::uint64_t principal, std::string_view key) const;
  bool is_too_old(const Remembered& answer) const;
  void forget_old_answers();
  Outcome outcome_of(const Operation& operation) const;

  Policies policies_;
  std::uint64_t seed_;
  FactSink* sink_;
  ServiceHook* hook_;
  Instant now_{};
  TextPool texts_;
  bool texts_floored_ = false;  // Something was released: the texts of people and places end at the pool's floor.
  Shelf<Operation> operations_;
  Shelf<Step> steps_;
  Shelf<Notice> notices_;
  std::vector<Point> points_;
  std::vector<Account> accounts_;
  std::vector<Customer> customers_;
  std::vector<OperationId> last_of_point_;
  std::vector<Due> due_;  // A heap, the next on top.
  DeliveryQueue deliveries_;
  TextIndex<AccountId> account_by_login_;
  TextIndex<CustomerId> customer_by_identifier_;  // By identifier and by e-mail.
  Answers answers_;
  std::optional<Instant> first_answer_;
  AnswerKey looked_through_;  // Up to here, in the order of keys, for answers that are too old.
  std::uint64_t facts_ = 0;
};

// A number for a principal, the same for all its sessions (REP-01).
std::uint64_t key_of(const Principal& who);

}  // namespace encaissement
