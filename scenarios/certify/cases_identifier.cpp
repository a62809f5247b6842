// immediate-identifier: paid at once by a customer who is named.
#include "scenarios/certify/cases.h"

#include <fmt/format.h>

namespace parcours {
namespace {

using enum TillRuleId;

// A request that the service refuses: nothing exists, and the cashier is told.
void refused(Story& s, const Ask& ask) {
  const Sale sale = s.sells(ask);
  s.rests();
  s.reaches(sale, "none");
}

void paid(Story& s, const Sale& sale) {
  s.breathes();
  s.pays(sale);
  s.rests();
  s.reaches(sale, "validated", sale.amount);
}

const CaseRows kRows = {
    {"immediate-identifier/paid", "The customer is named by the 11 digits, is asked and pays.", {pos_20, pos_07, pos_02},
     {}, [](Story& s) { paid(s, s.sells({.mode = "identifier"})); }},
    {"immediate-identifier/by-e-mail", "The customer is named by the e-mail.", {pos_20, pos_07}, {}, [](Story& s) {
       const std::string who = s.somebody();
       paid(s, s.sells({.mode = "identifier", .who = who, .customer = called(who, "email")}));
     }},
    {"immediate-identifier/nobody-pays", "The customer does not answer; the sale expires.", {pos_07, pos_06}, {},
     [](Story& s) {
       const Sale sale = s.sells({.mode = "identifier"});
       s.rests();
       s.until_payment_limit(sale, seconds{1});
       s.rests();
       s.reaches(sale, "expired");
     }},
    {"immediate-identifier/refused", "The customer refuses on the phone.", {pos_07, pos_19}, {}, [](Story& s) {
       const Sale sale = s.sells({.mode = "identifier"});
       s.breathes();
       s.refuses(sale);
       s.rests();
       s.reaches(sale, "cancelled");
     }},
    {"immediate-identifier/unknown", "Nobody has this identifier, which begins with a nought: nothing is asked.",
     {pos_19, pos_20, pos_07}, {}, [](Story& s) {
       const std::string typed = fmt::format("0{:010}", s.random().between(1, 9'999'999'999));
       refused(s, {.mode = "identifier", .customer = typed});
     }},
    {"immediate-identifier/blocked", "The customer is blocked: the refusal reaches the cashier.", {pos_19, pos_07}, {},
     [](Story& s) { refused(s, {.mode = "identifier", .who = "chloe"}); }},
    {"immediate-identifier/malformed", "What was typed is no identifier: nothing is asked.", {pos_19, pos_20}, {},
     [](Story& s) { refused(s, {.mode = "identifier", .customer = "1000000305"}); }},
    {"immediate-identifier/busy", "The customer has a request already; the second one is refused, the first one is paid.",
     {pos_19, pos_07, pos_04}, {}, [](Story& s) {
       const Sale first = s.sells({.mode = "identifier"});
       s.breathes();
       const Sale second = s.sells({.mode = "identifier", .who = first.who});
       s.rests();
       s.reaches(second, "none");
       paid(s, first);
       paid(s, s.sells({.mode = "identifier", .who = first.who}));
     }},
    {"immediate-identifier/cancelled-then-asked-again", "The cashier cancels and asks the same customer anew.",
     {pos_04, pos_07}, {}, [](Story& s) {
       const Sale first = s.sells({.mode = "identifier"});
       s.breathes();
       s.cancels(first);
       s.waits(seconds{3});
       paid(s, s.sells({.mode = "identifier", .who = first.who, .amount = first.amount}));
       s.reaches(first, "cancelled");
     }},
    {"immediate-identifier/somebody-else", "Somebody else tries to pay, in vain; the customer who was named pays.",
     {pos_06, pos_07}, {}, [](Story& s) {
       const Sale sale = s.sells({.mode = "identifier"});
       s.breathes();
       s.pays(sale, {}, s.other_than(sale.who));
       s.rests();
       s.reaches(sale, "awaiting_customer");
       paid(s, sale);
     }},
    {"immediate-identifier/two-customers", "Two customers are asked at once; one pays, one refuses.", {pos_07, pos_08}, {},
     [](Story& s) {
       const Sale first = s.sells({.mode = "identifier", .who = "alice"});
       const Sale second = s.sells({.mode = "identifier", .who = "bob"});
       s.breathes();
       s.refuses(first);
       paid(s, second);
       s.reaches(first, "cancelled");
     }},
};

}  // namespace

const CaseRows& identifier_cases() { return kRows; }

}  // namespace parcours
