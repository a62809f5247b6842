// For a good part of the gallery, a short story that shows the defect.
#include "tests/sim/stories.h"

namespace parcours::stories {

using namespace encaissement;
using namespace std::chrono_literals;

namespace {

using enum Role;

Act basket(Act request, int number) {
  request.form.basket = static_cast<std::uint8_t>(number);
  return request;
}

Act with_code(Act payment) {
  payment.code = CodeShown::genuine;
  return payment;
}

Act label(Act request) { return with(request, Twist::label_longest); }

Story wrong_passwords(int count) {
  Story story;
  for (int i = 0; i < count; ++i) story.push_back(logs_in(cashier, false));
  return story;
}

Story then(Story story, std::initializer_list<Act> acts) {
  story.insert(story.end(), acts);
  return story;
}

std::vector<OfDefect> list_and_views() {
  const Act c_paid = pays(alice, 0, 4000);
  return {{"lst-01-type-of-d", {d(4000, 2, 1), looks()}},
          {"lst-01-number-for-basket", {b(4000, 2), looks()}},
          {"lst-02-utc-stamp", {b(4000, 2), looks()}},
          {"lst-02-zero-shown", {b(4000, 2), looks()}},
          {"lst-02-no-sign", {b(4000, 2), looks()}},
          {"lst-03-oldest-first", {b(4000, 2), wait(1min), basket(b(4000, 2), 1), looks()}},
          {"lst-03-by-creation", {b(4000, 2), wait(1min), basket(b(4000, 2), 1), wait(1min), pays(alice, 0, 4000), looks()}},
          {"lst-03-ties-newest-first", {b(4000, 2), basket(b(4000, 2), 1), looks()}},
          {"lst-03-scanning-counts", {a_by_qr(4000), wait(1min), scans(alice, 0), looks()}},
          {"lst-04-counters-follow-the-filter", {b(4000, 2), c(4000, 1), c_paid, looks()}},
          {"lst-05-amount-filter-ignored", {b(4000, 2), looks()}},
          {"lst-05-last-day-excluded", {b(4000, 2), looks()}},
          {"lst-05-filters-by-or", {b(5000, 2), basket(b(4000, 2), 2), looks()}},
          {"lst-05-export-without-header", {b(4000, 2), looks()}},
          {"lst-06-cancel-on-validated", {b(4000, 2), pays(alice, 0, 4000), looks()}},
          {"lst-06-validate-missing", {c(4000, 1), c_paid, looks()}},
          {"lst-06-cancel-missing", {b(4000, 2), looks()}},
          {"pay-07-nothing-remains", {a_by_qr(4000), scans(alice, 0), pays(alice, 0, 3000)}},
          {"frm-04-label-cut", {label(b(4000, 2)), looks()}},
          {"frm-08-remembered-everywhere", {with(c(4000, 1), Twist::remember_email), looks()}},
          {"frm-08-always-remembers", {c(4000, 1), looks()}},
          {"frm-08-forgotten-on-a",
           {with(d(4000, 2, 1), Twist::remember_email), with(a_by_qr(4000), Twist::remember_email), looks()}}};
}

std::vector<OfDefect> notices_and_keys() {
  return {{"not-01-no-push", {a(4000)}},
          {"not-01-no-mail", {b(4000, 2)}},
          {"not-01-mail-without-limit", {b(4000, 2)}},
          {"not-02-identifier-missing", {c(4000, 1), pays(alice, 0, 4000)}},
          {"not-02-reminded-twice", {c(4000, 2), pays(alice, 0, 4000), wait_for(When::Of::reminder, 0)}},
          {"not-02-expiry-untold", {d(4000, 2, 1), wait_for(When::Of::payment_sweep, 0)}},
          {"not-03-push-written-twice", {a(4000)}},
          {"not-03-written-twice", {c(4000, 1), pays(alice, 0, 4000)}},
          {"not-04-states-untold", {by_till(a(4000)), pays(alice, 0, 4000)}},
          {"not-04-creation-told", {by_till(a(4000))}},
          {"not-04-gives-up-early", {basket(by_till(a(4000)), 3), wait(10h)}},
          {"rep-01-key-ignored", {keyed(b(4000, 2), 1), does(ActKind::retry, cashier)}},
          {"rep-01-any-body", {keyed(b(4000, 2), 1), with(does(ActKind::retry, cashier), Twist::other_body)}},
          {"rep-01-refusals-forgotten", {keyed(b(1999, 2), 1), does(ActKind::retry, cashier)}},
          {"rep-01-answers-lost-in-a-crash",
           {keyed(b(4000, 2), 1), does(ActKind::crash, control), does(ActKind::retry, cashier)}},
          {"rep-03-steps-lost", {b(4000, 2), pays(alice, 0, 4000), does(ActKind::crash, control), looks()}},
          {"rep-03-wrong-passwords-lost", then(wrong_passwords(1), {does(ActKind::crash, control), looks()})},
          {"rep-03-policies-not-kept", {does(ActKind::crash, control)}},
          {"rep-01-forgotten-at-expiry",
           {with(keyed(a(4000), 1), Mishap::answer_lost), wait(5min), does(ActKind::retry, cashier)}}};
}

std::vector<OfDefect> others() {
  const Act blocked = of_operator(ActKind::block, alice);
  return {{"acc-01-empty-password-counts", {with(logs_in(cashier, true), Twist::amount_missing), looks()}},
          {"acc-02-blocks-at-the-fourth", then(wrong_passwords(3), {looks()})},
          {"acc-02-blocks-at-the-second", then(wrong_passwords(2), {looks()})},
          {"acc-03-right-password-unblocks", then(wrong_passwords(3), {logs_in(cashier, true)})},
          {"acc-04-first-point-by-itself", {with(c(4000, 1), Twist::remember_email), looks()}},
          {"acc-05-scope-leaks", {b(4000, 2), cancels(0, parc)}},
          {"acc-05-existence-leaks", {b(4000, 2), cancels(0, parc)}},
          {"acc-06-disabled-point-collects", {of_operator(ActKind::disable, cashier), b(4000, 2)}},
          {"acc-07-tells-who-exists", {logs_in(till, true)}},
          {"frm-01-minimum-a-cent-too-low", {b(1999, 2)}},
          {"frm-02-any-amount-text", {with(b(4000, 2), Twist::amount_malformed)}},
          {"frm-03-basket-too-long", {with(b(4000, 2), Twist::basket_too_long)}},
          {"frm-05-capitals-matter", {with(b(4000, 2), Twist::identifier_in_capitals), looks()}},
          {"frm-06-deferred-needs-an-account", {b(4000, 2, Addressee::stranger)}},
          {"frm-06-blocked-customer-asked", {a(4000, Addressee::chloe)}},
          {"frm-07-a-day-too-many", {b(4000, 366)}},
          {"frm-11-deferred-counts-too", {a(4000), b(4000, 2)}},
          {"pay-01-anybody-pays", {a_by_qr(4000), scans(alice, 0), with_code(pays(bob, 0, 4000))}},
          {"pay-02-forged-code-accepted", {a_by_qr(4000), scans(alice, 0, CodeShown::forged)}},
          {"pay-03-any-amount", {a(4000), pays(alice, 0, 4001)}},
          {"pay-05-second-payment-answered", {b(4000, 2), pays(alice, 0, 4000), pays(alice, 0, 4000)}},
          {"pay-09-second-try-binds", {a_by_qr(4000), scans(alice, 0), scans(bob, 0), scans(bob, 0)}},
          {"pay-10-blocked-customer-pays", {a(4000), blocked, pays(alice, 0, 4000)}},
          {"mon-01-third-cent-short",
           {c(4000, 1), pays(alice, 0, 3999), c(4000, 1), pays(alice, 1, 3999), c(4000, 1), pays(alice, 2, 3999)}},
          {"mon-03-released-twice-after-a-crash",
           {c(4000, 1), pays(alice, 0, 4000), does(ActKind::crash, control), cancels(0)}},
          {"rep-02-second-wins-too", {b(4000, 2), cancels(0), cancels(0)}},
          {"val-05-validated-is-cancelled", {b(4000, 2), pays(alice, 0, 4000), cancels(0)}},
          {"tim-04-no-sweep", {b(4000, 2), wait_for(When::Of::payment, 0), looks()}}};
}

// The rest of those that the core does not have.
std::vector<OfDefect> around_the_core() {
  return {{"mon-02-validated-above-received", {c(4000, 1), pays(alice, 0, 3000), validates(0), looks()}},
          {"pay-02-dead-code-unexplained", {a_by_qr(4000), scans(alice, 0), pays(alice, 0, 4000), scans(alice, 0)}},
          {"rep-01-log-ins-remembered", {keyed(logs_in(cashier, false), 1), keyed(logs_in(cashier, true), 1)}},
          {"sta-02-cancelled-expires", {b(4000, 2), cancels(0), wait_for(When::Of::payment, 0), looks()}},
          {"tim-07-shown-expired-at-once", {b(4000, 2), wait_for(When::Of::payment, 0), looks()}},
          {"val-04-history-forgets", {c(4000, 1), pays(alice, 0, 4000), cancels(0), looks()}},
          {"val-06-looking-counts", {b(4000, 2), wait(1min), looks(), looks()}}};
}

std::vector<OfDefect> gather() {
  std::vector<OfDefect> all = list_and_views();
  for (auto more : {notices_and_keys(), others(), around_the_core()}) all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace

const std::vector<OfDefect>& of_defects() {
  static const std::vector<OfDefect> all = gather();
  return all;
}

}  // namespace parcours::stories
