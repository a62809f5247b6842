#include "sim/linearize.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <set>
#include <utility>

#include "reference/core/text.h"
#include "sim/in_process_target.h"

namespace parcours {
namespace {

using Mask = std::uint64_t;

std::string words_of(const OperationView& v) {
  std::string text = v.status + ' ' + v.cause + ' ' + v.api_state + ' ' + v.customer;
  for (const Money amount : {v.requested, v.received, v.remaining, v.validated}) text += ' ' + std::to_string(amount.cents());
  return text;
}

std::string words_of(const Answer& a) {
  if (a.kind == Answer::Kind::lost) return "no answer";
  if (a.kind == Answer::Kind::refused) return "refused " + a.code + ' ' + a.rule;
  std::string text = "done " + a.number + ' ' + a.status + ' ' + a.api_state;
  for (const Money amount : {a.requested, a.received, a.remaining}) text += ' ' + std::to_string(amount.cents());
  return text;
}

// By the rule only where it was told: a foreign service gives its code.
bool same_answer(const Answer& expected, const Answer& given) {
  if (expected.kind == Answer::Kind::refused && given.kind == Answer::Kind::refused)
    return expected.code == given.code && (given.rule.empty() || given.rule == expected.rule);
  return words_of(expected) == words_of(given);
}

class Search {
 public:
  Search(const BeforeOverlap& before, std::span<const OverlappingCall> calls, std::size_t states_max)
      : before_{before}, calls_{calls}, states_max_{states_max} {
    for (std::size_t i = 0; i < calls.size(); ++i)
      if (is_definite(i)) definite_ |= Mask{1} << i;
  }

  Linearized run() {
    found_.holds = explore(0);
    if (!found_.holds) found_.order.clear();
    return std::move(found_);
  }

 private:
  bool is_definite(std::size_t i) const { return calls_[i].looks || calls_[i].answer.kind != Answer::Kind::lost; }
  std::uint64_t end_of(std::size_t i) const {
    return is_definite(i) ? calls_[i].returned : std::numeric_limits<std::uint64_t>::max();
  }
  bool may_be_next(Mask done, std::size_t i) const;
  bool explore(Mask done);
  void play_again();
  bool apply(std::size_t i);
  std::string state() ;

  const BeforeOverlap& before_;
  const std::span<const OverlappingCall> calls_;
  const std::size_t states_max_;
  Mask definite_ = 0;
  InProcessTarget service_;
  std::set<std::pair<Mask, std::string>> visited_;
  Linearized found_;
};

// Nobody else had returned when it was made who has not taken effect yet.
bool Search::may_be_next(Mask done, std::size_t i) const {
  if ((done >> i & 1U) != 0) return false;
  for (std::size_t j = 0; j < calls_.size(); ++j)
    if (j != i && (done >> j & 1U) == 0 && end_of(j) < calls_[i].made) return false;
  return true;
}

// The service as it stands after what happened before and the order so far. Replaying is cheap beside what it saves:
// a second copy of the core's state and the doubt whether it is one.
void Search::play_again() {
  service_.reset(before_.world, before_.policies, before_.now, before_.seed);
  for (const Call& call : before_.calls) service_.submit(call, before_.now);
  for (const std::size_t i : found_.order)
    if (!calls_[i].looks) service_.submit(calls_[i].call, before_.now);
}

// Whether the service answers as it was answered.
bool Search::apply(std::size_t i) {
  const OverlappingCall& one = calls_[i];
  if (!one.looks) {
    const Answer answer = service_.submit(one.call, before_.now);
    return one.answer.kind == Answer::Kind::lost || same_answer(answer, one.answer);
  }
  const auto view = service_.look(one.call.who, one.call.operation, before_.now);
  return view.has_value() == one.seen.has_value() && (!view || words_of(*view) == words_of(*one.seen));
}

std::string Search::state() {
  std::string text;
  for (const encaissement::Operation& o : service_.service().operations()) {
    const std::string number{service_.service().number(o.id).view()};
    text += number + ' ' + std::string{to_string(o.status)} + ' ' + std::to_string(o.received.cents()) + ' ' +
            std::to_string(o.validated.cents()) + ' ' + std::to_string(static_cast<unsigned>(o.customer)) + ';';
  }
  for (const CustomerSpec& customer : before_.world.customers)
    if (const auto wallet = service_.wallet(customer.name, before_.now))
      text += std::to_string(wallet->available.cents()) + '/' + std::to_string(wallet->held.cents()) + ';';
  return text;
}

bool Search::explore(Mask done) {
  if ((done & definite_) == definite_) return true;
  for (std::size_t i = 0; i < calls_.size(); ++i) {
    if (!may_be_next(done, i)) continue;
    play_again();
    if (!apply(i)) continue;
    const Mask next = done | Mask{1} << i;
    if (!visited_.insert({next, state()}).second) continue;
    if (++found_.states > states_max_) return found_.gave_up = true, false;
    found_.order.push_back(i);
    if (explore(next)) return true;
    found_.order.pop_back();
    if (found_.gave_up) return false;
  }
  return false;
}

}  // namespace

Linearized linearize(const BeforeOverlap& before, std::span<const OverlappingCall> calls, std::size_t states_max) {
  assert(calls.size() <= 64 && "REQUIRES: at most 64 calls");
  return Search{before, calls, states_max}.run();
}

std::string told(std::span<const OverlappingCall> calls) {
  std::vector<const OverlappingCall*> in_order;
  for (const OverlappingCall& one : calls) in_order.push_back(&one);
  std::sort(in_order.begin(), in_order.end(), [](const auto* a, const auto* b) { return a->made < b->made; });
  std::string text;
  for (const OverlappingCall* one : in_order) {
    text += (one->looks ? "look" : to_string(one->call.verb)) + (one->call.amount.empty() ? "" : " " + one->call.amount) +
            " by " + one->call.who.name + " [" + std::to_string(one->made) + ", " + std::to_string(one->returned) + "]: ";
    text += (one->looks ? (one->seen ? "sees " + words_of(*one->seen) : "sees nothing") : words_of(one->answer)) + '\n';
  }
  return text;
}

}  // namespace parcours
