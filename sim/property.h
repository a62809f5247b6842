// The one oracle: what must hold of every service at every moment. Properties are data (id, sentence, the rules they
// stand for, a predicate); RapidCheck, exhaustive search, random exploration and the population share them through
// the Monitor, which shows each property every state, step and answer it is about. Written from the rules' text, apart
// from the core's own tables, so that one can catch the other.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "reference/core/encaissement.h"
#include "sim/expected.h"

namespace parcours {

using encaissement::Money;

// A new operation, as the command asked for it.
struct CreationSeen {
  const encaissement::Encaissement& service;
  const encaissement::Policies& policies;  // Those that were asked for; here and below.
  const encaissement::Principal& who;
  const encaissement::RequestForm& form;
  const encaissement::Operation& made;
};

// A step of one operation: by a command, or by itself.
struct StepSeen {
  const encaissement::Operation& before;
  const encaissement::Step& step;
  const encaissement::Operation& after;
  const encaissement::Policies& policies;
  const encaissement::Customer* payer;  // Who scanned, paid or refused; null where nobody did.
};

// A command and its answer. `subject` is what it speaks of, before and after; null where it speaks of nothing.
struct AnswerSeen {
  const encaissement::Encaissement& service;
  const encaissement::Command& command;
  const Expected& expected;
  const encaissement::Outcome& outcome;
  const encaissement::Operation* before;
  const encaissement::Operation* after;
  bool changed;  // Something happened: a step, an operation, a notice.
};

struct Property {
  std::string_view id;        // "money-conserved"
  std::string_view sentence;  // What always holds, in one sentence.
  std::array<encaissement::RuleId, 4> rules{};  // Those it stands for; `rule_count` of them.
  int rule_count = 0;
  // The predicates it has; the others are null.
  bool (*of_creation)(const CreationSeen&) = nullptr;
  bool (*of_step)(const StepSeen&) = nullptr;
  bool (*of_answer)(const AnswerSeen&) = nullptr;
  bool (*of_operation)(const encaissement::Operation&, const encaissement::Policies&) = nullptr;
  bool (*of_service)(const encaissement::Encaissement&, const encaissement::Policies&) = nullptr;  // At rest: the whole state.
};

// Every property, in the order of the rules' chapters. Those without predicate are the Monitor's own: they need what it
// remembers (wallets, notices, answers), and it names them by id.
std::span<const Property> properties();

// REQUIRES: there is one of this id.
const Property& property(std::string_view id);

// A property that did not hold.
struct Broken {
  const Property* property = nullptr;
  encaissement::RuleId rule{};  // The one that is broken, as far as it can be told.
  encaissement::OperationId operation{};
  std::string expected, actual;
};

}  // namespace parcours
