#include "fakes/defects.h"

namespace parcours {
namespace {

using namespace encaissement;

const Defect kDefects[] = {
    {"sta-01-any-mode-changes", RuleId::sta_01, "An identifier request changes its mode as a QR request does.",
     [] {
       return Break{.waives = [](const Refusal& g) {
         return g.rule == RuleId::sta_01 && g.sentence == "Only a QR request changes its mode.";
       }};
     }},
    {"sta-01-renamed", RuleId::sta_01, "A request that names its customer can be given another one.",
     [] {
       return Break{.waives = [](const Refusal& g) {
         return g.rule == RuleId::sta_01 && g.sentence == "The operation does not wait for a customer to be named.";
       }};
     }},
    {"sta-02-expired-is-cancelled", RuleId::sta_02, "An expired operation can still be cancelled.",
     [] {
       return Break{.waives = [](const Refusal& g) {
         return g.rule == RuleId::sta_01 && g.sentence == "The status of the operation does not allow this.";
       }};
     }},
    {"sta-02-cancelled-expires", RuleId::sta_02, "The night sweep turns cancelled requests into expired ones.",
     [] {
       return Break{.view = [](const Encaissement& service, const Operation& o, OperationView& view) {
         if (o.status == Status::cancelled && service.now() >= o.payment_deadline) view.status = "expired";
       }};
     }},
    {"sta-03-sweep-forgets-d", RuleId::sta_03, "Unpaid requests on D stay awaiting for ever.",
     [] {
       return Break{.schedules = [](EventKind kind, const Operation& o, Instant& due) {
         if (kind == EventKind::payment_deadline && o.parcours == Parcours::d) due += Days{36500};
       }};
     }},
    {"sta-03-sweep-forgets-unvalidated", RuleId::sta_03, "What is never validated stays to validate for ever.",
     [] {
       return Break{.schedules = [](EventKind kind, const Operation&, Instant& due) {
         if (kind == EventKind::validation_deadline) due += Days{36500};
       }};
     }},
    {"mon-01-cent-made", RuleId::mon_01, "A cent is made with every partial payment.",
     [] {
       return Break{.transfers = [](const Operation& after, Money& available, Money&, Money& collected) {
         if (collected > Money{} && after.received < after.requested) available += 1_cents;
       }};
     }},
    {"mon-01-collected-twice", RuleId::mon_01, "A validation on C or D is credited to the merchant twice.",
     [] {
       return Break{.transfers = [](const Operation& after, Money&, Money&, Money& collected) {
         if (has_validation_delay(after)) collected += collected;
       }};
     }},
    {"mon-01-any-currency", RuleId::mon_01, "An amount in another currency is taken for euros.",
     without_rule<RuleId::mon_01>},
    {"mon-02-received-rounded-up", RuleId::mon_02, "Received shows the requested amount after a partial payment.",
     [] {
       return Break{.steps = [](const Operation&, const Event& e, Operation& after) {
         if (e.kind == EventKind::pay) after.received = after.requested;
       }};
     }},
    {"mon-02-validated-above-received", RuleId::mon_02, "Validated shows what was requested, above what was received.",
     [] {
       return Break{.view = [](const Encaissement&, const Operation& o, OperationView& view) {
         if (o.status == Status::validated) view.validated = o.requested;
       }};
     }},
    {"mon-03-hold-stays", RuleId::mon_03, "A cancelled pre-reservation stays held beside what is given back.",
     [] {
       return Break{.transfers = [](const Operation& after, Money&, Money& held, Money&) {
         if (after.status == Status::cancelled && held < Money{}) held = Money{};
       }};
     }},
    {"mon-03-nothing-held", RuleId::mon_03, "On C and D the amount goes to the merchant at the payment.",
     [] {
       return Break{.transfers = [](const Operation& after, Money&, Money& held, Money& collected) {
         if (after.status != Status::to_validate) return;
         collected += held;
         held = Money{};
       }};
     }},
};

}  // namespace

std::span<const Defect> money_defects() { return kDefects; }

}  // namespace parcours
