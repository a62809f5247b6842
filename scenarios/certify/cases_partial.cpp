// partial: the customer pays a part only; the remainder is settled outside, and everybody is told how much it is.
#include "scenarios/certify/cases.h"

namespace parcours {
namespace {

using enum TillRuleId;
using encaissement::operator""_cents;

void pays_part(Story& s, const Sale& sale, Money part) {
  s.breathes();
  s.pays(sale, part);
  s.rests();
  s.reaches(sale, "validated", part);
}

const CaseRows kRows = {
    {"partial/guide", "40,00 € asked, 30,00 € paid: 10,00 € remain, as in the guide.", {pos_09, pos_08, pos_10}, {},
     [](Story& s) { pays_part(s, s.sells({.amount = 4000_cents}), 3000_cents); }},
    {"partial/a-part", "The customer pays a part that is drawn; the till says what was received and what remains.",
     {pos_08, pos_09, pos_10}, {}, [](Story& s) {
       const Sale sale = s.sells({.amount = s.fresh().amount(3000_cents, 6000_cents)});
       pays_part(s, sale, s.fresh().amount(500_cents, 2900_cents));
     }},
    {"partial/a-cent", "The customer pays one cent.", {pos_09, pos_08}, {},
     [](Story& s) { pays_part(s, s.sells(), 1_cents); }},
    {"partial/all-but-a-cent", "The customer pays all but one cent; one cent remains.", {pos_09, pos_08, pos_07}, {},
     [](Story& s) {
       const Sale sale = s.sells();
       pays_part(s, sale, sale.amount - 1_cents);
     }},
    {"partial/cents-that-floats-lose", "Received and remaining are amounts that binary fractions get wrong.",
     {pos_08, pos_09}, {}, [](Story& s) {
       const Money part = s.misread_by_floats(501_cents, 2000_cents), rest = s.misread_by_floats(1501_cents, 4000_cents);
       pays_part(s, s.sells({.amount = part + rest}), part);
     }},
    {"partial/by-code", "A part is paid after scanning the code on the screen.", {pos_09, pos_11, pos_10}, {"qr", "screen"},
     [](Story& s) { pays_part(s, s.sells({.mode = "qr"}), s.fresh().amount(300_cents, 1999_cents)); }},
    {"partial/by-identifier", "A part is paid by a customer who was named.", {pos_09, pos_08}, {"identifier"},
     [](Story& s) { pays_part(s, s.sells({.mode = "identifier"}), s.fresh().amount(300_cents, 1999_cents)); }},
    {"partial/second-payment", "The customer wants to pay the remainder on the phone: one sale, one payment.",
     {pos_08, pos_07, pos_04}, {}, [](Story& s) {
       const Sale sale = s.sells();
       const Money part = s.fresh().amount(300_cents, 1999_cents);
       pays_part(s, sale, part);
       s.pays(sale, sale.amount - part);
       s.rests();
       s.reaches(sale, "validated", part);
     }},
    {"partial/more-than-asked", "The customer offers more than was asked, in vain, and then pays a part.",
     {pos_08, pos_06}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       s.pays(sale, sale.amount + 1_cents);
       s.rests();
       s.reaches(sale, "awaiting_customer");
       pays_part(s, sale, 1999_cents);
     }},
    {"partial/two-at-once", "Two sales, two parts: what remains of one is not told of the other.",
     {pos_08, pos_09, pos_10}, {}, [](Story& s) {
       const Sale first = s.sells({.who = "alice"}), second = s.sells({.who = "bob"});
       const Money one = s.fresh().amount(100_cents, 900_cents), two = s.fresh().amount(901_cents, 1900_cents);
       s.breathes();
       s.pays(first, one);
       s.pays(second, two);
       s.rests();
       s.reaches(first, "validated", one);
       s.reaches(second, "validated", two);
     }},
    {"partial/then-cancelled", "After a part was paid the cashier cancels: refused, the part stays received.",
     {pos_19, pos_18, pos_08}, {}, [](Story& s) {
       const Sale sale = s.sells();
       pays_part(s, sale, 1250_cents);
       s.cancels(sale);
       s.rests();
       s.reaches(sale, "validated", 1250_cents);
     }},
    {"partial/to-validate", "A part was paid on C: it is told before the validation, and after it.",
     {pos_09, pos_08, pos_10}, {"validation"}, [](Story& s) {
       const Sale sale = s.sells({.parcours = "C"});
       const Money part = s.fresh().amount(300_cents, 1999_cents);
       s.breathes();
       s.pays(sale, part);
       s.rests();
       s.reaches(sale, "to_validate", part);
       s.validates(sale);
       s.rests();
       s.reaches(sale, "validated", part);
     }},
    {"partial/days-later", "A part is paid on D after days, and validated.", {pos_09, pos_08, pos_10},
     {"validation", "deferred"}, [](Story& s) {
       const Sale sale = s.sells({.parcours = "D", .payment_days = 9});
       const Money part = s.fresh().amount(300_cents, 1999_cents);
       s.waits(hours{40});
       s.pays(sale, part);
       s.rests();
       s.reaches(sale, "to_validate", part);
       s.validates(sale, part);
       s.rests();
       s.reaches(sale, "validated", part);
     }},
};

}  // namespace

const CaseRows& partial_cases() { return kRows; }

}  // namespace parcours
