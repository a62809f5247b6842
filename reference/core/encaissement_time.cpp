// What happens by itself: deadlines and reminders on a heap, each at its own instant (section 3, last paragraph).
#include <algorithm>
#include <cassert>
#include <tuple>

#include "reference/core/deadline.h"
#include "reference/core/encaissement.h"

namespace encaissement {
namespace {

// At the same instant deadlines come before reminders, then what was created first.
template <class Due>
bool later(const Due& a, const Due& b) {
  const auto order = [](const Due& d) { return std::tuple{d.at, d.kind == EventKind::reminder, d.operation}; };
  return order(a) > order(b);
}

std::optional<Instant> sooner(std::optional<Instant> a, std::optional<Instant> b) {
  return a && b ? std::min(a, b) : a ? a : b;
}

}  // namespace

void Encaissement::schedule(EventKind kind, const Operation& operation, Instant at) {
  if (hook_ != nullptr) hook_->schedules(kind, operation, at);
  due_.push_back({at, kind, operation.id});
  std::push_heap(due_.begin(), due_.end(), later<Due>);
}

void Encaissement::schedule_next(const Operation& o) {
  if (o.status == Status::awaiting_customer) schedule(EventKind::payment_deadline, o, expires_at(o, policies_));
  if (o.status != Status::to_validate) return;
  schedule(EventKind::validation_deadline, o, validation_ends_at(o, policies_));
  schedule(EventKind::reminder, o, reminder_at(o));
}

bool Encaissement::is_stale(const Due& due) const {
  if (!keeps(due.operation)) return true;
  const Operation& o = operation(due.operation);
  if (due.kind == EventKind::payment_deadline) return o.status != Status::awaiting_customer;
  return o.status != Status::to_validate || (due.kind == EventKind::reminder && o.reminded);
}

void Encaissement::drop_stale() {
  while (!due_.empty() && is_stale(due_.front())) {
    std::pop_heap(due_.begin(), due_.end(), later<Due>);
    due_.pop_back();
  }
}

void Encaissement::advance(Instant now) {
  assert(now >= now_);
  while (!due_.empty() && due_.front().at <= now) {
    const Due due = due_.front();
    std::pop_heap(due_.begin(), due_.end(), later<Due>);
    due_.pop_back();
    now_ = std::max(now_, due.at);
    make_so(OperationStepped{due.operation, {.kind = due.kind, .at = due.at}});
    if (sink_ != nullptr) sink_->commit();
  }
  now_ = now;
}

std::optional<Instant> Encaissement::next_step() const {
  return due_.empty() ? std::nullopt : std::optional{due_.front().at};  // The first is never stale.
}

std::optional<Instant> Encaissement::next_deadline() const { return sooner(next_step(), deliveries_.next_due()); }

std::optional<Instant> Encaissement::next_after(Instant now) const {
  return sooner(next_step(), deliveries_.next_due_after(now));
}

}  // namespace encaissement
