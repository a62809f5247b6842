#include "scenarios/certify/oracle_screen.h"

#include <string>
#include <utility>

#include "scenarios/certify/phones.h"

namespace parcours {
namespace {

void fail(Scene& scene, TillRuleId rule, const SaleBook& book, std::string sentence, std::string expected, std::string actual,
          std::string picture) {
  scene.add({.oracle = Oracle::belief, .rule = rule, .verdict = Verdict::fail, .at = scene.now(), .sale = book.sale,
             .sentence = std::move(sentence), .expected = {std::move(expected)}, .actual = std::move(actual), .picture = std::move(picture)});
}

// The number of the operation of this sale whose code it is; empty: of none.
std::string whose(Scene& scene, const SaleBook& book, const Ledger& ledger, const std::string& code) {
  for (const OperationView* operation : operations_of(ledger, book.sale))
    if (operation->mode == "qr" && scene.service.code_of(operation->number) == code) return operation->number;
  return {};
}

void judge_shown(Scene& scene, const SaleBook& book, const Ledger& ledger, const OperationView& operation) {
  ScreenRead read = read_screen(scene, book.sale, {});
  if (scene.is_over()) return;
  if (!read.code)
    return fail(scene, TillRuleId::pos_11, book, "The sale waits to be paid, and its code cannot be read off the screen.",
                "the code of " + operation.number, read.trouble.empty() ? "no code that can be read" : read.trouble, std::move(read.picture));
  const std::string number = whose(scene, book, ledger, *read.code);
  if (number == operation.number) return;
  fail(scene, book.changed_mode() ? TillRuleId::pos_12 : TillRuleId::pos_11, book, "The screen shows another code than that of the operation.",
       "the code of " + operation.number, number.empty() ? "the code of no operation of this sale" : "the code of " + number,
       std::move(read.picture));
}

// One look is enough: a code that is shown to be scanned is read at once.
void judge_not_shown(Scene& scene, const SaleBook& book, const Ledger& ledger) {
  ScreenRead read = read_screen(scene, book.sale, {}, false);
  if (scene.is_over() || !read.code) return;
  const std::string number = whose(scene, book, ledger, *read.code);
  if (number.empty()) return;
  fail(scene, book.changed_mode() ? TillRuleId::pos_12 : TillRuleId::pos_11, book, "A code is shown that nobody can pay any more.",
       "no code", "the code of " + number, std::move(read.picture));
}

}  // namespace

void judge_screen(Scene& scene, const SaleBook& book, const Ledger& ledger) {
  bool any = false;
  for (const OperationView* one : operations_of(ledger, book.sale)) any = any || one->mode == "qr";
  const OperationView* operation = operation_of(ledger, book.sale);
  if (!any || operation == nullptr) return;
  if (operation->mode == "qr" && is_payable(*operation, scene.now())) judge_shown(scene, book, ledger, *operation);
  else judge_not_shown(scene, book, ledger);
}

}  // namespace parcours
