#include "scenarios/certify/oracle_belief.h"

#include <algorithm>
#include <string>
#include <utility>

#include "reference/core/text.h"
#include "scenarios/certify/told_amounts.h"

namespace parcours {
namespace {

using encaissement::format_amount;
using enum TillRuleId;

struct Judged {
  const BeliefSight& sight;
  Findings findings = {};

  void fail(TillRuleId rule, const std::string& sale, std::string sentence, std::string expected, std::string actual) {
    findings.push_back({.oracle = Oracle::belief, .rule = rule, .verdict = Verdict::fail, .at = sight.now, .sale = sale,
                        .sentence = std::move(sentence), .expected = {std::move(expected)}, .actual = std::move(actual)});
  }
};

const SaleView* view_of(const BeliefSight& sight, const std::string& sale) {
  const auto found = std::find_if(sight.views.begin(), sight.views.end(), [&](const SaleView& one) { return one.sale == sale; });
  return found == sight.views.end() ? nullptr : &*found;
}

// Which rule a wrong belief breaks depends on what stood in its way.
TillRuleId rule_of(const SaleBook& book, TillRuleId plain) {
  if (book.till_crashed) return pos_17;
  if (book.notice_disordered) return pos_15;
  if (book.notice_lost) return pos_14;
  return book.changed_mode() ? pos_12 : plain;
}

// -------- Never ahead

// What the service ever said of a sale.
struct EverSaid {
  bool validated = false, paid = false;
  Money received;
};

EverSaid ever_said(const Ledger& ledger, const std::string& sale) {
  EverSaid said;
  for (const OperationView* operation : operations_of(ledger, sale)) {
    said.validated = said.validated || operation->status == "validated";
    said.paid = said.paid || operation->paid_at.has_value();
    said.received = std::max(said.received, operation->paid);
  }
  return said;
}

void judge_ahead(Judged& judged, const SaleBook& book, const SaleView& view) {
  const EverSaid said = ever_said(judged.sight.ledger, book.sale);
  const TillRuleId rule = book.notice_forged ? pos_16 : pos_06;
  const std::string why = book.forgery_acknowledged.empty() ? "" : " (it acknowledged a notification, " + book.forgery_acknowledged + ")";
  const bool ahead = (view.state == SaleState::paid && !said.validated) || (view.state == SaleState::to_validate && !said.paid);
  if (ahead)
    judged.fail(rule, book.sale, "The sale is shown as " + std::string{to_string(view.state)} + " before the service said so.",
                said.paid ? "to_validate" : "not paid", std::string{to_string(view.state)} + why);
  else if (view.received > said.received)
    judged.fail(rule, book.sale, "More is shown as received than the service said.", "at most " + format_amount(said.received),
                format_amount(view.received) + why);
  if (view.receipt && view.receipt->final && !said.validated)
    judged.fail(pos_10, book.sale, "A final receipt is printed before the sale is settled.", "no final receipt", view.receipt->text);
}

// POS-15: an older state that arrives after a newer one does not replace it, not even until the till asks again.
void judge_behind(Judged& judged, const SaleBook& book, const SaleView& view) {
  const bool waits = view.state == SaleState::pending || view.state == SaleState::none;
  const bool back = way_of(book.acknowledged) >= way_of("AUTHORIZED") && waits;
  const bool again = book.acknowledged == "VALIDATED" && view.state == SaleState::to_validate;
  if (book.notice_disordered && view.number == book.acknowledged_of && (back || again))
    judged.fail(pos_15, book.sale, "An older notification took the place of a newer one.", "not before " + book.acknowledged,
                std::string{to_string(view.state)});
}

// -------- At rest

bool accepts(const OperationView& operation, SaleState shown, Instant now) {
  if (shown == state_of(operation)) return true;
  // TIM-07: between the deadline and the sweep both are true.
  const bool late_to_pay = operation.status == "awaiting_customer" && now >= operation.payment_deadline;
  const bool late_to_validate = operation.status == "to_validate" && operation.validation_deadline && now >= *operation.validation_deadline;
  return (late_to_pay || late_to_validate) && shown == SaleState::expired;
}

// "Unknown" is honest where the answer to a create never came and the cashier did not press again.
bool may_not_know(const SaleBook& book, const SaleView& view) {
  return view.state == SaleState::unknown && view.number.empty() && !book.intents.front().reply.is_ok() && !book.asked_again;
}

void judge_nothing(Judged& judged, const SaleBook& book, const SaleView* view) {
  const bool none = view == nullptr || view->state == SaleState::none || view->state == SaleState::cancelled;
  if (none || may_not_know(book, *view)) return;
  const TillRuleId rule = book.intents.front().reply.is_ok() ? pos_07 : pos_19;
  judged.fail(rule, book.sale, "The till holds a sale for " + std::string{to_string(view->state)} + " that the service knows nothing of.",
              "none", std::string{to_string(view->state)});
}

void judge_state(Judged& judged, const SaleBook& book, const OperationView& operation, const SaleView& view) {
  if (!accepts(operation, view.state, judged.sight.now))
    judged.fail(rule_of(book, pos_07), book.sale, "The till holds the sale for something else than it is.",
                std::string{to_string(state_of(operation))}, std::string{to_string(view.state)});
  else if (!view.number.empty() && view.number != operation.number && (is_paid(operation) || !is_over(operation)))
    judged.fail(rule_of(book, pos_07), book.sale, "The till holds another operation for the sale's.", operation.number, view.number);
}

void judge_amounts(Judged& judged, const SaleBook& book, const OperationView& operation, const SaleView& view) {
  const auto check = [&](const char* what, Money is, Money shown) {
    if (is != shown)
      judged.fail(rule_of(book, pos_08), book.sale, std::string{"The till shows another amount as "} + what + " than the service.",
                  format_amount(is), format_amount(shown));
  };
  check("requested", operation.requested, view.requested);
  check("received", operation.received, view.received);
  // Of what is over, nothing remains to be paid, or all of it: both are said.
  if (is_paid(operation) || !is_over(operation) || !view.remaining.is_zero()) check("remaining", operation.remaining, view.remaining);
}

void judge_remainder(Judged& judged, const SaleBook& book, const OperationView& operation, const SaleView& view) {
  if (operation.received.is_zero() || operation.remaining.is_zero() || !is_paid(operation)) return;
  const bool cashier = tells_amount(view.cashier, operation.remaining), customer = tells_amount(view.customer, operation.remaining);
  if (cashier && customer) return;
  judged.fail(pos_09, book.sale, std::string{"After a payment of a part "} + (cashier ? "the customer" : customer ? "the cashier" : "nobody") +
                  (cashier || customer ? " is not told what remains." : " is told what remains."),
              format_amount(operation.remaining) + " on both sides", "cashier: " + view.cashier + "; customer: " + view.customer);
}

std::vector<Money> of_receipt(const OperationView& operation) {
  std::vector<Money> amounts = {operation.requested, operation.received, operation.remaining};
  if (!operation.validated.is_zero()) amounts.push_back(operation.validated);
  if (is_over(operation) && !is_paid(operation)) amounts.push_back(operation.paid);  // VAL-04: what was given back.
  return amounts;
}

void judge_receipt_text(Judged& judged, const SaleBook& book, const OperationView& operation, const std::string& text) {
  const std::vector<Money> allowed = of_receipt(operation);
  for (const ToldAmount& told : amounts_told(text)) {
    const bool known = std::any_of(told.readings.begin(), told.readings.end(), [&](Money one) {
      return std::find(allowed.begin(), allowed.end(), one) != allowed.end();
    });
    if (!known) return judged.fail(pos_10, book.sale, "The receipt bears an amount that is none of the sale's.", format_amount(operation.received),
                                   format_amount(told.readings.front()) + " in: " + text);
  }
  if (operation.status != "validated" || operation.received.is_zero()) return;
  if (!tells_amount(text, operation.received))
    return judged.fail(pos_10, book.sale, "The receipt does not say what was received.", format_amount(operation.received), text);
  if (!operation.remaining.is_zero() && !tells_amount(text, operation.remaining))
    judged.fail(pos_10, book.sale, "The receipt does not say what remains.", format_amount(operation.remaining), text);
}

void judge_receipt(Judged& judged, const SaleBook& book, const OperationView& operation, const SaleView& view) {
  const bool settled = operation.status == "validated";
  const bool claims = judged.sight.hello.can("receipt");
  if (settled && claims && (!view.receipt || !view.receipt->final))
    return judged.fail(pos_10, book.sale, "The sale is paid, and there is no final receipt.", "a final receipt",
                       view.receipt ? "a receipt that is not final" : "none");
  if (!view.receipt) return;
  if (view.receipt->final && !settled)
    return judged.fail(pos_10, book.sale, "There is a final receipt of a sale that is not paid.", "no final receipt",
                       "a final receipt, and the sale is " + operation.status);
  judge_receipt_text(judged, book, operation, view.receipt->text);
}

// POS-13. A sale's day is the one until which somebody has to do something; of what is over, any that it had.
void judge_limit(Judged& judged, const SaleBook& book, const OperationView& operation, const SaleView& view) {
  if (view.limit.empty()) return;
  std::vector<std::string> days;
  const auto add = [&](const std::string& day) { if (!day.empty()) days.push_back(day); };
  const bool delayed = operation.parcours == "C" || operation.parcours == "D";
  const bool over = is_over(operation);
  if (!delayed || !operation.paid_at || over) add(operation.payment_limit);
  if (operation.paid_at || operation.parcours == "C") add(operation.validation_limit);
  if (operation.parcours == "A" || (operation.parcours == "C" && !operation.paid_at))
    add(encaissement::format_day(encaissement::paris_day(operation.payment_deadline)));
  if (std::find(days.begin(), days.end(), view.limit) != days.end()) return;
  judged.fail(pos_13, book.sale, "The day shown is not the service's.", days.empty() ? "no day" : days.front(), view.limit);
}

}  // namespace

Findings judge_belief(const BeliefSight& sight) {
  Judged judged{sight};
  for (const SaleView& view : sight.views) {
    const auto book = std::find_if(sight.sales.begin(), sight.sales.end(), [&](const SaleBook& one) { return one.sale == view.sale; });
    const auto twice = std::count_if(sight.views.begin(), sight.views.end(), [&](const SaleView& one) { return one.sale == view.sale; });
    if (twice > 1) judged.fail(pos_17, view.sale, "The till knows one sale twice.", "one sale", std::to_string(twice));
    if (book == sight.sales.end()) continue;
    judge_ahead(judged, *book, view);
    judge_behind(judged, *book, view);
  }
  return std::move(judged.findings);
}

Findings judge_belief_at_rest(const BeliefSight& sight, const SaleBook& book) {
  Judged judged{sight};
  const OperationView* operation = operation_of(sight.ledger, book.sale);
  const SaleView* view = view_of(sight, book.sale);
  if (operation == nullptr) return judge_nothing(judged, book, view), std::move(judged.findings);
  if (view == nullptr) {
    judged.fail(rule_of(book, pos_07), book.sale, "The till does not know the sale.", std::string{to_string(state_of(*operation))}, "no such sale");
    return std::move(judged.findings);
  }
  if (may_not_know(book, *view)) return std::move(judged.findings);
  judge_state(judged, book, *operation, *view);
  if (!judged.findings.empty()) return std::move(judged.findings);  // What follows from it is no finding of its own.
  judge_amounts(judged, book, *operation, *view);
  judge_remainder(judged, book, *operation, *view);
  judge_receipt(judged, book, *operation, *view);
  judge_limit(judged, book, *operation, *view);
  return std::move(judged.findings);
}

}  // namespace parcours
