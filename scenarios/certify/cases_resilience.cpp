// resilience: answers are lost, machines go down, clocks are wrong. Every fault of the wire on every call of the API is
// made from the tables below (cases_wire.cpp); what is told at length stands here.
#include "scenarios/certify/cases.h"
#include "scenarios/certify/cases_wire.h"

namespace parcours {
namespace {

using enum TillRuleId;
using encaissement::operator""_cents;
using enum WireFault;

// The power goes, and comes back after so long.
void goes_down(Story& s, Duration off) {
  s.crashes();
  s.waits(off);
  s.restarts();
}

Sale to_validate(Story& s, int days) {
  const Sale sale = s.sells({.parcours = "C", .validation_days = days});
  s.breathes();
  s.pays(sale);
  s.rests();
  s.reaches(sale, "to_validate", sale.amount);
  return sale;
}

void ends(Story& s, const Sale& sale, const char* status, std::optional<Money> received = std::nullopt) {
  s.rests();
  s.reaches(sale, status, received);
}

// A clock that was set back strikes late once; then it is only wrong.
constexpr minutes kUsedTo{5};

void paid_with_a_clock(Story& s, Duration ahead) {
  s.skews(ahead);
  s.waits(kUsedTo);
  const Sale sale = s.sells();
  s.waits(minutes{2});
  s.rests();
  s.reaches(sale, "awaiting_customer");
  s.pays(sale);
  ends(s, sale, "validated", sale.amount);
}

// Near the limit the service's clock counts, which every answer tells.
void validated_with_a_clock(Story& s, Duration ahead, Duration offset, const char* status) {
  s.skews(ahead);
  s.waits(kUsedTo);
  const Sale sale = to_validate(s, 2);
  s.until_validation_limit(sale, offset);
  s.validates(sale);
  s.waits(minutes{10});
  ends(s, sale, status);
}

void day_with_a_clock(Story& s, Duration ahead, Duration time_of_day) {
  s.starts(encaissement::paris_day(s.start()), time_of_day);
  s.skews(ahead);
  s.waits(kUsedTo);
  const Sale sale = s.sells({.parcours = "B", .payment_days = 2});
  s.rests(seconds{30});
  s.reaches(sale, "awaiting_customer");
  s.until_payment_limit(sale, -minutes{2});
  s.looks(sale);
  s.rests(seconds{30});
  s.pays(sale);
  ends(s, sale, "validated", sale.amount);
}

const CaseRows kRows = {
    {"resilience/paid-before-asked-again", "The answer to the request is lost and the customer pays before the cashier presses again.",
     {pos_04, pos_07, pos_08}, {"identifier"}, [](Story& s) {
       s.befalls(lost_after, ApiCall::create);
       const Sale sale = s.sells({.mode = "identifier"});
       s.breathes();
       s.pays(sale);
       s.waits(seconds{5});
       s.retries(sale);
       ends(s, sale, "validated", sale.amount);
     }},
    {"resilience/lost-again-and-again", "Three answers to the same request are lost.", {pos_04, pos_07}, {}, [](Story& s) {
       s.befalls(lost_after, ApiCall::create, 3);
       const Sale sale = s.sells();
       for (int i = 0; i < 3; ++i) {
         s.waits(seconds{8});
         s.retries(sale);
       }
       s.breathes();
       s.pays(sale);
       ends(s, sale, "validated", sale.amount);
     }},
    {"resilience/two-requests-lost", "The answers to two sales' requests are lost; each is asked again for itself.",
     {pos_04, pos_07, pos_08}, {}, [](Story& s) {
       s.befalls(lost_after, ApiCall::create, 2);
       const Sale first = s.sells({.who = "alice"}), second = s.sells({.who = "bob"});
       s.waits(seconds{6});
       s.retries(second);
       s.retries(first);
       s.breathes();
       s.pays(first);
       s.pays(second);
       ends(s, first, "validated", first.amount);
       s.reaches(second, "validated", second.amount);
     }},
    {"resilience/network-gone", "For a while nothing goes through; the till does not hammer, and knows all afterwards.",
     {pos_05, pos_14, pos_07}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       if (sale.is_qr()) s.scans(sale);
       s.befalls(lost_before, 6);
       s.notices(till_step::NoticeTrouble::Kind::lost, 2);
       s.pays(sale);
       s.waits(minutes{4});
       ends(s, sale, "validated", sale.amount);
     }},
    {"resilience/network-gone-for-hours",
     "No question is answered for hours, and no notification comes; the till goes on asking, and knows in the end that it was paid.",
     {pos_14, pos_07, pos_05}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       if (sale.is_qr()) s.scans(sale);
       s.befalls(lost_before, ApiCall::status, 24);
       s.notices(till_step::NoticeTrouble::Kind::lost, 5);
       s.pays(sale);
       s.waits(hours{36});
       ends(s, sale, "validated", sale.amount);
     }},
    {"resilience/service-overloaded", "The service answers 503 again and again; asking faster would make it worse.",
     {pos_05, pos_07}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       s.befalls(error_503, 8);
       s.waits(seconds{40});
       s.until_payment_limit(sale, seconds{1});
       ends(s, sale, "expired");
     }},
    {"resilience/blind-till-expired", "No status comes through until the sale has expired.", {pos_07, pos_06}, {},
     [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       s.befalls(error_500, ApiCall::status, 4);
       s.until_payment_limit(sale, seconds{1});
       ends(s, sale, "expired");
     }},
    {"resilience/cancel-lost-and-paid", "The cancellation never arrives and the customer pays: the sale is paid.",
     {pos_19, pos_07, pos_06}, {}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       if (sale.is_qr()) s.scans(sale);
       s.befalls(lost_before, ApiCall::cancellation, 2);
       s.cancels(sale);
       s.pays(sale);
       s.waits(seconds{5});
       ends(s, sale, "validated", sale.amount);
     }},
    {"resilience/lowering-lost", "The answer to a lowered validation is lost; pressed again it is lowered once.",
     {pos_04, pos_08, pos_07}, {"validation"}, [](Story& s) {
       const Sale sale = to_validate(s, 9);
       const Money less = s.fresh().amount(100_cents, 1900_cents);
       s.befalls(lost_after, ApiCall::validation);
       s.validates(sale, less);
       s.waits(seconds{6});
       s.retries(sale);
       ends(s, sale, "validated", less);
     }},
    {"resilience/service-restart", "The service goes down and comes back while the sale waits.", {pos_07, pos_08}, {},
     [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       s.service_restarts();
       s.breathes();
       s.pays(sale);
       ends(s, sale, "validated", sale.amount);
     }},
    {"resilience/service-restart-unanswered", "The service goes down before its answer arrives; asked again, it is one sale.",
     {pos_04, pos_07}, {}, [](Story& s) {
       s.befalls(lost_after, ApiCall::create);
       const Sale sale = s.sells();
       s.service_restarts();
       s.waits(seconds{6});
       s.retries(sale);
       s.breathes();
       s.pays(sale);
       ends(s, sale, "validated", sale.amount);
     }},
    {"resilience/service-restart-to-validate", "The service goes down between payment and validation.", {pos_07, pos_08},
     {"validation"}, [](Story& s) {
       const Sale sale = to_validate(s, 9);
       s.service_restarts();
       s.validates(sale);
       ends(s, sale, "validated", sale.amount);
     }},
    {"resilience/clock-ahead", "The till's clock is four minutes ahead: the sale has not expired yet.",
     {pos_07, pos_01, pos_06}, {}, [](Story& s) { paid_with_a_clock(s, minutes{4}); }},
    {"resilience/clock-behind", "The till's clock is four minutes behind.", {pos_07, pos_01}, {},
     [](Story& s) { paid_with_a_clock(s, -minutes{4}); }},
    {"resilience/clock-behind-expired", "The clock is behind, nobody pays: it has expired when the service says so.",
     {pos_07, pos_13}, {}, [](Story& s) {
       s.skews(-minutes{4});
       s.waits(kUsedTo);
       const Sale sale = s.sells();
       s.until_payment_limit(sale, seconds{1});
       ends(s, sale, "expired");
     }},
    {"resilience/clock-ahead-by-code", "The clock is four minutes ahead: the code stays on the screen, and is paid.",
     {pos_11, pos_07}, {"qr", "screen"}, [](Story& s) {
       s.skews(minutes{4});
       s.waits(kUsedTo);
       const Sale sale = s.sells({.mode = "qr"});
       s.waits(minutes{2});
       s.rests();
       s.reaches(sale, "awaiting_customer");
       s.pays(sale);
       ends(s, sale, "validated", sale.amount);
     }},
    {"resilience/clock-ahead-before-the-limit", "The clock is ahead: a minute before the limit it is not too late to validate.",
     {pos_18, pos_07}, {"validation"}, [](Story& s) { validated_with_a_clock(s, minutes{4}, -minutes{1}, "validated"); }},
    {"resilience/clock-behind-after-the-limit", "The clock is behind: a minute after the limit it is too late to validate.",
     {pos_18, pos_07}, {"validation"}, [](Story& s) { validated_with_a_clock(s, -minutes{4}, minutes{1}, "expired"); }},
    {"resilience/day-with-a-clock-ahead", "At 23:58 a till whose clock is ahead shows the service's day.",
     {pos_13, pos_07}, {"deferred"}, [](Story& s) { day_with_a_clock(s, minutes{4}, hours{23} + minutes{53}); }},
    {"resilience/day-with-a-clock-behind", "At 00:02 a till whose clock is behind shows the service's day.",
     {pos_13, pos_07}, {"deferred"}, [](Story& s) { day_with_a_clock(s, -minutes{4}, hours{23} + minutes{57}); }},
    {"resilience/off-while-waiting", "The power goes while the sale waits; back again the till shows it, and its code.",
     {pos_17, pos_11, pos_07}, {"crash"}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       goes_down(s, seconds{25});
       s.rests();
       s.reaches(sale, "awaiting_customer");
       s.pays(sale);
       ends(s, sale, "validated", sale.amount);
     }},
    {"resilience/off-before-the-answer", "The power goes before the answer to the request: afterwards it is one sale.",
     {pos_17, pos_04, pos_07}, {"crash"}, [](Story& s) {
       s.befalls(lost_after, ApiCall::create);
       const Sale sale = s.sells();
       goes_down(s, seconds{15});
       s.waits(seconds{3});
       s.retries(sale);
       s.breathes();
       s.pays(sale);
       ends(s, sale, "validated", sale.amount);
     }},
    {"resilience/paid-while-off", "The customer pays while the till is off.", {pos_17, pos_07, pos_14}, {"crash"},
     [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       if (sale.is_qr()) s.scans(sale);
       s.crashes();
       s.waits(seconds{10});
       s.pays(sale);
       s.waits(seconds{30});
       s.restarts();
       ends(s, sale, "validated", sale.amount);
     }},
    {"resilience/part-paid-while-off", "The customer pays a part while the till is off: the remainder is told afterwards.",
     {pos_09, pos_17, pos_08}, {"crash"}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       if (sale.is_qr()) s.scans(sale);
       s.crashes();
       s.pays(sale, 765_cents);
       s.waits(minutes{20});
       s.restarts();
       ends(s, sale, "validated", 765_cents);
     }},
    {"resilience/expired-while-off", "The limit passes while the till is off.", {pos_17, pos_07}, {"crash"}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       s.reaches(sale, "awaiting_customer");
       s.crashes();
       s.until_payment_limit(sale, minutes{7});
       s.restarts();
       ends(s, sale, "expired");
     }},
    {"resilience/refused-while-off", "The customer refuses while the till is off.", {pos_17, pos_07}, {"crash"},
     [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       if (sale.is_qr()) s.scans(sale);
       s.crashes();
       s.refuses(sale);
       s.waits(minutes{2});
       s.restarts();
       ends(s, sale, "cancelled");
     }},
    {"resilience/off-with-sales-of-all-kinds", "A sale paid in part, a cancelled and a waiting one are known again after two outages.",
     {pos_17, pos_07, pos_08}, {"crash"}, [](Story& s) {
       const Sale paid = s.sells({.who = "alice"}), cancelled = s.sells({.who = "bob"});
       s.breathes();
       s.pays(paid, 1001_cents);
       s.cancels(cancelled);
       s.rests();
       const Sale waiting = s.sells({.who = "bob"});
       s.breathes();
       goes_down(s, seconds{5});
       s.waits(seconds{2});
       goes_down(s, seconds{5});
       s.rests();
       s.reaches(waiting, "awaiting_customer");
       s.pays(waiting);
       ends(s, waiting, "validated", waiting.amount);
       s.reaches(paid, "validated", 1001_cents);
       s.reaches(cancelled, "cancelled");
     }},
    {"resilience/off-for-a-weekend-before-the-answer",
     "The answer to the request is lost, the customer pays, and the till is off for longer than a key is remembered: one sale.",
     {pos_04, pos_17, pos_07}, {"crash", "identifier"}, [](Story& s) {
       s.befalls(lost_after, ApiCall::create);
       const Sale sale = s.sells({.mode = "identifier"});
       s.crashes();
       s.waits(seconds{30});
       s.pays(sale);
       s.waits(hours{40});
       s.restarts();
       s.waits(seconds{5});
       s.retries(sale);
       ends(s, sale, "validated", sale.amount);
     }},
    {"resilience/off-after-cancelling", "The answer to the cancellation is lost, and the power goes.", {pos_17, pos_07},
     {"crash"}, [](Story& s) {
       const Sale sale = s.sells();
       s.breathes();
       s.befalls(lost_after, ApiCall::cancellation);
       s.cancels(sale);
       goes_down(s, seconds{20});
       ends(s, sale, "cancelled");
     }},
    {"resilience/off-before-validating", "The power goes between payment and validation.", {pos_17, pos_07, pos_10},
     {"crash", "validation"}, [](Story& s) {
       const Sale sale = to_validate(s, 9);
       goes_down(s, hours{30});
       s.rests();
       s.reaches(sale, "to_validate", sale.amount);
       s.validates(sale);
       ends(s, sale, "validated", sale.amount);
     }},
    {"resilience/off-while-validating", "The answer to the validation is lost, and the power goes: it is validated once.",
     {pos_17, pos_04, pos_07}, {"crash", "validation"}, [](Story& s) {
       const Sale sale = to_validate(s, 9);
       const Money less = sale.amount - 150_cents;
       s.befalls(lost_after, ApiCall::validation);
       s.validates(sale, less);
       goes_down(s, minutes{2});
       s.waits(seconds{5});
       s.retries(sale);
       ends(s, sale, "validated", less);
     }},
    {"resilience/off-past-the-validation-limit", "The till is off until the validation limit has passed: it expired.",
     {pos_17, pos_07, pos_18}, {"crash", "validation"}, [](Story& s) {
       const Sale sale = to_validate(s, 2);
       s.crashes();
       s.until_validation_limit(sale, hours{2});
       s.restarts();
       s.waits(minutes{1});
       s.validates(sale);
       ends(s, sale, "expired");
     }},
    {"resilience/off-over-the-long-day", "On B the till is off for days, over the hour that comes twice; paid meanwhile.",
     {pos_17, pos_07, pos_13}, {"crash", "deferred"}, [](Story& s) {
       s.starts(long_day(s) - encaissement::Days{1}, hours{17});
       const Sale sale = s.sells({.parcours = "B", .payment_days = 3});
       s.waits(hours{2});
       s.crashes();
       s.waits(hours{24});
       s.pays(sale);
       s.waits(hours{10});
       s.restarts();
       ends(s, sale, "validated", sale.amount);
     }},
    {"resilience/off-after-a-change-of-mode", "The power goes after a change of mode: the old code does not come back.",
     {pos_12, pos_17, pos_20}, {"crash", "qr", "screen", "change_mode", "identifier"}, [](Story& s) {
       const Sale sale = s.sells({.mode = "qr"});
       s.breathes();
       const Sale changed = s.changes_mode(sale);
       s.waits(seconds{3});
       goes_down(s, seconds{20});
       s.rests();
       s.reaches(changed, "awaiting_customer");
       s.pays(changed);
       ends(s, changed, "validated", sale.amount);
     }},
    {"resilience/change-to-a-lost-request", "After the change of mode the new request's answer is lost: one sale, no old code.",
     {pos_12, pos_04, pos_07}, {"qr", "screen", "change_mode", "identifier"}, [](Story& s) {
       const Sale sale = s.sells({.mode = "qr"});
       s.breathes();
       s.befalls(lost_after, ApiCall::create);
       const Sale changed = s.changes_mode(sale);
       s.waits(seconds{6});
       s.retries(sale);
       s.breathes();
       s.pays(changed);
       ends(s, changed, "validated", sale.amount);
     }},
};

CaseRows with_every_fault() {
  CaseRows rows = wire_fault_cases();
  rows.insert(rows.end(), kRows.begin(), kRows.end());
  return rows;
}

}  // namespace

const CaseRows& resilience_cases() {
  static const CaseRows rows = with_every_fault();
  return rows;
}

}  // namespace parcours
