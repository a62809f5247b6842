#include <algorithm>

#include "fakes/defects.h"
#include "reference/core/text.h"

namespace parcours {
namespace {

using namespace encaissement;

const Defect kDefects[] = {
    {"lst-01-type-of-d", RuleId::lst_01, "A pre-reservation on D reads Paiement différé.",
     [] {
       return Break{.row = [](const Encaissement&, const Operation& o, ListRow& row) {
         if (o.parcours == Parcours::d) row.type = label(TypeOfPayment::deferred);
       }};
     }},
    {"lst-01-number-for-basket", RuleId::lst_01, "The column N° de panier shows the transaction number.",
     [] {
       return Break{.row = [](const Encaissement&, const Operation&, ListRow& row) { row.basket = row.number; }};
     }},
    {"lst-02-utc-stamp", RuleId::lst_02, "Dernière action is shown in UTC.",
     [] {
       return Break{.row = [](const Encaissement&, const Operation& o, ListRow& row) {
         row.last_action = format_stamp(o.last_action - paris_offset(o.last_action));
       }};
     }},
    {"lst-02-zero-shown", RuleId::lst_02, "Nothing received is shown as +0,00 €.",
     [] {
       return Break{.row = [](const Encaissement&, const Operation& o, ListRow& row) {
         row.received = format_signed(o.received);
       }};
     }},
    {"lst-02-no-sign", RuleId::lst_02, "Amounts are shown without their sign.",
     [] {
       return Break{.row = [](const Encaissement&, const Operation& o, ListRow& row) {
         row.requested = format_amount(o.requested);
       }};
     }},
    {"lst-03-oldest-first", RuleId::lst_03, "The oldest action stands first.",
     [] {
       return Break{.order = [](std::vector<const Operation*>& rows) { std::reverse(rows.begin(), rows.end()); }};
     }},
    {"lst-03-by-creation", RuleId::lst_03, "Rows stand in order of creation, not of the last action.",
     [] {
       return Break{.order = [](std::vector<const Operation*>& rows) {
         std::sort(rows.begin(), rows.end(), [](const Operation* a, const Operation* b) { return a->id > b->id; });
       }};
     }},
    {"lst-03-ties-newest-first", RuleId::lst_03, "At equal stamps the operation created last stands first.",
     [] {
       return Break{.order = [](std::vector<const Operation*>& rows) {
         std::stable_sort(rows.begin(), rows.end(), [](const Operation* a, const Operation* b) {
           return a->last_action != b->last_action ? a->last_action > b->last_action : a->id > b->id;
         });
       }};
     }},
    {"lst-03-scanning-counts", RuleId::lst_03, "A scan changes Dernière action.",
     [] {
       return Break{.steps = [](const Operation&, const Event& e, Operation& after) {
         if (e.kind == EventKind::scan) after.last_action = e.at;
       }};
     }},
    {"lst-04-counters-follow-the-filter", RuleId::lst_04, "The counters count the filtered rows only.",
     [] {
       return Break{.list = [](ListView& view) {
         const auto count = [&](Status status) {
           return static_cast<int>(std::count_if(view.rows.begin(), view.rows.end(),
                                                 [&](const ListRow& row) { return row.status == label(status); }));
         };
         view.to_validate = count(Status::to_validate);
         view.awaiting = count(Status::awaiting_customer);
       }};
     }},
    {"lst-05-amount-filter-ignored", RuleId::lst_05, "The filter by amount does nothing.",
     [] {
       return Break{.filter = [](Filter& filter) { filter.min_amount = filter.max_amount = std::nullopt; }};
     }},
    {"lst-05-last-day-excluded", RuleId::lst_05, "The last day of the period is left out.",
     [] {
       return Break{.filter = [](Filter& filter) {
         if (filter.to) *filter.to -= Days{1};
       }};
     }},
    {"lst-05-filters-by-or", RuleId::lst_05, "With a status the other filters do not narrow any further.",
     [] {
       return Break{.filter = [](Filter& filter) {
         if (filter.status) filter = Filter{.status = filter.status};
       }};
     }},
    {"lst-05-export-without-header", RuleId::lst_05, "The export lacks its header.",
     [] {
       return Break{.list = [](ListView& view) { view.csv.erase(0, std::min(view.csv.size(), view.csv.find('\n') + 1)); }};
     }},
    {"lst-06-cancel-on-validated", RuleId::lst_06, "The action cancel is offered on a validated operation.",
     [] {
       return Break{.row = [](const Encaissement&, const Operation& o, ListRow& row) {
         if (o.status == Status::validated) row.actions.insert(row.actions.begin(), "cancel");
       }};
     }},
    {"lst-06-validate-missing", RuleId::lst_06, "The action validate is not offered on what is to validate.",
     [] {
       return Break{.row = [](const Encaissement&, const Operation&, ListRow& row) { std::erase(row.actions, "validate"); }};
     }},
    {"lst-06-cancel-missing", RuleId::lst_06, "The action cancel is not offered while the customer is awaited.",
     [] {
       return Break{.row = [](const Encaissement&, const Operation& o, ListRow& row) {
         if (o.status == Status::awaiting_customer) std::erase(row.actions, "cancel");
       }};
     }},
};

}  // namespace

std::span<const Defect> list_defects() { return kDefects; }

}  // namespace parcours
