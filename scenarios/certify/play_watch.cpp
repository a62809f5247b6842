// What the player looks at: after each step, at rest, and at the end.
#include <algorithm>
#include <utility>

#include "reference/core/text.h"
#include "scenarios/certify/oracle_belief.h"
#include "scenarios/certify/oracle_ledger.h"
#include "scenarios/certify/oracle_screen.h"
#include "scenarios/certify/play.h"

namespace parcours {

bool Play::observe(std::vector<SaleView>& views) {
  if (!scene_.till_is_up || scene_.is_over()) return false;
  auto told = scene_.till.observe();
  scene_.narrate();
  if (scene_.lost(told.reply)) return false;
  views = std::move(told.value);
  tell_views(views);
  return true;
}

void Play::tell_views(const std::vector<SaleView>& views) {
  for (const SaleView& view : views) {
    const std::string label = label_of(view);
    if (std::exchange(shown_[view.sale], label) == label) continue;
    scene_.history.add(scene_.now(), {.from = "till", .to = "cashier", .kind = "note", .label = label});
  }
}

// A person is not asked after every step what the screen shows.
void Play::watch() {
  watch_money();
  const Ledger ledger = scene_.service.operations();
  scene_.add(judge_ledger({scene_.sales, ledger, scene_.now(), scene_.policies}));
  std::vector<SaleView> views;
  if (scene_.by_the_wall() || !observe(views)) return;
  scene_.add(judge_belief({scene_.sales, ledger, views, scene_.now(), scene_.hello}));
}

void Play::watch_money() {
  if (scene_.service.money() == money_) return;
  scene_.stop(Verdict::error, "Money was made or lost in the service itself (MON-01): " + encaissement::format_amount(scene_.service.money()) +
                                  " instead of " + encaissement::format_amount(money_) + ".");
}

Instant Play::quiet_at(const SaleBook& book, const Ledger& ledger) const {
  Instant last = std::max(scene_.disturbed, book.ordered);
  for (const OperationView* one : operations_of(ledger, book.sale)) last = std::max(last, one->last_action);
  return last + patience_with(operation_of(ledger, book.sale), book, scene_.options.manners);
}

// By the wall nobody can wait so long: what is seen then was waited for as long as one can.
bool Play::is_quiet(const SaleBook& book, const Ledger& ledger) const {
  return scene_.by_the_wall() || quiet_at(book, ledger) <= scene_.now();
}

Instant Play::all_quiet_at() const {
  Instant quiet = scene_.now();
  const Ledger ledger = scene_.service.operations();
  for (const SaleBook& book : scene_.sales) quiet = std::max(quiet, quiet_at(book, ledger));
  return quiet;
}

// As long as manners allow: what waits for a customer at the counter is given that time again, and what is late (TIM-07)
// the time in which it ends by itself and the till learns it.
Duration Play::all_rest() const {
  const Instant now = scene_.now();
  Duration rest = all_quiet_at() - now;
  for (const OperationView& one : scene_.service.operations()) {
    if (is_over(one)) continue;
    const bool unpaid = one.status == "awaiting_customer";
    const bool late = now >= (unpaid ? one.payment_deadline : one.validation_deadline.value_or(Instant::max()));
    const bool at_counter = unpaid && (one.parcours == "A" || one.parcours == "C");
    if (at_counter) rest = std::max<Duration>(rest, scene_.options.manners.immediate_rest);
    if (late) rest = std::max<Duration>(rest, scene_.options.manners.deferred_rest);
  }
  return rest;
}

void Play::judge_rest() {
  std::vector<SaleView> views;
  const bool seen = observe(views);
  if (scene_.is_over()) return;
  const Ledger ledger = scene_.service.operations();
  const LedgerSight books{scene_.sales, ledger, scene_.now(), scene_.policies};
  const BeliefSight belief{scene_.sales, ledger, views, scene_.now(), scene_.hello};
  scene_.add(judge_ledger(books));
  if (seen) scene_.add(judge_belief(belief));
  for (const SaleBook& book : scene_.sales) {
    if (!is_quiet(book, ledger)) continue;
    if (!seen) continue;  // A till that is down tidies nothing up.
    scene_.add(judge_ledger_at_rest(books, book));
    scene_.add(judge_belief_at_rest(belief, book));
    if (scene_.hello.can("screen") && !scene_.is_over()) judge_screen(scene_, book, ledger);
  }
}

// The end rests by itself, so that no story can forget to; a till that lies there broken is not waited for.
void Play::finish() {
  if (!scene_.is_over() && scene_.till_is_up) {
    const Instant quiet = all_quiet_at();
    const Instant until = scene_.by_the_wall() ? scene_.now() : quiet;
    if (until > scene_.now()) step(till_step::Rest{until - scene_.now()});
    else judge_rest();
  }
  if (!scene_.is_over()) watch_money();
  if (!unmet_.empty() && scene_.findings.empty()) judge_unmet();
}

void Play::judge_unmet() {
  const SaleBook* book = scene_.book(unmet_sale_);
  if (book == nullptr || book->own_refusal.empty()) return scene_.stop(Verdict::config, unmet_);
  scene_.add({.oracle = Oracle::ledger, .rule = book->own_refusal_rule, .verdict = Verdict::fail, .at = scene_.now(), .sale = book->sale,
              .sentence = "The till refuses by itself what the service has not ruled out.",
              .expected = {"what the cashier wants is asked of the service"},
              .actual = "refused without asking, " + book->own_refusal + "; " + unmet_});
}

}  // namespace parcours
