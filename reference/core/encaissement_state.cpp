// Save and load: for searches that go to many states of one service again and again.
#include <algorithm>
#include <cassert>
#include <tuple>

#include "reference/core/encaissement.h"

namespace encaissement {

void Encaissement::save_due(std::vector<Due>& into) const {
  into.clear();
  for (const Due& due : due_)
    if (!is_stale(due)) into.push_back(due);
  const auto order = [](const Due& d) { return std::tuple{d.at, d.kind == EventKind::reminder, d.operation}; };
  std::sort(into.begin(), into.end(), [&](const Due& a, const Due& b) { return order(a) < order(b); });
}

void Encaissement::save(State& into) const {
  into.now = now_;
  into.operations.assign(operations_.begin(), operations_.end());
  for (Operation& o : into.operations) o.last_step = 0;
  save_due(into.due);
  into.points.assign(points_.begin(), points_.end());
  into.accounts.assign(accounts_.begin(), accounts_.end());
  into.customers.assign(customers_.begin(), customers_.end());
  into.answers = answers_;
}

void Encaissement::load(const State& state, std::string_view texts) {
  assert(state.points.size() == points_.size() && state.customers.size() == customers_.size());
  now_ = state.now;
  texts_.assign(texts);
  points_.assign(state.points.begin(), state.points.end());
  accounts_.assign(state.accounts.begin(), state.accounts.end());
  customers_.assign(state.customers.begin(), state.customers.end());
  std::fill(last_of_point_.begin(), last_of_point_.end(), OperationId::none);
  operations_.clear();
  for (const Operation& one : state.operations) {
    Operation o = one;
    o.id = next_id<OperationId>(operations_);
    o.previous_of_point = std::exchange(of_id(last_of_point_, o.point), o.id);
    operations_.push_back(o);
  }
  due_.assign(state.due.begin(), state.due.end());  // Sorted is a heap.
  steps_.clear();
  notices_.clear();
  deliveries_ = {};
  if (!answers_.empty() || !state.answers.empty()) answers_ = state.answers;
}

Encaissement Encaissement::silent_copy() const {
  Encaissement copy{*this};
  copy.sink_ = nullptr;
  copy.hook_ = nullptr;
  return copy;
}

}  // namespace encaissement
