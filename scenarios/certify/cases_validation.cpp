// validation-delay: paid first, validated by the merchant within days (parcours C, and D where the till can defer).
#include "scenarios/certify/cases.h"

namespace parcours {
namespace {

using enum TillRuleId;
using encaissement::operator""_cents;

// Paid as a whole, or that part of it, and known as such.
Sale to_validate(Story& s, int days, Money part = {}) {
  const Sale sale = s.sells({.parcours = "C", .validation_days = days});
  s.breathes();
  s.pays(sale, part);
  s.rests();
  s.reaches(sale, "to_validate", part.is_zero() ? sale.amount : part);
  return sale;
}

void validates_near_limit(Story& s, Duration offset, const char* status) {
  const Sale sale = to_validate(s, 2);
  s.until_validation_limit(sale, offset);
  s.validates(sale);
  s.waits(minutes{7});  // Past the sweep.
  s.rests();
  s.reaches(sale, status);
}

void lowered(Story& s, Money to) {
  const Sale sale = to_validate(s, 9);
  s.validates(sale, to);
  s.rests();
  s.reaches(sale, "validated", to);
}

// What is typed is no amount that can be validated; then it is done well.
void refused_then_validated(Story& s, const std::string& typed) {
  const Sale sale = to_validate(s, 9);
  s.validates(sale, typed);
  s.rests();
  s.reaches(sale, "to_validate", sale.amount);
  s.validates(sale);
  s.rests();
  s.reaches(sale, "validated", sale.amount);
}

// The day shown counts from the payment; validated in the last minute of it.
void validated_in_the_last_minute(Story& s, Day day, Duration time_of_day, int days) {
  s.starts(day, time_of_day);
  const Sale sale = s.sells({.parcours = "C", .validation_days = days});
  s.waits(seconds{20});
  s.pays(sale);
  s.waits(minutes{2});
  s.looks(sale);
  s.rests(seconds{90});
  s.until_validation_limit(sale, -minutes{1});
  s.validates(sale);
  s.rests();
  s.reaches(sale, "validated", sale.amount);
}

const CaseRows kRows = {
    {"validation-delay/validated", "Paid and then validated as a whole; the receipt is final only then.",
     {pos_10, pos_07, pos_06, pos_20}, {}, [](Story& s) {
       const Sale sale = to_validate(s, 9);
       s.waits(hours{20});
       s.validates(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"validation-delay/paid-only", "Paid and not yet validated, for days: the sale is to validate, no receipt is final.",
     {pos_10, pos_07, pos_06}, {}, [](Story& s) {
       const Sale sale = to_validate(s, 9);
       s.waits(hours{48});
       s.rests();
       s.reaches(sale, "to_validate", sale.amount);
     }},
    {"validation-delay/lowered", "The merchant validates less; received and remaining follow.", {pos_08, pos_10, pos_03}, {},
     [](Story& s) { lowered(s, s.misread_by_floats(101_cents, 1900_cents)); }},
    {"validation-delay/lowered-by-a-cent", "The merchant validates one cent less.", {pos_08, pos_03}, {}, [](Story& s) {
       const Sale sale = to_validate(s, 9);
       s.validates(sale, sale.amount - 1_cents);
       s.rests();
       s.reaches(sale, "validated", sale.amount - 1_cents);
     }},
    {"validation-delay/lowered-to-a-cent", "The merchant validates one cent.", {pos_08, pos_03}, {},
     [](Story& s) { lowered(s, 1_cents); }},
    {"validation-delay/lowered-to-every-digit", "Ten sales are lowered, to amounts of which each ends in another digit.", {pos_03, pos_08}, {},
     [](Story& s) {
       for (int digit = 0; digit < 10; ++digit) {
         const Sale sale = s.sells({.parcours = "C", .who = digit % 2 ? "alice" : "bob", .amount = s.fresh().amount(2000_cents, 3000_cents)});
         s.breathes();
         s.pays(sale);
         s.rests();
         const Money less = Money::from_cents(s.random().between(10, 99) * 10 + digit);
         s.validates(sale, less);
         s.rests();
         s.reaches(sale, "validated", less);
       }
     }},
    {"validation-delay/part-then-lowered", "A part was paid, and of it a part is validated.", {pos_08, pos_09, pos_10}, {},
     [](Story& s) {
       const Money part = s.fresh().amount(500_cents, 1500_cents), less = s.fresh().amount(100_cents, 499_cents);
       const Sale sale = to_validate(s, 9, part);
       s.validates(sale, less);
       s.rests();
       s.reaches(sale, "validated", less);
     }},
    {"validation-delay/a-cent-too-much", "The cashier types one cent above what was received: it is not asked for.",
     {pos_18, pos_19}, {}, [](Story& s) {
       const Money part = s.fresh().amount(500_cents, 1500_cents);
       const Sale sale = to_validate(s, 9, part);
       s.validates(sale, part + 1_cents);
       s.rests();
       s.reaches(sale, "to_validate", part);
       s.validates(sale, part);
       s.rests();
       s.reaches(sale, "validated", part);
     }},
    {"validation-delay/typed-wrong", "\"1e1\" is no amount to validate.", {pos_03, pos_19}, {},
     [](Story& s) { refused_then_validated(s, "1e1"); }},
    {"validation-delay/typed-nought", "0,00 € cannot be validated.", {pos_03, pos_19, pos_18}, {},
     [](Story& s) { refused_then_validated(s, "0,00"); }},
    {"validation-delay/before-payment", "The cashier validates before anybody paid: nothing is received.",
     {pos_18, pos_19, pos_06}, {}, [](Story& s) {
       const Sale sale = s.sells({.parcours = "C"});
       s.breathes();
       s.validates(sale);
       s.rests();
       s.reaches(sale, "awaiting_customer");
       s.pays(sale);
       s.rests();
       s.reaches(sale, "to_validate", sale.amount);
     }},
    {"validation-delay/twice", "The cashier validates a second time, and less: it stays as it is.", {pos_18, pos_19, pos_08},
     {}, [](Story& s) {
       const Sale sale = to_validate(s, 9);
       s.validates(sale);
       s.rests();
       s.validates(sale, 1_cents);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"validation-delay/cancelled", "The cashier cancels what was paid; all goes back to the customer.",
     {pos_07, pos_08, pos_10}, {}, [](Story& s) {
       const Sale sale = to_validate(s, 9);
       s.cancels(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"validation-delay/cancelled-then-validated", "What was cancelled is not validated.", {pos_18, pos_19, pos_07}, {},
     [](Story& s) {
       const Sale sale = to_validate(s, 9);
       s.cancels(sale);
       s.rests();
       s.validates(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"validation-delay/validated-then-cancelled", "What was validated is not cancelled.", {pos_18, pos_19, pos_07}, {},
     [](Story& s) {
       const Sale sale = to_validate(s, 9);
       s.validates(sale);
       s.rests();
       s.cancels(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"validation-delay/nobody-pays", "The customer does not pay in five minutes.", {pos_07}, {}, [](Story& s) {
       const Sale sale = s.sells({.parcours = "C"});
       s.until_payment_limit(sale, seconds{1});
       s.rests();
       s.reaches(sale, "expired");
     }},
    {"validation-delay/refused", "The customer refuses.", {pos_07, pos_19}, {}, [](Story& s) {
       const Sale sale = s.sells({.parcours = "C"});
       s.breathes();
       s.refuses(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"validation-delay/blocked", "The customer is blocked: nothing is asked.", {pos_19, pos_07}, {}, [](Story& s) {
       const Sale sale = s.sells({.parcours = "C", .who = "chloe"});
       s.rests();
       s.reaches(sale, "none");
     }},
    {"validation-delay/forgotten", "Nobody validates: it expires, all goes back, and the till says so.",
     {pos_07, pos_08, pos_10}, {}, [](Story& s) {
       const Sale sale = to_validate(s, 2);
       s.until_validation_limit(sale, minutes{10});
       s.rests();
       s.reaches(sale, "expired");
     }},
    {"validation-delay/last-instant", "Validated one millisecond before the limit day ends.", {pos_07, pos_13}, {},
     [](Story& s) { validates_near_limit(s, -Milliseconds{1}, "validated"); }},
    {"validation-delay/at-the-limit", "Validated at 00:00 of the next day: too late.", {pos_18, pos_19, pos_07}, {},
     [](Story& s) { validates_near_limit(s, Milliseconds{0}, "expired"); }},
    {"validation-delay/before-the-sweep", "Between the limit day and the sweep it still reads as to validate.",
     {pos_18, pos_07}, {}, [](Story& s) {
       const Sale sale = to_validate(s, 1);
       s.until_validation_limit(sale, minutes{2});
       s.validates(sale);
       s.waits(seconds{2});
       s.looks(sale);
       s.rests(seconds{20});
       s.reaches(sale, "to_validate");
       s.waits(minutes{5});
       s.rests();
       s.reaches(sale, "expired");
     }},
    {"validation-delay/after-midnight", "Paid after midnight in Paris, when it is yesterday in Greenwich.", {pos_13}, {},
     [](Story& s) { validated_in_the_last_minute(s, encaissement::paris_day(s.start()), minutes{20}, 2); }},
    {"validation-delay/over-midnight", "Asked before midnight and paid after it: the days count from the payment.",
     {pos_13}, {}, [](Story& s) {
       validated_in_the_last_minute(s, encaissement::paris_day(s.start()), hours{23} + minutes{59} + seconds{50}, 2);
     }},
    {"validation-delay/short-day", "The limit day has 23 hours.", {pos_13, pos_07}, {}, [](Story& s) {
       validated_in_the_last_minute(s, short_day(s) - encaissement::Days{3}, hours{11}, 3);
     }},
    {"validation-delay/long-day", "The limit day has 25 hours.", {pos_13, pos_07}, {}, [](Story& s) {
       validated_in_the_last_minute(s, long_day(s) - encaissement::Days{1}, hours{11}, 1);
     }},
    {"validation-delay/two-addresses", "Of two sales each gives its own address for notifications.", {pos_20, pos_07}, {},
     [](Story& s) {
       const Sale first = s.sells({.parcours = "C", .who = "alice", .notify_email = "caisse-1@canoe.example"});
       const Sale second = s.sells({.parcours = "C", .who = "bob", .notify_email = "caisse-2@canoe.example"});
       s.breathes();
       s.pays(second);
       s.pays(first);
       s.rests();
       s.reaches(first, "to_validate", first.amount);
       s.reaches(second, "to_validate", second.amount);
     }},
    {"validation-delay/deferred", "D: paid after days, validated after days; the limit counts from the payment.",
     {pos_13, pos_20, pos_07}, {"deferred"}, [](Story& s) {
       const Sale sale = s.sells({.parcours = "D", .payment_days = 8, .validation_days = 4});
       s.waits(hours{60});
       s.pays(sale);
       s.rests();
       s.reaches(sale, "to_validate", sale.amount);
       s.until_validation_limit(sale, -minutes{1});
       s.validates(sale, sale.amount - 5_cents);
       s.rests();
       s.reaches(sale, "validated", sale.amount - 5_cents);
     }},
    {"validation-delay/deferred-and-forgotten", "D: nobody pays, or nobody validates.", {pos_07, pos_13}, {"deferred"},
     [](Story& s) {
       const Sale unpaid = s.sells({.parcours = "D", .payment_days = 2});
       const Sale paid = s.sells({.parcours = "D", .payment_days = 3, .validation_days = 4});
       s.waits(hours{20});
       s.pays(paid);
       s.rests();
       s.until_payment_limit(unpaid, minutes{10});
       s.rests();
       s.reaches(unpaid, "expired");
       s.until_validation_limit(paid, minutes{10});
       s.rests();
       s.reaches(paid, "expired");
     }},
    {"validation-delay/money-freed", "A sum too high for the wallet is paid when another one is given back.",
     {pos_07, pos_06}, {"deferred"}, [](Story& s) {
       const Sale held = s.sells({.parcours = "C", .who = "alice", .amount = s.fresh().amount(12000_cents, 15000_cents)});
       const Sale later = s.sells({.parcours = "B", .who = "alice", .amount = s.fresh().amount(9000_cents, 12000_cents)});
       s.breathes();
       s.pays(held);
       s.waits(hours{1});
       s.pays(later);
       s.rests();
       s.reaches(later, "awaiting_customer");
       s.cancels(held);
       s.pays(later);
       s.rests();
       s.reaches(held, "cancelled");
       s.reaches(later, "validated", later.amount);
     }},
};

}  // namespace

const CaseRows& validation_cases() { return kRows; }

}  // namespace parcours
