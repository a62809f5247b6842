#include "scenarios/serve/overview.h"

#include <algorithm>
#include <tuple>

namespace parcours {
namespace {

using encaissement::Encaissement;
using encaissement::EventKind;
using encaissement::Operation;
using encaissement::OperationId;
using encaissement::Status;
using http::OperationsAsked;
using http::OperationsStanding;

bool passes(std::string_view word, std::string_view asked) { return asked.empty() || word == asked; }

// The step that set its last action, counted from 1; 0: it was created then, and nothing has moved it since.
std::uint32_t place_of(const Encaissement& service, const Operation& o) {
  std::uint32_t step = o.last_step;
  while (step != 0 && service.steps()[step - 1].at != o.last_action) step = service.steps()[step - 1].previous;
  return step;
}

// Walks over all operations once, from the newest action to the oldest, until `see` says that it has seen enough: the
// steps and the creations are each in the order of their instants already.
template <class See>
void walk_newest_first(const Encaissement& service, const See& see) {
  std::size_t step = service.steps().size(), created = service.operations().size();
  while (created > 0 || step > 0) {
    const bool is_creation = step == 0 || (created > 0 && service.operations()[created - 1].created > service.steps()[step - 1].at);
    const OperationId id = is_creation ? service.operations()[created - 1].id : service.steps()[step - 1].operation;
    const std::size_t here = is_creation ? 0 : step;
    --(is_creation ? created : step);
    const Operation& o = service.operation(id);
    if (place_of(service, o) == here && !see(o)) return;
  }
}

http::OperationStanding row_of(const Encaissement& service, const Operation& o) {
  const auto customer = o.customer == encaissement::CustomerId::nobody ? std::string_view{}
                                                                       : service.text(service.customer(o.customer).identifier);
  return {.number = std::string{service.number(o.id).view()},
          .point = std::string{service.text(service.point(o.point).code)},
          .parcours = std::string{to_string(o.parcours)},
          .mode = std::string{to_string(o.mode)},
          .basket = std::string{service.text(o.basket)},
          .status = std::string{to_string(o.status)},
          .cause = std::string{to_string(o.cause)},
          .customer = std::string{customer},
          .requested = o.requested,
          .received = o.received,
          .created = o.created,
          .last_action = o.last_action};
}

std::uint64_t total_of(const OperationsStanding& standing, const OperationsAsked& asked) {
  std::uint64_t total = 0;
  for (std::size_t p = 0; p < standing.counts.size(); ++p)
    for (std::size_t s = 0; s < standing.counts[p].size(); ++s)
      if (passes(to_string(static_cast<encaissement::Parcours>(p)), asked.parcours) &&
          passes(to_string(static_cast<Status>(s)), asked.status))
        total += standing.counts[p][s];
  return total;
}

}  // namespace

void Overview::count(const Encaissement& service) {
  const auto of = [&](const Operation& o, Status status) -> std::uint64_t& {
    return counts_[static_cast<std::size_t>(o.parcours)][static_cast<std::size_t>(status)];
  };
  for (; operations_ < service.operations().size(); ++operations_)
    ++of(service.operations()[operations_], Status::awaiting_customer);
  for (; steps_ < service.steps().size(); ++steps_) {
    const encaissement::Step& step = service.steps()[steps_];
    const Operation& o = service.operation(step.operation);
    --of(o, step.previous == 0 ? Status::awaiting_customer : service.steps()[step.previous - 1].status);
    ++of(o, step.status);
  }
}

OperationsStanding Overview::operations(const Encaissement& service, const OperationsAsked& asked) {
  count(service);
  OperationsStanding standing{.counts = counts_, .total = 0, .rows = {}};
  standing.total = total_of(standing, asked);
  const std::uint64_t from = (asked.page - 1) * asked.size, to = std::min<std::uint64_t>(from + asked.size, standing.total);
  std::uint64_t seen = 0;
  if (from >= to) return standing;
  walk_newest_first(service, [&](const Operation& o) {
    if (!passes(to_string(o.parcours), asked.parcours) || !passes(to_string(o.status), asked.status)) return true;
    if (seen >= from) standing.rows.push_back(row_of(service, o));
    return ++seen < to;
  });
  return standing;
}

// What the service does by itself; and before it where it is too late already (E on B and D, E').
void Overview::find_coming(const Encaissement& service) {
  std::vector<Encaissement::Due> due;
  service.save_due(due);
  coming_.clear();
  coming_.reserve(2 * due.size());
  for (const Encaissement::Due& one : due) {
    const Operation& o = service.operation(one.operation);
    if (one.kind == EventKind::reminder) {
      coming_.push_back({one.at, o.id, "reminder"});
      continue;
    }
    const bool is_payment = one.kind == EventKind::payment_deadline, at_once = is_payment && is_immediate(o);
    const Instant limit = is_payment ? o.payment_deadline : o.validation_deadline;
    if (at_once) coming_.push_back({one.at, o.id, "payment_deadline"});
    else coming_.push_back({limit, o.id, is_payment ? "payment_limit" : "validation_limit"});
    if (!at_once && limit < one.at) coming_.push_back({one.at, o.id, "sweep"});
  }
  coming_as_of_ = service.facts();
}

http::ComingDeadlines Overview::deadlines(const Encaissement& service, Instant now, std::size_t most) {
  if (coming_as_of_ != service.facts()) find_coming(service);
  const auto order = [](const Coming& c) { return std::tuple{c.at, c.operation, std::string_view{c.what}}; };
  const auto first = std::partition(coming_.begin(), coming_.end(), [&](const Coming& c) { return c.at < now; });
  const auto total = static_cast<std::size_t>(coming_.end() - first);
  const auto last = first + static_cast<std::ptrdiff_t>(std::min(most, total));
  std::partial_sort(first, last, coming_.end(), [&](const Coming& a, const Coming& b) { return order(a) < order(b); });
  http::ComingDeadlines found{.now = now, .total = total, .soonest = {}};
  for (auto one = first; one != last; ++one) {
    const Operation& o = service.operation(one->operation);
    found.soonest.push_back({.at = one->at,
                             .number = std::string{service.number(o.id).view()},
                             .basket = std::string{service.text(o.basket)},
                             .parcours = std::string{to_string(o.parcours)},
                             .status = std::string{to_string(o.status)},
                             .what = one->what});
  }
  return found;
}

}  // namespace parcours
