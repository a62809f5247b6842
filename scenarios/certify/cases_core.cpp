// core: sales that are paid at once, by whatever way the till can ask.
#include "scenarios/certify/cases.h"

namespace parcours {
namespace {

using enum TillRuleId;
using encaissement::operator""_cents;

// The same amount typed in another of the ways in which people type it, and paid.
void typed_and_paid(Story& s, const std::string& typed, Money meant) {
  const Sale sale = s.sells({.amount = meant, .typed = typed});
  s.breathes();
  s.pays(sale);
  s.rests();
  s.reaches(sale, "validated", meant);
}

void pays_near_limit(Story& s, Duration offset, const char* status) {
  const Sale sale = s.sells();
  s.until_payment_limit(sale, -seconds{40});
  if (sale.is_qr()) s.scans(sale);
  s.until_payment_limit(sale, offset);
  s.pays(sale);
  s.reaches(sale, status);
  s.rests();
}

void cancels_near_limit(Story& s, Duration offset, const char* status) {
  const Sale sale = s.sells();
  s.until_payment_limit(sale, offset);
  s.cancels(sale);
  s.rests();
  s.reaches(sale, status);
}

void paid_at(Story& s, Day day, Duration time_of_day) {
  s.starts(day, time_of_day);
  const Sale sale = s.sells();
  s.waits(minutes{3});
  s.pays(sale);
  s.rests();
  s.reaches(sale, "validated", sale.amount);
}

const CaseRows kRows = {
    {"core/paid", "The customer pays the whole at once; the till says paid, received and nothing left.",
     {pos_07, pos_08, pos_10, pos_01, pos_02}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       s.pays(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"core/not-yet-paid", "Nobody pays for a while; the till says that it waits, and no receipt is final.",
     {pos_06, pos_07, pos_10}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.rests();
       s.reaches(sale, "awaiting_customer");
       s.rests();
       s.reaches(sale, "awaiting_customer");
       s.pays(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"core/nobody-pays", "The payment limit passes; the till says expired, asks as often as is polite and then no more.",
     {pos_07, pos_05}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.until_payment_limit(sale, seconds{1});
       s.rests();
       s.reaches(sale, "expired");
       s.waits(hours{3});
       s.rests();
     }},
    {"core/left-alone", "A sale that was paid hours ago is not asked for any more.", {pos_05, pos_18}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       s.pays(sale);
       s.rests();
       s.waits(hours{6});
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"core/cancelled", "The cashier cancels before anybody paid; the till says cancelled, and nothing received.",
     {pos_07, pos_08, pos_02}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       s.cancels(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"core/cancelled-too-late", "The customer has paid when the cashier cancels; the refusal is shown, the sale stays paid.",
     {pos_19, pos_07}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       s.pays(sale);
       s.cancels(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"core/cancelled-when-known-paid", "The till shows paid and the cashier cancels all the same; the sale stays paid.",
     {pos_18, pos_19, pos_07}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       s.pays(sale);
       s.rests();
       s.cancels(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"core/cancelled-just-before", "The cashier cancels in the instant before the customer pays; nothing is received.",
     {pos_06, pos_07}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       if (sale.is_qr()) s.scans(sale);
       s.cancels(sale);
       s.pays(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"core/cancelled-twice", "The cashier cancels a second time; the till knows that it is over and asks for nothing.",
     {pos_18, pos_07}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       s.cancels(sale);
       s.rests();
       s.cancels(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"core/refused", "The customer refuses; cashier and customer see that nothing was paid.", {pos_07, pos_19, pos_08}, {},
     [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       s.refuses(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"core/declined", "The customer agrees and the issuer refuses; cashier and customer see that nothing was paid.",
     {pos_07, pos_08, pos_05}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       s.is_declined(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"core/refused-then-sold-again", "After a refusal the cashier asks anew; the new sale is paid, the old one is not.",
     {pos_07, pos_04}, {}, [](Story& s) {
       const Sale first = s.sells();
       s.breathes();
       s.refuses(first);
       s.rests();
       const Sale second = s.sells({.who = first.who, .amount = first.amount});
       s.breathes();
       s.pays(second);
       s.rests();
       s.reaches(first, "cancelled");
       s.reaches(second, "validated", second.amount);
     }},
    {"core/minimum", "20,00 € is asked for, and 20,01 €.", {pos_03, pos_02}, {}, [](Story& s) {
       typed_and_paid(s, "20,00", 2000_cents);
       typed_and_paid(s, "20,01", 2001_cents);
     }},
    {"core/below-minimum", "19,99 € is below the minimum: nothing is asked for, and the cashier is told.", {pos_03, pos_19},
     {}, [](Story& s) {
       s.types_in("19,99");
       s.types_in("0,01");
       s.rests();
     }},
    {"core/typed-whole", "\"40\" is forty euros.", {pos_03}, {}, [](Story& s) { typed_and_paid(s, "40", 4000_cents); }},
    {"core/typed-short", "\"40,5\" is forty euros and fifty cents; \"40,05\" is five cents.", {pos_03}, {}, [](Story& s) {
       typed_and_paid(s, "40,5", 4050_cents);
       typed_and_paid(s, "40,05", 4005_cents);
     }},
    {"core/typed-point", "\"40.50\" with a point is the same amount.", {pos_03}, {},
     [](Story& s) { typed_and_paid(s, "40.50", 4050_cents); }},
    {"core/typed-exponent", "\"1e2\" is no amount: nothing is asked for.", {pos_03, pos_19}, {}, [](Story& s) {
       s.types_in("1e2");
       s.types_in("0x40");
       s.rests();
     }},
    {"core/typed-sign", "\"-50\" and \"+50\" are no amounts: nothing is asked for.", {pos_03, pos_19}, {}, [](Story& s) {
       s.types_in("-50");
       s.types_in("+50");
       s.rests();
     }},
    {"core/typed-too-fine", "\"40,001\" has a third decimal: nothing is asked for.", {pos_03, pos_19}, {}, [](Story& s) {
       s.types_in("40,001");
       s.types_in("40,");
       s.rests();
     }},
    {"core/typed-nothing", "An empty field and words are no amounts: nothing is asked for.", {pos_03, pos_19}, {},
     [](Story& s) {
       s.types_in("");
       s.types_in("quarante");
       s.types_in("1 040,00");
       s.rests();
     }},
    {"core/cents-that-floats-lose", "Amounts whose cents binary fractions get wrong arrive to the cent.",
     {pos_03, pos_08}, {}, [](Story& s) {
       for (int i = 0; i < 3; ++i) {
         const Sale sale = s.sells({.amount = s.misread_by_floats(2001_cents, 6000_cents)});
         s.breathes();
         s.pays(sale);
         s.rests();
         s.reaches(sale, "validated", sale.amount);
       }
     }},
    {"core/large", "More cents than 32 bits hold are asked for to the cent; a small part is paid.", {pos_03, pos_08}, {},
     [](Story& s) {
       const Sale sale = s.sells({.amount = s.fresh().amount(4'294'967'296_cents, 9'999'999'999_cents)});
       const Money part = s.fresh().amount(100_cents, 20000_cents);
       s.breathes();
       s.pays(sale, part);
       s.rests();
       s.reaches(sale, "validated", part);
     }},
    {"core/longest-name", "A sale's name of 20 characters with an accent reaches the service whole.", {pos_02, pos_04}, {},
     [](Story& s) {
       std::string name = s.fresh().sale() + "-Été";
       name.append(22 - name.size(), 'x');  // The two accents take two bytes each.
       const Sale sale = s.sells({.name = name});
       s.breathes();
       s.pays(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"core/two-at-once", "Two sales wait at the same time and are paid in the other order; none is taken for the other.",
     {pos_07, pos_08, pos_04}, {}, [](Story& s) {
       const Sale first = s.sells({.who = "alice"});
       s.breathes();
       const Sale second = s.sells({.who = "bob"});
       s.breathes();
       s.pays(second);
       s.rests();
       s.reaches(first, "awaiting_customer");
       s.pays(first);
       s.rests();
       s.reaches(first, "validated", first.amount);
       s.reaches(second, "validated", second.amount);
     }},
    {"core/two-of-one-amount", "Two sales of the same amount are asked for at one instant; the second is paid, the first expires.",
     {pos_04, pos_07, pos_08}, {}, [](Story& s) {
       const Sale first = s.sells({.who = "alice"});
       const Sale second = s.sells({.who = "bob", .amount = first.amount});
       s.breathes();
       s.pays(second);
       s.rests();
       s.reaches(second, "validated", second.amount);
       s.reaches(first, "awaiting_customer");
       s.until_payment_limit(first, seconds{1});
       s.rests();
       s.reaches(first, "expired");
     }},
    {"core/one-paid-one-cancelled", "Of two sales one is paid and the other cancelled.", {pos_07, pos_08}, {}, [](Story& s) {
       const Sale first = s.sells({.who = "alice"});
       const Sale second = s.sells({.who = "bob"});
       s.breathes();
       s.cancels(first);
       s.pays(second);
       s.rests();
       s.reaches(first, "cancelled");
       s.reaches(second, "validated", second.amount);
     }},
    {"core/ten-in-a-row", "Ten sales one after the other, some paid, one refused, one cancelled.", {pos_04, pos_07, pos_08},
     {}, [](Story& s) {
       for (int i = 0; i < 10; ++i) {
         const Sale sale = s.sells({.who = i % 2 ? "alice" : "bob", .amount = s.fresh().amount(2000_cents, 3500_cents)});
         s.breathes();
         if (i == 3) s.refuses(sale);
         if (i == 6) s.cancels(sale);
         if (i != 3 && i != 6) s.pays(sale);
         s.rests();
         s.reaches(sale, i == 3 || i == 6 ? "cancelled" : "validated");
       }
     }},
    {"core/pressed-again", "The cashier presses again though everything went well; no second request comes of it.",
     {pos_04}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.retries(sale);
       s.breathes();
       s.retries(sale);
       s.pays(sale);
       s.rests();
       s.retries(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"core/looked-at", "The cashier opens the sale before and after it is paid.", {pos_07, pos_06}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.waits(seconds{5});
       s.looks(sale);
       s.waits(seconds{5});
       s.pays(sale);
       s.waits(seconds{5});
       s.looks(sale);
       s.rests();
       s.looks(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"core/last-half-minute", "Half a minute before the limit the sale still waits, and is paid then.", {pos_07, pos_11}, {},
     [](Story& s) {
       const Sale sale = s.sells();
       s.until_payment_limit(sale, -seconds{30});
       s.rests(seconds{10});
       s.reaches(sale, "awaiting_customer");
       s.pays(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"core/last-instant", "A payment one millisecond before the limit counts.", {pos_07, pos_06}, {},
     [](Story& s) { pays_near_limit(s, -Milliseconds{1}, "validated"); }},
    {"core/at-the-limit", "A payment at the limit comes too late.", {pos_07, pos_06}, {},
     [](Story& s) { pays_near_limit(s, Milliseconds{0}, "expired"); }},
    {"core/after-the-limit", "A payment one millisecond after the limit comes too late.", {pos_07, pos_06}, {},
     [](Story& s) { pays_near_limit(s, Milliseconds{1}, "expired"); }},
    {"core/cancelled-at-the-last-instant", "The cashier cancels one millisecond before the limit.", {pos_07}, {},
     [](Story& s) { cancels_near_limit(s, -Milliseconds{1}, "cancelled"); }},
    {"core/cancelled-at-the-limit", "The cashier cancels at the limit: it expired.", {pos_07, pos_18, pos_19}, {},
     [](Story& s) { cancels_near_limit(s, Milliseconds{0}, "expired"); }},
    {"core/over-midnight", "A sale of 23:58 on 31 December is paid in the new year.", {pos_07, pos_13}, {}, [](Story& s) {
       paid_at(s, Day{std::chrono::year{static_cast<int>(s.random().between(2020, 2031))} / 12 / 31},
               hours{23} + minutes{58});
     }},
    {"core/hour-that-is-missing", "A sale of 01:58 is paid at 03:01 on the day of 23 hours.", {pos_07, pos_13}, {},
     [](Story& s) { paid_at(s, short_day(s), hours{1} + minutes{58}); }},
    {"core/hour-that-comes-twice", "A sale of 02:58 is paid at 02:01 on the day of 25 hours.", {pos_07, pos_13}, {},
     [](Story& s) { paid_at(s, long_day(s), hours{2} + minutes{58}); }},
    {"core/too-little-money", "The customer has too little for the whole, and then pays what there is.",
     {pos_08, pos_06, pos_07}, {}, [](Story& s) {
       const Sale sale = s.sells({.amount = s.fresh().amount(20001_cents, 26000_cents)});
       s.breathes();
       s.pays(sale);
       s.reaches(sale, "awaiting_customer");
       s.rests();
       s.pays(sale, 20000_cents);
       s.rests();
       s.reaches(sale, "validated", 20000_cents);
     }},
};

}  // namespace

const CaseRows& core_cases() { return kRows; }

}  // namespace parcours
