// notifications: what the service POSTs is lost, late, doubled, reordered, stale or forged. They are a hint; what the
// service answers is the truth.
#include "scenarios/certify/cases.h"

namespace parcours {
namespace {

using enum TillRuleId;
using Kind = till_step::NoticeTrouble::Kind;
using encaissement::operator""_cents;

// Asked for and, with a code, scanned: what is notified next is what the customer decides.
Sale ready(Story& s, const Ask& ask = {}) {
  const Sale sale = s.sells(ask);
  s.breathes();
  if (sale.is_qr()) s.scans(sale);
  s.waits(seconds{4});
  return sale;
}

void paid_under(Story& s, Kind kind, int times = 1, Duration delay = Duration{0}) {
  const Sale sale = ready(s);
  s.notices(kind, times, delay);
  s.pays(sale);
  s.rests();
  s.reaches(sale, "validated", sale.amount);
}

// One of the first state (processing) is in trouble, that of the second (paid) is not.
void first_state_under(Story& s, Kind kind, Duration delay = Duration{0}) {
  s.notices(kind, 1, delay);
  const Sale sale = s.sells();
  s.breathes();
  s.pays(sale);
  s.rests();
  s.waits(minutes{10});
  s.rests();
  s.reaches(sale, "validated", sale.amount);
}

const CaseRows kRows = {
    {"notifications/paid", "Every notification comes, and is acknowledged.", {pos_15, pos_07}, {}, [](Story& s) {
       const Sale sale = ready(s);
       s.pays(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"notifications/payment-lost", "The notification of the payment is lost; the till asks.", {pos_14, pos_07}, {},
     [](Story& s) { paid_under(s, Kind::lost); }},
    {"notifications/all-lost", "No notification ever comes; the till asks.", {pos_14, pos_07}, {}, [](Story& s) {
       s.notices(Kind::lost, 50);
       const Sale paid = ready(s, {.who = "alice"}), refused = ready(s, {.who = "bob"});
       s.pays(paid);
       s.refuses(refused);
       s.rests();
       s.reaches(paid, "validated", paid.amount);
       s.reaches(refused, "cancelled");
     }},
    {"notifications/refusal-lost", "The notification of the refusal is lost.", {pos_14, pos_07}, {}, [](Story& s) {
       const Sale sale = ready(s);
       s.notices(Kind::lost);
       s.refuses(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"notifications/expiry-lost", "The notification that the sale expired is lost.", {pos_14, pos_07}, {}, [](Story& s) {
       const Sale sale = ready(s);
       s.notices(Kind::lost);
       s.until_payment_limit(sale, seconds{1});
       s.rests();
       s.reaches(sale, "expired");
     }},
    {"notifications/late", "The notification of the payment comes ten minutes late.", {pos_14, pos_15}, {}, [](Story& s) {
       const Sale sale = ready(s);
       s.notices(Kind::late, 1, minutes{10});
       s.pays(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
       s.waits(minutes{12});
       s.rests();
     }},
    {"notifications/older-comes-late", "\"Processing\" comes minutes after \"paid\": the sale stays paid.",
     {pos_15, pos_07}, {}, [](Story& s) { first_state_under(s, Kind::late, minutes{3}); }},
    {"notifications/reordered", "\"Processing\" comes right after \"paid\": the sale stays paid.", {pos_15, pos_07}, {},
     [](Story& s) { first_state_under(s, Kind::reordered); }},
    {"notifications/stale", "The notification before the last comes once more: the sale stays paid.", {pos_15, pos_07}, {},
     [](Story& s) { paid_under(s, Kind::stale); }},
    {"notifications/stale-to-validate", "On C \"processing\" comes once more after \"authorised\": the sale stays to validate.",
     {pos_15, pos_07}, {"validation"}, [](Story& s) {
       const Sale sale = ready(s, {.parcours = "C"});
       s.notices(Kind::stale);
       s.pays(sale);
       s.rests(seconds{30});
       s.waits(hours{30});
       s.rests();
       s.reaches(sale, "to_validate", sale.amount);
     }},
    {"notifications/stale-after-refusal", "After the refusal the older notification comes again: it stays cancelled.",
     {pos_15, pos_07}, {}, [](Story& s) {
       const Sale sale = ready(s);
       s.notices(Kind::stale);
       s.refuses(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"notifications/twice", "The notification of a payment of a part comes twice: it is counted once.", {pos_15, pos_08}, {},
     [](Story& s) {
       const Sale sale = ready(s);
       s.notices(Kind::twice);
       s.pays(sale, 1234_cents);
       s.rests();
       s.reaches(sale, "validated", 1234_cents);
     }},
    {"notifications/all-twice", "Every notification comes twice, of two sales.", {pos_15, pos_07, pos_08}, {}, [](Story& s) {
       s.notices(Kind::twice, 20);
       const Sale first = ready(s, {.who = "alice"}), second = ready(s, {.who = "bob"});
       s.pays(second);
       s.pays(first);
       s.rests();
       s.reaches(first, "validated", first.amount);
       s.reaches(second, "validated", second.amount);
     }},
    {"notifications/forged", "Somebody without the key tells that the sale is paid; it is not.", {pos_16, pos_06},
     {"seal_check"}, [](Story& s) {
       s.notices(Kind::forged, 2);
       const Sale sale = ready(s);
       s.waits(seconds{1});
       s.rests();
       s.reaches(sale, "awaiting_customer");
       s.until_payment_limit(sale, seconds{1});
       s.rests();
       s.reaches(sale, "expired");
     }},
    {"notifications/forged-after-refusal", "The customer refuses, and a forged notification tells of a payment.",
     {pos_16, pos_06, pos_07}, {"seal_check"}, [](Story& s) {
       const Sale sale = ready(s);
       s.notices(Kind::forged);
       s.refuses(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"notifications/forged-part", "A part was paid, and a forged notification tells that all was.",
     {pos_16, pos_08}, {"seal_check"}, [](Story& s) {
       const Sale sale = ready(s);
       s.notices(Kind::forged);
       s.pays(sale, 567_cents);
       s.rests();
       s.reaches(sale, "validated", 567_cents);
     }},
    {"notifications/lost-and-cancelled",
     "The payment's notification is lost and the cashier cancels before the till has asked: the refusal is shown, the sale is paid.",
     {pos_19, pos_14, pos_07}, {}, [](Story& s) {
       const Sale sale = ready(s);
       s.notices(Kind::lost);
       s.pays(sale);
       s.cancels(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"notifications/to-validate-lost", "On C the notification of the payment is lost, then that of the validation.",
     {pos_14, pos_07}, {"validation"}, [](Story& s) {
       const Sale sale = ready(s, {.parcours = "C"});
       s.notices(Kind::lost, 2);
       s.pays(sale);
       s.rests();
       s.reaches(sale, "to_validate", sale.amount);
       s.validates(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"notifications/to-validate-late", "On C the notification of the payment comes after the validation.",
     {pos_15, pos_10, pos_07}, {"validation"}, [](Story& s) {
       const Sale sale = ready(s, {.parcours = "C"});
       s.notices(Kind::late, 1, hours{30});
       s.pays(sale);
       s.rests();
       s.validates(sale, sale.amount - 100_cents);
       s.rests();
       s.waits(hours{10});
       s.rests();
       s.reaches(sale, "validated", sale.amount - 100_cents);
     }},
    {"notifications/deferred-lost", "On B the payment's notification is lost: a day later the till knows all the same.",
     {pos_14, pos_07}, {"deferred"}, [](Story& s) {
       const Sale sale = s.sells({.parcours = "B", .payment_days = 8});
       s.waits(hours{30});
       s.notices(Kind::lost, 5);
       s.pays(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"notifications/old-request-late", "After a change of mode the old request's end is told when the new one is paid.",
     {pos_15, pos_12, pos_07}, {"qr", "screen", "change_mode", "identifier"}, [](Story& s) {
       const Sale sale = s.sells({.mode = "qr"});
       s.breathes();
       s.notices(Kind::late, 1, minutes{2});
       const Sale changed = s.changes_mode(sale);
       s.breathes();
       s.pays(changed);
       s.rests();
       s.waits(minutes{5});
       s.rests();
       s.reaches(changed, "validated", sale.amount);
     }},
    {"notifications/while-off", "The till is off when the notification comes; back again it asks.", {pos_14, pos_17, pos_07},
     {"crash"}, [](Story& s) {
       const Sale sale = ready(s);
       s.crashes();
       s.waits(seconds{10});
       s.pays(sale);
       s.waits(seconds{40});
       s.restarts();
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
};

}  // namespace

const CaseRows& notification_cases() { return kRows; }

}  // namespace parcours
