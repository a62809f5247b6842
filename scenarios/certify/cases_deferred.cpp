// deferred: paid within days after an e-mail (parcours B). Limit days are civil days in Paris, to their end.
#include "scenarios/certify/cases.h"

namespace parcours {
namespace {

using enum TillRuleId;
using encaissement::operator""_cents;

Sale asks(Story& s, int days) { return s.sells({.parcours = "B", .payment_days = days}); }

// Asked at this moment; the day shown must be the service's, and the last minute of it still counts.
void paid_in_the_last_minute(Story& s, Day day, Duration time_of_day, int days) {
  s.starts(day, time_of_day);
  const Sale sale = asks(s, days);
  s.waits(minutes{2});
  s.looks(sale);
  if (days > 1 || time_of_day < hours{20}) s.rests();  // A day long: the limit is further off than that.
  s.until_payment_limit(sale, -minutes{1});
  s.pays(sale);
  s.rests();
  s.reaches(sale, "validated", sale.amount);
}

void pays_near_limit(Story& s, Duration offset, const char* status) {
  const Sale sale = asks(s, 1);
  s.until_payment_limit(sale, offset);
  s.pays(sale);
  s.waits(minutes{7});  // Past the sweep.
  s.rests();
  s.reaches(sale, status);
}

Day leap_day(Story& s) {
  return Day{std::chrono::year{s.random().chance(1, 2) ? 2024 : 2028} / 2 / 29};
}

const CaseRows kRows = {
    {"deferred/paid-days-later", "The customer pays after some days; the till learns it within a day.",
     {pos_07, pos_08, pos_20, pos_13}, {}, [](Story& s) {
       const Sale sale = asks(s, static_cast<int>(s.random().between(4, 12)));
       s.rests();
       s.reaches(sale, "awaiting_customer");
       s.waits(hours{30});
       s.pays(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"deferred/paid-at-once", "The customer pays the minute the e-mail comes.", {pos_07, pos_20}, {}, [](Story& s) {
       const Sale sale = s.sells({.parcours = "B"});
       s.breathes();
       s.pays(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"deferred/nobody-pays", "The limit day ends and the night's sweep comes: expired.", {pos_07, pos_05}, {}, [](Story& s) {
       const Sale sale = asks(s, 2);
       s.until_payment_limit(sale, minutes{10});
       s.rests();
       s.reaches(sale, "expired");
       s.waits(hours{72});
       s.rests();
     }},
    {"deferred/before-the-sweep", "Between the end of the limit day and the sweep the sale still reads as waiting.",
     {pos_07, pos_06}, {}, [](Story& s) {
       const Sale sale = asks(s, 1);
       s.until_payment_limit(sale, minutes{3});
       s.looks(sale);
       s.rests(seconds{20});
       s.reaches(sale, "awaiting_customer");
       s.waits(minutes{4});
       s.looks(sale);
       s.rests(seconds{20});
       s.reaches(sale, "expired");
     }},
    {"deferred/cancelled-before-the-sweep", "The cashier cancels after the limit day and before the sweep: too late.",
     {pos_18, pos_19, pos_07}, {}, [](Story& s) {
       const Sale sale = asks(s, 1);
       s.until_payment_limit(sale, minutes{2});
       s.cancels(sale);
       s.rests(seconds{20});
       s.reaches(sale, "awaiting_customer");
       s.rests();
       s.reaches(sale, "expired");
     }},
    {"deferred/last-instant", "A payment one millisecond before the limit day ends.", {pos_07}, {},
     [](Story& s) { pays_near_limit(s, -Milliseconds{1}, "validated"); }},
    {"deferred/at-the-limit", "A payment at 00:00 of the next day comes too late.", {pos_07, pos_06}, {},
     [](Story& s) { pays_near_limit(s, Milliseconds{0}, "expired"); }},
    {"deferred/after-the-limit", "A payment one millisecond after 00:00 comes too late.", {pos_07, pos_06}, {},
     [](Story& s) { pays_near_limit(s, Milliseconds{1}, "expired"); }},
    {"deferred/cancelled", "The cashier cancels after some days.", {pos_07, pos_08}, {}, [](Story& s) {
       const Sale sale = asks(s, 6);
       s.waits(hours{50});
       s.cancels(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"deferred/refused", "The customer refuses after some days.", {pos_07, pos_19}, {}, [](Story& s) {
       const Sale sale = asks(s, 6);
       s.waits(hours{50});
       s.refuses(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"deferred/a-part-is-refused", "One cent less is refused on B; the whole is paid afterwards.", {pos_06, pos_08, pos_07},
     {}, [](Story& s) {
       const Sale sale = asks(s, 5);
       s.waits(hours{5});
       s.pays(sale, sale.amount - 1_cents);
       s.rests();
       s.reaches(sale, "awaiting_customer");
       s.pays(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"deferred/unknown-address", "Nobody has the address: the request is made all the same, and expires.",
     {pos_07, pos_20}, {}, [](Story& s) {
       const Sale sale = s.sells({.parcours = "B", .customer = s.fresh().sale() + "@mail.example", .payment_days = 1});
       s.until_payment_limit(sale, minutes{10});
       s.rests();
       s.reaches(sale, "expired");
     }},
    {"deferred/no-days", "A limit of 0 days is refused, and one of 366.", {pos_19, pos_20}, {}, [](Story& s) {
       const Sale none = asks(s, 0);
       const Sale many = asks(s, 366);
       s.rests();
       s.reaches(none, "none");
       s.reaches(many, "none");
     }},
    {"deferred/a-year", "A limit of 365 days, paid on the last of them; the till has not asked all the time.",
     {pos_05, pos_07, pos_13}, {}, [](Story& s) {
       const Sale sale = asks(s, 365);
       s.until_payment_limit(sale, -hours{12});
       s.pays(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"deferred/late-evening", "Asked at 23:59:59 in Paris, when it is another hour in Greenwich.", {pos_13, pos_20}, {},
     [](Story& s) {
       paid_in_the_last_minute(s, encaissement::paris_day(s.start()), hours{23} + minutes{59} + seconds{59}, 1);
     }},
    {"deferred/after-midnight", "Asked at half past midnight in Paris, when it is yesterday in Greenwich.",
     {pos_13, pos_20}, {}, [](Story& s) {
       paid_in_the_last_minute(s, encaissement::paris_day(s.start()), minutes{30}, 3);
     }},
    {"deferred/short-day", "The limit day has 23 hours.", {pos_13, pos_07}, {}, [](Story& s) {
       paid_in_the_last_minute(s, short_day(s) - encaissement::Days{1}, hours{10}, 1);
     }},
    {"deferred/long-day", "The limit day has 25 hours.", {pos_13, pos_07}, {}, [](Story& s) {
       paid_in_the_last_minute(s, long_day(s) - encaissement::Days{2}, hours{10}, 2);
     }},
    {"deferred/leap-day", "The limit day is 29 February.", {pos_13, pos_07}, {}, [](Story& s) {
       paid_in_the_last_minute(s, leap_day(s) - encaissement::Days{2}, hours{15}, 2);
     }},
    {"deferred/after-the-leap-day", "The days run over 29 February to 1 March.", {pos_13, pos_07}, {}, [](Story& s) {
       paid_in_the_last_minute(s, leap_day(s) - encaissement::Days{1}, hours{15}, 2);
     }},
    {"deferred/turn-of-the-year", "Asked on 31 December for the new year.", {pos_13, pos_07}, {}, [](Story& s) {
       const int year = static_cast<int>(s.random().between(2020, 2031));
       paid_in_the_last_minute(s, Day{std::chrono::year{year} / 12 / 31}, hours{23} + minutes{30}, 1);
     }},
    {"deferred/two-requests", "Two requests wait at once with other limits; one is paid, one expires.", {pos_07, pos_04},
     {}, [](Story& s) {
       const Sale first = asks(s, 2), second = asks(s, 6);
       s.waits(hours{9});
       s.pays(second);
       s.rests();
       s.until_payment_limit(first, minutes{10});
       s.rests();
       s.reaches(first, "expired");
       s.reaches(second, "validated", second.amount);
     }},
};

}  // namespace

const CaseRows& deferred_cases() { return kRows; }

}  // namespace parcours
