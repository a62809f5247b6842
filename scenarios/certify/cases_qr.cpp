// immediate-qr: paid at once by a QR code on the till's screen; and the change of mode, which leaves the code.
#include "scenarios/certify/cases.h"

namespace parcours {
namespace {

using enum TillRuleId;
using encaissement::operator""_cents;

Sale sells_by_code(Story& s) { return s.sells({.mode = "qr"}); }

void seen_so(Story& s, const CameraShot& shot) {
  const Sale sale = sells_by_code(s);
  s.breathes();
  s.scans(sale, "", shot);
  s.waits(seconds{8});
  s.pays(sale);
  s.rests();
  s.reaches(sale, "validated", sale.amount);
}

// To a request by identifier, when so much of the code's time is left; `scanned` before by its customer.
Sale changes(Story& s, bool scanned) {
  const Sale sale = s.sells({.mode = "qr", .amount = s.misread_by_floats(2001_cents, 6000_cents)});
  s.breathes();
  if (scanned) s.scans(sale);
  s.waits(seconds{8});
  return s.changes_mode(sale);
}

void changes_near_limit(Story& s, Duration offset, const char* status) {
  const Sale sale = sells_by_code(s);
  s.until_payment_limit(sale, offset);
  s.changes_mode(sale);
  s.rests();
  s.reaches(sale, status);
}

const CaseRows kRows = {
    {"immediate-qr/paid", "The customer scans the code on the screen and pays; the code is shown no longer.",
     {pos_11, pos_07, pos_10}, {}, [](Story& s) {
       const Sale sale = sells_by_code(s);
       s.rests();
       s.scans(sale);
       s.breathes();
       s.pays(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"immediate-qr/askew", "The phone sees the code turned, tilted and from the side.", {pos_11}, {},
     [](Story& s) { seen_so(s, {.rotation_degrees = 17, .tilt_degrees = 20}); }},
    {"immediate-qr/from-afar", "The phone is further away than it should be, and the light is poor.", {pos_11}, {},
     [](Story& s) { seen_so(s, {.distance_percent = 150, .contrast_percent = 70, .noise_levels = 6}); }},
    {"immediate-qr/scanned-and-waiting", "The code was scanned and nobody has paid yet: nothing is received.",
     {pos_06, pos_07, pos_11}, {}, [](Story& s) {
       const Sale sale = sells_by_code(s);
       s.breathes();
       s.scans(sale);
       s.rests();
       s.reaches(sale, "awaiting_customer");
       s.until_payment_limit(sale, seconds{1});
       s.rests();
       s.reaches(sale, "expired");
     }},
    {"immediate-qr/expired", "Nobody scans; when the limit has passed the code is shown no longer.", {pos_11, pos_07}, {},
     [](Story& s) {
       const Sale sale = sells_by_code(s);
       s.until_payment_limit(sale, seconds{1});
       s.rests();
       s.reaches(sale, "expired");
     }},
    {"immediate-qr/cancelled", "The cashier cancels under the customer's phone; the code is shown no longer.",
     {pos_11, pos_07}, {}, [](Story& s) {
       const Sale sale = sells_by_code(s);
       s.breathes();
       s.scans(sale);
       s.cancels(sale);
       s.pays(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"immediate-qr/refused", "The customer scans and refuses; the code is shown no longer.", {pos_11, pos_07, pos_19}, {},
     [](Story& s) {
       const Sale sale = sells_by_code(s);
       s.breathes();
       s.refuses(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"immediate-qr/second-customer", "Somebody else scans the code after its customer; the first one pays.",
     {pos_07, pos_08}, {}, [](Story& s) {
       const Sale sale = sells_by_code(s);
       s.breathes();
       s.scans(sale);
       s.waits(seconds{5});
       s.scans(sale, s.other_than(sale.who));
       s.waits(seconds{5});
       s.pays(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"immediate-qr/two-codes", "Two sales wait with a code each; each customer's phone finds the right one.",
     {pos_11, pos_04, pos_07}, {}, [](Story& s) {
       const Sale first = s.sells({.mode = "qr", .who = "alice"});
       s.waits(seconds{4});
       const Sale second = s.sells({.mode = "qr", .who = "bob"});
       s.breathes();
       s.scans(first);
       s.pays(second);
       s.rests();
       s.pays(first);
       s.rests();
       s.reaches(first, "validated", first.amount);
       s.reaches(second, "validated", second.amount);
     }},
    {"immediate-qr/next-customer", "The next sale shows its own code, not the one before.", {pos_11, pos_07}, {},
     [](Story& s) {
       for (int i = 0; i < 3; ++i) {
         const Sale sale = sells_by_code(s);
         s.breathes();
         s.pays(sale);
         s.rests();
         s.reaches(sale, "validated", sale.amount);
       }
     }},
    {"immediate-qr/last-instant", "Scanned in time and paid one millisecond before the limit.", {pos_07, pos_11}, {},
     [](Story& s) {
       const Sale sale = sells_by_code(s);
       s.until_payment_limit(sale, -seconds{30});
       s.scans(sale);
       s.until_payment_limit(sale, -Milliseconds{1});
       s.pays(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"immediate-qr/change-of-mode", "The cashier leaves the code and asks by identifier: same amount and basket, no old code.",
     {pos_12, pos_20, pos_03, pos_04}, {"change_mode", "identifier"}, [](Story& s) {
       const Sale sale = changes(s, false);
       s.rests();
       s.reaches(sale, "awaiting_customer");
       s.pays(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"immediate-qr/change-after-scanning", "The customer had scanned already; the new request goes to the other one.",
     {pos_12, pos_20}, {"change_mode", "identifier"}, [](Story& s) {
       const Sale sale = sells_by_code(s);
       s.breathes();
       s.scans(sale);
       s.waits(seconds{8});
       const Sale changed = s.changes_mode(sale, s.other_than(sale.who));
       s.rests();
       s.pays(changed);
       s.rests();
       s.reaches(changed, "validated", sale.amount);
     }},
    {"immediate-qr/change-after-another-sale", "One customer has paid; the code of the next sale is left for another one, who is asked.",
     {pos_20, pos_12}, {"change_mode", "identifier"}, [](Story& s) {
       const Sale before = s.sells({.mode = "identifier", .who = "alice"});
       s.breathes();
       s.pays(before);
       s.rests();
       const Sale sale = s.sells({.mode = "qr", .who = "bob"});
       s.breathes();
       const Sale changed = s.changes_mode(sale, "bob");
       s.breathes();
       s.pays(changed);
       s.rests();
       s.reaches(before, "validated", before.amount);
       s.reaches(changed, "validated", sale.amount);
     }},
    {"immediate-qr/change-and-nobody-pays", "After the change nobody pays: the sale expires with the new request.",
     {pos_07, pos_12}, {"change_mode", "identifier"}, [](Story& s) {
       const Sale sale = changes(s, true);
       s.until_payment_limit(sale, seconds{1});
       s.rests();
       s.reaches(sale, "expired");
     }},
    {"immediate-qr/change-and-cancel", "After the change the cashier cancels: neither request can be paid.",
     {pos_12, pos_07, pos_04}, {"change_mode", "identifier"}, [](Story& s) {
       const Sale sale = changes(s, false);
       s.waits(seconds{8});
       s.cancels(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"immediate-qr/change-after-payment", "The customer pays in the instant before the change: the sale is paid, once.",
     {pos_19, pos_04, pos_07}, {"change_mode", "identifier"}, [](Story& s) {
       const Sale sale = sells_by_code(s);
       s.breathes();
       s.pays(sale);
       s.changes_mode(sale);
       s.rests();
       s.reaches(sale, "validated", sale.amount);
     }},
    {"immediate-qr/change-to-nobody", "The identifier of the change is unknown: the code is void, nothing new was asked.",
     {pos_19, pos_12, pos_07}, {"change_mode", "identifier"}, [](Story& s) {
       const Sale sale = sells_by_code(s);
       s.breathes();
       s.changes_mode(sale, "chloe");  // Blocked.
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"immediate-qr/change-to-the-busy", "The customer of the change has a request already: it is refused and shown.",
     {pos_19, pos_12}, {"change_mode", "identifier"}, [](Story& s) {
       const Sale first = s.sells({.mode = "identifier", .who = "alice"});
       const Sale second = s.sells({.mode = "qr", .who = "bob"});
       s.breathes();
       s.changes_mode(second, "alice");
       s.rests();
       s.reaches(second, "cancelled");
       s.pays(first);
       s.rests();
       s.reaches(first, "validated", first.amount);
     }},
    {"immediate-qr/change-at-the-last-instant", "The change comes one millisecond before the limit.", {pos_12, pos_07},
     {"change_mode", "identifier"}, [](Story& s) { changes_near_limit(s, -Milliseconds{1}, "awaiting_customer"); }},
    {"immediate-qr/change-at-the-limit", "The change comes at the limit: the sale expired, nothing new is asked.",
     {pos_18, pos_19, pos_07}, {"change_mode", "identifier"},
     [](Story& s) { changes_near_limit(s, Milliseconds{0}, "expired"); }},
};

}  // namespace

const CaseRows& qr_cases() { return kRows; }

}  // namespace parcours
