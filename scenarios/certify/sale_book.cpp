#include "scenarios/certify/sale_book.h"

#include <algorithm>

namespace parcours {
namespace {

int weight(const OperationView& operation) {
  if (is_paid(operation)) return 2;
  return operation.status == "awaiting_customer" ? 1 : 0;
}

}  // namespace

const SaleIntent* SaleBook::last(TillVerb verb) const {
  const auto found = std::find_if(intents.rbegin(), intents.rend(), [&](const SaleIntent& one) { return one.order.verb == verb; });
  return found == intents.rend() ? nullptr : &*found;
}

std::vector<const OperationView*> operations_of(const Ledger& ledger, const std::string& sale) {
  std::vector<const OperationView*> all;
  for (const OperationView& operation : ledger)
    if (operation.basket == sale) all.push_back(&operation);
  return all;
}

const OperationView* operation_of(const Ledger& ledger, const std::string& sale) {
  const OperationView* best = nullptr;
  for (const OperationView* operation : operations_of(ledger, sale))
    if (best == nullptr || weight(*operation) >= weight(*best)) best = operation;
  return best;
}

int way_of(const std::string& api_state) {
  if (api_state.empty() || api_state == "INITIALIZED") return 0;
  if (api_state == "PROCESSING") return 1;
  return api_state == "AUTHORIZED" ? 2 : 3;
}

bool is_paid(const OperationView& operation) {
  return operation.status == "to_validate" || operation.status == "validated";
}

bool is_payable(const OperationView& operation, Instant now) {
  return operation.status == "awaiting_customer" && now < operation.payment_deadline;
}

bool is_over(const OperationView& operation) {
  return operation.status != "awaiting_customer" && operation.status != "to_validate";
}

SaleState state_of(const OperationView& operation) {
  if (operation.status == "awaiting_customer") return SaleState::pending;
  if (operation.status == "to_validate") return SaleState::to_validate;
  if (operation.status == "validated") return SaleState::paid;
  return operation.status == "expired" ? SaleState::expired : SaleState::cancelled;
}

// C is immediate until it is paid, and as the cashier waits for just that; from then on nobody stands before the till.
Duration patience_with(const OperationView* operation, const SaleBook& book, const TillManners& manners) {
  const std::string& parcours = operation != nullptr ? operation->parcours : book.created().parcours;
  const bool waited_for = operation == nullptr || !operation->paid_at || operation->status == "to_validate";
  if (parcours == "A" || (parcours == "C" && waited_for)) return manners.immediate_rest;
  return manners.deferred_rest;
}

}  // namespace parcours
