#include "scenarios/runner/watch.h"

#include <algorithm>
#include <utility>

#include "reference/core/text.h"

namespace parcours {
namespace {

using encaissement::format_amount;

bool is_final(const std::string& status) {
  return status == "validated" || status == "expired" || status == "cancelled";
}

Departure broken(std::string rule, std::string reason, std::string expected, std::string actual) {
  return {.rule = std::move(rule),
          .reason = std::move(reason),
          .expected = {std::move(expected)},
          .actual = std::move(actual)};
}

std::string amounts(const OperationView& v) {
  return "requested " + format_amount(v.requested) + ", received " + format_amount(v.received) + ", validated " +
         format_amount(v.validated) + ", remaining " + format_amount(v.remaining);
}

// MON-02, and what remains (PAY-07).
std::optional<Departure> look_at_amounts(const OperationView& v) {
  const std::string subject = "The amounts of " + v.number + ".";
  const bool ordered = Money{} <= v.validated && v.validated <= v.received && v.received <= v.requested;
  if (!ordered) return broken("MON-02", subject, "0 <= validated <= received <= requested", amounts(v));
  const bool whole = v.received.is_zero() || v.received == v.requested;
  if (v.parcours == "B" && !whole) return broken("MON-02", subject, "on B received is nothing or all", amounts(v));
  if (v.remaining != v.requested - v.received)
    return broken("PAY-07", subject, "remaining " + format_amount(v.requested - v.received), amounts(v));
  return std::nullopt;
}

}  // namespace

Watch::Watch(Case& played) : case_{played} {
  for (const CustomerSpec& customer : played.scenario.world.customers) start_ += customer.balance;
}

std::optional<Departure> Watch::look() {
  if (case_.around.service_down) return std::nullopt;
  if (auto departure = look_at_operations()) return departure;
  if (case_.can.reads_wallets)
    if (auto departure = look_at_money()) return departure;
  return case_.can.espace ? look_at_counters() : std::nullopt;
}

std::vector<std::string> Watch::statuses_of(const std::string& number) const {
  std::vector<std::string> all;
  if (const auto found = statuses_.find(number); found != statuses_.end()) all = found->second;
  const auto view = seen_.find(number);
  if (view == seen_.end()) return all;
  for (const std::string& line : view->second.history)
    if (const std::size_t arrow = line.rfind("-> "); arrow != std::string::npos) all.push_back(line.substr(arrow + 3));
  return all;
}

// -------- Operations ----------------------------------------------------------------------------

std::optional<Departure> Watch::look_at_operations() {
  for (const auto& made : case_.operations) {
    const auto view = case_.look(*made);
    if (!view) continue;
    if (auto departure = look_at(*made, *view)) return departure;
  }
  return std::nullopt;
}

// STA-02: a final status stays, and its amounts too, but for the refund that the setting allows.
std::optional<Departure> Watch::look_at(const Made& made, const OperationView& view) {
  auto& statuses = statuses_[made.number];
  if (statuses.empty() || statuses.back() != view.status) statuses.push_back(view.status);
  const auto before = seen_.find(made.number);
  if (before != seen_.end()) {
    const OperationView& was = before->second;
    note_change(was, view);
    const std::string subject = "The operation " + view.number + " had ended.";
    if (is_final(was.status) && (view.status != was.status || view.cause != was.cause))
      return broken("STA-02", subject, was.status + " for good", view.status + " " + view.cause);
    const bool refund = case_.policies.refund == encaissement::Refund::full && was.status == "validated";
    if (is_final(was.status) && !refund && amounts(was) != amounts(view))
      return broken("STA-02", subject, amounts(was), amounts(view));
  }
  seen_[made.number] = view;
  return look_at_amounts(view);
}

void Watch::note_change(const OperationView& before, const OperationView& view) {
  if (before.status == view.status || was_told(view)) return;
  std::string label = view.number + " becomes " + view.status;
  if (!view.cause.empty() && view.cause != "none") label += " (" + view.cause + ")";
  if (!view.received.is_zero()) label += ", received " + format_amount(view.received);
  case_.note({.from = "service", .kind = "note", .label = label, .operation = view.number});
}

// Whether somebody was just answered so: then the history says it already.
bool Watch::was_told(const OperationView& view) const {
  const std::string now = encaissement::format_instant(case_.now());
  const auto& events = case_.history.events();
  return std::any_of(events.rbegin(), events.rend(), [&](const HistoryEvent& e) {
    return e.at == now && e.kind == "answer" && e.operation == view.number && e.label.starts_with(view.status);
  });
}

// -------- Money ---------------------------------------------------------------------------------

std::optional<Departure> Watch::look_at_money() {
  Money all;
  for (const CustomerSpec& customer : case_.scenario.world.customers) {
    const auto wallet = case_.target.wallet(customer.name, case_.now());
    if (!wallet) return std::nullopt;
    if (auto departure = look_at_wallet(customer, *wallet)) return departure;
    all += wallet->available + wallet->held;
  }
  for (const PointSpec& point : case_.scenario.world.points) {
    const Money collected = case_.target.collected(point.code, case_.now());
    if (collected < Money{})
      return broken("MON-01", "What " + point.code + " has collected.", "not below 0,00 €", format_amount(collected));
    all += collected;
  }
  if (!case_.maybe_credited.is_zero() && all == start_ + case_.credited + case_.maybe_credited)
    case_.credited += std::exchange(case_.maybe_credited, Money{});
  const Money due = start_ + case_.credited;
  if (all == due) return std::nullopt;
  return broken("MON-01", "All wallets and all that was collected, together.", format_amount(due), format_amount(all));
}

std::optional<Departure> Watch::look_at_wallet(const CustomerSpec& customer, const WalletView& wallet) {
  if (wallet.available < Money{})
    return broken("PAY-06", customer.name + "'s wallet.", "available not below 0,00 €",
                  format_amount(wallet.available));
  if (wallet.held < Money{})
    return broken("MON-03", customer.name + "'s wallet.", "held not below 0,00 €", format_amount(wallet.held));
  Money to_validate;
  for (const OperationView& view : case_.target.requests_of({Door::phone, customer.name, ""}, case_.now()))
    if (view.status == "to_validate" && view.customer == customer.identifier) to_validate += view.received;
  if (wallet.held == to_validate) return std::nullopt;
  return broken("MON-03", "What is held of " + customer.name + " against his payments that await validation.",
                format_amount(to_validate), format_amount(wallet.held));
}

// -------- The list ------------------------------------------------------------------------------

// As an account of each point sees it.
std::optional<Departure> Watch::look_at_counters() {
  for (const AccountSpec& account : case_.scenario.world.accounts) {
    if (account.point.empty()) continue;
    if (auto departure = look_at_counters_of({Door::espace, account.login, account.point})) return departure;
  }
  return std::nullopt;
}

std::optional<Departure> Watch::look_at_counters_of(const Speaker& speaker) {
  const auto list = case_.target.list(speaker, {}, case_.now());
  if (!list) return std::nullopt;
  int to_validate = 0, awaiting = 0;
  for (const ListRow& row : list->rows) {
    const auto view = case_.target.look(speaker, row.number, case_.now());
    if (!view) continue;
    if (view->status == "to_validate") ++to_validate;
    if (view->status == "awaiting_customer") ++awaiting;
  }
  const auto text = [](int first, int second) { return std::to_string(first) + " / " + std::to_string(second); };
  const std::string subject = "The counters of " + speaker.point + ", A valider / En attente";
  if (to_validate != list->to_validate || awaiting != list->awaiting)
    return broken("LST-04", subject + ".", text(to_validate, awaiting), text(list->to_validate, list->awaiting));
  const auto none = case_.target.list(speaker, {.basket = "no such basket"}, case_.now());
  if (!none || (none->to_validate == to_validate && none->awaiting == awaiting)) return std::nullopt;
  return broken("LST-04", subject + ", under a filter.", text(to_validate, awaiting),
                text(none->to_validate, none->awaiting));
}

}  // namespace parcours
