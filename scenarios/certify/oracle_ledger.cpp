#include "scenarios/certify/oracle_ledger.h"

#include <algorithm>
#include <string>
#include <utility>

#include "reference/core/text.h"

namespace parcours {
namespace {

using encaissement::format_amount;
using encaissement::parse_amount;
using enum TillRuleId;

struct Judged {
  const LedgerSight& sight;
  Findings findings = {};

  void fail(TillRuleId rule, const std::string& sale, std::string sentence, std::string expected, std::string actual) {
    findings.push_back({.oracle = Oracle::ledger, .rule = rule, .verdict = Verdict::fail, .at = sight.now, .sale = sale,
                        .sentence = std::move(sentence), .expected = {std::move(expected)}, .actual = std::move(actual)});
  }
};

const SaleBook* book_of(const LedgerSight& sight, const std::string& sale) {
  const auto found = std::find_if(sight.sales.begin(), sight.sales.end(), [&](const SaleBook& one) { return one.sale == sale; });
  return found == sight.sales.end() ? nullptr : &*found;
}

std::string told(const OperationView& operation) {
  return operation.number + " for " + format_amount(operation.requested) + ", " + operation.status;
}

// POS-03: what is no amount, or less than the minimum, asks for nothing. After a change of mode it is the same amount.
void judge_amount(Judged& judged, const SaleBook& book, const OperationView& operation, bool first) {
  const std::string& typed = book.created().amount;
  const auto amount = parse_amount(typed);
  const TillRuleId rule = first || !book.changed_mode() ? pos_03 : pos_12;
  if (!amount || *amount < judged.sight.policies.min_requested)
    judged.fail(rule, book.sale, "Money is asked for where nothing may be asked for.", "no operation for \"" + typed + "\"", told(operation));
  else if (operation.requested != *amount)
    judged.fail(rule, book.sale, "The amount asked for is not the one that was typed.", format_amount(*amount), told(operation));
}

// Whether some order to validate, certain or not, was for just what was validated.
bool was_typed(const SaleBook& book, const OperationView& operation) {
  return std::any_of(book.intents.begin(), book.intents.end(), [&](const SaleIntent& one) {
    if (one.order.verb != TillVerb::validate) return false;
    return one.order.amount.empty() ? operation.validated == operation.paid : parse_amount(one.order.amount) == operation.validated;
  });
}

void judge_validated(Judged& judged, const SaleBook& book, const OperationView& operation) {
  const bool needs_order = operation.parcours == "C" || operation.parcours == "D";
  const bool by_itself = judged.sight.policies.on_validation_deadline == encaissement::OnValidationDeadline::validate;
  if (!needs_order || operation.status != "validated" || operation.validated.is_zero() || by_itself) return;
  if (was_typed(book, operation)) return;
  const SaleIntent* order = book.last(TillVerb::validate);
  judged.fail(pos_03, book.sale, "What was validated is not what the cashier typed.",
              order == nullptr ? "nothing validated" : order->order.amount.empty() ? "the whole" : order->order.amount,
              format_amount(operation.validated) + " validated");
}

int count(const std::vector<const OperationView*>& all, const auto& holds) {
  return static_cast<int>(std::count_if(all.begin(), all.end(), [&](const OperationView* one) { return holds(*one); }));
}

std::string list_of(const std::vector<const OperationView*>& all) {
  std::string text;
  for (const OperationView* one : all) text += (text.empty() ? "" : "; ") + told(*one);
  return text;
}

// -------- What the till told the cashier of his orders, against what came of them

bool is_refused(const SaleIntent* intent) {
  return intent != nullptr && intent->reply.kind == TillReply::Kind::error && intent->reply.definite;
}
bool is_done(const SaleIntent* intent) { return intent != nullptr && intent->reply.is_ok(); }

std::string words_of(const SaleIntent& intent) { return intent.reply.is_ok() ? "done" : "refused " + intent.reply.code; }

void judge_create_reply(Judged& judged, const SaleBook& book, const std::vector<const OperationView*>& all) {
  const SaleIntent& create = book.intents.front();
  const bool lives = count(all, [&](const OperationView& o) { return is_paid(o) || is_payable(o, judged.sight.now); }) > 0;
  if (is_done(&create) && all.empty())
    judged.fail(pos_19, book.sale, "The till says that it asked, and no operation came of it.", "one operation", "none");
  if (is_refused(&create) && !book.changed_mode() && lives)
    judged.fail(pos_19, book.sale, "The till says that nothing was asked for, and the operation lives.", "no operation that lives",
                list_of(all) + "; the till said " + words_of(create));
}

// An order is only held for done or refused where no other one of its kind may have done it.
void judge_act_reply(Judged& judged, const SaleBook& book, const OperationView& operation, TillVerb verb, bool happened, bool may_be) {
  const SaleIntent* act = book.last(verb);
  const auto of_kind = std::count_if(book.intents.begin(), book.intents.end(), [&](const SaleIntent& one) { return one.order.verb == verb; });
  const std::string name{to_string(verb)};
  if (is_done(act) && !may_be)
    judged.fail(pos_19, book.sale, "The till told the cashier that it is done (" + name + "), and it is not.", name + " done", told(operation));
  if (is_refused(act) && of_kind == 1 && happened)
    judged.fail(pos_19, book.sale, "The till told the cashier that it was refused (" + name + "), and it is done.", name + " not done", told(operation));
}

void judge_change_of_mode(Judged& judged, const SaleBook& book, const std::vector<const OperationView*>& all) {
  const SaleIntent* change = book.last(TillVerb::change_mode);
  if (!is_done(change)) return;
  const std::string& wanted = change->order.mode;
  if (all.size() < 2) return judged.fail(pos_12, book.sale, "The mode was changed, and nothing was asked for anew.", "a new operation", list_of(all));
  const OperationView& newest = *all.back();
  if (!wanted.empty() && newest.mode != wanted)
    judged.fail(pos_12, book.sale, "The new request does not go the way that the cashier chose.", wanted, newest.mode);
  for (const OperationView* old : all)
    if (old != &newest && old->mode == "qr" && is_payable(*old, judged.sight.now))
      judged.fail(pos_12, book.sale, "The old code can still be paid.", "the old operation cancelled", told(*old));
}

}  // namespace

Findings judge_ledger(const LedgerSight& sight) {
  Judged judged{sight};
  for (const OperationView& operation : sight.ledger) {
    const SaleBook* book = book_of(sight, operation.basket);
    if (book == nullptr) {
      // POS-12: a change of mode asks for the same basket; nothing else makes a sale out of another one.
      const bool changed = std::any_of(sight.sales.begin(), sight.sales.end(), [](const SaleBook& one) { return one.changed_mode(); });
      judged.fail(changed ? pos_12 : pos_04, operation.basket, "There is an operation that no sale asked for.", "no operation of this basket number", told(operation));
      continue;
    }
    const bool first = operations_of(sight.ledger, book->sale).front() == &operation;
    judge_amount(judged, *book, operation, first);
    judge_validated(judged, *book, operation);
  }
  for (const SaleBook& book : sight.sales) {
    const auto all = operations_of(sight.ledger, book.sale);
    if (count(all, is_paid) > 1) judged.fail(pos_04, book.sale, "One sale was paid twice.", "one payment", list_of(all));
  }
  return std::move(judged.findings);
}

Findings judge_ledger_at_rest(const LedgerSight& sight, const SaleBook& book) {
  Judged judged{sight};
  const auto all = operations_of(sight.ledger, book.sale);
  if (count(all, [&](const OperationView& o) { return is_paid(o) || is_payable(o, sight.now); }) > 1)
    judged.fail(pos_04, book.sale, "One sale has several operations that can be paid.", "one operation, any other one cancelled", list_of(all));
  judge_create_reply(judged, book, all);
  judge_change_of_mode(judged, book, all);
  const OperationView* operation = operation_of(sight.ledger, book.sale);
  if (operation == nullptr) return std::move(judged.findings);
  const bool by_merchant = operation->status == "cancelled" && operation->cause == "merchant";
  const bool over = operation->status == "cancelled" || operation->status == "expired";
  const bool refunded = operation->status == "validated" && operation->received.is_zero();
  judge_act_reply(judged, book, *operation, TillVerb::cancel, by_merchant && !book.changed_mode(), over || refunded);
  const bool validated = operation->status == "validated";
  judge_act_reply(judged, book, *operation, TillVerb::validate, validated, validated);
  return std::move(judged.findings);
}

}  // namespace parcours
