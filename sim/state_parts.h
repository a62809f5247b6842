// A service's state taken apart for a search: every operation with its own deadlines, the people and places, the
// answers remembered, the instant. Each distinct part is kept once and has a number; a state is the numbers of its parts
// (sim/state_set.h), and puts together again to the very state. What is path-dependent and decides nothing (ids, history,
// where a text lies in the pool) is left out or put in one place.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "reference/core/encaissement.h"
#include "sim/component_table.h"
#include "sim/monitor.h"
#include "sim/state_set.h"

namespace parcours {

class StateParts {
 public:
  using Service = encaissement::Encaissement;

  // `service` as it is before the search: its people and their texts stay.
  explicit StateParts(const Service& service);

  // The key of `service` and of what the monitor remembers of answers given. `sorted`: operations in order of their
  // number, whatever the order of their creation. `same_pool`: the service was loaded from here and has only added texts
  // since; any other service is read by content.
  StateKey key_of(const Service& service, const Monitor::Memory& memory, bool sorted, bool same_pool);

  // The state of this key. Load it with texts(). `memory`: what the monitor remembers there.
  void put_together(const StateKey& key, Service::State& into, Monitor::Memory& memory);
  std::string_view texts() const { return texts_; }

  // Place by place, which operation of `service` is the one that a sorted key has there.
  std::vector<std::size_t> order_of(const Service& service, bool same_pool);

  Instant instant(const StateKey& key) const { return instants_.values[key.now]; }
  std::size_t memory() const;
  std::size_t distinct_operations() const { return operations_.values.size(); }

 private:
  struct OperationPart {
    encaissement::Operation operation;
    std::vector<Service::Due> due;
  };
  struct WalletsPart {
    std::vector<encaissement::Point> points;
    std::vector<encaissement::Customer> customers;
  };
  struct AnswersPart {
    Service::Answers answers;  // The service's.
    Monitor::Memory memory;    // And as the monitor heard them.
  };
  struct PeoplePart {
    std::uint32_t wallets = 0, accounts = 0, answers = 0;
  };
  template <class Value>
  struct Parts {
    ComponentTable table;
    std::vector<Value> values;
    std::uint32_t last = 0;  // Of the state put together last: most steps leave most parts as they were.
    template <class Make>
    std::uint32_t number_of(std::string_view bytes, const Make& make);
  };
  class Reader;

  std::uint32_t operation_number(const encaissement::Operation& o, const Reader& reader);
  std::uint32_t wallets_number(const Service& service, const Reader& reader);
  std::uint32_t accounts_number(const Service& service, const Reader& reader);
  std::uint32_t answers_number(const Service& service, const Monitor::Memory& memory);
  encaissement::Text canonical(const Service& service, encaissement::Text text);

  std::string texts_;      // The pool of every state.
  std::size_t own_texts_;  // Of the people, before the search.
  std::map<std::string, encaissement::Text, std::less<>> places_;
  Parts<OperationPart> operations_;
  Parts<WalletsPart> wallets_;
  Parts<std::vector<encaissement::Account>> accounts_;
  Parts<AnswersPart> answers_;
  Parts<PeoplePart> people_;
  Parts<Instant> instants_;
  FieldBytes bytes_;
  std::vector<Service::Due> due_;
  StateKey last_key_;             // Put together last.
  std::size_t loaded_texts_ = 0;  // How much of texts_ there was then.
};

}  // namespace parcours
