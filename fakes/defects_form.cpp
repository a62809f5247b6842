#include <algorithm>
#include <memory>
#include <string_view>

#include "fakes/defects.h"
#include "reference/core/transition_table.h"

namespace parcours {
namespace {

using namespace encaissement;

constexpr std::string_view kCapitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

encaissement::RequestForm* form_in(Command& command) {
  if (auto* request = std::get_if<Request>(&command.body)) return &request->form;
  if (auto* draft = std::get_if<Prepare>(&command.body)) return &draft->form;
  return nullptr;
}

const Defect kDefects[] = {
    {"frm-01-minimum-a-cent-too-low", RuleId::frm_01, "19,99 € is accepted.",
     with_policies<+[](Policies& p) { p.min_requested -= 1_cents; }>},
    {"frm-01-minimum-a-cent-too-high", RuleId::frm_01, "20,00 € is refused.",
     with_policies<+[](Policies& p) { p.min_requested += 1_cents; }>},
    {"frm-01-minimum-on-a-only", RuleId::frm_01, "The minimum amount is asked on parcours A only.",
     [] {
       return Break{.receives = [](Command& command, Instant&) {
         encaissement::RequestForm* form = form_in(command);
         if (form != nullptr && form->parcours != Parcours::a && form->amount.kind == TypedAmount::Kind::given &&
             form->amount.value > Money{})
           form->amount.value = std::max(form->amount.value, 2000_cents);
       }};
     }},
    {"frm-01-named-for-another-total", RuleId::frm_01, "A till asks the customer for another total than the order's.",
     [] { return Break{.waives = [](const Refusal& guard) { return &guard == &guard::named_same_total; }}; }},
    {"frm-02-any-amount-text", RuleId::frm_02, "A malformed amount is not told from a missing one.",
     without_rule<RuleId::frm_02>},
    {"frm-03-basket-too-long", RuleId::frm_03, "A basket number of 21 characters is accepted.",
     with_policies<+[](Policies& p) { ++p.basket_max_length; }>},
    {"frm-03-basket-optional", RuleId::frm_03, "A request without a basket number is accepted, as is a taken one.",
     without_rule<RuleId::frm_03>},
    {"frm-03-taken-only-while-pending", RuleId::frm_03, "With basket_unique = point a basket is free once its operation ends.",
     with_policies<+[](Policies& p) {
       if (p.basket_unique == BasketUnique::point) p.basket_unique = BasketUnique::pending;
     }>},
    {"frm-03-taken-for-ever", RuleId::frm_03, "With basket_unique = pending a basket stays taken after its operation ended.",
     with_policies<+[](Policies& p) {
       if (p.basket_unique == BasketUnique::pending) p.basket_unique = BasketUnique::point;
     }>},
    {"frm-04-label-cut", RuleId::frm_04, "The libellé is cut after 20 bytes.",
     [] { return Break{.creates = [](Operation& o) { o.label.size = std::min(o.label.size, 20u); }}; }},
    {"frm-04-any-length", RuleId::frm_04, "Optional texts of any length, and with controls, are accepted.",
     without_rule<RuleId::frm_04>},
    {"frm-04-payment-id-cut", RuleId::frm_04, "A till's payment id of more than 30 bytes is cut.",
     [] {
       return Break{.receives = [](Command& command, Instant&) {
         if (encaissement::RequestForm* form = form_in(command)) form->payment_id = form->payment_id.substr(0, 30);
       }};
     }},
    {"frm-05-any-mode", RuleId::frm_05, "A QR code is made on parcours C.", without_rule<RuleId::frm_05>},
    {"frm-05-till-asks-as-it-likes", RuleId::frm_05, "A till's request on A by e-mail is taken as one by identifier.",
     [] {
       return Break{.receives = [](Command& command, Instant&) {
         encaissement::RequestForm* form = form_in(command);
         if (form != nullptr && form->from_api && form->parcours == Parcours::a && form->mode == Mode::email)
           form->mode = Mode::identifier;
       }};
     }},
    {"frm-05-capitals-matter", RuleId::frm_05, "An e-mail typed with capitals is nobody's.",
     [] {
       return Break{.receives = [](Command& command, Instant&) {
         encaissement::RequestForm* form = form_in(command);
         if (form != nullptr && form->identifier.find_first_of(kCapitals) != std::string_view::npos)
           form->identifier = "nobody@nowhere.example";
       }};
     }},
    {"frm-06-blocked-customer-asked", RuleId::frm_06, "An immediate request reaches a blocked customer.",
     without_rule<RuleId::frm_06>},
    {"frm-06-deferred-needs-an-account", RuleId::frm_06, "B and D are refused when nobody has the e-mail.",
     [] {
       return Break{.answer = [](const Call& call, Answer& answer, Instant) {
         const auto& people = guide_world().customers;
         const bool known = std::any_of(people.begin(), people.end(), [&](const CustomerSpec& c) {
           return c.email == call.form.identifier;
         });
         if (call.verb == Verb::request && call.form.mode == "email" && !known && answer.kind == Answer::Kind::done)
           answer = {.kind = Answer::Kind::refused, .rule = "FRM-06", .code = "BENEFICIARY_NOT_FOUND"};
       }};
     }},
    {"frm-07-zero-days", RuleId::frm_07, "Delays of no day at all, or of more than a year, are accepted.",
     without_rule<RuleId::frm_07>},
    {"frm-07-a-day-too-many", RuleId::frm_07, "366 days to pay are accepted.",
     with_policies<+[](Policies& p) { ++p.max_payment_days; }>},
    {"frm-07-a-validation-day-too-many", RuleId::frm_07, "366 days to validate are accepted.",
     with_policies<+[](Policies& p) { ++p.max_validation_days; }>},
    {"frm-08-no-email-needed", RuleId::frm_08, "C and D are accepted without a notification e-mail.",
     without_rule<RuleId::frm_08>},
    {"frm-08-always-remembers", RuleId::frm_08, "The notification e-mail is kept without being asked.",
     [] {
       return Break{.receives = [](Command& command, Instant&) {
         if (encaissement::RequestForm* form = form_in(command)) form->remember_email = true;
       }};
     }},
    {"frm-08-remembered-everywhere", RuleId::frm_08, "An e-mail remembered at one point is offered at every other.",
     [] {
       return Break{.remembered_email = [](const Encaissement& service, std::string& email) {
         for (const Point& point : service.points())
           if (!point.remembered_email.empty()) email = service.text(point.remembered_email);
       }};
     }},
    {"frm-08-forgotten-on-a", RuleId::frm_08, "Se souvenir on a form without an e-mail forgets the one remembered.",
     [] {
       const auto forgotten = std::make_shared<bool>(false);
       return Break{.receives =
                        [forgotten](Command& command, Instant&) {
                          const encaissement::RequestForm* form = form_in(command);
                          if (form != nullptr && form->remember_email) *forgotten = form->notify_email.empty();
                        },
                    .remembered_email =
                        [forgotten](const Encaissement&, std::string& email) {
                          if (*forgotten) email.clear();
                        }};
     }},
    {"frm-09-sends-at-continuer", RuleId::frm_09, "The request is sent at Continuer, before Envoyer.",
     [] {
       return Break{.receives = [](Command& command, Instant&) {
         if (const auto* draft = std::get_if<Prepare>(&command.body)) command.body = Request{encaissement::RequestForm{draft->form}};
       }};
     }},
    {"frm-10-old-code-stays-alive", RuleId::frm_10, "After a change of mode the old QR code can still be paid.",
     [] {
       return Break{.steps = [](const Operation& before, const Event& event, Operation& after) {
         if (event.kind == EventKind::change_mode) after = before;
       }};
     }},
    {"frm-11-any-number-of-requests", RuleId::frm_11, "A second immediate request reaches a customer who has one awaiting.",
     without_rule<RuleId::frm_11>},
    {"frm-11-off-is-not-heeded", RuleId::frm_11, "With one_immediate_request_per_customer = off there is still only one.",
     with_policies<+[](Policies& p) { p.one_immediate_request_per_customer = true; }>},
    {"frm-11-deferred-counts-too", RuleId::frm_11, "With an immediate request awaiting, a deferred one is refused.",
     [] {
       return Break{.answer = [awaiting = std::string{}](const Call& call, Answer& answer, Instant) mutable {
         const bool made = call.verb == Verb::request && answer.kind == Answer::Kind::done;
         if (made && call.form.mode == "identifier") awaiting = call.form.parcours;
         if (made && call.form.mode == "email" && (call.form.parcours == "B" || call.form.parcours == "D") && !awaiting.empty())
           answer = {.kind = Answer::Kind::refused, .rule = "FRM-11", .code = "OTHER_TRANSACTION_PENDING"};
       }};
     }},
};

}  // namespace

std::span<const Defect> form_defects() { return kDefects; }

}  // namespace parcours
